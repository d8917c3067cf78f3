"""How silent or open provisions are read: defaults, alternatives, and the choice of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import Art


@dataclass(frozen=True, slots=True)
class Reading:
    """
    One open point of the law.

    Attributes:
        id: "R-005"; its page is docs/readings/R-005-….md.
        title: The question in a few words.
        source: The provision that is silent or open.
        options: The possible readings; the first is the default. One option: not a setting.
        figures: Which figures change with it, in words.
    """

    id: str
    title: str
    source: Art
    options: tuple[str, ...]
    figures: str

    @property
    def default(self) -> str:
        """The reading used when nothing is said."""
        return self.options[0]

    @property
    def is_switch(self) -> bool:
        """Tell whether a run can choose."""
        return len(self.options) > 1


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings a run uses; every output names them."""

    known: Mapping[str, Reading]
    chosen: Mapping[str, str] = field(default_factory=dict)

    def of(self, identifier: str) -> str:
        """Give the reading used for an open point."""
        return self.chosen.get(identifier, self.known[identifier].default)

    def choose(self, identifier: str, option: str) -> Readings:
        """
        Use another reading.

        Raises:
            InputError: If there is no such open point or no such alternative.
        """
        reading = self.known.get(identifier)
        if reading is None or not reading.is_switch:
            switches = ", ".join(key for key, item in self.known.items() if item.is_switch)
            raise InputError(
                Problem(f'"{identifier}" is not a reading a run can choose', f"one of {switches}")
            )
        if option not in reading.options:
            choices = " or ".join(reading.options)
            raise InputError(Problem(f'{identifier} cannot be read as "{option}"', choices))
        return Readings(self.known, {**self.chosen, identifier: option})
