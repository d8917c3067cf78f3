"""
Write docs/coverage.md from the register of rules, or check that it is complete and fresh.

    python tools/write_coverage.py            write the page
    python tools/write_coverage.py --check    change nothing; exit 1 if it is stale

Both exit 1 and name what is missing if a paragraph is not accounted for, or if the register names a
place that does not exist.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

from paragraphs import LATER, meets, sections

import solidarity.cycle
import solidarity.law
from solidarity.terms.citations import Act, Art
from solidarity.terms.findings import Coverage, RegisterEntry, register

PAGE = Path(__file__).resolve().parents[1] / "docs" / "coverage.md"
ORDER = tuple(Coverage)
INTRODUCTION = """# Coverage

Every paragraph of the provisions this part of the software is about, and how it is met:

- **encoded**: a rule, a dated parameter or a guard computes or checks it;
- **procedural**: an act of someone, recorded as an event with its form and its date;
- **left to the authority**: a judgement, taken as an input with its reasons, never computed;
- **outside this software**: for example empowerments and amendments of other acts.

This page is written by `tools/write_coverage.py` from the register in which every rule enters
itself; the tests fail when a paragraph is missing or the page is stale. Do not edit it by hand.
"""


def read_the_house() -> None:
    """Import every module of the law and of the cycle, so that the register is complete."""
    for package in (solidarity.law, solidarity.cycle):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def entries_of(wanted: Art) -> list[RegisterEntry]:
    """Give what the register says about a provision: encoded first, then in a stable order."""
    found = [entry for entry in register() if meets(entry.source, wanted)]
    return sorted(
        dict.fromkeys(found),
        key=lambda entry: (ORDER.index(entry.coverage), entry.where, str(entry.source), entry.note),
    )


def missing() -> list[Art]:
    """Give the provisions nobody accounts for."""
    return [
        wanted for _, provisions in sections() for wanted in provisions if not entries_of(wanted)
    ]


def leading_nowhere() -> list[str]:
    """Give the places named in the register that do not exist: a module, class or function."""
    places = dict.fromkeys(entry.where for entry in register() if entry.where)
    return [place for place in places if not exists(place)]


def exists(place: str) -> bool:
    """Tell whether a dotted name leads somewhere."""
    try:
        pkgutil.resolve_name(place)
    except (ImportError, AttributeError, ValueError):
        return False
    return True


def cell(text: str) -> str:
    """Make a text fit into one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def row(wanted: Art) -> str:
    """Write one line of the table: the provision, how it is met, where, and a note."""
    entries = entries_of(wanted)
    how = ", ".join(dict.fromkeys(entry.coverage.value for entry in entries))
    where = dict.fromkeys(entry.where.removeprefix("solidarity.") for entry in entries)
    places = "<br>".join(f"`{place}`" for place in where if place)
    notes = "<br>".join(dict.fromkeys(cell(entry.note) for entry in entries if entry.note))
    return f"| {wanted} | {how} | {places} | {notes} |"


def later() -> str:
    """Write the table of what comes with a later part, with what is already applied from it."""
    lines = ["| Articles | Subject | Status | Already applied here |", "| --- | --- | --- | --- |"]
    for first, last, subject in LATER:
        label = f"Art. {first}" if first == last else f"Arts {first} to {last}"
        cited = {
            entry.where.removeprefix("solidarity.")
            for entry in register()
            if entry.source.act is Act.AMMR
            and not entry.source.annex
            and first <= entry.source.article <= last
            and entry.where
        }
        places = "<br>".join(f"`{place}`" for place in sorted(cited))
        lines.append(f"| {label} | {subject} | comes with a later part | {places} |")
    return "\n".join(lines)


def page() -> str:
    """Write the whole page."""
    parts = [INTRODUCTION]
    counts = dict.fromkeys(ORDER, 0)
    for heading, provisions in sections():
        lines = [
            f"## {heading}",
            "",
            "| Provision | How | Where | Note |",
            "| --- | --- | --- | --- |",
        ]
        for wanted in provisions:
            counts[entries_of(wanted)[0].coverage] += 1
            lines.append(row(wanted))
        parts.append("\n".join(lines) + "\n")
    summary = ", ".join(f"{count} {how.value}" for how, count in counts.items() if count)
    parts.insert(
        1, f"In all {sum(counts.values())} provisions, by what is done first: {summary}.\n"
    )
    parts.append(f"## The other Articles of Regulation (EU) 2024/1351\n\n{later()}\n")
    return "\n".join(parts)


def main(words: list[str]) -> int:
    """Write or check the page; give the exit code."""
    read_the_house()
    gaps = missing()
    if gaps:
        print("no rule and no note for: " + "; ".join(str(gap) for gap in gaps), file=sys.stderr)
        return 1
    lost = leading_nowhere()
    if lost:
        print("named in the register, but not there: " + "; ".join(lost), file=sys.stderr)
        return 1
    text = page()
    if words == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print("docs/coverage.md is stale: run python tools/write_coverage.py", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
