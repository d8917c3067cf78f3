"""From rows to the ledger and back: what is exported is recognised, what differs is corrected."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from solidarity.adapters.journal_sqlite import SqliteJournal
from solidarity.adapters.table_definitions import LEDGER_TABLES, TABLES
from solidarity.adapters.table_exports import Export, write_table
from solidarity.adapters.table_files import read_table
from solidarity.adapters.table_imports import Recorder, apply, begin, plan
from solidarity.adapters.table_rows import held_rows
from solidarity.cycle import year as _year  # noqa: F401 - enters the events in the register
from solidarity.cycle.s01_report import ReportAdopted
from solidarity.cycle.s02_determination import Determined, ShortcomingsIdentified
from solidarity.cycle.s03_proposal import Proposed
from solidarity.cycle.s04_pledging import ForumConvened, ForumReconvened, Pledged, PledgeDeclined
from solidarity.cycle.s05_pool import (
    PledgeAdjusted,
    PledgeFixed,
    PoolActAdopted,
    ShareFixed,
    StatementRecorded,
)
from solidarity.cycle.s06_access import BenefittingReported
from solidarity.cycle.s07_deductions import (
    DeductionAssessed,
    DeductionGranted,
    DeductionRefused,
    DeductionReported,
    DeductionRequested,
)
from solidarity.cycle.s08_implementation import Implemented
from solidarity.cycle.s09_offsets import OffsetTaken
from solidarity.cycle.s10_confirmation import Confirmed
from solidarity.errors import InputError, JournalMoved, NotLawful, OutOfScope
from solidarity.ledger.entries import Draft
from solidarity.ledger.events import Withdrawn
from solidarity.ledger.journal import MemoryJournal
from solidarity.terms.findings import Basis, Source
from solidarity.terms.quantities import Euro, Kind, Persons
from solidarity.terms.statuses import Status

NOW = datetime(2027, 2, 1, tzinfo=UTC)
SOURCE = Source("An act", "https://example.eu", "high", "2026-01-02", "a note")
LOOSE = Source("A letter", retrieved="January 2026", note="reference 7")
ON = date(2026, 7, 1)
FR, IT = "FR", "IT"

EVENTS = (
    ReportAdopted("R 1", date(2025, 10, 1), SOURCE),
    Determined(
        "D 1",
        date(2025, 10, 1),
        ((IT, Status.MIGRATORY_PRESSURE), ("EE", Status.SIGNIFICANT_MIGRATORY_SITUATION)),
        SOURCE,
    ),
    Proposed(
        "P 1", date(2025, 10, 1), Persons(30000), Euro.whole(600_000_000), None, False, SOURCE
    ),
    ForumConvened(date(2025, 10, 10), 1),
    Pledged(FR, Kind.RELOCATION, Persons(3361), Basis.PUBLISHED, SOURCE, "", 1),
    Pledged("LV", Kind.ALTERNATIVE, Euro(5), Basis.PUBLISHED, SOURCE, "criteria", 1),
    Pledged("NL", Kind.FINANCIAL, None, Basis.UNKNOWN, SOURCE, "", 1),
    PledgeDeclined("HU", SOURCE),
    PoolActAdopted(
        "C 1",
        date(2025, 12, 1),
        date(2025, 12, 2),
        date(2026, 6, 12),
        Persons(21000),
        Euro.whole(420_000_000),
        Fraction(42),
        SOURCE,
    ),
    ShareFixed(FR, Fraction(160021, 1_000_000), SOURCE),
    ShareFixed("BE", Fraction(1, 30), SOURCE),
    PledgeFixed(FR, Kind.RELOCATION, Persons(3361), Basis.PUBLISHED, SOURCE),
    PledgeFixed("EE", Kind.FINANCIAL, Euro.whole(100), Basis.PUBLISHED, SOURCE),
    PledgeAdjusted("EE", Fraction(50), SOURCE),
    ForumReconvened(date(2026, 3, 1), "insufficient", SOURCE),
    StatementRecorded("ES", "what remains", Persons(962), None, date(2025, 12, 22), SOURCE),
    BenefittingReported(IT, SOURCE),
    ShortcomingsIdentified(IT, ON, date(2026, 12, 31), SOURCE),
    DeductionRequested("d1", "EE", 62, True, ON, (("stabilisation", "so"), ("capacity", "so"))),
    DeductionAssessed("d1", ON, "in favour"),
    DeductionGranted(
        "d1",
        "EE",
        "Decision",
        ON,
        False,
        ((Kind.FINANCIAL, Euro.whole(50)),),
        ((Kind.ALTERNATIVE, Euro.whole(20)), (Kind.RELOCATION, Persons(1))),
        SOURCE,
    ),
    DeductionRequested("d2", "PL", 62, True, ON, ()),
    DeductionGranted("d2", "PL", "Decision", ON, True, (), (), SOURCE),
    DeductionRequested("d3", "LV", 62, False, ON, ()),
    DeductionRefused("d3", "LV", "Decision", ON, SOURCE),
    DeductionReported("LV", "refused", None, SOURCE),
    OffsetTaken("DE", IT, Persons(5), 2, ON, Basis.REPORTED, SOURCE),
    OffsetTaken(FR, IT, None, 2, None, Basis.UNKNOWN, SOURCE),
    Implemented(FR, IT, Kind.RELOCATION, Persons(7), ON, SOURCE),
    Implemented(FR, IT, Kind.RELOCATION, Persons(7), ON, SOURCE),
    Implemented(FR, IT, Kind.RELOCATION, Persons(7), ON, LOOSE),
    Implemented("IE", "EU", Kind.FINANCIAL, Euro(926000001), ON, SOURCE),
    Confirmed("IE", Persons(0), Euro.whole(9), Euro(1), date(2027, 1, 5), SOURCE),
)


def journal(*events):
    made = MemoryJournal()
    drafts = [Draft(2026, event, ON, NOW, "test", "test") for event in events or EVENTS]
    made.append(drafts)
    return made


def exported(name, ledger):
    rows = [held.cells for held in held_rows(name, ledger.entries(year=2026))]
    return write_table(Export(TABLES[name], rows, 2026, *ledger.head(), "0"), "json")


def planned(ledger, *files, on=None):
    reads = [read_table(content, name) for name, content in files]
    return plan(reads, ledger, Recorder(2026, "test", NOW, on))


def csv(text):
    return ("f.csv", text.encode())


class TestRoundTrip:
    """What the ledger holds is exported, and an import of it changes nothing."""

    @pytest.mark.parametrize("name", LEDGER_TABLES)
    def test_exports_are_recognised(self, name):
        ledger = journal()
        found = planned(ledger, (f"{name}.json", exported(name, ledger)))
        assert found.drafts == ()
        assert {line.change for line in found.lines} == {"unchanged"}

    def test_every_event_of_a_table_is_in_it(self):
        ledger = journal()
        counts = {name: len(held_rows(name, ledger.entries(year=2026))) for name in LEDGER_TABLES}
        assert counts == {
            "acts": 5,
            "statuses": 4,
            "shares": 26,
            "pledges": 6,
            "deductions": 10,
            "offsets": 2,
            "implementation": 4,
            "confirmation": 1,
            "statements": 1,
        }

    def test_steps_of_a_deduction_carry_state_and_article(self):
        rows = [held.cells for held in held_rows("deductions", journal().entries(year=2026))]
        assert {(row["state"], row["article"]) for row in rows if row.get("id") == "d1"} == {
            ("EE", "62")
        }
        put = [row.get("replaced_amount") for row in rows if row["outcome"] == "partial"]
        assert put == [20, 1]

    def test_deliveries_of_one_day_are_told_apart(self):
        rows = [held.cells for held in held_rows("implementation", journal().entries(year=2026))]
        assert [row.get("reference") for row in rows] == [None, "delivery 2", "7", None]
        assert [row["towards"] for row in rows] == [IT, IT, IT, None]
        assert rows[2]["retrieved"] is None

    def test_a_share_that_never_ends_is_cut_late(self):
        rows = {row.cells["state"]: row.cells for row in held_rows("shares", journal().entries())}
        assert str(rows["BE"]["share_percent"]) == "3.333333333333"
        assert str(rows["FR"]["share_percent"]) == "16.0021"
        assert rows["SE"] == {"state": "SE"}

    def test_the_last_pledge_of_a_round_counts(self):
        more = Pledged(FR, Kind.RELOCATION, Persons(1), Basis.PUBLISHED, SOURCE, "", 1)
        ledger = journal(*EVENTS, more)
        rows = [held.cells for held in held_rows("pledges", ledger.entries(year=2026))]
        assert [r["amount"] for r in rows if (r["state"], r["stage"]) == (FR, "forum")] == [1]

    def test_what_was_withdrawn_is_not_there(self):
        ledger = journal()
        ledger.append([Draft(2026, Withdrawn("wrong"), ON, NOW, "test", "test", len(EVENTS))])
        assert held_rows("confirmation", ledger.entries(year=2026)) == []


class TestPlan:
    """New rows are decided by their stations; rows that differ correct the entry."""

    def test_new_rows_in_the_order_of_the_year(self):
        ledger = journal()
        found = planned(
            ledger,
            ("c.csv", b"state,relocations,financial_eur,alternative_eur\nFR,1,2,3\n"),
            csv("state,towards,kind,amount,date\nFR,IT,relocation,4,2026-08-01\n"),
            on=date(2027, 1, 9),
        )
        assert [type(draft.event).__name__ for draft in found.drafts] == [
            "Implemented",
            "Confirmed",
        ]
        assert found.drafts[1].holds_from == date(2027, 1, 9)
        assert found.expected == len(EVENTS)
        written = apply(found, ledger)
        assert [entry.position for entry in written] == [len(EVENTS) + 1, len(EVENTS) + 2]

    def test_a_correction_is_decided_in_the_place_of_its_entry(self):
        """The pledge of the forum can be put right although the act has closed the round."""
        ledger = journal()
        text = "state,kind,amount,round,date\nFR,relocation,3000,1,2025-10-10\n"
        found = planned(ledger, csv(text))
        (line,) = found.lines
        assert line.change == "corrects entry 5"
        assert line.before["amount"] == "3361"
        assert found.drafts[0].corrects == 5
        apply(found, ledger)
        text = text.replace("3000", "2000")
        assert planned(ledger, csv(text)).drafts[0].corrects == 5

    def test_amounts_known_now_correct_the_unknown(self):
        found = planned(journal(), csv("state,kind,amount,date\nNL,financial,25.5,2025-10-10\n"))
        assert found.lines[0].before["amount"] == "nothing"
        assert found.drafts[0].event.amount == Euro(2550)

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("id,state,outcome,article,date,content\nn,EE,requested,62,2026-08-01,a = b\n", 0),
            ("id,state,outcome,date,opinion\nd2,PL,assessed,2026-08-01,fine\n", "assessed"),
            ("id,state,outcome,date,act\nd2,PL,refused,2026-08-01,D\n", 0),
            ("state,outcome,date,percent\nLV,in_pool_act,2026-08-01,30\n", "adjusted"),
            ("state,outcome,date,reported\nMT,reported,2026-08-01,granted\n", "reported"),
            ("state,status,reference,date\nEL,systemic_shortcomings,,2026-08-01\n", "short"),
            ("state,status,reference,date\nEL,benefitting,,2026-08-01\n", 0),
            ("by,subject,date\nIT,x,2026-08-01\n", "statement"),
            ("act,date,reference\nreconvened_forum,2026-08-01,gone\n", 0),
            ("act,date,relocations,financial_eur\nproposal,2026-08-01,1,1\n", 0),
            ("state,kind,stage,date\nMT,none,forum,2026-08-01\n", "declined"),
            ("state,kind,amount,stage,date\nMT,financial,5,act,2026-08-01\n", "fixed"),
        ],
    )
    def test_each_row_becomes_what_its_station_decides(self, text, name):
        """Name 0: the station refuses it, with file and line."""
        if name == 0:
            with pytest.raises(NotLawful, match=r"^f\.csv:2: .*\(Art\."):
                planned(journal(), csv(text))
        else:
            (draft,) = planned(journal(), csv(text)).drafts
            assert name in type(draft.event).__name__.lower()
            assert draft.basis == "file f.csv"

    def test_shares_are_taken_as_printed(self):
        rows = [f"{held.cells['state']}," for held in held_rows("shares", journal().entries())]
        text = "state,share_percent\n" + "\n".join(rows).replace("DE,", "DE,21.6890") + "\n"
        (draft,) = planned(journal(), csv(text), on=ON).drafts
        assert draft.event.share == Fraction(21689, 100_000)

    def test_what_a_station_cannot_read_names_file_and_line(self):
        text = "state,towards,kind,amount,date\nFR,IT,relocation,0,2026-08-01\n"
        with pytest.raises(InputError, match=r"^f\.csv:2: "):
            planned(journal(), csv(text))

    def test_a_figure_too_large_for_the_journal_names_file_and_line(self):
        text = f"by,subject,financial_eur,date\nIT,x,{'9' * 18},2026-08-01\n"
        with pytest.raises(InputError, match=r"^f\.csv:2, column financial\.cents: "):
            planned(journal(), csv(text))

    def test_what_is_not_published_names_file_and_line(self):
        text = "state,towards,applications,paragraph,date\nNL,IT,5,5,2027-01-20\n"
        with pytest.raises(OutOfScope, match=r"^f\.csv:2: .*not published"):
            planned(journal(), csv(text))

    def test_a_plan_does_not_outlive_the_journal_it_was_made_on(self):
        ledger = journal()
        found = planned(ledger, csv("by,subject,date\nIT,x,2026-08-01\n"))
        apply(found, ledger)
        with pytest.raises(JournalMoved):
            apply(found, ledger)

    def test_nothing_to_do_is_nothing_done(self):
        ledger = journal()
        found = planned(ledger, ("t.json", exported("statements", ledger)))
        assert apply(found, ledger) == ()

    def test_a_new_ledger_begins_with_what_came_along(self, tmp_path):
        first = journal()
        found = planned(first, csv("by,subject,date\nIT,x,2026-08-01\n"))
        (entry,) = begin(found, first, tmp_path / "l.sqlite")
        assert entry.position == len(EVENTS) + 1
        kept = SqliteJournal(tmp_path / "l.sqlite")
        kept.verify()
        assert list(kept.entries())[:-1] == list(first.entries())

    def test_problems_of_all_tables_are_told(self):
        content = json.dumps([{"by": "IT", "subject": "x"}]).encode()
        text = "state,relocations,financial_eur,alternative_eur\nFR,1,1,1\n"
        with pytest.raises(InputError) as refused:
            planned(journal(), ("s.json", content), csv(text))
        assert [problem.file for problem in refused.value.problems] == ["f.csv", "s.json"]
