"""`/imports`: a preview of the differences, then all of it or nothing."""

import io

import openpyxl
from given_acts import hidden_of
from given_web import csrf_word, words

GOOD = b"state,towards,kind,amount,date,source\nDE,IT,relocation,40,2026-11-20,report\n"


def sent(client, content, name="implementation.csv", room="/imports", **fields):
    page = client.get(room).text
    data = {"csrf": csrf_word(page), "year": "2026", "on": "", **fields}
    return client.post(room, data=data, files={"file": (name, io.BytesIO(content))})


def implemented(installation):
    entries = installation.office.desk.journal.entries()
    return [e for e in entries if type(e.event).__name__ == "Implemented"]


class TestPreview:
    def test_shows_every_row_and_writes_nothing(self, fresh):
        client = fresh.signed_in("demo-coordinator")
        answer = sent(client, GOOD)
        said = words(answer.text)
        assert answer.status_code == 200, said
        assert "Preview: nothing is written yet." in said
        assert ">Record 1 entry</button>" in answer.text
        assert implemented(fresh) == []

    def test_is_applied_once_and_then_holds_nothing_new(self, fresh):
        client = fresh.signed_in("demo-coordinator")
        form = hidden_of(sent(client, GOOD).text)
        done = client.post("/imports/apply", data=form)
        assert "Recorded: 1 entries" in words(done.text)
        client.post("/imports/apply", data=form)
        assert len(implemented(fresh)) == 1
        assert implemented(fresh)[0].recorded_by == "Coordinator's office (demonstration)"
        book = openpyxl.Workbook()
        for row in GOOD.decode().splitlines():
            book.active.append(row.split(","))
        kept = io.BytesIO()
        book.save(kept)
        again = sent(client, kept.getvalue(), "implementation.xlsx")
        assert "Nothing to record" in words(again.text)
        assert [line.act for line in fresh.office.trail.lines()].count("import") == 1

    def test_where_the_journal_moved_the_preview_is_made_anew(self, fresh):
        client = fresh.signed_in("demo-coordinator")
        form = hidden_of(sent(client, GOOD).text)
        other = GOOD.replace(b"DE", b"FR").replace(b"40", b"7")
        client.post("/imports/apply", data=hidden_of(sent(client, other).text))
        answer = client.post("/imports/apply", data=form)
        assert answer.status_code == 409
        assert "has moved since the preview" in words(answer.text)
        assert len(implemented(fresh)) == 1
        client.post("/imports/apply", data=hidden_of(answer.text))
        assert len(implemented(fresh)) == 2


class TestBadFiles:
    def test_one_wrong_row_stops_all_with_line_and_column(self, installation):
        client = installation.signed_in("demo-coordinator")
        answer = sent(client, GOOD + b"DE,XX,relocation,many,2026-11-20,report\n")
        said = words(answer.text)
        assert answer.status_code == 400
        assert "line 3" in said
        assert "Nothing was written" in said

    def test_the_law_refuses_as_anywhere(self, installation):
        client = installation.signed_in("demo-coordinator")
        answer = sent(client, GOOD.replace(b"IT", b"FR"))
        assert answer.status_code == 403
        assert "France is not a benefitting Member State" in words(answer.text)

    def test_what_is_no_table_is_told_in_words(self, installation):
        client = installation.signed_in("demo-coordinator")
        for content, name in (
            (b"", "empty.csv"),
            (b"\xff\xfe\x00", "x.bin"),
            (b"PK\x03\x04", "a.xlsx"),
        ):
            answer = sent(client, content, name)
            assert answer.status_code == 400, name
            assert "Nothing was written" in words(answer.text)

    def test_fifty_megabytes_are_refused_with_one_message(self, installation):
        client = installation.signed_in("demo-coordinator")
        answer = sent(client, b"x" * (50 * 1024 * 1024))
        assert answer.status_code == 413
        assert "Nothing was read and nothing was written." in answer.text

    def test_five_megabytes_less_a_little_are_told_by_the_page(self, installation):
        client = installation.signed_in("demo-coordinator")
        answer = sent(client, b"x" * (4 * 1024 * 1024 + 100))
        assert answer.status_code == 400
        assert "more than 4 MB" in words(answer.text)

    def test_a_year_without_ledger_and_a_day_to_come(self, installation):
        client = installation.signed_in("demo-coordinator")
        assert sent(client, GOOD, year="2031").status_code == 400
        assert sent(client, GOOD, on="2027-05-01").status_code == 400
        assert sent(client, GOOD, on="soon").status_code == 400

    def test_someone_elses_file_is_not_applied(self, installation):
        form = hidden_of(sent(installation.signed_in("demo-coordinator"), GOOD).text)
        other = installation.signed_in("demo-de")
        form["csrf"] = csrf_word(other.get("/roles").text)
        assert other.post("/imports/apply", data=form).status_code == 403

    def test_a_file_that_is_not_kept_is_asked_for_again(self, installation):
        client = installation.signed_in("demo-coordinator")
        form = {**hidden_of(sent(client, GOOD).text), "upload": "nothing"}
        assert client.post("/imports/apply", data=form).status_code == 400


class TestSandbox:
    def test_takes_an_act_and_never_touches_the_real_year(self, fresh):
        client = fresh.signed_in("demo-coordinator")
        before = fresh.office.desk.journal.head()
        answer = sent(client, GOOD, room="/sandbox/imports", year="2027")
        assert answer.status_code == 409
        assert "Council act" in words(answer.text)
        assert fresh.office.desk.journal.head() == before
