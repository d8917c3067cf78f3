"""`solidarity clock`."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from solidarity.cli import clock
from solidarity.errors import InputError, OutOfScope

app = typer.Typer()
clock.register(app)
app.command("other")(lambda: None)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["clock", *arguments])
    if result.exception is not None:
        raise result.exception
    return result.stdout


def ask(*arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run(*arguments, "--json"))
    return document


class TestJson:
    def test_the_contract(self) -> None:
        found = ask("relocation-reply", "--from", "2026-07-04T10:00", "--state", "DE")
        assert found["clock"] == "relocation-reply"
        assert found["provision"] == "Art. 67(9)"
        assert found["starts"] == "2026-07-04T10:00:00+02:00"
        assert found["last_day"] == "2026-07-13"
        assert found["expires_at"] == "2026-07-13T23:59:59+02:00"
        assert len(found["steps"]) == 5
        assert found["holidays_missing"] == []

    def test_local_time_is_that_of_the_state(self) -> None:
        found = ask("relocation-reply", "--from", "2026-07-01T00:30", "--state", "FI")
        assert found["starts"] == "2026-07-01T00:30:00+03:00"
        assert found["last_day"] == "2026-07-08"

    def test_a_time_with_an_offset_is_read_where_the_state_is(self) -> None:
        found = ask("relocation-reply", "--from", "2026-07-01T22:30Z", "--state", "FI")
        assert found["starts"] == "2026-07-02T01:30:00+03:00"
        assert found["last_day"] == "2026-07-09"

    def test_the_change_of_the_clock(self) -> None:
        found = ask("relocation-reply", "--from", "2026-10-20T10:00", "--state", "IT")
        assert found["expires_at"] == "2026-10-27T23:59:59+01:00"
        hours = ask("eurodac", "--from", "2026-10-23T12:30", "--state", "IT")
        assert hours["expires_at"] == "2026-10-26T11:30:00+01:00"

    def test_where_the_union_acts_its_holidays_count_and_no_state_is_needed(self) -> None:
        found = ask("high-level-forum", "--from", "2026-10-15T10:00", "--state", "EL")
        assert found["state"] == "EU"
        assert found["starts"] == "2026-10-15T09:00:00+02:00"
        assert found["last_day"] == "2026-10-30"
        assert ask("high-level-forum", "--from", "2026-10-15")["last_day"] == "2026-10-30"

    def test_a_list_of_holidays_that_is_missing(self) -> None:
        found = ask("technical-forum", "--from", "2026-12-22T10:00", "--state", "EL")
        assert found["holidays_missing"] == [2027]
        assert "not known here for 2027" in found["steps"][-1]

    def test_a_day_without_a_time_gives_a_day(self) -> None:
        found = ask("transfer", "--from", "2026-07-01", "--state", "DE")
        assert found["starts"] == "2026-07-01"
        assert found["last_day"] == "2027-01-04"
        assert found["expires_at"] is None

    def test_a_window_of_national_law(self) -> None:
        found = ask("appeal", "--from", "2026-07-01T10:00", "--state", "DE")
        assert found["last_day"] == "2026-07-22"
        assert found["last_day_shortest"] == "2026-07-08"
        assert "from 1 week to 3 weeks" in found["steps"][-1]

    def test_a_limit_without_a_number(self) -> None:
        found = ask("transfer-notice", "--from", "2026-07-01T10:00", "--state", "DE")
        assert found["last_day"] is None
        assert found["steps"] == [
            "The law gives no number of days: the transfer decision; without delay."
        ]

    def test_before_the_provision_applies(self) -> None:
        early = ask("relocation-reply", "--from", "2026-06-01", "--state", "DE")
        assert early["steps"][-1] == "Art. 67(9) applies only from 12 June 2026."
        crisis = ask("crisis-bulletin", "--from", "2026-06-01")
        assert "applies only" not in crisis["steps"][-1]

    def test_the_list(self) -> None:
        rows = json.loads(run("--list", "--json"))
        assert {"clock", "provision", "length", "event", "late"} <= set(rows[0])
        assert "offset-reply" in {row["clock"] for row in rows}


class TestText:
    def test_steps_are_numbered_and_the_end_is_said(self) -> None:
        text = run("relocation-reply", "--from", "2026-07-03T10:00", "--state", "DE")
        assert "1. The event falls on Friday 3 July 2026" in text
        assert "Last day: 10 July 2026, until 2026-07-10T23:59:59+02:00" in text
        assert "If late: silence confirms" in text

    def test_an_earliest_day_an_aim_and_no_day(self) -> None:
        earliest = run("transfer-form-earliest", "--from", "2026-07-15", "--state", "DE")
        assert "\nDay: 1 July 2026\n" in earliest
        aim = run("appeal-judgment", "--from", "2026-07-01", "--state", "DE")
        assert "(to be aimed at)" in aim
        assert "Last day" not in run("transfer-notice", "--from", "2026-07-01", "--state", "DE")

    def test_the_list(self) -> None:
        lines = run("--list").splitlines()
        assert lines[0] == "clock\tlength\tfrom\tprovision"
        assert len(lines) > 70


class TestRefusals:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((), "no time limit called"),
            (("relocation-answer",), "no time limit called"),
            (("offset-reply",), "no start is given"),
            (("offset-reply", "--from", "2026-07-03"), "a Member State acts"),
            (("offset-reply", "--from", "2026-07-03", "--state", "XX"), "XX"),
            (("offset-reply", "--from", "tomorrow", "--state", "DE"), "is not a time"),
            (("offset-reply", "--from", "2026-02-30", "--state", "DE"), "is not a time"),
            (("offset-reply", "--from", "2026-02-30T10:00", "--state", "DE"), "is not a time"),
            (("offset-reply", "--from", "2026-03-29T02:30", "--state", "DE"), "does not exist"),
            (("offset-reply", "--from", "0001-01-01T00:00", "--state", "DE"), "outside"),
            (("eurodac", "--from", "2026-07-03", "--state", "DE"), "cannot start on a day"),
        ],
    )
    def test_one_clear_message(self, arguments: tuple[str, ...], message: str) -> None:
        with pytest.raises(InputError, match=message):
            run(*arguments)

    def test_the_end_of_the_calendar(self) -> None:
        with pytest.raises(OutOfScope):
            run("transfer", "--from", "9999-12-01", "--state", "DE")
