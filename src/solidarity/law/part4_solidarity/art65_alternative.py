"""Art. 65: alternative measures: on request, at an agreed value, in addition to what exists."""

from __future__ import annotations

from solidarity.errors import NotLawful
from solidarity.law.part4_solidarity.art57_council_act import unrequested_alternative
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule
from solidarity.terms.quantities import ZERO_EURO, Euro


@rule(Art(65, 1))
def may_start(*, requested: bool, agreed: bool, notified: bool) -> bool:
    """
    Decide whether an alternative measure may be carried out.

    Args:
        requested: Whether the benefitting state asked for this measure.
        agreed: Whether both states agreed its concrete value.
        notified: Whether the Coordinator was told that value.

    Returns:
        True if all three came first.
    """
    return requested and agreed and notified


@rule(Art(65, 1))
def agreed_value(*, by_contributing: Euro, by_benefitting: Euro) -> Euro:
    """
    Concrete value of a measure, which both states establish together.

    Args:
        by_contributing: Value the contributing state puts on it.
        by_benefitting: Value the benefitting state puts on it.

    Returns:
        The value, counted as financial solidarity.

    Raises:
        NotLawful: If they do not agree, or on nothing.
    """
    if by_contributing != by_benefitting or by_contributing <= ZERO_EURO:
        raise NotLawful(f"no common value: {by_contributing} and {by_benefitting}", Art(65, 1))
    return by_contributing


@rule(Art(65, 1), Art(57, 4), reading="R-008")
def under_delivered(*, agreed: Euro, delivered: Euro, becomes_money: str = "yes") -> Euro:
    """
    What is still owed, in money, when a measure turned out to be worth less than agreed.

    Args:
        agreed: Value agreed before the start.
        delivered: Value delivered.
        becomes_money: "yes" or "no": reading R-008.

    Returns:
        The rest, at least zero; zero under the reading "no".
    """
    if becomes_money != "yes":
        return ZERO_EURO
    return unrequested_alternative(pledged=agreed, requested=delivered)


@rule(Art(65, 2))
def is_additional(
    *, duplicates_agency: bool, duplicates_union_funding: bool, owed_to_agencies: bool
) -> bool:
    """
    Decide whether a measure comes on top of what exists.

    Args:
        duplicates_agency: Whether a Union body already does this there.
        duplicates_union_funding: Whether Union money already pays for it.
        owed_to_agencies: Whether it is what the state must give through a Union agency anyway.

    Returns:
        True if none of the three holds.
    """
    return not (duplicates_agency or duplicates_union_funding or owed_to_agencies)


@rule(Art(65, 3))
def may_finish(*, agreed: bool) -> bool:
    """
    Decide whether a measure goes on after the act of its year has expired.

    Args:
        agreed: Whether it was agreed before.

    Returns:
        True: an agreed measure is finished; another cannot be begun.
    """
    return agreed
