"""Article 15: the EU Solidarity Coordinator."""

from __future__ import annotations

from solidarity.terms.citations import Art
from solidarity.terms.findings import Coverage, not_encoded, rule

TASKS: dict[str, str] = {
    "a": "support relocation",
    "b": "coordinate communication between those who take part",
    "c": "keep the overview of needs and contributions, and follow up on delivery",
    "d": "organise regular meetings of the authorities",
    "e": "promote good practice",
    "f": "convene and chair the Technical-Level Forum",
    "g": "carry out the tasks of the crisis Regulation",
}
"""What the Coordinator does, by point of Article 15(2)."""

not_encoded(
    Art(15, 1), Coverage.PROCEDURAL, "", "The Commission appoints; one Coordinator at a time."
)
not_encoded(
    Art(15, 2),
    Coverage.PROCEDURAL,
    "solidarity.cycle.s08_implementation",
    "The overview of point (c) is the ledger; meetings and acts are recorded.",
)
not_encoded(Art(15, 3), Coverage.OUT_OF_SCOPE, "", "Office, money and staff of the Coordinator.")
not_encoded(
    Art(15, 4),
    Coverage.PROCEDURAL,
    "solidarity.cycle.s01_report",
    "The next Report presents the state of the mechanism, from the year's ledger.",
)


@rule(Art(15, 5))
def silent_member_states(*, asked: frozenset[str], answered: frozenset[str]) -> tuple[str, ...]:
    """Name the Member States that still owe the Coordinator data, by code, sorted."""
    return tuple(sorted(asked - answered))
