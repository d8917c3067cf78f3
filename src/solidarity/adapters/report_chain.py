"""
The chain as rows of a table: what stands in each cell, and which explanation each figure opens.

No figure is computed here. Where the year document brings a figure without an explanation of its
own, the explanation is put together from what the document says of it: value, basis, source, act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from solidarity.adapters.report_charts import Bullet, bullet
from solidarity.adapters.report_explanations import Explanations, basis_of, node
from solidarity.adapters.report_words import (
    HARD,
    NOT_PUBLISHED,
    euro,
    number,
    people,
    percent,
    status,
)
from solidarity.terms.citations import Act, Art

Json = dict[str, Any]

UNITS: Final = {"relocations": "persons", "financial_eur": "EUR", "alternative_eur": "EUR"}
"""The three types of contribution and their units, in the order of Art. 56(2)."""

WORDS: Final = {
    "relocations": "relocations",
    "financial_eur": "money",
    "alternative_eur": "alternative measures",
}

STAGES: Final = (
    ("share", "Share", "Art. 66"),
    ("fair_share", "Fair share", "Art. 66"),
    ("pledged", "Pledged", "Art. 57(3)"),
    ("released", "Released", "Art. 60(3)"),
    ("deducted", "Deducted", "Art. 61"),
    ("offset", "Offset", "Art. 63"),
    ("net_due", "Net due", "Art. 60(3)"),
    ("implemented", "Implemented", "Art. 60(6)"),
    ("paid", "Paid", "Art. 30 Implementing Regulation (EU) 2025/2055"),
)
"""The columns of the chain: key, heading, and the provision that governs it."""

PROVISIONS: Final = {key: provision for key, _, provision in STAGES}

_ARTICLE = re.compile(r"\bArts?\.?\s*(\d+)")
_ANNEX = re.compile(r"\bAnnex\s+([IVX]+)")


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A figure on the page: a link to its explanation.

    Attributes:
        text: What is read.
        sheet: Anchor of the explanation, without "#".
        basis: published, reported, computed or unknown.
        kind: relocations, financial_eur, alternative_eur or units.
        struck: Whether it is released or deducted.
        aside: A few quiet words after it.
        is_zero: Whether it is a known zero, written quietly.
        at_least: Whether a part of it is not published.
    """

    text: str
    sheet: str
    basis: str
    kind: str = "units"
    struck: bool = False
    aside: str = ""
    is_zero: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One Member State, or all of them together, as a row of cells in the order of `STAGES`."""

    code: str
    name: str
    bound: bool
    statuses: tuple[str, ...] = ()
    cells: tuple[tuple[str, tuple[Figure, ...]], ...] = ()
    bullet: Bullet | None = None


@dataclass(slots=True)
class Chain:
    """Builds the rows and keeps the node of every figure, so that sums open into their parts."""

    book: Explanations
    nodes: dict[tuple[str, str], list[Json]] = field(default_factory=dict)

    def row(self, state: Json) -> Row:
        """Make the row of one Member State."""
        if not state["bound"]:
            return Row(state["code"], state["name"], bound=False)
        cells = {
            "share": self._share(state),
            "fair_share": self._fair_share(state),
            "pledged": self._typed(state, "pledged"),
            "released": self._taken(state, "released"),
            "deducted": self._taken(state, "deducted"),
            "offset": self._offset(state),
            "net_due": self._typed(state, "net_due"),
            "implemented": self._typed(state, "implemented"),
            "paid": self._paid(state),
        }
        return Row(
            state["code"],
            state["name"],
            bound=True,
            statuses=tuple(status(item) for item in state["statuses"]),
            cells=tuple((key, cells[key]) for key, _, _ in STAGES),
            bullet=bullet(state["pledged"] or {}, state["fair_share"] or {}),
        )

    def all_together(self, document: Json) -> Row:
        """Make the row of the sums: "at least" wherever a part of them is not published."""
        totals = document["totals"]
        names = {state["code"]: state["name"] for state in document["member_states"]}
        bound = sum(1 for state in document["member_states"] if state["bound"])
        cells: dict[str, tuple[Figure, ...]] = {key: () for key, _, _ in STAGES}
        cells["fair_share"] = (
            self._sum("fair_share", "relocations", totals["fair_share_units"], ()),
            self._sum("fair_share", "financial_eur", totals["fair_share_eur"], ()),
        )
        for stage in ("pledged", "net_due"):
            cells[stage] = tuple(
                self._sum(stage, kind, part["at_least"], [names.get(c, c) for c in part["unknown"]])
                for kind, part in ((kind, totals[stage][kind]) for kind in UNITS)
                if kind != "alternative_eur" or part["at_least"] or part["unknown"]
            )
        for stage in ("released", "deducted"):
            if totals.get(f"{stage}_units") is not None:
                cells[stage] = (self._sum(stage, "units", totals[f"{stage}_units"], ()),)
        offset = totals.get("offset") or {}
        known = offset.get("at_least", offset.get("applications"))
        if known is not None:
            missing = [names.get(code, code) for code in offset.get("unknown") or ()]
            cells["offset"] = (self._sum("offset", "units", known, missing),)
        return Row(
            "all",
            f"All {bound} bound",
            bound=True,
            cells=tuple((k, cells[k]) for k, _, _ in STAGES),
        )

    # ── cells ─────────────────────────────────────────────────────────────────────────────────────

    def _share(self, state: Json) -> tuple[Figure, ...]:
        share = state["share"] or {}
        given = _explained(state, "share", "share_percent") or node(
            f"share of {state['name']}",
            state["share_percent"],
            unit="percent",
            basis=share.get("basis", "unknown"),
            source=share.get("source"),
            provision=PROVISIONS["share"],
        )
        shown = [
            self._figure(
                state["share_percent"] and percent(state["share_percent"]),
                given,
                basis=share.get("basis"),
            )
        ]
        again, difference = state["recomputed_percent"], state["difference_pp"]
        is_apart = difference is not None and share.get("basis") in {"published", "reported"}
        if again is not None and is_apart:
            recomputed = _explained(state, "recomputed_percent", "recomputed_share", "recomputed")
            recomputed = recomputed or node(
                f"recomputed share of {state['name']}",
                again,
                unit="percent",
                provision=PROVISIONS["share"],
                text="The share by the key of Art. 66 from the bundled Eurostat figures.",
            )
            aside = f"recomputed, {number(str(difference).lstrip('+-'))}{HARD}pp apart"
            shown.append(self._figure(percent(again), recomputed, basis="computed", aside=aside))
        return tuple(shown)

    def _fair_share(self, state: Json) -> tuple[Figure, ...]:
        fair = state["fair_share"] or {"units": None, "eur": None, "basis": "unknown"}
        shown = []
        for kind, key, asked in (
            ("relocations", "units", ("fair_share", "fair_share_units")),
            (
                "financial_eur",
                "eur",
                ("fair_share_eur", "fair_share_money", "fair_share_financial"),
            ),
        ):
            given = _explained(state, *asked) or node(
                f"fair share of {state['name']}, {WORDS[kind]}",
                fair[key],
                unit=UNITS[kind],
                basis=fair["basis"],
                provision=PROVISIONS["fair_share"],
                inputs=[found] if (found := _explained(state, "fair_share")) else (),
            )
            self._keep("fair_share", kind, given)
            shown.append(self._figure(_amount(kind, fair[key]), given, kind, basis=fair["basis"]))
        return tuple(shown)

    def _typed(self, state: Json, stage: str) -> tuple[Figure, ...]:
        part = state[stage] or {}
        by_type = part.get("by_type") or {}
        figures = []
        for kind, unit in UNITS.items():
            value = part.get(kind)
            typed = by_type.get(kind) or {}
            basis = basis_of(value, typed.get("basis") or part.get("basis"))
            given = _explained(state, f"{stage}_{kind}", f"{stage}.{kind}", _short(stage, kind))
            given = given or node(
                f"{stage.replace('_', ' ')} by {state['name']}, {WORDS[kind]}",
                value,
                unit=unit,
                basis=basis,
                text=part.get("note") or "",
                provision=part.get("provision") or PROVISIONS[stage],
                source=typed.get("source") or part.get("source"),
                inputs=[found] if (found := _explained(state, stage)) else (),
            )
            self._keep(stage, kind, given)
            if kind != "alternative_eur" or value != 0:
                figures.append((value, kind, given, basis))
        if all(value is None for value, *_ in figures):
            return (self._unknown(state, stage),)
        return tuple(
            self._figure(_amount(kind, value), given, kind, basis=basis, zero=value == 0)
            for value, kind, given, basis in figures
        )

    def _unknown(self, state: Json, stage: str) -> Figure:
        given = _explained(state, stage) or node(
            f"{stage.replace('_', ' ')}, {state['name']}",
            None,
            text=(state[stage] or {}).get("note") or "",
            provision=PROVISIONS[stage],
            source=(state[stage] or {}).get("source"),
        )
        return self._figure(None, given)

    def _taken(self, state: Json, stage: str) -> tuple[Figure, ...]:
        part = state[stage]
        if part is None:
            return ()
        asides = [percent(part["percent"])] if part.get("percent") else []
        asides += ["in the pool act"] if part.get("adjusted_in_pool_act") else []
        given = _explained(state, stage, f"{stage}_units") or node(
            f"{stage}, {state['name']}",
            part["units"],
            unit="person-equivalents",
            basis=part["basis"],
            text=" ".join(text for text in (part.get("note"), part.get("act")) if text),
            provision=part.get("provision") or PROVISIONS[stage],
            source=part.get("source"),
        )
        self._keep(stage, "units", given)
        shown = None if part["units"] is None else number(part["units"])
        figure = self._figure(
            shown, given, basis=part["basis"], struck=True, aside=", ".join(asides)
        )
        return (figure,)

    def _offset(self, state: Json) -> tuple[Figure, ...]:
        part = state["offset"]
        if part is None:
            return ()
        given = _explained(state, "offset", "offset_applications") or node(
            f"responsibility offsets of {state['name']}",
            part["applications"],
            unit="applications",
            basis=part["basis"],
            text=part.get("note") or "",
            provision=PROVISIONS["offset"],
            source=part.get("source"),
        )
        self._keep("offset", "units", given)
        shown = None if part["applications"] is None else number(part["applications"])
        return (self._figure(shown, given, basis=part["basis"]),)

    def _paid(self, state: Json) -> tuple[Figure, ...]:
        given = _explained(state, "paid", "paid_eur") or node(
            f"paid by {state['name']}",
            state["paid_eur"],
            unit="EUR",
            basis="reported",
            provision=PROVISIONS["paid"],
        )
        shown = _amount("financial_eur", state["paid_eur"])
        return (self._figure(shown, given, "financial_eur", basis=given["basis"]),)

    def _sum(self, stage: str, kind: str, value: int, missing: Sequence[str]) -> Figure:
        word = stage.replace("_", " ")
        text = f"Not published, and so not counted: {', '.join(missing)}." if missing else ""
        given = node(
            f"{word}, all Member States bound" + (f", {WORDS[kind]}" if kind in WORDS else ""),
            value,
            unit=UNITS.get(kind, "person-equivalents"),
            text=(f"At least this much. {text}" if missing else "The sum of the parts below."),
            provision=PROVISIONS[stage],
            inputs=[part for part in self.nodes.get((stage, kind), []) if part["value"]],
        )
        figure = self._figure(
            _amount(kind, value),
            given,
            kind,
            basis="computed",
            struck=stage in {"released", "deducted"},
            aside=f"{len(missing)} {NOT_PUBLISHED}" if missing else "",
        )
        return replace(figure, at_least=bool(missing))

    def _figure(  # noqa: PLR0913 - the marks of one figure
        self,
        text: str | None,
        given: Json,
        kind: str = "units",
        *,
        basis: str | None = None,
        struck: bool = False,
        aside: str = "",
        zero: bool = False,
    ) -> Figure:
        return Figure(
            text=text or NOT_PUBLISHED,
            sheet=self.book.open(given),
            basis=basis_of(text, basis),
            kind=kind,
            struck=struck and text is not None,
            aside=aside,
            is_zero=zero,
        )

    def _keep(self, stage: str, kind: str, given: Json) -> None:
        self.nodes.setdefault((stage, kind), []).append(given)


def link_of(provision: str | None) -> str | None:
    """Give the Official Journal link of the first provision named in a citation."""
    if not provision:
        return None
    provision = provision.partition(";")[0]
    is_implementing = "Implementing" in provision or provision.startswith("IR ")
    act = Act.IMPLEMENTING if is_implementing else Act.AMMR
    act = Act.CRISIS if "2024/1359" in provision else act
    article, annex = _ARTICLE.search(provision), _ANNEX.search(provision)
    if article:
        return Art(int(article.group(1)), act=act).eli
    return Art(0, act=act, annex=annex.group(1)).eli if annex else None


def _explained(state: Json, *names: str) -> Json | None:
    explain = state.get("explain") or {}
    return next((explain[name] for name in names if explain.get(name)), None)


def _short(stage: str, kind: str) -> str:
    return f"{stage}_{kind.removesuffix('_eur')}"


def _amount(kind: str, value: int | None) -> str | None:
    if value is None:
        return None
    if kind == "relocations":
        return people(value)
    return number(value) if kind == "units" else euro(value)
