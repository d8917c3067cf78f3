"""
Charts of the report: where each mark stands, and nothing else.

Only the arithmetic of layout is done here (user units of an SVG); every figure comes from the year
document. The drawing itself is in `templates/charts.svg.j2`.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from typing import Any, Final

from solidarity.adapters.report_explanations import basis_of

Json = dict[str, Any]

# ── waterfall ─────────────────────────────────────────────────────────────────────────────────────

STRUCK_STEPS: Final = ("released", "deducted")
HUES: Final = ("relocations", "financial", "alternative")


@dataclass(frozen=True, slots=True)
class Frame:
    """
    The measures of one drawing of the waterfall, in user units.

    Attributes:
        name: "wide" or "narrow"; part of the identifiers in the drawing.
        width: Width of the drawing.
        left: Where the scale begins.
        right: Where the scale ends.
        row: Height of a row.
        bar: Height of a bar.
        bar_from: Distance of the bar from the top of its row.
        letters: Letters in one line of a label.
    """

    name: str
    width: int
    left: int
    right: int
    row: int
    bar: int
    bar_from: int
    letters: int


WIDE: Final = Frame("wide", 1120, 320, 1000, 56, 28, 12, 36)
NARROW: Final = Frame("narrow", 330, 2, 328, 94, 16, 60, 34)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the waterfall."""

    step: str
    kind: str
    basis: str
    struck: bool
    label: tuple[str, ...]
    top: float
    x: float
    width: float
    hue: str
    joint: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The rows of a waterfall and the measures of its drawing."""

    frame: Frame
    height: int
    bars: tuple[Bar, ...]


def waterfall(steps: Sequence[Json], frame: Frame) -> Waterfall:
    """
    Lay the steps of the chain out as a waterfall, one row under the other.

    Args:
        steps: `waterfall` of the year document.
        frame: The measures of the drawing.

    Returns:
        A bar for each step: totals stand on the zero line and so does what remains, one part after
        the other; what is taken away hangs from where the step before ended; what is unknown is as
        long as it could be, or reaches down to the zero line where not even that is known.
    """
    longest = max((_length(step) or 0 for step in steps), default=0) or 1
    scale = (frame.right - frame.left) / float(longest)
    bars: list[Bar] = []
    reached = Fraction(0)
    before = "total"
    for row, step in enumerate(steps):
        length = _length(step)
        start, end, reached = _span(step["kind"], before, reached, length)
        before = step["kind"]
        bars.append(
            Bar(
                step=step["step"],
                kind=step["kind"],
                basis=basis_of_step(step),
                struck=step["step"].startswith(STRUCK_STEPS),
                label=tuple(textwrap.wrap(step["label"], frame.letters)[:2]),
                top=row * frame.row,
                x=round(frame.left + float(start) * scale, 1),
                width=round(float(max(end - start, Fraction(0))) * scale, 1),
                hue=next((kind for kind in HUES if step["step"].startswith(kind)), ""),
                joint=round(frame.left + float(reached) * scale, 1),
            )
        )
    return Waterfall(frame, len(steps) * frame.row + 6, tuple(bars))


def _span(
    kind: str, before: str, reached: Fraction, length: Fraction | None
) -> tuple[Fraction, Fraction, Fraction]:
    """Give where a bar starts and ends, and where the next one hangs from."""
    nothing = Fraction(0)
    if kind == "total":
        return nothing, length or nothing, length or nothing
    if kind == "remains":
        start = reached if before == "remains" else nothing
        return start, start + (length or nothing), start + (length or nothing)
    if length is None:
        return nothing, reached, reached
    if kind == "plus":
        return reached, reached + length, reached + length
    start = max(nothing, reached - length)
    return start, reached, start


def basis_of_step(step: Json) -> str:
    """Tell how a step is known; a step of what is unknown is so whatever its extent."""
    return "unknown" if step["kind"] == "unknown" else basis_of(step["units"], step["basis"])


def extent(step: Json) -> int | str | None:
    """Give the units of a step, or how many they could be at most; None if not even that."""
    units: int | str | None = step["units"]
    return units if units is not None else step.get("unknown_units")


def _length(step: Json) -> Fraction | None:
    units = extent(step)
    return None if units is None else Fraction(str(units))


# ── bullet bars ───────────────────────────────────────────────────────────────────────────────────

BULLET_WIDTH: Final = 104


@dataclass(frozen=True, slots=True)
class Bullet:
    """A pledge against the fair share: one frame, coloured parts, hatching for what is unknown."""

    parts: tuple[tuple[str, str, float, float], ...]  # kind, basis, x, width
    unknown_from: float | None


def bullet(pledged: Mapping[str, Any], fair_share: Mapping[str, Any]) -> Bullet:
    """
    Lay a pledge out against the fair share, each type on its own scale of the fair share.

    Args:
        pledged: `pledged` of a Member State.
        fair_share: `fair_share` of the same state; its people and its money are the same length.
    """
    whole = {
        "relocations": fair_share.get("units"),
        "financial_eur": fair_share.get("eur"),
        "alternative_eur": fair_share.get("eur"),
    }
    parts: list[tuple[str, str, float, float]] = []
    x, unknown = 0.0, False
    for kind, full in whole.items():
        value = pledged.get(kind)
        if value is None:
            unknown = True
        elif value and full:
            width = round(min(float(value) / float(full) * BULLET_WIDTH, BULLET_WIDTH - x), 1)
            typed = (pledged.get("by_type") or {}).get(kind) or pledged
            parts.append((kind, basis_of(value, typed.get("basis")), round(x, 1), width))
            x += width
    is_open = unknown and x < BULLET_WIDTH - 1
    return Bullet(tuple(parts), round(x, 1) if is_open else None)


# ── map ───────────────────────────────────────────────────────────────────────────────────────────

CLASSES: Final = (("under 1 %", 1), ("1 to 3 %", 3), ("3 to 6 %", 6), ("6 to 12 %", 12))
LAST_CLASS: Final = "12 % and more"

LABELS: Final = {
    "AT": (424, 511), "BE": (296, 449), "BG": (594, 588), "CZ": (437, 467), "DE": (370, 440),
    "DK": (362, 336), "EE": (531, 272), "EL": (553, 652), "ES": (160, 640), "FI": (507, 165),
    "FR": (262, 528), "HR": (470, 556), "HU": (497, 513), "IE": (147, 372), "IT": (397, 590),
    "LT": (527, 341), "LV": (536, 306), "NL": (313, 417), "PL": (485, 413), "PT": (89, 640),
    "RO": (579, 525), "SE": (424, 230), "SI": (430, 537), "SK": (496, 484),
}  # fmt: skip
"""Where the code of a state stands on the map: about the middle of its largest part."""

SYMBOLS: Final = {
    "LU": ((316, 468), (232, 428)),
    "CY": ((752, 708), (752, 652)),
    "MT": ((441, 749), (382, 772)),
}
"""Small states: the place on the map, and where the labelled symbol stands, with a line between."""


@dataclass(frozen=True, slots=True)
class Place:
    """One Member State on the map."""

    code: str
    name: str
    outline: str
    css: str
    label: tuple[int, int]
    point: tuple[int, int] | None
    marks: tuple[tuple[str, str, float], ...]  # kind, basis, x from the label


def ground() -> tuple[str, str, Mapping[str, str]]:
    """Read the map: its view box, the land around the Union (coarser), one outline per state."""
    text = (resources.files("solidarity.facts") / "map_eu27.json").read_text(encoding="utf-8")
    read = json.loads(text)
    return read["viewBox"], re.sub(r"(?<=\d)\.\d+", "", read["bg"]), read["eu"]


def places(
    states: Sequence[Json], outlines: Mapping[str, str], chosen: frozenset[tuple[str, str]]
) -> tuple[Place, ...]:
    """
    Put every Member State on the map, with its class of share and the types it pledged.

    Args:
        states: `member_states` of the year document.
        outlines: Code of a state to its outline as SVG path.
        chosen: State and type said to be pledged, whose amount is not published.
    """
    found = []
    for state in states:
        code = state["code"]
        point, label = SYMBOLS.get(code, (None, LABELS.get(code, (0, 0))))
        found.append(
            Place(
                code=code,
                name=state["name"],
                outline=outlines.get(code) or outlines.get("GR" if code == "EL" else code, ""),
                css=_css(state),
                label=label,
                point=point,
                marks=_marks(code, state.get("pledged"), chosen),
            )
        )
    return tuple(found)


def share_class(share: str | None) -> int | None:
    """Give the class of a share from 0, None where it is not published."""
    if share is None:
        return None
    value = float(share)
    return next((row for row, (_, end) in enumerate(CLASSES) if value < end), len(CLASSES))


def _css(state: Json) -> str:
    if not state["bound"]:
        return "out"
    row = share_class(state["share_percent"])
    if row is None:
        return "unknown"
    basis = basis_of(state["share_percent"], (state["share"] or {}).get("basis"))
    return f"c{row} {basis}"


def _marks(
    code: str, pledged: Json | None, chosen: frozenset[tuple[str, str]]
) -> tuple[tuple[str, str, float], ...]:
    if not pledged:
        return ()
    by_type: Json = pledged.get("by_type") or {}
    shown = []
    for kind in ("relocations", "financial_eur", "alternative_eur"):
        typed = by_type.get(kind) or {}
        value = typed.get("value", pledged.get(kind))
        if value:
            shown.append((kind, basis_of(value, typed.get("basis") or pledged.get("basis"))))
        elif value is None and (code, kind) in chosen:
            shown.append((kind, "unknown"))
    if not shown and any(pledged.get(kind) is None for kind in ("relocations", "financial_eur")):
        shown.append(("units", "unknown"))
    middle = (len(shown) - 1) / 2
    return tuple((kind, basis, (row - middle) * 17) for row, (kind, basis) in enumerate(shown))
