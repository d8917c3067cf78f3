"""Art. 23 of Implementing Regulation (EU) 2025/2055: where persons arrive."""

from __future__ import annotations

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import ir
from solidarity.terms.findings import Coverage, not_encoded, rule


@rule(ir(23))
def arrival_place(*, agreed: str | None, fallbacks: tuple[str, ...]) -> str:
    """
    Place of arrival.

    Args:
        agreed: Place the receiving state confirmed or proposed; None if it did not react.
        fallbacks: Its fallback airports; it names at least one.

    Raises:
        InputError: If nothing is agreed and no fallback is known.
    """
    if agreed:
        return agreed
    if not fallbacks:
        raise InputError(Problem("no fallback airport is known", "at least one", source=ir(23)))
    return fallbacks[0]


not_encoded(ir(23), Coverage.PROCEDURAL, where="", note="the lists are kept by the Asylum Agency")
