"""The 27, and who takes part in what."""

from __future__ import annotations

from datetime import date

import pytest

from solidarity.errors import InputError
from solidarity.terms.member_states import (
    ASSOCIATED_STATES,
    MEMBER_STATES,
    MemberState,
    Part,
    associated_state,
    bound_states,
    member_state,
)

ENTRY, APPLIED = date(2024, 6, 11), date(2026, 6, 12)


class TestList:
    def test_twenty_seven_with_codes_of_their_own(self) -> None:
        assert len(MEMBER_STATES) == 27
        for codes in (
            {state.code for state in MEMBER_STATES},
            {state.iso2 for state in MEMBER_STATES},
            {state.iso3 for state in MEMBER_STATES},
            {state.name for state in MEMBER_STATES},
        ):
            assert len(codes) == 27

    def test_only_greece_differs_between_the_codes(self) -> None:
        different = [state for state in MEMBER_STATES if state.code != state.iso2]
        assert [(state.code, state.iso2, str(state)) for state in different] == [
            ("EL", "GR", "Greece")
        ]

    def test_no_associated_state_is_a_member(self) -> None:
        codes = {state.code for state in ASSOCIATED_STATES}
        assert codes == {"IS", "LI", "NO", "CH"}
        assert not codes & {state.code for state in MEMBER_STATES}


class TestFinding:
    @pytest.mark.parametrize("state", MEMBER_STATES)
    def test_by_either_code_in_any_case(self, state: MemberState) -> None:
        assert member_state(state.code.lower()) is state
        assert member_state(f" {state.iso2} ") is state

    @pytest.mark.parametrize("code", ["", "XX", "UK", "NO", "DEU", "Germany"])
    def test_no_member_state(self, code: str) -> None:
        with pytest.raises(InputError, match="no Member State has the code"):
            member_state(code)

    def test_associated(self) -> None:
        found = associated_state(" ch ")
        assert found is not None
        assert found.name == "Switzerland"
        assert associated_state("DE") is None


class TestParts:
    def test_nobody_before_the_entry_into_force(self) -> None:
        for part in Part:
            assert bound_states(part, date(2024, 6, 10)) == ()

    def test_denmark_is_never_in_solidarity(self) -> None:
        denmark = member_state("DK")
        assert not denmark.takes_part(Part.SOLIDARITY, APPLIED)
        assert denmark.takes_part(Part.RESPONSIBILITY, APPLIED)

    def test_ireland_is_in_solidarity_since_its_opt_in(self) -> None:
        ireland = member_state("IE")
        assert not ireland.takes_part(Part.SOLIDARITY, date(2024, 7, 30))
        assert ireland.takes_part(Part.SOLIDARITY, date(2024, 7, 31))

    def test_numbers(self) -> None:
        assert len(bound_states(Part.SOLIDARITY, ENTRY)) == 25
        assert len(bound_states(Part.SOLIDARITY, APPLIED)) == 26
        assert len(bound_states(Part.RESPONSIBILITY, APPLIED)) == 27
