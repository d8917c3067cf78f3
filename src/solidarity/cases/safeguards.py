"""The safeguards F1 to F20: for each what it protects, the gates that hold, the tasks it brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from solidarity.cases import guards, tasks
from solidarity.cases.facts import Facts
from solidarity.cases.table import Guard, Table, Task
from solidarity.terms.citations import Art


@dataclass(frozen=True, slots=True)
class Safeguard:
    """
    One safeguard.

    Attributes:
        id: "F1" to "F20".
        says: What it protects.
        source: The provision.
        gates: Conditions without which a step is refused.
        tasks: What has to be done for it.
        held_by: Which table or module keeps it otherwise, "" if gates and tasks are all.
    """

    id: str
    says: str
    source: Art
    gates: tuple[Guard, ...] = ()
    tasks: tuple[Task, ...] = ()
    held_by: str = ""


SAFEGUARDS: Final = (
    Safeguard(
        "F1",
        "no transfer into a real risk of inhuman or degrading treatment",
        Art(16, 3),
        (guards.RISK_CHECKED,),
        (tasks.DETERMINE_AGAIN,),
    ),
    Safeguard(
        "F2",
        "the best interests of the child first, and children first in the queue",
        Art(23, 1),
        (guards.BIC_IN_DECISION, guards.BIC_RECORDED),
        (tasks.PUT_FIRST,),
    ),
    Safeguard(
        "F3",
        "a representative, involved throughout",
        Art(23, 2),
        (guards.REPRESENTED,),
        (tasks.APPOINT_REPRESENTATIVE,),
    ),
    Safeguard("F4", "family looked for at once", Art(23, 6), tasks=(tasks.TRACE_FAMILY,)),
    Safeguard(
        "F5",
        "reception and a representative confirmed before a minor travels",
        Art(23, 5),
        (guards.RECEIVING_CONFIRMED,),
    ),
    Safeguard(
        "F6",
        "information in time, in plain words, in a language understood",
        Art(19, 1),
        tasks=(tasks.INFORM,),
        held_by="solidarity.cases.consequences",
    ),
    Safeguard("F7", "legal counselling at every stage", Art(21), tasks=(tasks.OFFER_COUNSELLING,)),
    Safeguard(
        "F8",
        "an interview before the request, recorded, with a summary to comment on",
        Art(22),
        (guards.INTERVIEWED,),
        (tasks.SHOW_SUMMARY,),
    ),
    Safeguard(
        "F9",
        "a reasoned decision in writing, with remedies and limits",
        Art(42),
        (guards.DECISION_COMPLETE,),
        (tasks.NOTIFY_PERSON,),
    ),
    Safeguard(
        "F10",
        "a court that looks at facts and law",
        Art(43, 1),
        (guards.APPEAL_PERIOD_KNOWN,),
        held_by="solidarity.cases.decision_and_remedy",
    ),
    Safeguard(
        "F11",
        "staying until the first request for suspension is decided; free legal aid",
        Art(43, 3),
        (guards.MAY_GO, guards.REASONS_GIVEN),
        (tasks.RULE_ON_SUSPENSION, tasks.GIVE_LEGAL_AID),
    ),
    Safeguard(
        "F12",
        "no detention for the procedure alone; last resort, written, reviewed",
        Art(44),
        (guards.GROUND_TO_DETAIN, guards.MAY_BE_ORDERED, guards.ORDER_WRITTEN, guards.TOLD_REASONS),
        (tasks.TELL_DETAINED_RIGHTS, tasks.REVIEW_DETENTION),
    ),
    Safeguard("F13", "release when a limit is missed", Art(45, 4), tasks=(tasks.RELEASE,)),
    Safeguard(
        "F14", "family unity", Art(36, 2), tasks=(tasks.PUT_FIRST,), held_by="solidarity.law"
    ),
    Safeguard(
        "F15",
        "a humane transfer at no cost, papers handed back",
        Art(46, 1, subparagraph=4),
        tasks=(tasks.CARRY_OUT_WITH_DIGNITY, tasks.BRING_BACK),
    ),
    Safeguard(
        "F16",
        "special needs known in time; health data only between professionals",
        Art(50),
        (guards.INFORMATION_SENT, guards.FORM_IN_TIME),
        (tasks.SEND_HEALTH_CERTIFICATE,),
    ),
    Safeguard(
        "F17",
        "data only as needed, correct and logged",
        Art(51),
        (guards.REQUEST_REASONED, guards.APPLICANT_TOLD),
        (tasks.RECORD_EXCHANGE,),
    ),
    Safeguard(
        "F18",
        "reasons for keeping the case can be put forward",
        Art(22, 1, subparagraph=5),
        tasks=(tasks.HEAR_OWN_REASONS,),
    ),
    Safeguard("F19", "progress told when asked", Art(19, 2), tasks=(tasks.SAY_PROGRESS,)),
    Safeguard(
        "F20",
        "disputes between states do not stop the limits",
        Art(55, 2),
        tasks=(tasks.KEEP_CLOCKS_RUNNING,),
    ),
)
"""In the order of the specification."""


def tasks_at_registration(facts: Facts) -> tuple[Task, ...]:
    """
    List what is to be done when an application is registered.

    Args:
        facts: What is known; an unaccompanied minor gets a representative and a search for family.

    Returns:
        The tasks, those owed to everyone first.
    """
    everyone = (
        tasks.INFORM,
        tasks.OFFER_COUNSELLING,
        tasks.HEAR_OWN_REASONS,
        tasks.SAY_PROGRESS,
    )
    if not facts.yes("unaccompanied_minor"):
        return everyone
    return (*everyone, tasks.PUT_FIRST, tasks.APPOINT_REPRESENTATIVE, tasks.TRACE_FAMILY)


def closed_gates(table: Table, state: str, facts: Facts) -> tuple[tuple[str, Guard], ...]:
    """
    Find what stands against each event that could happen in a state.

    Args:
        table: The table.
        state: The state.
        facts: What is known.

    Returns:
        Pairs of event and closed gate, in the order of the table.
    """
    return tuple(
        (cell.event, gate)
        for cell in table.cells
        if cell.state == state and all(guard.holds(facts) for guard in cell.when)
        for gate in cell.needs
        if not gate.holds(facts)
    )
