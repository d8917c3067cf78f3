"""
Art. 66 and Annex I: the reference key, half population, half gross domestic product.

The key runs over the Member States bound by Part IV. States that benefit or were granted
deductions stay in; nothing is redistributed. Which edition of the statistics is used, and which
territory of France they cover (R-006, R-007), is for whoever gives the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from solidarity.errors import InputError, Problem
from solidarity.terms.citations import Art
from solidarity.terms.findings import parameter, rule
from solidarity.terms.member_states import Part, bound_states

_SINCE = date(2026, 6, 12)  # Art. 85, as corrected
_SOURCE = Art(66)
_ANNEX = Art(0, annex="I")

POPULATION_WEIGHT = parameter("weight of population", Art(66, 0, "a"), Fraction(1, 2), since=_SINCE)
GDP_WEIGHT = parameter(
    "weight of gross domestic product", Art(66, 0, "b"), Fraction(1, 2), since=_SINCE
)


@rule(Art(66), _ANNEX)
def effect(*, part: int | Fraction, whole: int | Fraction) -> Fraction:
    """
    Part of one Member State in the total of all.

    Args:
        part: Its population, or its gross domestic product.
        whole: The sum over all Member States bound, in the same unit.

    Returns:
        A fraction between 0 and 1.

    Raises:
        InputError: If the total is not positive or the part does not lie within it.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise InputError(Problem(f"{part} of {whole}", "a part of a total above 0", source=_SOURCE))
    return Fraction(part) / Fraction(whole)


@rule(Art(66), _ANNEX)
def share(*, population_effect: Fraction, gdp_effect: Fraction) -> Fraction:
    """
    Share of one Member State.

    Args:
        population_effect: Its part in the population.
        gdp_effect: Its part in the gross domestic product.

    Returns:
        The two, each at half weight.
    """
    return POPULATION_WEIGHT.on(_SINCE) * population_effect + GDP_WEIGHT.on(_SINCE) * gdp_effect


@rule(Art(66), _ANNEX, reading="R-006")
def reference_key(
    *,
    population: Mapping[str, int],
    gdp: Mapping[str, Fraction],
    states: tuple[str, ...] | None = None,
) -> dict[str, Fraction]:
    """
    Share of every Member State.

    Args:
        population: Population by EU code, latest available from Eurostat.
        gdp: Total gross domestic product by EU code, in one unit.
        states: Codes the key runs over, in order; the 26 states bound by Part IV if not given.

    Returns:
        Exact shares, which add up to 1, in the order of the states.

    Raises:
        InputError: If a table lacks a state, has one too many or a negative figure, or has no
            positive total.
    """
    over = states or tuple(state.code for state in bound_states(Part.SOLIDARITY, _SINCE))
    problems = _problems(population, over, "population") + _problems(gdp, over, "gdp")
    if problems:
        raise InputError(problems)
    people, product = sum(population.values()), sum(gdp.values(), Fraction(0))
    return {
        code: share(
            population_effect=effect(part=population[code], whole=people),
            gdp_effect=effect(part=gdp[code], whole=product),
        )
        for code in over
    }


def _problems(
    table: Mapping[str, int] | Mapping[str, Fraction], over: tuple[str, ...], name: str
) -> tuple[Problem, ...]:
    """Say what keeps a table from being used: states first, then figures."""
    lacking = " ".join(code for code in over if code not in table)
    extra = " ".join(code for code in table if code not in over)
    negative = " ".join(code for code, figure in table.items() if figure < 0)
    found = (
        (lacking, f"no figure for {lacking}", "every Member State bound by Part IV"),
        (extra, f"{extra} cannot be in the key", "only Member States bound by Part IV"),
        (negative, f"a negative figure for {negative}", "figures from 0"),
        (sum(table.values()) <= 0, "the total is not positive", "a total above 0"),
    )
    return tuple(
        Problem(what, expected, column=name, source=_SOURCE)
        for is_wrong, what, expected in found
        if is_wrong
    )
