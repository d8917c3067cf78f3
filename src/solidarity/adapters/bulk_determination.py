"""
The determination in columns, for statistics and simulation: Parquet in, Parquet out, in a stream.

One row is one person with at most one kin, two documents, one diploma and one entry of each kind;
`COLUMNS` says which columns there are. It returns the state, the Article and whether the case is
open, by the default readings, and agrees with the readable path on each: `case_of_row` is the same
row as a case for that path. What does not fit into a row belongs into the readable path.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from solidarity.errors import InputError, Problem

_CODE, _DAY, _FLAG = pl.String, pl.Date, pl.Boolean

COLUMNS: Final[Mapping[str, Any]] = {
    "id": _CODE,
    "registered_in": _CODE,
    "registered_at": _DAY,
    "place": _CODE,
    "birth_date": _DAY,
    "unaccompanied": _FLAG,
    "present_in": _CODE,
    "threat_by": _CODE,
    "msr_recorded": _CODE,
    "relocated_to": _CODE,
    "relocated_at": _DAY,
    "relocated_determined": _FLAG,
    "arrived_on": _DAY,
    "kin_relation": _CODE,
    "kin_state": _CODE,
    "kin_basis": _CODE,
    "kin_wishes": _FLAG,
    "kin_formed_on": _DAY,
    "kin_arrived_on": _DAY,
    "kin_able": _CODE,
    "bic_kin": _CODE,
    "bic_first": _CODE,
    "doc1_kind": _CODE,
    "doc1_state": _CODE,
    "doc1_type": _CODE,
    "doc1_from": _DAY,
    "doc1_to": _DAY,
    "doc2_kind": _CODE,
    "doc2_state": _CODE,
    "doc2_type": _CODE,
    "doc2_from": _DAY,
    "doc2_to": _DAY,
    "diploma_state": _CODE,
    "diploma_on": _DAY,
    "diploma_months": pl.Int64,
    "visa_free_state": _CODE,
    "visa_free_on": _DAY,
    "visa_free_also": _FLAG,
    "rescue_state": _CODE,
    "rescue_on": _DAY,
    "crossing_state": _CODE,
    "crossing_on": _DAY,
}
"""Columns and their types; null means not recorded."""

RELATIONS: Final = ("spouse", "mother", "father", "sibling", "aunt", "uncle", "grandparent")
"""Kin a row can hold."""

_START: Final = date(2026, 6, 12)
_PARENTS: Final = ("mother", "father")
_RELATIVES: Final = ("aunt", "uncle", "grandparent")
_STATUS: Final = ("beneficiary", "ltr_directive", "ltr_national_no_directive")
_NO_END: Final = date.max
_OPEN: Final = "open"

c = pl.col
_REG: Final = c("registered_at")


def _all(*conditions: pl.Expr) -> pl.Expr:
    return pl.all_horizontal(*[one.fill_null(value=False) for one in conditions])


def _later(name: str, months: int) -> pl.Expr:
    return c(name).dt.offset_by(f"{months}mo")


def _case(*branches: tuple[pl.Expr, pl.Expr | str]) -> pl.Expr:
    """First branch whose condition holds; null if none does, or if a condition is null."""
    chain: Any = pl
    for condition, value in branches:
        result = pl.lit(value) if isinstance(value, str) else value
        chain = chain.when(condition.fill_null(value=False)).then(result)
    found: pl.Expr = chain.otherwise(None)
    return found


def _found(state: pl.Expr, article: str) -> pl.Expr:
    """State and Article in one word: "FR|29(2)"."""
    return pl.concat_str([state, pl.lit(f"|{article}")])


def _prepared(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Columns that several criteria need."""
    moved = _all(c("relocated_to").is_not_null(), c("relocated_at") >= _REG)
    arrived = pl.min_horizontal("arrived_on", "crossing_on", "rescue_on", "visa_free_on")
    rows = rows.with_columns(
        (_later("birth_date", 216) > _REG).alias("_minor"),
        moved.alias("_moved"),
        arrived.alias("_arrived"),
        c("kin_relation").is_in(_PARENTS).fill_null(value=False).alias("_parent"),
    )
    formed = pl.coalesce("kin_formed_on", _case((c("_parent"), c("birth_date"))))
    rows = rows.with_columns(
        formed.alias("_formed"),
        pl.when("_moved").then("relocated_to").otherwise("registered_in").alias("_determining"),
    )
    before_kin, before = c("_formed") < c("kin_arrived_on"), c("_formed") < c("_arrived")
    plain = _all(c("_arrived").is_null(), c("_parent"), c("kin_formed_on").is_null())
    late = c("_arrived").is_not_null() | (c("_formed") >= _REG)
    tie = _case(
        (c("_formed").is_null(), "unknown"),
        (before_kin, "yes"),
        (plain, "yes"),
        (before, "yes"),
        (_all(late, c("kin_arrived_on").is_not_null()), "no"),
        (c("kin_relation").is_not_null(), "unknown"),
    )
    return rows.with_columns(tie.alias("_tie"))


def _settled() -> pl.Expr:
    """Gates 0 to 2: start day, recorded or pending, security."""
    moved, state = c("_moved"), c("_determining")
    elsewhere = _all(c("present_in").is_not_null(), c("present_in") != state)
    return _case(
        (_REG < _START, _OPEN),
        (_all(moved, c("relocated_determined")), _found(c("relocated_to"), "68(3)")),
        (c("msr_recorded").is_not_null(), _found(c("msr_recorded"), "36(1)(b)")),
        (elsewhere, _found(state, "38(4)")),
        (c("threat_by").is_not_null(), _found(c("threat_by"), "16(4)")),
    )


def _minors() -> pl.Expr:
    """Art. 25, and what is left after a relocation."""
    present = _all(c("kin_basis").is_not_null(), c("kin_basis") != "none")
    near = _case(
        (c("kin_relation") == "sibling", "yes"),
        (c("kin_relation").is_in((*_PARENTS, "spouse")), c("_tie")),
        (c("kin_relation").is_not_null(), "no"),
    )
    able = _case(
        (
            _all(c("kin_relation").is_in(_RELATIVES), c("kin_state") != c("_determining")),
            c("kin_able").fill_null("unknown"),
        ),
        (c("kin_relation").is_not_null(), "no"),
    )
    close, relative = _all(present, near == "yes"), _all(present, able == "yes")
    unknown = _all(present, (near == "unknown") | (able == "unknown"))
    candidate = close | relative
    same = _all(c("kin_state") == c("registered_in"), c("bic_kin").is_not_null())
    first = pl.when(same).then("bic_kin").otherwise("bic_first").fill_null("unknown")
    kin = pl.when(same).then("bic_kin").otherwise(c("bic_kin").fill_null("unknown"))
    also = _all(c("kin_state") == c("registered_in"), c("bic_kin").is_null())
    kin = pl.when(also).then(c("bic_first").fill_null("unknown")).otherwise(kin)
    return _case(
        (unknown, _OPEN),
        (_all(close, kin == "yes"), _found(c("kin_state"), "25(2)")),
        (_all(relative, kin == "yes"), _found(c("kin_state"), "25(3)")),
        (_all(candidate, kin == "unknown"), _OPEN),
        (c("_moved"), _found(c("relocated_to"), "68(2)")),
        (first == "unknown", _OPEN),
        (first == "yes", _found(c("registered_in"), "25(5)")),
        (first == "no", _found(c("registered_in"), "37(1)")),
    )


def _family() -> pl.Expr:
    """Arts 26 and 27."""
    is_one = (c("kin_relation") == "spouse") | _all(c("_parent"), c("_minor"))
    member = _case((is_one, c("_tie")), (c("kin_relation").is_not_null(), "no"))
    citizen = c("kin_basis") == "citizen_ex_beneficiary"
    status = citizen | c("kin_basis").is_in(_STATUS)
    born_later = _all(c("_parent"), c("_minor"), c("birth_date") > c("kin_arrived_on"))
    wished, applicant = c("kin_wishes"), c("kin_basis") == "applicant_no_first_decision"
    return _case(
        (_all(status, wished, born_later), _found(c("kin_state"), "26(3)")),
        (_all(citizen, wished, member == "yes"), _found(c("kin_state"), "26(2)")),
        (_all(status, wished, member == "yes"), _found(c("kin_state"), "26(1)")),
        (_all(applicant, wished, member == "yes"), _found(c("kin_state"), "27")),
        (_all(status | applicant, wished, member == "unknown"), _OPEN),
    )


def _documents(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Art. 29, except after a relocation."""
    for one in ("doc1", "doc2"):
        residence = c(f"{one}_kind") == "residence"
        until = c(f"{one}_to").fill_null(_NO_END)
        lasting = c(f"{one}_to").is_null() | (c(f"{one}_to") >= _REG)
        months = pl.when(residence).then(_later(f"{one}_to", 36)).otherwise(_later(f"{one}_to", 18))
        begun = _all(c(f"{one}_kind").is_not_null(), c(f"{one}_from") <= _REG)
        rows = rows.with_columns(
            _all(begun, lasting).alias(f"_{one}_valid"),
            _all(begun, lasting | (months > _REG)).alias(f"_{one}_counts"),
            residence.fill_null(value=False).alias(f"_{one}_residence"),
            until.alias(f"_{one}_until"),
            (until - c(f"{one}_from")).dt.total_days().alias(f"_{one}_days"),
        )
    valid = c("_doc1_valid") | c("_doc2_valid")
    held = [pl.when(valid).then(c(f"_{d}_valid")).otherwise(c(f"_{d}_counts")) for d in _DOCS]
    rows = rows.with_columns(held[0].alias("_held1"), held[1].alias("_held2"))
    return rows.with_columns(_by_document(valid).alias("_document"))


_DOCS: Final = ("doc1", "doc2")


def _by_document(valid: pl.Expr) -> pl.Expr:
    one, two = c("_held1"), c("_held2")
    both = _all(one, two, c("doc1_state") != c("doc2_state"))
    residences = [c(f"_{d}_residence") for d in _DOCS]
    any_held = _all(one, residences[0]) | _all(two, residences[1])
    state = pl.when(one).then("doc1_state").otherwise("doc2_state")
    plain = _case(
        (~valid, _found(state, "29(4)")),
        (any_held, _found(state, "29(1)")),
        (pl.lit(value=True), _found(state, "29(2)")),
    )
    until1, until2 = c("_doc1_until"), c("_doc2_until")
    longer = [
        (c("_doc1_days") > c("_doc2_days")) | _all(_same_days(), until1 > until2),
        (c("_doc2_days") > c("_doc1_days")) | _all(_same_days(), until2 > until1),
    ]
    same_type = c("doc1_type").eq_missing(c("doc2_type"))
    only = [_all(residences[0], ~residences[1]), _all(residences[1], ~residences[0])]
    compared = _case(
        (only[0], _found(c("doc1_state"), "29(3)(a)")),
        (only[1], _found(c("doc2_state"), "29(3)(a)")),
        (_all(residences[0], longer[0]), _found(c("doc1_state"), "29(3)(a)")),
        (_all(residences[0], longer[1]), _found(c("doc2_state"), "29(3)(a)")),
        (residences[0], _OPEN),
        (_all(same_type, until1 > until2), _found(c("doc1_state"), "29(3)(b)")),
        (_all(same_type, until2 > until1), _found(c("doc2_state"), "29(3)(b)")),
        (same_type, _OPEN),
        (longer[0], _found(c("doc1_state"), "29(3)(c)")),
        (longer[1], _found(c("doc2_state"), "29(3)(c)")),
        (pl.lit(value=True), _OPEN),
    )
    return _case((both, compared), (one | two, plain))


def _same_days() -> pl.Expr:
    return c("_doc1_days") == c("_doc2_days")


def _diploma() -> pl.Expr:
    """Art. 30."""
    recent = _all(c("diploma_on") <= _REG, _later("diploma_on", 72) > _REG)
    return _case(
        (_all(recent, c("diploma_months") < 12), _OPEN),  # noqa: PLR2004 - months of a year
        (recent, _found(c("diploma_state"), "30(1)")),
    )


def _entry() -> pl.Expr:
    """Arts 31, 32, 33 and the last resort."""
    entered = c("visa_free_on") <= _REG
    own = c("visa_free_state") == c("registered_in")
    rescued, crossed = c("rescue_on") <= _REG, c("crossing_on") <= _REG
    fits = [~day.fill_null(value=False) | (c(name) <= c("relocated_at"))
            for day, name in ((rescued, "rescue_on"), (crossed, "crossing_on"))]  # fmt: skip
    since = _all(
        c("relocated_to").is_not_null(),
        rescued.fill_null(value=False) | crossed.fill_null(value=False),
        *fits,
    )
    rescue = _all(rescued, _later("rescue_on", 12) >= _REG)
    apart = ~rescued.fill_null(value=False) | (c("crossing_on") > c("rescue_on"))
    crossing = _all(crossed, apart, _later("crossing_on", 20) >= _REG)
    return _case(
        (_all(entered, own), _found(c("visa_free_state"), "31(1)")),
        (_all(entered, c("visa_free_also").is_null()), _OPEN),
        (_all(entered, c("visa_free_also")), _found(c("registered_in"), "31(2)")),
        (entered, _found(c("visa_free_state"), "31(1)")),
        (c("place") == "transit_airport", _found(c("registered_in"), "32")),
        (since, _found(c("relocated_to"), "33(3)")),
        (c("_moved"), _found(c("relocated_to"), "68(2)")),
        (rescue, _found(c("rescue_state"), "33(2)")),
        (crossing, _found(c("crossing_state"), "33(1)")),
        (pl.lit(value=True), _found(c("registered_in"), "16(2)")),
    )


def _later_permit() -> pl.Expr:
    """Art. 37(1): a residence document issued after the registration, the newest if several."""
    issued = [_all(c(f"{d}_kind") == "residence", c(f"{d}_from") > _REG) for d in _DOCS]
    second = _all(issued[1], ~issued[0] | (c("doc2_from") >= c("doc1_from")))
    return _case(
        (_REG < _START, _OPEN),
        (second, _found(c("doc2_state"), "37(1)")),
        (issued[0], _found(c("doc1_state"), "37(1)")),
    )


def determine_columns(rows: pl.LazyFrame) -> pl.LazyFrame:
    """
    Determine every row.

    Args:
        rows: Columns as in `COLUMNS`.

    Returns:
        `id`, `member_state_responsible`, `article`, `open`, in the order of the rows.
    """
    rows = _documents(_prepared(rows))
    alone = _all(c("_minor"), c("unaccompanied"))
    papers = pl.coalesce(c("_document"), _diploma())
    rest = pl.coalesce(_family(), pl.when(~c("_moved")).then(papers), _entry())
    criteria = pl.when(alone).then(_minors()).otherwise(rest)
    found = pl.coalesce(_later_permit(), _settled(), criteria)
    rows = rows.select("id", found.alias("_found"))
    parts = c("_found").str.split_exact("|", 1)
    is_open = c("_found") == _OPEN
    return rows.select(
        "id",
        pl.when(~is_open).then(parts.struct.field("field_0")).alias("member_state_responsible"),
        pl.when(~is_open).then(parts.struct.field("field_1")).alias("article"),
        is_open.alias("open"),
    )


def determine_file(cases: Path, out: Path) -> None:
    """
    Determine every row of a Parquet file into another, in constant memory.

    Raises:
        InputError: If a file cannot be read or written, or the columns are not those of `COLUMNS`.
    """
    try:
        rows = pl.scan_parquet(cases)
        given = rows.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(Problem(f"{cases} cannot be read: {error}", "a Parquet file")) from None
    problems = [
        Problem(f"the column {name} is missing or {given.get(name)}", str(kind()), str(cases))
        for name, kind in COLUMNS.items()
        if given.get(name) != kind()
    ]
    problems += [
        Problem(f"there is no column {name}", "the columns of COLUMNS", str(cases))
        for name in given
        if name not in COLUMNS
    ]
    if problems:
        raise InputError(problems)
    try:
        determine_columns(rows).sink_parquet(out, maintain_order=True, engine="streaming")
    except OSError as error:
        raise InputError(Problem(f"{out} cannot be written: {error}", "a file")) from None
