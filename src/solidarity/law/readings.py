"""How silent or open provisions are read: every open point, and the defaults of a run."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from solidarity.law.readings_fixed import FIXED
from solidarity.law.readings_met import MET
from solidarity.law.readings_procedure import PROCEDURE
from solidarity.law.readings_responsibility import RESPONSIBILITY
from solidarity.law.readings_stations import STATIONS
from solidarity.terms.citations import Art
from solidarity.terms.readings import Reading, Readings

SWITCHES: Final = (
    Reading(
        "R-002",
        "whether persons and money are two ways to give one contribution",
        Art(12, 2),
        ("alternative", "cumulative"),
        "the fair share of every state, in persons and in money",
    ),
    Reading(
        "R-003",
        "how the gap of mandatory offsets is split among contributing states",
        Art(63, 3),
        ("pro_rata_to_caps", "equal_per_state"),
        "offsets each contributing state takes, and each benefitting state receives",
    ),
    Reading(
        "R-004",
        "whether states that pledged only money take mandatory offsets",
        Art(63, 3),
        ("included", "excluded"),
        "limits and offsets of states that pledged money; their money due",
    ),
    Reading(
        "R-005",
        "how a fair share becomes whole persons",
        Art(57, 3),
        ("up", "nearest", "down"),
        "the fair share of every state, by one person at most, and its value in money",
    ),
    Reading(
        "R-006",
        "which Eurostat figures the key uses",
        Art(66),
        ("population_2024", "population_2025"),
        "recomputed shares and everything computed from them; never a published share",
    ),
    Reading(
        "R-007",
        "which territory of France counts in the key",
        Art(76),
        ("whole_country", "european_territory"),
        "the share of France and, slightly, of every other state",
    ),
    Reading(
        "R-008",
        "what happens to the undelivered rest of an alternative measure",
        Art(65, 1),
        ("yes", "no"),
        "money due of a state whose agreed alternative measure is worth less than it pledged",
    ),
    Reading(
        "R-013",
        "which grounds of appeal reach a relocation decision",
        Art(67, 13),
        ("grounds_a_and_b", "grounds_a_b_and_c"),
        "none of the year; grounds listed for a relocation case",
    ),
    Reading(
        "R-014",
        "whether a reconvened forum must come before mandatory offsets",
        Art(63, 4),
        ("not_after_deductions", "always"),
        "whether mandatory offsets are open",
    ),
    Reading(
        "R-015",
        "the number below which mandatory offsets open",
        Art(63, 3, "a"),
        ("art12_minimum", "proposal_number"),
        "target and gap of mandatory offsets",
    ),
    Reading(
        "R-016",
        "half of which fair share opens offers of offsets",
        Art(63, 2, "b"),
        ("all_types", "relocation_share"),
        "which contributing states may offer offsets",
    ),
    Reading(
        "R-026",
        "types not mentioned when one type covers the whole fair share",
        Art(57, 4),
        ("zero_computed", "unknown"),
        "pledges of the types nobody reported, and the totals in which they count",
    ),
    Reading(
        "R-027",
        "a state reported as benefitting whose notice was not found",
        Art(58, 1),
        ("released_reported", "not_released"),
        "release of that state, what remains of the Pool, mandatory offsets",
    ),
)
"""Settings of a run: the first option is the default, and every output names what was used."""

READINGS: Final[Mapping[str, Reading]] = MappingProxyType(
    {
        reading.id: reading
        for reading in sorted(
            (*SWITCHES, *FIXED, *MET, *STATIONS, *RESPONSIBILITY, *PROCEDURE),
            key=lambda one: one.id,
        )
    }
)
"""Every open point by its identifier, in order; its page is docs/readings/<identifier>-….md."""

DEFAULT: Final = Readings(READINGS)
"""The readings of a run that says nothing."""
