"""What moves or ends responsibility, and who shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solidarity.cases.cessation import NEVER, Earlier, ended_by, moved_by
from solidarity.law.part3_responsibility.art37_cessation import Prover, Shift

REGISTERED = date(2028, 6, 10)
NOTHING = Earlier("GR", REGISTERED)


class TestShift:
    @pytest.mark.parametrize("shift", Shift)
    def test_moved(self, shift: Shift) -> None:
        moved = moved_by(shift, acting="FR", transferring="DE")
        assert moved.to == ("DE" if shift is Shift.LATE_TRANSFER else "FR")
        assert str(moved.source) == ("Art. 46(2)" if shift is Shift.LATE_TRANSFER else "Art. 37(1)")
        assert [task.name for task in moved.tasks] == ["enter-shift", "tell-shift"]


class TestEnd:
    def test_lapse_of_time_alone_ends_nothing(self) -> None:
        assert ended_by(replace(NOTHING, registered=date(2040, 1, 1))) == ()
        assert len(NEVER) == 3

    def test_border_worked_case_t49(self) -> None:
        (ended,) = ended_by(replace(NOTHING, border_final=date(2027, 2, 1)))
        assert (str(ended.source), ended.prover) == ("Art. 37(2)", Prover.NOTIFIED_STATE)
        assert ended.entry.name == "enter-border-decision"

    def test_border_inside_the_fifteen_months(self) -> None:
        final = date(2027, 3, 10)
        assert ended_by(replace(NOTHING, border_final=final)) == ()
        assert ended_by(replace(NOTHING, border_final=final, registered=date(2028, 6, 11)))

    @pytest.mark.parametrize(("finished", "count"), [(False, 0), (True, 1)])
    def test_border_with_a_take_back_pending(self, *, finished: bool, count: int) -> None:
        case = replace(
            NOTHING,
            border_final=date(2027, 2, 1),
            applied_elsewhere=date(2028, 4, 1),
            pending_at_end=True,
            take_back_finished=finished,
        )
        assert len(ended_by(case)) == count

    def test_absence(self) -> None:
        case = replace(NOTHING, left=date(2027, 9, 1), absence_shown=True)
        (ended,) = ended_by(replace(case, returned=date(2028, 6, 1)))
        assert (str(ended.source), ended.prover) == ("Art. 37(4)", Prover.RESPONSIBLE_STATE)
        assert ended_by(replace(case, returned=date(2028, 5, 31))) == ()
        assert len(ended_by(case)) == 1

    def test_return(self) -> None:
        case = replace(NOTHING, left=date(2028, 6, 1), return_in_eurodac=True)
        (ended,) = ended_by(case)
        assert (str(ended.source), ended.prover) == ("Art. 37(5)", Prover.EURODAC)

    def test_every_ground_is_named(self) -> None:
        case = replace(
            NOTHING,
            border_final=date(2027, 2, 1),
            left=date(2027, 9, 1),
            absence_shown=True,
            return_in_eurodac=True,
        )
        assert [str(one.source) for one in ended_by(case)] == [
            "Art. 37(2)",
            "Art. 37(4)",
            "Art. 37(5)",
        ]
