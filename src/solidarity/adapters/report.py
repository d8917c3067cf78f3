"""
The report of a year: one HTML file that opens anywhere from disk.

Nothing is requested from outside, nothing depends on JavaScript, and every figure is a link to its
explanation further down in the same file. Style and script stand inline; the file names the hash of
each in its content security policy, so that no text of the year document can run as code.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from solidarity.adapters import report_charts, report_words
from solidarity.adapters.report_chain import STAGES, UNITS, WORDS, Chain, Figure, Row, link_of
from solidarity.adapters.report_explanations import Explanations, basis_of, node
from solidarity.terms.member_states import MEMBER_STATES

if TYPE_CHECKING:
    from jinja2 import Environment

Json = dict[str, Any]

STATIONS: Final = (
    "Report",
    "Determination",
    "Proposal",
    "Pledging",
    "Pool",
    "Access",
    "Deductions",
    "Implementation",
    "Offsets",
    "Confirmation",
)

BEHIND_STEPS: Final = {
    "fair_share": ("fair_share", "relocations"),
    "fair_shares": ("fair_share", "relocations"),
    "relocations": ("net_due", "relocations"),
    "financial": ("net_due", "financial_eur"),
    "alternative": ("net_due", "alternative_eur"),
}
"""The figures of the Member States behind a step of the waterfall, where its name is another."""

STATES_OF_A_STATION: Final = {
    "done": "done",
    "open": "open",
    "overdue": "overdue",
    "partly": "partly done",
    "unrecorded": "not recorded",
}
"""What the marks of the stations say; how late an act came is said beside it."""

_BETWEEN_LINES = re.compile(r"\s*\n\s*")


def write_report(document: Json, path: Path | str) -> None:
    """
    Write the report of a year as one self-contained HTML file.

    Args:
        document: The year document, as `solidarity year YEAR --json` prints it.
        path: The file to write; its directory must exist.
    """
    Path(path).write_text(render_report(document), encoding="utf-8", newline="\n")


def render_report(document: Json) -> str:
    """Give the report of a year as the text of an HTML file."""
    book = Explanations()
    chain = Chain(book)
    document = {**document, "member_states": all_states(document["member_states"])}
    rows = [chain.row(state) for state in document["member_states"]]
    total = chain.all_together(document)
    style, script = _asset("report.css"), _asset("report.js")
    page = _environment().get_template("report.html.j2")
    text = page.render(
        document=document,
        stages=STAGES,
        words=WORDS,
        total=total,
        rows=rows,
        key_figures=key_figures(document, total, book),
        stations=stations_of(document["stations"]),
        waterfalls=[
            report_charts.waterfall(document["waterfall"], frame)
            for frame in (report_charts.WIDE, report_charts.NARROW)
        ],
        steps=steps_of(document, chain),
        map=map_of(document, rows),
        claims=[_claim(claim, document, total, book) for claim in document["claims"]],
        unknown=_unknown(document["unknown"]),
        source_numbers=_source_numbers(document["sources"]),
        names={state["code"]: state["name"] for state in document["member_states"]},
        sheets=book.sheets(),
        is_linked=book.is_linked,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return _BETWEEN_LINES.sub("\n", text).strip() + "\n"


def all_states(states: list[Json]) -> list[Json]:
    """Give the 27 in protocol order: a state the document leaves out is not bound."""
    given = {state["code"]: state for state in states}
    return [
        given.get(state.code) or {"code": state.code, "name": state.name, "bound": False}
        for state in MEMBER_STATES
    ]


# ── parts of the page ─────────────────────────────────────────────────────────────────────────────


def key_figures(
    document: Json, total: Row, book: Explanations
) -> list[tuple[str, str, list[Figure]]]:
    """Give the figures at the head of the year: asked for, pledged, due, implemented and paid."""
    asked = [_asked(document, kind, book) for kind in ("relocations", "financial_eur")]
    cells = dict(total.cells)
    bound = [state for state in document["member_states"] if state["bound"]]
    delivered = [state["implemented"] for state in bound]
    is_silent = all((part or {}).get(kind) is None for part in delivered for kind in UNITS)
    silent = all(state["paid_eur"] is None for state in bound) and is_silent
    figures = [
        ("Asked for", "by the Council", asked),
        ("Pledged", "so far as published", _in_millions(cells["pledged"], document, "pledged")),
        ("Net due", "known to remain", _in_millions(cells["net_due"], document, "net_due")),
    ]
    if silent:
        given = node(
            "implemented and paid, all Member States bound",
            None,
            text="Each Member State confirms in January what it delivered in the year.",
            provision="Art. 60(6)",
        )
        figures.append(
            (
                "Implemented and paid",
                "confirmed in January",
                [Figure(report_words.NOT_PUBLISHED, book.open(given), "unknown")],
            )
        )
    return figures


def _asked(document: Json, kind: str, book: Explanations) -> Figure:
    reference = document["reference"] or {}
    value = reference.get(kind)
    given = node(
        f"reference number of {document['year']}, {WORDS[kind]}",
        value,
        unit=UNITS[kind],
        basis="published",
        text="What the Council fixed for the pool of the year.",
        provision="Art. 57(3)",
        source=reference.get("source"),
    )
    written = report_words.people if kind == "relocations" else report_words.euro_short
    shown = report_words.NOT_PUBLISHED if value is None else written(value)
    return Figure(shown, book.open(given), basis_of(value, "published"), kind)


def _in_millions(figures: tuple[Figure, ...], document: Json, stage: str) -> list[Figure]:
    totals = document["totals"][stage]
    return [
        replace(figure, text=report_words.euro_short(totals[figure.kind]["at_least"]))
        if figure.kind in WORDS and UNITS[figure.kind] == "EUR"
        else figure
        for figure in figures
    ]


def stations_of(acts: list[Json]) -> list[Json]:
    """
    Gather the acts of the calendar under their stations, in the order of the year.

    The act shown first is the last that happened; where none has, the first one due. Acts that
    belong to no station (number 0) stand in the calendar file, not on the strip.
    """
    gathered: dict[int, list[Json]] = {}
    for act in acts:
        number = act.get("number") or act.get("station") or 0
        late = act["days_late"] or 0
        shown = {
            **act,
            "title": act.get("title") or act.get("what") or "",
            "late": report_words.days_late(late) if late > 0 else "",
        }
        gathered.setdefault(number, []).append(shown)
    stations = []
    for number, name in enumerate(STATIONS, start=1):
        found = gathered.get(number, [])
        happened = [act for act in found if act["actual"]]
        first = max(happened, key=lambda act: str(act["actual"])) if happened else None
        first = first or next((act for act in found if act["due"]), None) or next(iter(found), None)
        others = [act for act in found if act is not first]
        stations.append(
            {
                "number": number,
                "name": name,
                "state": _joint_state(found),
                "first": first,
                "others": others,
            }
        )
    return stations


def _joint_state(acts: list[Json]) -> str:
    states = {act["state"] for act in acts}
    if "overdue" in states:
        return "overdue"
    if states == {"unrecorded"}:
        return "unrecorded"
    if states and states <= {"done", "late", "unrecorded"}:
        return "done"
    return "partly" if states & {"done", "late", "partly"} else "open"


def steps_of(document: Json, chain: Chain) -> list[Json]:
    """Give the steps of the waterfall, each with its explanation."""
    names = {state["code"]: state["name"] for state in document["member_states"]}
    given = {item["figure"]: item for item in document["findings"]}
    steps = []
    for step in document["waterfall"]:
        units = None if step["kind"] == "unknown" else step["units"]
        stage, kind = BEHIND_STEPS.get(step["step"], (step["step"], "units"))
        inputs = [part for part in chain.nodes.get((stage, kind), []) if part["value"]]
        states = ", ".join(names.get(code, code) for code in step.get("states") or ())
        told = f" Member States: {states}." if states and not inputs else ""
        explained = given.get(step["step"]) or node(
            step["label"],
            units,
            unit="person-equivalents",
            basis=step["basis"],
            text=step["sentence"] + told,
            inputs=inputs,
        )
        extent = report_charts.extent(step)
        steps.append(
            {
                **step,
                "sheet": chain.book.open(explained),
                "basis": report_charts.basis_of_step(step),
                "shown": _shown(extent, is_known=units is not None),
            }
        )
    return steps


def _shown(extent: int | str | None, *, is_known: bool) -> str:
    if extent is None:
        return report_words.NOT_PUBLISHED
    return report_words.number(extent) if is_known else f"up to {report_words.number(extent)}"


def map_of(document: Json, rows: list[Row]) -> Json:
    """Give what the map shows: outlines, classes, marks, and what each state opens."""
    view_box, background, outlines = report_charts.ground()
    chosen = frozenset(
        (item["code"], item["what"]) for item in document["unknown"] if item.get("chosen")
    )
    opened = {row.code: dict(row.cells) for row in rows if row.bound}
    return {
        "view_box": view_box,
        "background": background,
        "places": report_charts.places(document["member_states"], outlines, chosen),
        "opened": opened,
        "classes": [name for name, _ in report_charts.CLASSES] + [report_charts.LAST_CLASS],
    }


def _unknown(items: list[Json]) -> list[tuple[str, dict[str, Json]]]:
    """Gather what is not published by Member State, one cell for each type."""
    gathered: dict[str, dict[str, Json]] = {}
    for item in items:
        gathered.setdefault(item["code"], {})[item["what"]] = item
    return list(gathered.items())


def _source_numbers(sources: list[Json]) -> dict[tuple[str, str, str], int]:
    return {
        (item["title"], item["url"], item["note"]): place
        for place, item in enumerate(sources, start=1)
    }


def _claim(claim: Json, document: Json, total: Row, book: Explanations) -> Json:
    names = {state["code"]: state["name"] for state in document["member_states"]}
    net_due = {figure.kind: figure for figure in dict(total.cells)["net_due"]}
    lines = []
    for kind in ("relocations", "financial_eur"):
        said = node(
            f"{WORDS[kind]} left, as stated by {claim['by']}",
            claim[kind],
            unit=UNITS[kind],
            basis="reported",
            text="A statement, kept beside the figures of the chain and never merged into them.",
            source=claim["source"],
        )
        apart = node(
            f"difference, {WORDS[kind]}",
            claim["difference"][kind],
            unit=UNITS[kind],
            text=claim["sentence"],
            inputs=[
                said,
                node(f"known here, {WORDS[kind]}", claim["known"][kind], unit=UNITS[kind]),
                *[
                    node(
                        f"{names.get(item['code'], item['code'])}, {WORDS[kind]}",
                        None,
                        unit=UNITS[kind],
                        text=item["would_be"],
                    )
                    for item in claim["unknowns"]
                    if item["what"] == kind
                ],
            ],
        )
        known = net_due[kind].sheet if kind in net_due else book.open(apart)
        lines.append(
            {
                "kind": kind,
                "said": (claim[kind], book.open(said)),
                "known": (claim["known"][kind], known),
                "difference": (claim["difference"][kind], book.open(apart)),
            }
        )
    chosen = [item for item in claim["unknowns"] if item.get("chosen")] or claim["unknowns"]
    return {
        **claim,
        "by": names.get(claim["by"], claim["by"]),
        "lines": lines,
        "chosen": chosen,
        "as_of": document["as_of"],
    }


# ── the file ──────────────────────────────────────────────────────────────────────────────────────


def filters() -> dict[str, Callable[..., Any]]:
    """Give the filters every template that uses the marks and charts needs."""
    return {
        "number": report_words.number,
        "people": report_words.people,
        "euro": report_words.euro,
        "euro_short": report_words.euro_short,
        "percent": report_words.percent,
        "day": report_words.day,
        "worded": report_words.worded,
        "thin": thin,
        "link": link_of,
        "outside": outside,
        "site": site_of,
    }


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("solidarity.adapters", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters(), opened="#{}".format)
    environment.globals.update(bases=report_words.BASES, kinds=WORDS, states=STATES_OF_A_STATION)
    return environment


def thin(sentence: str) -> str:
    """Put narrow no-break spaces into the figures of a sentence that has plain ones."""
    return re.sub(r"(?<=\d)[ \u2009](?=\d{3}\b)", report_words.THIN, sentence)


def outside(url: str | None) -> str | None:
    """Give an address that may be a link: http or https and nothing else."""
    return url if url and url.startswith(("https://", "http://")) and " " not in url else None


def site_of(url: str) -> str:
    """Give the site an address leads to, so that a reader knows it before following the link."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _asset(name: str) -> str:
    folder = resources.files("solidarity.adapters") / "templates"
    text = (folder / name).read_text(encoding="utf-8").strip()
    return _BETWEEN_LINES.sub("\n", text)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
