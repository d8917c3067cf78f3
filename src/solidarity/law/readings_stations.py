"""Open points met at the stations of the year: who may do what, when, and what adds to what."""

from __future__ import annotations

from typing import Final

from solidarity.terms.citations import Art
from solidarity.terms.readings import Reading

STATIONS: Final = (
    Reading(
        "R-036",
        "whether a partial deduction lowers the limit of mandatory offsets",
        Art(63, 7),
        ("key_share",),
        "limits and split of mandatory offsets, and through them the money due",
    ),
    Reading(
        "R-037",
        "whether a request for offsets can be refused altogether",
        Art(69, 2),
        ("zero_can_be_accepted",),
        "offsets by agreement, and so the relocations that remain due",
    ),
    Reading(
        "R-038",
        "whether a full deduction can put another type in the place",
        Art(60, 3),
        ("refused",),
        "what remains due of a state with a full deduction",
    ),
    Reading(
        "R-039",
        "whether use of the Pool bars every state from a deduction",
        Art(61, 1),
        ("bars_all",),
        "none by itself: it decides who may ask for a deduction under Art. 61",
    ),
    Reading(
        "R-040",
        "pledges made after the forum was reconvened",
        Art(13, 4),
        ("added",),
        "what is pledged and what remains due after a second round",
    ),
    Reading(
        "R-041",
        "from which value alternative measures become money",
        Art(57, 4),
        ("agreed_value",),
        "what becomes money at the end of the year, and the money due",
    ),
    Reading(
        "R-042",
        "whether Denmark can contribute ad hoc",
        Art(13, 1),
        ("refused",),
        "none: contributions ad hoc are part of no total",
    ),
    Reading(
        "R-043",
        "a request for a deduction before the Council act",
        Art(61, 1),
        ("out_of_turn",),
        "none by itself: it decides from when a request is accepted",
    ),
    Reading(
        "R-044",
        "money paid before the year is over",
        Art(64, 1),
        ("after_the_year",),
        "when a payment is entered; no amount",
    ),
    Reading(
        "R-045",
        "how limits of other acts are counted",
        Art(75),
        ("as_in_art_75",),
        "last days of limits that stand in other acts",
    ),
)
"""Not settings of a run; the page of each under docs/readings says why it is read so."""
