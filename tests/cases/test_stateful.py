"""
A model beside every machine: its own calendar, its own rules, no code in common.

What happens is drawn at random, day by day; after each step the table and the model must agree on
the state, and on whether the event was lawful at all.
"""
# ruff: noqa: C901, ISC004, PLR0911, PLR0912, RUF012, SIM905 - a model is written as plainly as can be

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solidarity.cases.machine import Event, advance, begin, deadlines, step
from solidarity.cases.tables import TABLES
from solidarity.errors import NotLawful

START = date(2026, 9, 1)
Known = dict[str, Any]
Ends = list[tuple[date, str, str]]  # last day, state it leads to, day that is remembered


def open_day(day: date) -> date:
    while calendar.weekday(day.year, day.month, day.day) in (5, 6):
        day += timedelta(1)
    return day


def months(day: date, count: int) -> date:
    total = day.year * 12 + day.month - 1 + count
    year, month = total // 12, total % 12 + 1
    return open_day(date(year, month, min(day.day, calendar.monthrange(year, month)[1])))


def weeks(day: date, count: int) -> date:
    return open_day(day + timedelta(7 * count))


def days(day: date, count: int) -> date:
    return open_day(day + timedelta(count))


def shifted(event: str, known: Known) -> str | None:
    if event == "kept_in_best_interests":
        good = known.get("unaccompanied_minor") and known.get("bic_assessed")
        return "responsible_by_shift" if good else None
    return {
        "document_issued_here": "responsible_by_shift",
        "discretion_used": "responsible_by_shift",
        "document_issued_elsewhere": "responsible_elsewhere",
    }.get(event)


class TakeCharge:
    remembers = {
        "accepted": "accepted_on",
        "re_examination_accepted": "accepted_on",
        "hit_received": "hit_on",
    }

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        if state in ("determining", "request_due"):
            saved = k.get("unaccompanied_minor") and k.get("in_best_interests")
            if saved and not k.get("decided_on_substance"):
                return []
            grown = k.get("delay_days", 0)
            last = days(months(k["registered_on"], 4 if k.get("own_crisis") else 2), grown)
            if k.get("hit_on") and not k.get("own_crisis"):
                last = min(last, days(months(k["hit_on"], 1), grown))
            return [(last, "responsible_by_lateness", "")]
        if state == "pending":
            received = k["received_on"]
            if k.get("detained"):
                last = weeks(received, 1)
            elif k.get("other_crisis"):
                last = months(received, 2)
            elif k.get("urgent"):
                last = k.get("asked_until") or weeks(received, 2)
            elif k.get("rests_on_hit"):
                last = weeks(received, 2)
            else:
                last = months(received, 1)
            return [(last, "accepted_by_default", "accepted_on")]
        return []

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        fixed = "responsible_by_criteria responsible_by_threat responsible_by_shift"
        if state in fixed.split() or state == "responsible_elsewhere":
            return None
        if state != "responsible_by_lateness" and shifted(event, k):
            return shifted(event, k)
        if event == "hit_received":
            return state if state in ("determining", "request_due") else None
        if event == "delay_counted":
            if not k.get("shows_responsibility"):
                return None
            back = {"responsible_by_lateness": "determining"}
            open_ = ("determining", "request_due", "responsible_by_lateness")
            return back.get(state, state) if state in open_ else None
        if event == "absconded":
            searching = ("determining", "request_due", "pending", "rejected")
            return state if state in searching else None
        if state == "determining":
            if event == "criteria_point_elsewhere" and not k.get("threat"):
                return "request_due"
            return {
                "criteria_point_here": "responsible_by_criteria",
                "threat_found": "responsible_by_threat",
            }.get(event)
        if (state, event) == ("request_due", "request_sent"):
            talk = k.get("interview_held") or k.get("interview_lawfully_omitted")
            alone = k.get("unaccompanied_minor") and not k.get("represented_minor")
            fresh = k.get("received_on") and k["received_on"] >= day
            short = (
                k.get("urgent")
                and k.get("asked_until")
                and k.get("received_on")
                and (k["asked_until"] - k["received_on"]).days < 7
            )
            good = talk and not alone and fresh and not short and k.get("request_complete")
            return "pending" if good and not k.get("threat") else None
        if (state, event) == ("responsible_by_lateness", "minors_interests_found"):
            minor = k.get("unaccompanied_minor") and k.get("in_best_interests")
            return "request_due" if minor and not k.get("decided_on_substance") else None
        if state == "pending":
            if event == "accepted":
                return "accepted" if k.get("reply_names_provision") else None
            if event == "refused":
                return "rejected" if k.get("substantiated") else "pending"
        if state == "rejected":
            return {
                "re_examination_accepted": "accepted",
                "re_examination_ended": "determining",
            }.get(event)
        return None


class TakeBack:
    remembers: dict[str, str] = {}

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        if state != "notified":
            return []
        received = k["received_on"]
        last = months(received, 1) if k.get("other_crisis") else weeks(received, 2)
        return [(last, "confirmed_by_default", "accepted_on")]

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        if state in ("determining_anew", "responsible_by_shift", "responsible_elsewhere"):
            return None
        if shifted(event, k):
            return shifted(event, k)
        if event == "notification_sent" and state in ("hit", "new_notification"):
            fresh = k.get("received_on") and k["received_on"] >= day
            return "notified" if fresh and k.get("notification_complete") else None
        if (state, event) == ("hit", "relief_applied") and k.get("other_crisis"):
            if k.get("by_first_registration"):
                return "responsible_by_shift"
            return None if k.get("before_council_act") else "determining_anew"
        if (state, event) == ("notified", "confirmed"):
            return "confirmed"
        if (state, event) == ("notified", "not_confirmed"):
            ground = k.get("ground")
            if ground == "wrong_entry":
                return "new_notification" if k.get("entering_state_told") else "notified"
            if ground == "shifted":
                both = k.get("evidence") and k.get("new_state_in_eurodac")
                return "new_notification" if both else "notified"
            return "contested" if ground and k.get("evidence") else "notified"
        if state == "contested":
            return {
                "reconsideration_confirmed": "confirmed",
                "reconsideration_ended": "determining_anew",
            }.get(event)
        return None


def transfer_end(k: Known) -> date:
    long = k.get("own_crisis") or k.get("other_crisis")
    return months(k["limit_from"], 12 if long else 6)


class Decision:
    remembers = {
        "person_notified": "notified_on",
        "suspension_asked": "court_received_on",
    }

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        found: Ends = []
        if state in ("accepted", "decided", "notified", "interim_stay"):
            found.append((transfer_end(k), "responsible_by_shift", ""))
        if state == "notified":
            found.append((weeks(k["notified_on"], k["appeal_weeks"]), "transfer_due", ""))
        return found

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        assert day
        if state not in ("accepted", "decided", "notified", "interim_stay", "suspended"):
            return None
        if shifted(event, k):
            return shifted(event, k)
        if event == "risk_found":
            return "determining_again"
        if (state, event) == ("accepted", "transfer_decided"):
            child = k.get("unaccompanied_minor")
            good = not child or (k.get("bic_assessed") and k.get("bic_stated"))
            return "decided" if good and k.get("risk_checked") else None
        if (state, event) == ("decided", "person_notified"):
            known = k.get("appeal_weeks") in (1, 2, 3)
            return "notified" if known and k.get("decision_complete") else None
        if event == "appeal_upheld" and state in ("notified", "interim_stay", "suspended"):
            return "annulled"
        if event == "appeal_dismissed" and state in ("notified", "interim_stay", "suspended"):
            return "transfer_due"
        if state == "notified":
            return {"suspension_asked": "interim_stay", "appealed_only": "notified"}.get(event)
        if state == "interim_stay":
            if event == "suspension_refused":
                return "transfer_due" if k.get("reasons_given") else None
            return "suspended" if event == "suspension_granted" else None
        return None


class Transfer:
    remembers = {
        "form_sent": "form_sent_on",
        "hindrance_reported": "told_on",
        "available_again": "available_on",
    }

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        found: Ends = []
        if state in ("transfer_due", "planned"):
            last = transfer_end(k)
            if k.get("available_on"):
                again = k["available_on"]
                total = again.year * 12 + again.month + 2
                year, month = total // 12, total % 12 + 1
                least = date(year, month, min(again.day, calendar.monthrange(year, month)[1]))
                last = open_day(max(last, least))
            found.append((last, "responsible_by_shift", ""))
        if state == "planned" and k.get("appear_on"):
            alone = k.get("mode") == "supervised" and k.get("reports_alone")
            if k.get("mode") == "voluntary" or alone:
                found.append((days(k["appear_on"], 7), "done_by_silence", ""))
        if state == "extended":
            if k["hindrance"] == "imprisoned":
                found.append((months(k["limit_from"], 12), "responsible_by_shift", ""))
            else:
                found.append((months(k["told_on"], 36), "responsible_by_shift", ""))
        return found

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        assert day
        if state in ("done", "done_by_silence"):
            return "return_due" if event in ("found_erroneous", "overturned") else None
        if state == "return_due":
            return "returned" if event == "brought_back" else None
        if state not in ("transfer_due", "planned", "extended"):
            return None
        if shifted(event, k):
            return shifted(event, k)
        if event in ("appeal_upheld", "risk_found"):
            return {"appeal_upheld": "annulled", "risk_found": "determining_again"}[event]
        if (state, event) == ("transfer_due", "form_sent"):
            child = k.get("unaccompanied_minor")
            alone = k.get("mode") == "voluntary"
            bad = (
                (k.get("other_crisis") and not k.get("other_agreed"))
                or (child and not k.get("receiving_confirmed"))
                or (alone and (child or not k.get("may_travel_alone")))
                or not k.get("form_in_time")
                or not k.get("information_sent")
            )
            return None if bad else "planned"
        if state == "planned" and event in ("postponed", "did_not_appear", "arrived"):
            return "done" if event == "arrived" else "transfer_due"
        if event == "hindrance_reported" and state != "extended":
            return "extended" if k.get("hindrance") else None
        if (state, event) == ("extended", "available_again"):
            return "transfer_due"
        return None


HELD = "held_before_request held_pending held_accepted held_decided held_suspended".split()


class Detention:
    remembers = {
        "ordered": "detained_on",
        "accepted": "accepted_on",
        "suspension_ended": "suspension_ended_on",
        "review_upheld": "review_from",
    }

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        found: Ends = []
        if state == "held_before_request":
            if k.get("detained_at_registration"):
                new = None if k.get("no_new_application") else k.get("registered_on")
                found.append((weeks(new or k.get("hit_on") or k["detained_on"], 2), "released", ""))
            else:
                found.append((weeks(k["detained_on"], 1), "released", ""))
        if state == "held_pending":
            received = k["received_on"]
            if k.get("duty") == "take_charge":
                last = weeks(received, 1)
            else:
                last = months(received, 1) if k.get("other_crisis") else weeks(received, 2)
            found.append((last, "held_accepted", "accepted_on"))
        if state == "held_accepted":
            found.append((weeks(k["accepted_on"], 2), "released", ""))
        if state in ("held_accepted", "held_decided"):
            start = k.get("suspension_ended_on") or k["accepted_on"]
            found.append((weeks(start, 5), "released", ""))
        if state in HELD and k.get("ordered_by") != "court" and not k.get("review_from"):
            found.append((days(k["detained_on"], 21), "released", ""))
        return found

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        if state == "free":
            good = event == "detention_proposed" and k.get("ground_for_detention")
            return "proposed" if good else None
        if state == "proposed":
            if event == "order_declined":
                return "free"
            wanted = (
                "ground_for_detention individually_assessed proportionate alternatives_fail "
                "written_order informed_of_reasons"
            ).split()
            child = k.get("minor") or k.get("unaccompanied_minor")
            bad = k.get("health_at_risk") or (child and not k.get("minor_exception"))
            good = event == "ordered" and all(k.get(name) for name in wanted) and not bad
            return "held_before_request" if good else None
        if state not in HELD:
            return None
        if event in ("review_found_unlawful", "ground_ended"):
            return "released"
        if event == "review_upheld":
            return state
        if (state, event) == ("held_before_request", "request_sent"):
            fresh = k.get("received_on") and k["received_on"] >= day
            return "held_pending" if fresh else None
        return {
            ("held_pending", "accepted"): "held_accepted",
            ("held_pending", "refused"): "released",
            ("held_accepted", "transfer_decided"): "held_decided",
            ("held_decided", "suspension_granted"): "held_suspended",
            ("held_decided", "first_request_refused"): "held_decided",
            ("held_suspended", "suspension_ended"): "held_decided",
            ("held_decided", "transferred"): "transferred",
        }.get((state, event))


def asking(first: Callable[[date], date], accepted: str) -> type:
    class Asking:
        remembers = {"asked_again": "received_on", accepted: "accepted_on"}

        @staticmethod
        def ends(state: str, k: Known) -> Ends:
            if state == "open":
                return [(first(k["rejected_on"]), "closed", "")]
            return [(weeks(k["received_on"], 2), "closed", "")] if state == "asked" else []

        @staticmethod
        def on(state: str, event: str, k: Known, day: date) -> str | None:
            assert k
            assert day
            return {
                ("open", "asked_again"): "asked",
                ("open", "answer_taken"): "closed",
                ("asked", accepted): "accepted",
                ("asked", "upheld"): "upheld",
            }.get((state, event))

    return Asking


class Information:
    remembers: dict[str, str] = {}

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        return [(weeks(k["received_on"], 3), "overdue", "")] if state == "asked" else []

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        if (state, event) == ("prepared", "request_sent"):
            fresh = k.get("received_on") and k["received_on"] >= day
            told = not k.get("about_grounds") or k.get("applicant_told")
            return "asked" if fresh and told and k.get("request_reasoned") else None
        if state in ("asked", "overdue") and event == "declined":
            good = k.get("about_grounds") and k.get("harms_interests")
            return "declined" if good else None
        if event == "answered" and state == "overdue":
            return "withheld" if k.get("shows_responsibility") else "answered_late"
        return "answered" if (state, event) == ("asked", "answered") else None


class Family:
    remembers: dict[str, str] = {}

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        length = {"asked": 2, "more_time": 4}.get(state)
        return [(weeks(k["received_on"], length), "unanswered", "")] if length else []

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        assert k
        assert day
        if event == "answered":
            return "answered" if state != "answered" else None
        return "more_time" if (state, event) == ("asked", "more_time_announced") else None


class Humanitarian:
    remembers = {"accepted": "accepted_on"}

    @staticmethod
    def ends(state: str, k: Known) -> Ends:
        return [(months(k["received_on"], 2), "refused_by_silence", "")] if state == "asked" else []

    @staticmethod
    def on(state: str, event: str, k: Known, day: date) -> str | None:
        if (state, event) == ("prepared", "request_sent"):
            fresh = k.get("received_on") and k["received_on"] >= day
            good = fresh and k.get("written_consent") and k.get("full_file")
            return "asked" if good and not k.get("decided_on_substance") else None
        if (state, event) == ("asked", "refused"):
            return "refused_with_reasons" if k.get("reasons_given") else None
        return "accepted" if (state, event) == ("asked", "accepted") else None


MODELS: dict[str, tuple[Any, Known, str]] = {
    "take_charge": (
        TakeCharge,
        {"registered_on": START},
        "unaccompanied_minor in_best_interests decided_on_substance own_crisis other_crisis "
        "detained urgent rests_on_hit threat interview_held interview_lawfully_omitted "
        "represented_minor request_complete reply_names_provision substantiated bic_assessed "
        "shows_responsibility",
    ),
    "take_back": (
        TakeBack,
        {"hit_on": START},
        "other_crisis own_crisis by_first_registration before_council_act notification_complete "
        "entering_state_told evidence new_state_in_eurodac unaccompanied_minor bic_assessed",
    ),
    "decision_and_remedy": (
        Decision,
        {"accepted_on": START, "limit_from": START},
        "own_crisis other_crisis unaccompanied_minor bic_assessed bic_stated risk_checked "
        "decision_complete reasons_given",
    ),
    "transfer": (
        Transfer,
        {"limit_from": START},
        "own_crisis other_crisis other_agreed unaccompanied_minor receiving_confirmed "
        "may_travel_alone form_in_time information_sent reports_alone bic_assessed",
    ),
    "detention": (
        Detention,
        {"registered_on": START},
        "detained_at_registration no_new_application other_crisis ground_for_detention "
        "individually_assessed proportionate alternatives_fail written_order informed_of_reasons "
        "minor unaccompanied_minor minor_exception health_at_risk",
    ),
    "re_examination": (asking(lambda day: weeks(day, 3), "accepted"), {"rejected_on": START}, ""),
    "reconsideration": (asking(lambda day: weeks(day, 2), "confirmed"), {"rejected_on": START}, ""),
    "information_request": (
        Information,
        {},
        "about_grounds applicant_told request_reasoned harms_interests shows_responsibility",
    ),
    "family_query": (Family, {"received_on": START}, ""),
    "humanitarian_request": (
        Humanitarian,
        {},
        "written_consent full_file decided_on_substance reasons_given",
    ),
}
LIKELY = frozenset(
    "interview_held represented_minor request_complete reply_names_provision evidence "
    "notification_complete risk_checked decision_complete bic_assessed bic_stated form_in_time "
    "information_sent other_agreed receiving_confirmed individually_assessed proportionate "
    "alternatives_fail written_order informed_of_reasons ground_for_detention request_reasoned "
    "written_consent full_file reasons_given applicant_told".split()
)
CHOICES: dict[str, dict[str, tuple[Any, ...]]] = {
    "take_charge": {"delay_days": (1, 20, 60)},
    "take_back": {
        "ground": ("shifted", "border", "absence", "returned", "wrong_entry", "no_fingerprints")
    },
    "decision_and_remedy": {"appeal_weeks": (1, 2, 3)},
    "transfer": {
        "hindrance": ("imprisoned", "absconded", "resists", "made_unfit", "no_medical_compliance"),
        "mode": ("voluntary", "supervised", "escort"),
        "duty": ("take_charge", "take_back"),
    },
    "detention": {
        "duty": ("take_charge", "take_back"),
        "ordered_by": ("court", "administration"),
    },
}
MIDWAY: Known = {
    **dict.fromkeys(
        ("received_on", "accepted_on", "limit_from", "notified_on", "rejected_on"), START
    ),
    **dict.fromkeys(("told_on", "detained_on", "registered_on"), START),
    "appeal_weeks": 2,
    "hindrance": "absconded",
    "ordered_by": "court",
}
RECEIVE = {"request_sent", "notification_sent"}


def facts_drawn(draw: st.DataObject, name: str, event: str, day: date) -> Known:
    known: Known = {}
    for flag in MODELS[name][2].split():
        chances = [True, True, True, False, None] if flag in LIKELY else [True, False, None, None]
        value = draw.draw(st.sampled_from(chances), label=flag)
        if value is not None:
            known[flag] = value
    for word, values in CHOICES.get(name, {}).items():
        value = draw.draw(st.sampled_from((*values, None)), label=word)
        if value is not None:
            known[word] = value
    if event in RECEIVE and draw.draw(st.sampled_from([True, True, True, False])):
        known["received_on"] = day
        if name == "take_charge":
            until = draw.draw(st.sampled_from([None, 6, 7, 10]))
            known["asked_until"] = day + timedelta(until) if until else None
    if event == "form_sent":
        known["appear_on"] = day + timedelta(draw.draw(st.integers(7, 30)))
    return known


class Model:
    """The state, what is known, and the day, as the model sees them."""

    def __init__(self, name: str, known: Known) -> None:
        self.rules = MODELS[name][0]
        self.state, self.known, self.day = TABLES[name].start, dict(known), START

    def wait(self, day: date) -> None:
        while passed := sorted(e for e in self.rules.ends(self.state, self.known) if e[0] < day):
            last, to, stamp = passed[0]
            self.state, self.day = to, max(self.day, last + timedelta(1))
            if stamp:
                self.known[stamp] = self.day

    def happen(self, event: str, facts: Known, day: date) -> bool:
        self.wait(day)
        known = {**self.known, **facts}
        to = self.rules.on(self.state, event, known, day)
        if to is None:
            return False
        stamp = self.rules.remembers.get(event, "")
        if stamp:
            known[stamp] = day
        before = self.state
        self.state, self.known, self.day = to, known, day
        if event == "appeal_dismissed" and before == "suspended":
            self.known["limit_from"] = day
        self.wait(day)
        return True


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(draw=st.data())
def test_table_and_model_agree(name: str, draw: st.DataObject) -> None:
    table, known = TABLES[name], dict(MODELS[name][1])
    if name == "take_charge" and draw.draw(st.booleans()):
        known["hit_on"] = START + timedelta(draw.draw(st.integers(0, 40)))
    state = draw.draw(st.sampled_from([table.start, *table.states]), label="state")
    if state != table.start:
        known = {**known, **MIDWAY}
    case, model = begin(table, START, known, state=state), Model(name, known)
    model.state = state
    silent = {limit.event for limit in table.limits}
    events = [event for event in table.events() if event not in silent]
    day = START
    for _ in range(draw.draw(st.integers(1, 8))):
        day += timedelta(
            draw.draw(st.sampled_from([0, 1, 2, 6, 7, 8, 13, 14, 15, 30, 31, 62, 184]))
        )
        here = [cell.event for cell in table.cells if cell.state == model.state]
        likely = [event for event in here if event not in silent]
        event = draw.draw(st.sampled_from(likely * 3 + events), label="event")
        facts = facts_drawn(draw, name, event, day)
        lawful = model.happen(event, facts, day)
        try:
            case, _ = step(table, case, Event(event, facts), day)
        except NotLawful:
            assert not lawful, (event, model.state)
            case, _ = advance(table, case, day)
        else:
            assert lawful, (event, case.history[-1])
        assert case.state == model.state
        assert case.on == model.day
        running = [one.last_day for one in deadlines(table, case) if one.limit.event]
        expected = sorted(end for end, _, _ in model.rules.ends(model.state, model.known))
        assert running[:1] == expected[:1]
