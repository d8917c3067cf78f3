"""Open points of Part III: R-101 to R-117, in the order P1 to P17 of the specification."""

from __future__ import annotations

from typing import Final

from solidarity.terms.citations import Art
from solidarity.terms.readings import Reading

RESPONSIBILITY: Final = (
    Reading(
        "R-101",
        "the rank of dependency against the criteria of Chapter II",
        Art(34, 2),
        ("after_27", "before_26", "after_33"),
        "the Member State responsible where dependency and another criterion meet",
    ),
    Reading(
        "R-102",
        "a hit received later than the registration",
        Art(39, 1, subparagraph=2),
        ("earlier_date", "hit_alone"),
        "the last day for a take charge request that rests on a hit",
    ),
    Reading(
        "R-103",
        "family of an unaccompanied minor in one state, relatives in another",
        Art(25, 4),
        ("best_interests", "family_first"),
        "the Member State responsible for such minors",
    ),
    Reading(
        "R-104",
        "valid documents against documents that have ended",
        Art(29, 4),
        ("valid_first", "all_together"),
        "the Member State responsible where both kinds are held",
    ),
    Reading(
        "R-105",
        "a crossing less than 20 months old behind a disembarkation too long ago",
        Art(33, 2),
        ("not_revived", "revived"),
        "the Member State responsible in the months between the two limits",
    ),
    Reading(
        "R-106",
        "the time left for a transfer when a person is available again",
        Art(46, 2),
        ("shorter", "frozen", "running"),
        "the last day of a transfer that was interrupted",
    ),
    Reading(
        "R-107",
        "visa-free entry and airport transit after relocation",
        Art(68, 2),
        ("on_with_flag", "off"),
        "the Member State responsible after a relocation",
    ),
    Reading(
        "R-108",
        "silence on a humanitarian request",
        Art(35, 2),
        ("refusal", "consent"),
        "the Member State responsible after two months without a reply",
    ),
    Reading(
        "R-109",
        "first registration in the count of a family",
        Art(28),
        ("not_counted", "counted"),
        "the Member State responsible for a family of which some meet no criterion",
    ),
    Reading(
        "R-110",
        "several family members in different states",
        Art(26),
        ("human_decision",),
        "none: a person decides, and the decision is recorded",
    ),
    Reading(
        "R-111",
        "a minor with kin whom no state with kin suits",
        Art(25, 5),
        ("first_registration", "present_state"),
        "the Member State responsible for such minors",
    ),
    Reading(
        "R-112",
        "beneficiaries of protection who move on",
        Art(36, 1, "b"),
        ("human_check", "take_back"),
        "whether a case is settled by the record or left to a person",
    ),
    Reading(
        "R-113",
        "an application registered on the very day from which the Regulation applies",
        Art(84, 2),
        ("new_rules", "old_criteria"),
        "cases registered on 12 June 2026",
    ),
    Reading(
        "R-114",
        "which Eurodac entry a relocation leads to",
        Art(38, 3, "f"),
        ("by_paragraph",),
        "none: the task that is listed",
    ),
    Reading(
        "R-115",
        "the limit that closes an offset of a single case",
        Art(63, 8, "c"),
        ("article_46_1",),
        "none: settled by the consolidated text",
    ),
    Reading(
        "R-116",
        "when kin of an unaccompanied minor are legally present",
        Art(25, 2),
        ("any_lawful_stay", "not_applicants"),
        "the Member State responsible for minors whose kin are applicants themselves",
    ),
    Reading(
        "R-117",
        "a request for suspension that is pending or refused",
        Art(46, 1),
        ("granted_only", "any_request"),
        "the last day of the six months for a transfer",
    ),
)
"""The first option is the default; one option means that it is no setting of a run."""
