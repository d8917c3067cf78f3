"""
How fast the determination is: the readable path on one core, the columnar path, and both equal.

    python benchmarks/responsibility.py [--rows 1000000] [--equal 200000] [--openfisca PYTHON]

Needs the development packages. With --openfisca, the interpreter of an environment that holds
OpenFisca-core computes Art. 33(1), Art. 29 (one visa) and first registration on the same rows.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "given"))

from given_cases import generated  # noqa: E402

from solidarity.adapters.bulk_determination import (  # noqa: E402
    determine_columns,
    determine_file,
)
from solidarity.adapters.bulk_rows import case_of_row  # noqa: E402
from solidarity.adapters.case_fields import read_case  # noqa: E402
from solidarity.adapters.case_files import calendars  # noqa: E402
from solidarity.law.part3_responsibility.determination import determine_with  # noqa: E402
from solidarity.law.part3_responsibility.findings_of_case import cited  # noqa: E402
from solidarity.law.part3_responsibility.settings import settings_of  # noqa: E402
from solidarity.law.readings import DEFAULT  # noqa: E402
from solidarity.terms.case_records import Case  # noqa: E402


def cases_of(rows: pl.DataFrame) -> list[Case]:
    """Every row as a case of the readable path."""
    found = [read_case(case_of_row(row), [], file="", line=0) for row in rows.iter_rows(named=True)]
    return [case for case in found if case is not None]


def readable(count: int) -> None:
    """Cases per second on one core, with every reason, the limits counted out and the text."""
    cases, settings = cases_of(generated(count, 3)), settings_of(DEFAULT)
    gc.collect()
    gc.freeze()  # the cases waiting in memory are not part of what is measured
    for known in ("each limit counted out for the first time", "limits of the same days known"):
        started = time.process_time()
        letters = sum(len(determine_with(case, settings, calendars).text) for case in cases)
        seconds = time.process_time() - started
        print(f"readable: {len(cases) / seconds:,.0f} cases per second of processor time, {known}")
    print(f"          {letters // len(cases)} letters of reasons each")


def bulk(count: int, folder: Path) -> Path:
    """Seconds from Parquet to Parquet."""
    cases, out = folder / "cases.parquet", folder / "out.parquet"
    generated(count, 5).write_parquet(cases)
    started, used = time.perf_counter(), time.process_time()
    determine_file(cases, out)
    seconds, used = time.perf_counter() - started, time.process_time() - used
    print(f"bulk:     {count:,} rows in {seconds:.2f} s ({used:.2f} s of processor time)")
    return cases


def equal(count: int) -> None:
    """Compare both paths on every field."""
    rows = generated(count, 11)
    columns, settings = determine_columns(rows.lazy()).collect(), settings_of(DEFAULT)
    differ = 0
    for case, found in zip(cases_of(rows), columns.iter_rows(named=True), strict=True):
        result = determine_with(case, settings, calendars)
        article = cited(result.article) if result.article else None
        same = (result.id, result.state, article) == (
            found["id"], found["member_state_responsible"], found["article"],
        )  # fmt: skip
        differ += not (same and found["open"] == (result.state is None))
    print(f"equal:    {count:,} rows, {differ} differ")


def three(cases: Path, python: str) -> None:
    """The same three criteria here and in OpenFisca-core, on the same rows."""
    names = ["registered_at", "crossing_on", "doc1_kind", "doc1_from", "doc1_to"]
    rows = pl.read_parquet(cases, columns=names)
    visa = (pl.col("doc1_kind") == "visa").fill_null(value=False)
    on = pl.col("registered_at")
    valid = visa & (pl.col("doc1_from") <= on) & (on <= pl.col("doc1_to"))
    ended = visa & (pl.col("doc1_to") < on) & (on < pl.col("doc1_to").dt.offset_by("18mo"))
    crossed = (pl.col("crossing_on") <= on) & (on <= pl.col("crossing_on").dt.offset_by("20mo"))
    found = rows.select(
        pl.when(valid | ended).then(29).when(crossed).then(33).otherwise(16).alias("article")
    )
    months = {name: rows[name].dt.offset_by(by) for name, by in _LIMITS.items()}
    flat = pl.DataFrame(
        {
            "registered": rows["registered_at"].cast(pl.Int32),
            "start": rows["doc1_from"].cast(pl.Int32).fill_null(0),
            "end": rows["doc1_to"].cast(pl.Int32).fill_null(0),
            "visa_limit": months["doc1_to"].cast(pl.Int32).fill_null(0),
            "crossing": rows["crossing_on"].cast(pl.Int32).fill_null(2**30),
            "crossing_limit": months["crossing_on"].cast(pl.Int32).fill_null(0),
            "visa": rows.select(visa).to_series(),
            "article": found["article"],
        }
    )
    day, end = pl.col("registered"), pl.col("end")
    held = pl.col("visa") & (
        ((pl.col("start") <= day) & (day <= end)) | ((end < day) & (day < pl.col("visa_limit")))
    )
    came = (pl.col("crossing") <= day) & (day <= pl.col("crossing_limit"))
    started = time.perf_counter()
    here = flat.select(pl.when(held).then(29).when(came).then(33).otherwise(16).alias("article"))
    seconds = time.perf_counter() - started
    same = int((here["article"] == flat["article"]).sum())
    print(f"three:    {len(here):,} rows in {seconds:.3f} s here, {same:,} the same")
    table = cases.with_name("three.npz")
    np.savez(table, **{name: flat[name].to_numpy() for name in flat.columns})
    script = ROOT / "benchmarks" / "responsibility_openfisca.py"
    subprocess.run([python, str(script), str(table)], check=True)


_LIMITS = {"doc1_to": "18mo", "crossing_on": "20mo"}


def main() -> None:
    """Run every measurement."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--equal", type=int, default=200_000)
    options.add_argument("--openfisca", default="")
    given = options.parse_args()
    readable(60_000)
    with tempfile.TemporaryDirectory() as folder:
        cases = bulk(given.rows, Path(folder))
        if given.openfisca:
            three(cases, given.openfisca)
    equal(given.equal)


if __name__ == "__main__":
    main()
