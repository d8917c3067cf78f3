"""Open points with one reading: the text is silent, one way of going on is taken and named."""

from __future__ import annotations

from typing import Final

from solidarity.terms.citations import Art
from solidarity.terms.readings import Reading

FIXED: Final = (
    Reading(
        "R-009",
        "deductions written into the Pool act itself",
        Art(61, 4),
        ("accept_with_flag",),
        "none by itself: it decides how an adjusted pledge is recorded and named",
    ),
    Reading(
        "R-010",
        "a Pool below the minimum numbers of Article 12(2)",
        Art(12, 2),
        ("allow_and_warn",),
        "none: a note appears where the Council's numbers are below 30 000 and EUR 600 million",
    ),
    Reading(
        "R-011",
        "when the High-Level Forum meets after a refusal for lack of capacity",
        Art(59, 7),
        ("after_the_council_act",),
        "one due date of the calendar",
    ),
    Reading(
        "R-012",
        "settled: the transfer time limit that closes offsets",
        Art(63, 8, "c"),
        ("article_46_1",),
        "none: settled by the consolidated text",
    ),
    Reading(
        "R-017",
        "how make-up offsets after the year are carried out",
        Art(63, 5),
        ("contributing_state_selects",),
        "none; a target date that only warns",
    ),
    Reading(
        "R-018",
        "whether a preference can justify refusing a relocation",
        Art(60, 4),
        ("preferences_only_at_matching",),
        "none",
    ),
    Reading(
        "R-019",
        "to whom the duty to send the file applies",
        Art(67, 7),
        ("every_identified_person",),
        "none",
    ),
    Reading(
        "R-020",
        "the form in which the Commission sees a lack of capacity",
        Art(59, 6),
        ("recorded_statement",),
        "whether a state that notified pressure has access",
    ),
    Reading(
        "R-021",
        "when a state stops being a benefitting Member State",
        Art(58, 3),
        ("ends_with_the_year",),
        "release and draws after the end of the year",
    ),
    Reading(
        "R-022",
        "how long a finding of systemic shortcomings holds",
        Art(60, 3, subparagraph=4),
        ("dated_interval",),
        "what contributing states owe towards the state concerned",
    ),
    Reading(
        "R-023",
        "a Member State that pledges nothing",
        Art(57, 3),
        ("shortfall_reported",),
        "none: the shortfall is shown",
    ),
    Reading(
        "R-024",
        "thresholds for the statuses of Article 11",
        Art(11, 1),
        ("input_of_the_commission",),
        "none: statuses are inputs",
    ),
    Reading(
        "R-025",
        "the Eurodac entry for offsets",
        Art(63, 6),
        ("entry_as_ordered",),
        "none",
    ),
)
"""Not settings of a run; the page of each under docs/readings says why it is read so."""
