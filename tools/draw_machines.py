"""
Draw docs/machines.md from the transition tables, or check that it is fresh.

    python tools/draw_machines.py            write the page
    python tools/draw_machines.py --check    change nothing; exit 1 if it is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

from solidarity.cases.table import Cell, Limit, Table
from solidarity.cases.tables import NEXT, TABLES
from solidarity.law.part5_general.clocks import CLOCKS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "machines.md"
INTRODUCTION = """# The machines of a case

Every procedure of Part III is a table of states and events in `src/solidarity/cases/`; each cell
names its provision. These pages are drawn from the tables by `tools/draw_machines.py`; do not edit
them by hand. An event in *italics* is silence: it takes effect by itself on the day after the last
day of a time limit. A cell with a gate refuses the event until what it asks for is shown.
"""


def words(name: str) -> str:
    """Write a name of the code in words."""
    return name.replace("_", " ")


def drawing(table: Table) -> str:
    """Draw one table as a state diagram; cells that stay where they are are left out."""
    silent = {limit.event for limit in table.limits}
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {table.start}"]
    arrows: dict[tuple[str, str], list[str]] = {}
    for cell in table.cells:
        if cell.state != cell.to:
            label = words(cell.event) + (" (silence)" if cell.event in silent else "")
            arrows.setdefault((cell.state, cell.to), []).append(label)
    for (before, after), labels in arrows.items():
        lines.append(f"    {before} --> {after} : {', '.join(dict.fromkeys(labels))}")
    lines += [f"    {end} --> [*]" for end in table.ends]
    return "\n".join([*lines, "```"])


def row(table: Table, cell: Cell) -> str:
    """Write one cell."""
    event = words(cell.event)
    if cell.event in {limit.event for limit in table.limits}:
        event = f"*{event}*"
    when = "<br>".join(guard.says for guard in cell.when)
    needs = "<br>".join(f"{guard.says} ({guard.source})" for guard in cell.needs)
    tasks = "<br>".join(f"{task.says} ({task.source})" for task in cell.tasks)
    where = [words(cell.state), event, when, words(cell.to), str(cell.source), needs, tasks]
    return f"| {' | '.join(where)} |"


def limit_row(limit: Limit) -> str:
    """Write one time limit."""
    clock = CLOCKS[limit.clock]
    when = "<br>".join(guard.says for guard in limit.when)
    states = ", ".join(words(state) for state in limit.states)
    event = f"*{words(limit.event)}*" if limit.event else "nothing by itself"
    said = f"{clock.name}: {clock.length}"
    return f"| {said} | {clock.source} | {clock.starts} | {states} | {when} | {event} |"


def section(table: Table) -> str:
    """Write the section of one table."""
    parts = [f"## {words(table.name).capitalize()} ({table.source})", table.about, drawing(table)]
    states = [f"| {words(name)} | {says} |" for name, says in table.states.items()]
    parts.append("\n".join(["| State | Meaning |", "| --- | --- |", *states]))
    head = ["State", "Event", "When", "Then", "Provision", "Gates", "Tasks"]
    cells = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    parts.append("\n".join([*cells, *(row(table, cell) for cell in table.cells)]))
    head = ["Time limit", "Provision", "Starts with", "In", "When", "When it has passed"]
    limits = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    parts.append("\n".join([*limits, *(limit_row(limit) for limit in table.limits)]))
    following = [
        f"From *{words(state)}* the case goes on in *{words(then)}*."
        for (name, state), then in NEXT.items()
        if name == table.name
    ]
    following += [
        f"*{words(end).capitalize()}* is reported as *{words(event)}*."
        for end, event in table.reports.items()
    ]
    return "\n\n".join([*parts, *following])


def page() -> str:
    """Write the whole page."""
    return "\n\n".join([INTRODUCTION.rstrip(), *map(section, TABLES.values())]) + "\n"


def main(arguments: list[str]) -> int:
    """Write or check the page; give the exit code."""
    text = page()
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print("docs/machines.md is stale: run python tools/draw_machines.py", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
