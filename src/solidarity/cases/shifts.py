"""Art. 37(1): the acts that move responsibility, from whatever state a case is in."""

from __future__ import annotations

from solidarity.cases import guards, tasks
from solidarity.cases.table import Cell, in_each
from solidarity.terms.citations import Art

_TASKS = (tasks.ENTER_SHIFT, tasks.TELL_SHIFT, tasks.EXAMINE_HERE)


def shifts_from(states: tuple[str, ...]) -> tuple[Cell, ...]:
    """
    Write the cells down for the states in which responsibility can still shift.

    Args:
        states: The states of a table; it has "responsible_by_shift" and "responsible_elsewhere".
    """
    here = "responsible_by_shift"
    return (
        *in_each(states, Cell("", "document_issued_here", here, Art(37, 1), tasks=_TASKS)),
        *in_each(states, Cell("", "discretion_used", here, Art(35, 1), tasks=_TASKS)),
        *in_each(
            states,
            Cell(
                "",
                "kept_in_best_interests",
                here,
                Art(37, 1),
                needs=(guards.BIC_RECORDED,),
                tasks=_TASKS,
            ),
        ),
        *in_each(
            states,
            Cell(
                "",
                "document_issued_elsewhere",
                "responsible_elsewhere",
                Art(37, 1),
                tasks=(tasks.ENTER_SHIFT_ELSEWHERE,),
            ),
        ),
    )
