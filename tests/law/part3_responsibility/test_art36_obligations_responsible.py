"""Art. 36: what the Member State responsible owes."""

from __future__ import annotations

from itertools import product

import pytest

from solidarity.law.part3_responsibility.art36_obligations_responsible import (
    Duty,
    duty,
    follows_family,
    must_examine,
    needs_consent,
    needs_new_procedure,
)

THREE = list(product([True, False], repeat=3))


class TestParagraph1:
    """Take charge; take back whom Eurodac records; take back admitted persons."""

    @pytest.mark.parametrize(
        ("admitted", "recorded", "expected"),
        [
            (True, True, Duty.TAKE_BACK_ADMITTED),
            (True, False, Duty.TAKE_BACK_ADMITTED),
            (False, True, Duty.TAKE_BACK),
            (False, False, Duty.TAKE_CHARGE),
        ],
    )
    def test_ground(self, *, admitted: bool, recorded: bool, expected: Duty) -> None:
        assert duty(admitted=admitted, recorded_as_responsible=recorded) is expected


class TestParagraph2:
    """A minor follows the family unless shown contrary to best interests (worked case T53)."""

    @pytest.mark.parametrize(("with_family", "born", "contrary"), THREE)
    def test_following(self, *, with_family: bool, born: bool, contrary: bool) -> None:
        found = follows_family(
            accompanying=with_family, born_after_arrival=born, contrary_to_bic=contrary
        )
        assert found is (False if contrary else with_family or born)

    def test_no_new_procedure_for_children_born_later(self) -> None:
        assert not needs_new_procedure(born_after_arrival=True)
        assert needs_new_procedure(born_after_arrival=False)

    @pytest.mark.parametrize(
        ("minor", "under_26", "contrary", "expected"),
        [
            (True, True, False, False),
            (True, True, True, True),
            (False, True, False, True),
            (False, False, False, False),
            (True, False, True, False),
        ],
    )
    def test_consent(self, *, minor: bool, under_26: bool, contrary: bool, expected: bool) -> None:
        found = needs_consent(minor=minor, under_article_26=under_26, contrary_to_bic=contrary)
        assert found is expected


class TestParagraph3:
    """The claim is examined or finished in the cases of points (a) and (b)."""

    def test_examination(self) -> None:
        assert [ground for ground in Duty if must_examine(ground)] == [
            Duty.TAKE_CHARGE,
            Duty.TAKE_BACK,
        ]
