"""The year as one document: what `solidarity year --json` prints and the report is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from solidarity.adapters.explanations import (
    Document,
    basis_of,
    explanation,
    number,
    source_document,
)
from solidarity.cycle.chain import Chain
from solidarity.cycle.chain_line import StateLine, of
from solidarity.cycle.chain_statements import Reconciliation, Unknown, reconcile, unknowns
from solidarity.cycle.chain_waterfall import Part as Share
from solidarity.cycle.chain_waterfall import Step, parts, waterfall
from solidarity.terms.citations import Art
from solidarity.terms.findings import Basis, Fact, Finding, Node, Source
from solidarity.terms.quantities import Euro, Kind, Persons, Quantity, percent, thousands

RULES_VERSION = "0.1.0"

_SMALL = 100_000
_PART_IV = "R-0"
"""How readings of the year begin; those of Part III come after."""

COLUMN = {
    Kind.RELOCATION: "relocations",
    Kind.FINANCIAL: "financial_eur",
    Kind.ALTERNATIVE: "alternative_eur",
}
"""Names of the three types in every document and table."""


def year_document(chain: Chain, stations: Sequence[Document], journal: tuple[int, str]) -> Document:
    """
    Write the year.

    Args:
        chain: The chain of the year.
        stations: Where the year stands, station by station.
        journal: Position and hash of the last entry the chain rests on.

    Returns:
        A document of plain values, exact, ready for JSON.
    """
    claims = [_claim(found, chain) for found in reconcile(chain)]
    return {
        "year": chain.year,
        "as_of": chain.as_of.isoformat(),
        "rules_version": RULES_VERSION,
        "journal": {"position": journal[0], "hash": journal[1]},
        "headline": headline(chain),
        "readings": _readings(chain),
        "reference": _asked(chain.reference, chain.reference_money),
        "proposal": _asked(chain.proposed, chain.proposed_money),
        "stations": list(stations),
        "member_states": [_state(line, chain) for line in chain.lines],
        "totals": _totals(chain),
        "waterfall": [_step(step, chain.value.value) for step in waterfall(chain)],
        "claims": claims,
        "unknown": [_named(item) for item in unknowns(chain)],
        "findings": [explanation(chain.value)],
        "sources": _sources(chain),
    }


def headline(chain: Chain) -> str:
    """Say in one or two sentences what was asked for and what is known to come."""
    relocations = chain.net_due(Kind.RELOCATION)
    financial = chain.net_due(Kind.FINANCIAL)
    alternative = chain.net_due(Kind.ALTERNATIVE)
    missing = dict.fromkeys((*relocations.unknown, *financial.unknown, *alternative.unknown))
    money = Euro(_cents(financial.known) + _cents(alternative.known))
    text = (
        f"{chain.year}: {chain.reference.value} people or {millions(chain.reference_money.value)} "
        f"were asked for; at least {_people(relocations.known)} and {millions(money)} "
        "in money and alternative measures are known to remain due."
    )
    if missing:
        states = "1 Member State" if len(missing) == 1 else f"{len(missing)} Member States"
        text += f" Not published, in whole or in part: {states}."
    return text


def millions(money: Euro) -> str:
    """Write money as "EUR 9.26 million", exactly; small or crooked amounts in full."""
    euros = Fraction(money.cents, 100)
    if abs(euros) < _SMALL or euros % 10_000:
        return str(money)
    whole, rest = divmod(euros / 10**6, 1)
    digits = f"{int(rest * 10**6):06d}".rstrip("0")
    decimals = f".{digits}" if digits else ""
    return f"EUR {thousands(int(whole))}{decimals} million"


def _people(amount: Quantity) -> str:
    count = amount.count if isinstance(amount, Persons) else 0
    return "1 person" if count == 1 else f"{thousands(count)} people"


def _cents(amount: Quantity) -> int:
    return amount.cents if isinstance(amount, Euro) else 0


def _readings(chain: Chain) -> list[Document]:
    return [
        {
            "id": reading.id,
            "title": reading.title,
            "used": chain.readings.of(reading.id),
            "options": list(reading.options),
            "provision": str(reading.source),
        }
        for reading in chain.readings.known.values()
        if reading.id.startswith(_PART_IV)
    ]


def _asked(people: Fact[Persons] | None, money: Fact[Euro] | None) -> Document | None:
    if people is None or money is None:
        return None
    return {
        "relocations": number(people.value),
        "financial_eur": number(money.value),
        "source": source_document(people.source),
    }


def _state(line: StateLine, chain: Chain) -> Document:
    shown = percent(line.share.value)
    computed = percent(line.recomputed.value)
    difference = line.recomputed.value - line.share.value
    return {
        "code": line.state.code,
        "name": line.state.name,
        "bound": True,
        "statuses": sorted(status.value for status in line.statuses),
        "share_percent": shown,
        "share": {
            "value": f"{line.share.value.numerator}/{line.share.value.denominator}",
            "basis": basis_of(line.share).value,
            "source": _source_of(line.share),
        },
        "recomputed_percent": computed,
        "difference_pp": percent(difference),
        "fair_share": {
            "units": number(line.fair_share.value),
            "eur": number(line.fair_share_money.value),
            "basis": "computed",
        },
        "credit": _credit(line, chain),
        "pledged": _pledged(line),
        "released": _released(line, chain),
        "deducted": _deducted(line, chain),
        "offset": _offset(line),
        "net_due": {COLUMN[kind]: number(node.value) for kind, node in line.net_due.items()}
        | {"basis": _joint(line.net_due.values()).value, "note": _net_note(line)},
        "implemented": {COLUMN[kind]: number(fact.value) for kind, fact in line.implemented.items()}
        | {"basis": _joint(line.implemented.values()).value},
        "paid_eur": number(line.paid.value),
        "explain": {name: explanation(node) for name, node in figures(line).items()},
    }


def figures(line: StateLine) -> dict[str, Node]:
    """Give every figure of a line by the name under which `solidarity explain` opens it."""
    nodes: dict[str, Node | None] = {
        "share": line.share,
        "recomputed_share": line.recomputed,
        **{f"credit{n or ''}": node for n, node in enumerate(line.credits)},
        "fair_share": line.fair_share,
        "fair_share_eur": line.fair_share_money,
        **{f"pledged_{COLUMN[kind]}": node for kind, node in line.pledged.items()},
        "released": line.released,
        "deducted": line.adjusted,
        **{f"deducted_{COLUMN[kind]}": node for kind, node in line.deducted.items()},
        "offset": line.offset,
        **{f"net_due_{COLUMN[kind]}": node for kind, node in line.net_due.items()},
        **{f"implemented_{COLUMN[kind]}": node for kind, node in line.implemented.items()},
        "paid": line.paid,
    }
    return {name: node for name, node in nodes.items() if node is not None}


GROUPS = {"pledged": "Art. 57(3)", "net_due": "Art. 60(3)", "implemented": "Art. 60(3)"}
"""Figures that come in the three types, and the provision they rest on together."""


def explained(line: StateLine, name: str) -> Document | None:
    """
    Open a figure of a line by its name, or the three types of one at once.

    Args:
        line: The line.
        name: A name of `figures`, or "pledged", "net_due" or "implemented".

    Returns:
        The document of `solidarity explain --json`; None if no figure has this name.
    """
    nodes = figures(line)
    if name in nodes:
        return explanation(nodes[name])
    if name not in GROUPS:
        return None
    parts_of = {COLUMN[kind]: nodes[f"{name}_{COLUMN[kind]}"] for kind in Kind}
    return {
        "figure": f"{name.replace('_', ' ')} {of(line.state)}, all types",
        "value": {column: number(node.value) for column, node in parts_of.items()},
        "unit": "",
        "provision": GROUPS[name],
        "link": Art(57).eli if name == "pledged" else Art(60).eli,
        "reading": None,
        "basis": _joint(parts_of.values()).value,
        "text": "One contribution in three types of equal value (Art. 56(2)).",
        "source": None,
        "from": [explanation(node) for node in parts_of.values()],
    }


def _source_of(node: Node) -> Document | None:
    """Give the source of a fact, or of the first fact a finding rests on that has one."""
    if isinstance(node, Fact):
        return source_document(node.source)
    for leaf in node.facts:
        found = _source_of(leaf)
        if found is not None:
            return found
    return None


def _joint(nodes: object) -> Basis:
    """Say how several figures are known together: reported as soon as one is, else as the rest."""
    found = {basis_of(node) for node in nodes}  # type: ignore[attr-defined]
    for basis in (Basis.PUBLISHED, Basis.REPORTED, Basis.COMPUTED):
        if basis in found:
            return basis
    return Basis.UNKNOWN


def _pledged(line: StateLine) -> Document:
    reported = [n for n in line.pledged.values() if basis_of(n) is Basis.REPORTED]
    first = reported[0] if reported else next(iter(line.pledged.values()))
    return {COLUMN[kind]: number(node.value) for kind, node in line.pledged.items()} | {
        "basis": _joint(line.pledged.values()).value,
        "source": _source_of(first),
        "by_type": {
            COLUMN[kind]: {
                "value": number(node.value),
                "basis": basis_of(node).value,
                "source": _source_of(node),
            }
            for kind, node in line.pledged.items()
        },
        "note": "no pledge was made" if line.declined else "",
    }


def _released(line: StateLine, chain: Chain) -> Document | None:
    if line.released is None or not line.released.value:
        return None
    worth = parts(line, chain).get(Share.RELEASED, Euro(0))
    return {COLUMN[kind]: number(node.value) for kind, node in line.pledged.items()} | {
        "units": number(line.fair_share.value),
        "eur": number(worth),
        "basis": basis_of(line.released).value,
        "act": None,
        "provision": "Art. 60(3)",
        "note": line.released.source.note if isinstance(line.released.source, Source) else "",
    }


def _deducted(line: StateLine, chain: Chain) -> Document | None:
    if line.adjusted is None and not line.deducted:
        return None
    worth = parts(line, chain).get(Share.DEDUCTED, Euro(0))
    base = _deducted_from(line, chain)
    share = None if base is None or not base else Fraction(worth.cents, base.cents)
    return {
        COLUMN[kind]: number(line.deducted[kind].value) if kind in line.deducted else None
        for kind in Kind
    } | {
        "units": number(Fraction(worth.cents, chain.value.value.cents)),
        "eur": number(worth),
        "percent": None if share is None else percent(share, 0),
        "basis": "reported" if line.adjusted is not None else "published",
        "act": line.deduction_act or chain.act.title,
        "adjusted_in_pool_act": line.adjusted is not None,
        "provision": "Arts 61(4), 62(5)",
        "note": "no separate act on a deduction (R-009)" if line.adjusted is not None else "",
        "source": _source_of(line.adjusted) if line.adjusted is not None else None,
    }


def _deducted_from(line: StateLine, chain: Chain) -> Euro | None:
    """Give what a percentage is of: the fair share if adjusted in the act, else the pledge."""
    if line.adjusted is not None:
        return line.fair_share_money.value
    if line.pledged_units is None:
        return None
    return Euro(int(line.pledged_units * chain.value.value.cents))


def _credit(line: StateLine, chain: Chain) -> Document | None:
    """Write by how much credit from a crisis lowers the fair share of this year; None: none."""
    if not line.credits:
        return None
    before = line.fair_share_before.value
    units = before - line.fair_share.value
    return {
        "units": number(units),
        "eur": number(chain.value.value * units.count),
        "fair_share_before": {
            "units": number(before),
            "eur": number(chain.value.value * before.count),
        },
        "basis": "computed",
        "provision": str(line.credits[0].source),
        "note": " ".join(credit.text for credit in line.credits),
        "source": _source_of(line.credits[0]),
    }


def _offset(line: StateLine) -> Document | None:
    if line.offset is None:
        return None
    source = line.offset.source
    return {
        "applications": number(line.offset.value),
        "basis": line.offset.basis.value,
        "paragraph": f"63({line.offset_paragraph})",
        "note": source.note if source else "",
        "source": source_document(source),
    }


def _net_note(line: StateLine) -> str:
    missing = [COLUMN[kind] for kind, node in line.net_due.items() if node.value is None]
    return f"not published: {', '.join(missing)}" if missing else ""


def _totals(chain: Chain) -> Document:
    pledged = {COLUMN[kind]: _total(chain.pledged(kind)) for kind in Kind}
    due = {COLUMN[kind]: _total(chain.net_due(kind)) for kind in Kind}
    steps = {step.key: step.amount for step in waterfall(chain)}
    unit = chain.value.value.cents
    missing = {code for entry in (*pledged.values(), *due.values()) for code in entry["unknown"]}

    def units(key: str) -> object:
        return number(Fraction(steps[key].cents, unit)) if key in steps else 0

    return {
        "fair_share_units": number(chain.fair_share_total),
        "fair_share_eur": number(chain.value.value * chain.fair_share_total.count),
        "pledged": pledged,
        "released_units": units("released"),
        "deducted_units": units("deducted"),
        "not_pledged_units": units("not_pledged"),
        "offset": {
            "applications": units("offset"),
            "unknown": [r.state.code for r in chain.lines if r.offset and r.offset.value is None],
        },
        "net_due": due,
        "unknown": [line.state.code for line in chain.lines if line.state.code in missing],
    }


def _total(found: object) -> Document:
    return {"at_least": number(found.known), "unknown": list(found.unknown)}  # type: ignore[attr-defined]


def _step(step: Step, value: Euro) -> Document:
    units = Fraction(step.amount.cents, value.cents)
    return {
        "step": step.key,
        "label": step.label,
        "units": number(units) if units.denominator == 1 else str(_tenths(units)),
        "eur": number(step.amount),
        "states": list(step.states),
        "kind": step.role,
        "basis": step.basis.value,
        "sentence": step.sentence,
    }


def _tenths(units: Fraction) -> str:
    return percent(units / 100, 1)


def _named(item: Unknown) -> Document:
    return {
        "code": item.code,
        "what": COLUMN[item.kind],
        "chosen": item.is_chosen,
        "at_most": number(item.at_most),
        "would_be": item.sentence,
        "basis": "computed",
        "sentence": item.sentence,
    }


def _claim(found: Reconciliation, chain: Chain) -> Document:
    said = found.statement
    return {
        "by": said.by,
        "subject": said.subject,
        "on": said.on.isoformat(),
        "relocations": number(said.relocations),
        "financial_eur": number(said.financial),
        "source": source_document(said.source),
        "known": {
            "relocations": number(found.relocations_known),
            "financial_eur": number(found.financial_known),
        },
        "difference": {
            "relocations": number(found.relocations_left),
            "financial_eur": number(found.financial_left),
        },
        "possible": {
            "relocations": number(found.relocations_possible),
            "financial_eur": number(found.financial_possible),
        },
        "explained": found.is_explained,
        "unknowns": [_named(item) for item in found.unknowns],
        "sentence": claim_sentence(found, chain),
    }


def claim_sentence(found: Reconciliation, chain: Chain) -> str:
    """Say how far the named unknowns explain what a statement says beyond what is known."""
    said = found.statement
    by = next((r.state.name for r in chain.lines if r.state.code == said.by), said.by)
    text = f"{by} states that {_said(said.relocations, said.financial)} remain."
    text += (
        f" Known here are {_people(found.relocations_known)} and {millions(found.financial_known)}."
    )
    chosen = [u for u in found.unknowns if u.is_chosen and u.kind is Kind.FINANCIAL]
    if chosen and said.financial is not None:
        more = Euro(sum(_cents(u.at_most) for u in chosen))
        names = ", ".join(u.code for u in chosen)
        text += (
            f" The states reported to have chosen money without a published amount ({names}) would"
            f" add up to {millions(more)} if each met the rest of its fair share in money:"
            f" {millions(found.financial_known + more)} in all."
        )
    if found.is_explained:
        text += " The difference lies within what the named unknowns can hold."
    else:
        text += " The named unknowns cannot hold the difference."
    return text


def _said(people: Persons | None, money: Euro | None) -> str:
    parts_said = []
    if people is not None:
        parts_said.append(f"{people} relocations")
    if money is not None:
        parts_said.append(millions(money))
    return " and ".join(parts_said)


def _sources(chain: Chain) -> list[Document]:
    """List every source a figure of the chain rests on, once, in the order of first use."""
    seen: dict[Source, None] = {chain.act: None}
    for line in chain.lines:
        for node in figures(line).values():
            _collect(node, seen)
    return [source_document(source) or {} for source in seen]


def _collect(node: Node, seen: dict[Source, None]) -> None:
    if isinstance(node, Finding):
        for leaf in node.facts:
            _collect(leaf, seen)
    elif node.source is not None and node.source.confidence != "computed":
        seen.setdefault(node.source)
