"""The main job as a user runs it: year, explain, offsets, due, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
FILES = {"report.html", "pool.xlsx", "pool.csv", "cycle.ics", "journal.jsonl"}


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "solidarity", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


def document(*words: str) -> dict:
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def year() -> dict:
    return document("year", "2026", "--as-of", "2026-11-22")


@pytest.fixture(scope="module")
def states(year: dict) -> dict:
    return {state["code"]: state for state in year["member_states"]}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
class TestStreams:
    """What is printed may not arrive: one message, or none if the reader left; no traceback."""

    def test_a_full_disk(self) -> None:
        for words in (("year", "2026"), ("year", "2026", "--json")):
            with Path("/dev/full").open("w") as full:
                done = subprocess.run(
                    [sys.executable, "-m", "solidarity", *words],
                    stdout=full,
                    stderr=subprocess.PIPE,
                    text=True,
                    check=False,
                )
            assert (done.returncode, "No space left" in done.stderr) == (2, True)
            assert len(done.stderr.splitlines()) == 1

    def test_a_reader_that_has_seen_enough(self) -> None:
        with subprocess.Popen(
            [sys.executable, "-m", "solidarity", "year", "2026", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as done:
            assert done.stdout is not None
            assert done.stderr is not None
            done.stdout.close()
            assert done.stderr.read() == b""
            assert done.wait() == 0


class TestStandardInput:
    """A command that reads a file reads standard input for `-`."""

    def piped(self, given: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "solidarity", *words],
            input=given,
            capture_output=True,
            check=False,
        )

    def test_a_journal(self, tmp_path: Path) -> None:
        given = (ROOT / "src/solidarity/facts/journal_2026.jsonl").read_bytes()
        done = self.piped(given, "year", "2026", "--journal", "-", "--out", str(tmp_path))
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "journal.jsonl").read_bytes() == given
        done = self.piped(given[:-50], "year", "2026", "--journal", "-")
        assert (done.returncode, done.stderr.partition(b":")[0]) == (2, b"standard input")
        done = self.piped(b"", "import", "-", "--journal", "-", "--apply")
        assert done.returncode == 2

    def test_tables(self, tmp_path: Path) -> None:
        levels = b"state,relocations,financial_eur,alternative_eur\nLV,0,0,1000000.50\n"
        done = self.piped(levels, "due", "2026", "--confirmation", "-", "--as-of", "2027-02-01")
        assert "LV\tEUR 359 999.50" in done.stdout.decode("utf-8").replace("\u2009", " ")
        (tmp_path / "gdp.csv").write_text("state,gdp_meur\nFR,3\nDE,1\n")
        words = ("--gdp", str(tmp_path / "gdp.csv"), "--states", "FR,DE", "--json")
        done = self.piped(b"state,population\nFR,1\nDE,3\n", "key", "--population", "-", *words)
        assert json.loads(done.stdout)["shares"][0]["share"] == "1/2"
        assert json.loads(done.stdout)["population"] == "standard input"


class TestOwnStatistics:
    """A year of one's own: tables in, statistics of one's own, and the chain out."""

    def test_from_tables_to_the_chain(self, tmp_path, year: dict) -> None:
        codes = [state["code"] for state in year["member_states"]]
        (tmp_path / "pop.csv").write_text(
            "state,population\n" + "".join(f"{code},100\n" for code in codes)
        )
        (tmp_path / "gdp.csv").write_text(
            "state,gdp_meur\n" + "".join(f"{code},7.5\n" for code in codes)
        )
        (tmp_path / "acts.csv").write_text(
            "act,date,reference,relocations,financial_eur\nreport,2026-10-14,R,,\n"
            "proposal,2026-10-14,P,30000,600000000\nforum,2026-10-28,,,\n"
            "pool_act,2026-12-15,A,26000,520000000\n"
        )
        (tmp_path / "statuses.csv").write_text(
            "state,status,reference,date\nIT,migratory_pressure,D,2026-10-14\n"
        )
        facts, ledger = str(tmp_path / "facts"), str(tmp_path / "l.sqlite")
        given = ("--reference-year", "2025", "--facts", facts, "--apply")
        files = [str(tmp_path / name) for name in ("pop.csv", "gdp.csv")]
        assert run("import", *files, *given).returncode == 0
        files = [str(tmp_path / name) for name in ("acts.csv", "statuses.csv")]
        done = run("import", *files, "--year", "2027", "--journal", ledger, "--empty", "--apply")
        assert done.returncode == 0, done.stderr
        words = ("--journal", ledger, "--as-of", "2027-06-01")
        found = document("year", "2027", *words, "--facts", facts)
        assert {state["fair_share"]["units"] for state in found["member_states"]} == {
            1001
        }  # 3.8462 % of 26 000, rounded up
        used = {reading["id"]: reading["used"] for reading in found["readings"]}
        assert used["R-006"] == "own_statistics"
        opened = document("explain", "2027", "FR", "fair_share", *words, "--facts", facts)
        assert opened["value"] == 1001
        for command in ("offsets", "due"):
            assert document(command, "2027", *words, "--facts", facts)["year"] == 2027
        (tmp_path / "d.csv").write_text(
            "id,state,outcome,article,date,content,opinion\n"
            "p,PL,requested,62,2027-02-01,"
            "stabilisation=a;replacement=b;vulnerabilities=c;capacity=d;significance=e,\n"
            "p,PL,assessed,,2027-02-20,,in favour\n"
        )
        given = ("--year", "2027", "--journal", ledger, "--apply")
        assert run("import", str(tmp_path / "d.csv"), *given).returncode == 0
        deadlines = document("calendar", "2027", *words)["deadlines"]
        (assessment,) = (one for one in deadlines if one["id"] == "situation-assessment:PL")
        assert (assessment["state"], assessment["actual"]) == ("done", "2027-02-20")
        done = run("year", "2027", *words)
        assert done.returncode == 3
        assert "--facts DIR" in done.stderr
        done = run("year", "2027", *words[:2], "--as-of", "2026-11-22", "--facts", facts)
        assert done.returncode == 3
        assert "by 22 November 2026" in done.stderr


class TestYear:
    """`solidarity year 2026`: the chain for all 26 states bound by Part IV."""

    def test_the_headline(self, year: dict) -> None:
        assert year["reference"]["relocations"] == 21_000
        assert year["reference"]["financial_eur"] == 420_000_000
        assert year["proposal"]["relocations"] == 30_000
        assert year["as_of"] == "2026-11-22"
        assert len(year["member_states"]) == 26

    def test_france_as_published(self, states: dict) -> None:
        france = states["FR"]
        assert france["statuses"] == ["at_risk"]
        assert france["share_percent"] == "16.0021"
        assert france["share"]["value"] == "160021/1000000"
        assert france["share"]["basis"] == "published"
        assert france["fair_share"]["units"] == 3361
        assert france["fair_share"]["eur"] == 67_220_000
        assert france["pledged"]["relocations"] == 3361
        assert france["pledged"]["financial_eur"] == 0
        assert france["pledged"]["basis"] == "reported"
        assert france["offset"]["applications"] is None
        assert france["net_due"]["relocations"] is None
        assert france["paid_eur"] is None

    def test_what_is_unknown_is_null_and_named(self, year: dict, states: dict) -> None:
        assert states["RO"]["pledged"]["relocations"] is None
        assert states["RO"]["pledged"]["basis"] == "unknown"
        assert "RO" in year["totals"]["unknown"]
        assert year["totals"]["pledged"]["relocations"]["at_least"] == 7_931

    def test_statuses_are_sets(self, states: dict) -> None:
        assert states["PL"]["statuses"] == ["at_risk", "significant_migratory_situation"]
        assert states["IT"]["statuses"] == ["benefitting", "migratory_pressure_sar"]

    def test_adjusted_in_the_pool_act_is_flagged(self, states: dict) -> None:
        deducted = states["AT"]["deducted"]
        assert deducted["adjusted_in_pool_act"] is True
        assert deducted["percent"] == "100"
        assert states["EE"]["deducted"]["percent"] == "50"
        assert "DK" not in states

    def test_spain_stands_beside(self, year: dict) -> None:
        claim = year["claims"][0]
        assert (claim["by"], claim["relocations"], claim["financial_eur"]) == (
            "ES",
            962,
            74_660_000,
        )
        assert claim["explained"] is True
        assert claim["difference"] == {"relocations": 947, "financial_eur": 41_980_000}

    def test_ten_stations_with_lateness(self, year: dict) -> None:
        stations = year["stations"]
        assert [station["number"] for station in stations] == list(range(1, 11))
        assert stations[0]["days_late"] == 27
        assert stations[4]["actual"] == "2025-12-19"

    def test_every_figure_has_a_source_or_rests_on_others(self, year: dict) -> None:
        def check(node: dict) -> None:
            assert node["source"] or node["from"], node["figure"]
            assert node["provision"] is None or node["provision"].startswith(("Art", "Annex"))
            for leaf in node["from"]:
                check(leaf)

        for state in year["member_states"]:
            for node in state["explain"].values():
                check(node)

    def test_it_follows_its_own_schema(self, year: dict) -> None:
        done = run("schema", "year")
        Draft202012Validator(json.loads(done.stdout)).validate(year)

    def test_before_the_act_there_is_none(self) -> None:
        done = run("year", "2026", "--as-of", "2025-12-01")
        assert done.returncode == 3
        assert "no Council act has fixed" in done.stderr

    @pytest.mark.parametrize(
        ("words", "code", "message"),
        [
            (("year", "2031"), 3, "no entry for 2031"),
            (("year", "twenty"), 2, "Invalid value for 'YEAR'"),
            (("year",), 2, "Missing argument"),
            (("year", "2026", "--as-of", "31.12.2026"), 2, "expected YYYY-MM-DD"),
            (("year", "2026", "--reading", "R-005"), 2, "expected ID=OPTION"),
            (("year", "2026", "--reading", "R-005=sideways"), 2, "up or nearest or down"),
            (("year", "2026", "--reading", "R-999=up"), 2, "expected one of R-002"),
            (("year", "2026", "--reading", "R-007=european_territory"), 3, "no series"),
            (("year", "2026", "--journal", "nowhere.jsonl"), 2, "nowhere.jsonl"),
            (("year", "2026", "--out", "/dev/null/x"), 2, "a folder that can be written"),
            (("explain", "2026", "XX", "share"), 2, "no Member State has the code"),
            (("explain", "2026", "DK", "share"), 3, "not bound by Part IV"),
            (("explain", "2026", "FR", "beauty"), 2, "expected pledged, net_due, implemented"),
        ],
    )
    def test_one_clear_message(self, words: tuple[str, ...], code: int, message: str) -> None:
        done = run(*words)
        assert done.returncode == code
        assert message in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""

    def test_other_readings_change_the_result_and_are_named(self) -> None:
        found = document("year", "2026", "--reading", "R-005=nearest")
        units = {state["code"]: state["fair_share"]["units"] for state in found["member_states"]}
        assert units["FR"] == 3360
        assert {r["id"]: r["used"] for r in found["readings"]}["R-005"] == "nearest"

    def test_for_people(self) -> None:
        done = run("year", "2026", NO_COLOR="1")
        assert done.returncode == 0
        assert "21\u2009000 people or EUR 420 million were asked for" in done.stdout
        assert "not published" in done.stdout
        assert "Spain states that 962 relocations and EUR 74.66 million remain" in done.stdout
        assert "\x1b[" not in done.stdout

    def test_a_terminal_without_utf8_gets_an_answer_too(self) -> None:
        done = run("year", "2026", PYTHONIOENCODING="ascii:strict")
        assert done.returncode == 0, done.stderr


class TestOut:
    """`--out DIR`: report, tables, calendar and journal, all or nothing."""

    def test_five_files_twice_the_same(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            done = run("year", "2026", "--as-of", "2026-11-22", "--out", str(tmp_path / name))
            assert done.returncode == 0, done.stderr
            assert {path.name for path in (tmp_path / name).iterdir()} == FILES
        for name in FILES:
            one, two = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
            assert one == two, name

    def test_the_journal_written_gives_the_same_year(self, tmp_path: Path, year: dict) -> None:
        run("year", "2026", "--out", str(tmp_path))
        copy = str(tmp_path / "journal.jsonl")
        again = document("year", "2026", "--as-of", "2026-11-22", "--journal", copy)
        assert again == year

    def test_a_changed_journal_is_refused(self, tmp_path: Path) -> None:
        run("year", "2026", "--out", str(tmp_path))
        path = tmp_path / "journal.jsonl"
        path.write_text(path.read_text("utf-8").replace("3361", "3362", 1), "utf-8")
        done = run("year", "2026", "--journal", str(path), "--out", str(tmp_path / "new"))
        assert done.returncode == 2
        assert "journal.jsonl" in done.stderr
        assert not (tmp_path / "new").exists()


class TestExplain:
    """`solidarity explain`: one figure down to facts and provisions."""

    def test_fair_share_of_france(self) -> None:
        node = document("explain", "2026", "FR", "fair_share")
        assert node["value"] == 3361
        assert node["provision"] == "Art. 57(3)"
        assert node["reading"] == "R-005"
        assert [leaf["figure"] for leaf in node["from"]] == [
            "share of France",
            "reference number of relocations",
        ]

    def test_a_recomputed_share_opens_down_to_eurostat(self) -> None:
        node = document("explain", "2026", "de", "recomputed_share")
        leaves = [leaf for effect in node["from"] for leaf in effect["from"]]
        assert any("Eurostat" in leaf["source"]["title"] for leaf in leaves)

    def test_iso_codes_are_accepted(self) -> None:
        assert document("explain", "2026", "GR", "share")["figure"] == "recomputed share of Greece"

    def test_the_three_types_at_once(self) -> None:
        node = document("explain", "2026", "EE", "net_due")
        assert node["value"] == {
            "relocations": 0,
            "financial_eur": 280_000,
            "alternative_eur": None,
        }
        assert len(node["from"]) == 3
        done = run("explain", "2026", "EE", "net_due")
        assert "alternative_eur not published" in done.stdout

    def test_a_tree_for_people(self) -> None:
        done = run("explain", "2026", "IE", "net_due_financial_eur")
        assert "9\u2009260\u2009000 EUR" in done.stdout
        assert "Art. 60(3)" in done.stdout


class TestOffsetsAndDue:
    """`solidarity offsets` and `solidarity due`."""

    def test_offsets(self) -> None:
        found = document("offsets", "2026")
        assert found["target"] == 30_000
        assert [one["state"] for one in found["thresholds"]] == [
            "not decided by what is published",
            "open",
            "closed",
        ]
        assert found["thresholds"][1]["open_for"] == ["DE", "FR"]
        limits = {line["code"]: line for line in found["member_states"]}
        assert (limits["BG"]["cap"], limits["BG"]["cap_is_at_most"]) == (216, True)
        assert (limits["IE"]["cap"], limits["IE"]["cap_is_at_most"]) == (463, False)
        done = run("offsets", "2026")
        assert "BG\tat most 216\tat most 216\t" in done.stdout
        assert "IE\t463\t463\t" in done.stdout
        assert "Target of Art. 63(3): 30\u2009000" in done.stdout

    def test_due(self) -> None:
        found = document("due", "2026", "--as-of", "2026-11-22")
        by_code = {line["code"]: line for line in found["member_states"]}
        assert found["provisional"] is True
        assert by_code["IE"]["amount_due_eur"] == 9_260_000
        assert by_code["NL"]["amount_due_eur"] is None
        assert by_code["IT"]["released"] is True
        assert "NL" in found["total"]["unknown"]

    def test_a_confirmation_settles_alternative_measures(self, tmp_path: Path) -> None:
        path = tmp_path / "levels.csv"
        path.write_text("state,relocations,financial_eur,alternative_eur\nLV,0,0,1000000.50\n")
        found = document("due", "2026", "--confirmation", str(path), "--as-of", "2027-02-01")
        latvia = next(line for line in found["member_states"] if line["code"] == "LV")
        assert found["provisional"] is False
        assert latvia["amount_due_eur"] == "359999.50"
        done = run("due", "2026", "--confirmation", str(path))
        assert "LV\tEUR 359\u2009999.50\t" in done.stdout

    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            ("XX,0,0,0", "XX"),
            ("LV,-1,0,0", "line 2|:2"),
            ("LV,0,some,0", "financial_eur"),
            ("DK,0,0,0", "DK|Denmark"),
        ],
    )
    def test_a_wrong_confirmation(self, tmp_path: Path, rows: str, message: str) -> None:
        path = tmp_path / "levels.csv"
        path.write_text(f"state,relocations,financial_eur,alternative_eur\n{rows}\n")
        done = run("due", "2026", "--confirmation", str(path))
        assert done.returncode == 2
        assert any(part in done.stderr for part in message.split("|"))

    def test_a_missing_confirmation_file(self) -> None:
        done = run("due", "2026", "--confirmation", "nowhere.csv")
        assert done.returncode == 2
        assert "nowhere.csv" in done.stderr


class TestTheCommand:
    """The command as a whole."""

    def test_it_starts_as_a_module(self) -> None:
        assert run("--help").returncode == 0

    def test_its_version(self) -> None:
        assert run("--version").stdout.startswith("solidarity 0.")

    def test_every_command_shows_an_example(self) -> None:
        for name in ("year", "explain", "key", "offsets", "due", "calendar", "clock", "import"):
            assert "solidarity " + name in run(name, "--help").stdout, name

    def test_a_fault_of_ours_shows_no_traceback(self, tmp_path: Path) -> None:
        # A folder in the place of a file is a fault no rule foresees.
        done = run("journal", "verify", "--journal", str(tmp_path))
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
