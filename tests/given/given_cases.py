"""Cases by chance, from a seed, in columns: every branch and every boundary day comes up."""

from __future__ import annotations

import numpy as np
import polars as pl

from solidarity.adapters.bulk_determination import COLUMNS, RELATIONS

STATES = ["DE", "FR", "IT", "EL", "ES", "SE", "CY", "RO", "NL", "PL"]
BASES = [
    "beneficiary",
    "ltr_directive",
    "ltr_national_no_directive",
    "citizen_ex_beneficiary",
    "applicant_no_first_decision",
    "other_legal_stay",
    "none",
]
ANSWERS = ["yes", "no", "unknown"]


def generated(count: int, seed: int) -> pl.DataFrame:  # noqa: PLR0915 - one line a column
    """So many rows; the same for the same seed."""
    chance = np.random.default_rng(seed)
    days = np.datetime64("2026-06-10") + chance.integers(0, 900, count)

    def maybe(values: list[str], share: float) -> pl.Series:
        picked = chance.choice(np.array(values), count)
        kept = chance.random(count) < share
        return pl.Series(picked).zip_with(
            pl.Series(kept), pl.Series([None] * count, dtype=pl.String)
        )

    def flags(share: float) -> pl.Series:
        return pl.Series(chance.random(count) < share)

    def day(base: np.ndarray, low: int, high: int, there: pl.Series | None = None) -> pl.Series:
        found = pl.Series(base + chance.integers(low, high, count)).cast(pl.Date)
        return found if there is None else found.zip_with(there, _no_days(count))

    def near(months: int, there: pl.Series) -> pl.Series:
        """Days some months back, give or take two days: on both sides of a limit."""
        ends = pl.Series(days).cast(pl.Date).dt.offset_by(f"-{months}mo")
        shifted = ends.cast(pl.Int32) + pl.Series(chance.integers(-2, 3, count), dtype=pl.Int32)
        spread = ends.cast(pl.Int32) + pl.Series(chance.integers(-200, 700, count), dtype=pl.Int32)
        mixed = shifted.zip_with(flags(0.5), spread).cast(pl.Date)
        return mixed.zip_with(there, _no_days(count))

    kin, rescue, crossing = maybe(list(RELATIONS), 0.5), maybe(STATES, 0.3), maybe(STATES, 0.5)
    there = kin.is_not_null()
    frame: dict[str, pl.Series] = {
        "id": pl.Series([f"c{n}" for n in range(count)]),
        "registered_in": pl.Series(chance.choice(STATES, count)),
        "registered_at": pl.Series(days).cast(pl.Date),
        "place": maybe(["territory", "border", "transit_airport", "transit_zone"], 0.3),
        "birth_date": day(days, -80, 0, flags(0.1)).fill_null(near(216, pl.Series([True] * count))),
        "unaccompanied": flags(0.6),
        "present_in": maybe(STATES, 0.05),
        "threat_by": maybe(STATES, 0.03),
        "msr_recorded": maybe(STATES, 0.04),
        "relocated_to": maybe(STATES, 0.15),
        "kin_relation": kin,
        "kin_state": pl.Series(chance.choice(STATES, count)).zip_with(there, _none(count)),
        "kin_basis": pl.Series(chance.choice(BASES, count)).zip_with(there, _none(count)),
        "kin_wishes": flags(0.8),
        "kin_able": maybe(ANSWERS, 0.8),
        "bic_kin": maybe(ANSWERS, 0.8),
        "bic_first": maybe(ANSWERS, 0.8),
        "rescue_state": rescue,
        "rescue_on": near(12, rescue.is_not_null()),
        "crossing_state": crossing,
        "crossing_on": near(20, crossing.is_not_null()),
        "relocated_determined": flags(0.3),
        "arrived_on": day(days, -60, 1, flags(0.3)),
        "kin_formed_on": day(days, -120, 5, flags(0.7) & there),
        "kin_arrived_on": day(days, -90, 1, flags(0.7) & there),
    }
    frame["relocated_at"] = day(days, -30, 200, frame["relocated_to"].is_not_null())
    for one in ("doc1", "doc2"):
        kind = maybe(["residence", "visa"], 0.45)
        with_one, visa = kind.is_not_null(), (kind == "visa").fill_null(value=False)
        frame[f"{one}_kind"] = kind
        frame[f"{one}_state"] = pl.Series(chance.choice(STATES, count)).zip_with(
            with_one, _none(count)
        )
        frame[f"{one}_type"] = pl.Series(chance.choice(["A", "C", "D"], count)).zip_with(
            visa, _none(count)
        )
        ended = near(18, visa).fill_null(near(36, with_one & ~visa))
        valid = day(days, -2, 120, with_one)
        until = ended.zip_with(flags(0.5), valid)
        endless = flags(0.05) & with_one & ~visa
        frame[f"{one}_to"] = _no_days(count).zip_with(endless, until)
        length = pl.Series(chance.integers(0, 5, count) * 30, dtype=pl.Int32)
        start = (until.cast(pl.Int32) - length).cast(pl.Date)
        frame[f"{one}_from"] = start
    diploma = maybe(STATES, 0.2)
    frame["diploma_state"] = diploma
    frame["diploma_on"] = near(72, diploma.is_not_null())
    frame["diploma_months"] = pl.Series(chance.integers(10, 40, count)).zip_with(
        diploma.is_not_null(), pl.Series([None] * count, dtype=pl.Int64)
    )
    visa_free = maybe(STATES, 0.15)
    frame["visa_free_state"] = visa_free
    frame["visa_free_on"] = day(days, -90, 3, visa_free.is_not_null())
    also = flags(0.5)
    frame["visa_free_also"] = also.zip_with(flags(0.7), pl.Series([None] * count, dtype=pl.Boolean))
    return pl.DataFrame(
        {name: frame[name].cast(kind).rename(name) for name, kind in COLUMNS.items()}
    )


def _none(count: int) -> pl.Series:
    return pl.Series([None] * count, dtype=pl.String)


def _no_days(count: int) -> pl.Series:
    return pl.Series([None] * count, dtype=pl.Date)
