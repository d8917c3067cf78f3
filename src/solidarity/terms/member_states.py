"""The 27 Member States and the associated states, and who takes part in which Part, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from solidarity.errors import InputError, Problem


class Part(Enum):
    """Parts of Regulation (EU) 2024/1351 in which a state can take part."""

    RESPONSIBILITY = "III"
    SOLIDARITY = "IV"


@dataclass(frozen=True, slots=True)
class MemberState:
    """
    A Member State of the European Union.

    Attributes:
        code: Two letters in the practice of the European Union (Greece is EL).
        iso2: ISO 3166-1 alpha-2 code (Greece is GR).
        iso3: ISO 3166-1 alpha-3 code.
        name: Short English name.
        solidarity_from: First day on which Part IV binds the state; None if it does not.
    """

    code: str
    iso2: str
    iso3: str
    name: str
    solidarity_from: date | None

    def takes_part(self, part: Part, on: date) -> bool:
        """
        Tell whether a Part of the Regulation binds this state on a day.

        Part III reaches Denmark through its own agreement with the Union, not as a Member State
        bound by the Regulation; it is counted as taking part in responsibility.
        """
        since = _ENTRY if part is Part.RESPONSIBILITY else self.solidarity_from
        return since is not None and on >= since

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class AssociatedState:
    """A state outside the Union that applies the responsibility rules by agreement (Art. 13(1))."""

    code: str
    name: str


_ENTRY = date(2024, 6, 11)
"""Entry into force of the Regulation (Art. 85)."""

_IRELAND = date(2024, 7, 31)
"""Commission confirmation that Ireland takes part, after its notification of 27 June 2024."""

_STATES = """
BE BE BEL Belgium
BG BG BGR Bulgaria
CZ CZ CZE Czechia
DK DK DNK Denmark
DE DE DEU Germany
EE EE EST Estonia
IE IE IRL Ireland
EL GR GRC Greece
ES ES ESP Spain
FR FR FRA France
HR HR HRV Croatia
IT IT ITA Italy
CY CY CYP Cyprus
LV LV LVA Latvia
LT LT LTU Lithuania
LU LU LUX Luxembourg
HU HU HUN Hungary
MT MT MLT Malta
NL NL NLD Netherlands
AT AT AUT Austria
PL PL POL Poland
PT PT PRT Portugal
RO RO ROU Romania
SI SI SVN Slovenia
SK SK SVK Slovakia
FI FI FIN Finland
SE SE SWE Sweden
"""


def _solidarity_from(code: str) -> date | None:
    """First day of Part IV: from the start, for Ireland from its opt-in, for Denmark never."""
    return {"DK": None, "IE": _IRELAND}.get(code, _ENTRY)


def _state(line: str) -> MemberState:
    code, iso2, iso3, name = line.split()
    return MemberState(code, iso2, iso3, name, _solidarity_from(code))


MEMBER_STATES: tuple[MemberState, ...] = tuple(map(_state, _STATES.strip().splitlines()))
"""The 27, in protocol order."""

ASSOCIATED_STATES: tuple[AssociatedState, ...] = (
    AssociatedState("IS", "Iceland"),
    AssociatedState("LI", "Liechtenstein"),
    AssociatedState("NO", "Norway"),
    AssociatedState("CH", "Switzerland"),
)

_BY_CODE = {state.code: state for state in MEMBER_STATES} | {
    state.iso2: state for state in MEMBER_STATES
}
_ASSOCIATED = {state.code: state for state in ASSOCIATED_STATES}


def member_state(code: str) -> MemberState:
    """
    Find a Member State by its code in Union practice or by its ISO 3166-1 alpha-2 code.

    Raises:
        InputError: If no Member State has this code.
    """
    state = _BY_CODE.get(code.strip().upper())
    if state is None:
        known = " ".join(sorted(state.code for state in MEMBER_STATES))
        raise InputError(Problem(f'no Member State has the code "{code}"', f"one of {known}"))
    return state


def associated_state(code: str) -> AssociatedState | None:
    """Find an associated state by its code; None if the code is not one of theirs."""
    return _ASSOCIATED.get(code.strip().upper())


def bound_states(part: Part, on: date) -> tuple[MemberState, ...]:
    """Member States bound by a Part on a day, in protocol order."""
    return tuple(state for state in MEMBER_STATES if state.takes_part(part, on))
