"""Conditions and gates of the tables, each with the provision that asks for it."""

from __future__ import annotations

from datetime import date
from typing import Final

from solidarity.cases.facts import Facts
from solidarity.cases.table import Guard
from solidarity.law.crisis.art12_time_limits import clock_in_crisis, may_transfer_to
from solidarity.law.implementing import art08_acceptance, art15_cessation, art24_voluntary
from solidarity.law.part3_responsibility import (
    art22_interview,
    art23_minors,
    art39_take_charge_request,
    art40_take_charge_reply,
    art41_take_back,
    art43_remedies,
    art44_detention,
    art51_information_sharing,
)
from solidarity.law.part3_responsibility.art46_transfers import Hindrance
from solidarity.terms.citations import Act, Art, crisis, ir


def _requested(facts: Facts) -> art40_take_charge_reply.Requested:
    return art40_take_charge_reply.Requested(
        hit=facts.yes("rests_on_hit"),
        urgent=facts.yes("urgent"),
        detained=facts.yes("detained"),
        in_crisis=facts.yes("other_crisis"),
    )


def reply_runs(name: str) -> Guard:
    """Give the condition that the reply has this clock."""
    return Guard(
        f"the reply has the limit {name}",
        Art(40),
        lambda facts: art40_take_charge_reply.reply_clock(_requested(facts)) == name,
    )


def request_runs(name: str) -> Guard:
    """Give the condition that this clock is one of those of the request."""
    return Guard(
        f"the request has the limit {name}",
        Art(39, 1),
        lambda facts: (
            name
            in art39_take_charge_request.request_clocks(
                hit=facts.day("hit_on") is not None,
                in_crisis=facts.yes("own_crisis"),
                option=facts.option("R-102"),
            )
        ),
    )


def _minors_exception(facts: Facts) -> bool:
    return art39_take_charge_request.is_minors_exception(
        art39_take_charge_request.MinorsRequest(
            facts.yes("unaccompanied_minor"),
            facts.yes("in_best_interests"),
            facts.yes("decided_on_substance"),
        )
    )


MINORS_EXCEPTION: Final = Guard(
    "an unaccompanied minor is better served, and nothing is decided on the substance",
    Art(39, 1, subparagraph=4),
    _minors_exception,
)
NOT_MINORS_EXCEPTION: Final = MINORS_EXCEPTION.denied()

NO_THREAT: Final = Guard(
    "no threat to internal security was found", Art(16, 4), lambda facts: not facts.yes("threat")
)
INTERVIEWED: Final = Guard(
    "the interview was held or lawfully left out",
    Art(22, 3),
    lambda facts: art22_interview.is_before_request(
        interview=facts.on if facts.yes("interview_held") else None,
        request=facts.on,
        omitted=facts.yes("interview_lawfully_omitted"),
    ),
)
REPRESENTED: Final = Guard(
    "the unaccompanied minor has a representative",
    Art(23, 3),
    lambda facts: art23_minors.may_go_on(
        unaccompanied_minor=facts.yes("unaccompanied_minor"),
        represented=facts.yes("represented_minor"),
    ),
)
REQUEST_COMPLETE: Final = Guard(
    "the request has its reasons, its form and its evidence",
    Art(39, 3),
    lambda facts: facts.yes("request_complete"),
)
RECEIPT_KNOWN: Final = Guard(
    "the day of receipt is proved by DubliNet",
    ir(1),
    lambda facts: (facts.day("received_on") or date.min) >= facts.on,
)


def _urgent_period(facts: Facts) -> bool:
    received, until = facts.day("received_on"), facts.day("asked_until")
    if received is None or until is None or not facts.yes("urgent"):
        return True
    return art39_take_charge_request.is_period_long_enough(received=received, until=until)


PERIOD_LONG_ENOUGH: Final = Guard(
    "an urgent reply is given at least one week",
    Art(39, 2),
    _urgent_period,
)


ACCEPTANCE_COMPLETE: Final = Guard(
    "the acceptance names the provision and how to transfer",
    ir(8),
    lambda facts: art08_acceptance.is_complete(
        provision="named" if facts.yes("reply_names_provision") else "", transfer_details=True
    ),
)
SUBSTANTIATED: Final = Guard(
    "the refusal has substantiated reasons", Art(40, 8), lambda facts: facts.yes("substantiated")
)
ACCEPTS_AT_ONCE: Final = Guard(
    "a refusal without such reasons accepts at once",
    Art(40, 8),
    lambda facts: art40_take_charge_reply.accepts_at_once(
        substantiated=facts.yes("substantiated"), option=facts.option("R-133")
    ),
)
PERIOD_ASKED: Final = Guard(
    "silence accepts after the period asked for",
    Art(40, 7),
    lambda facts: (
        art40_take_charge_reply.silence_clock(_requested(facts), option=facts.option("R-134"))
        == ("take-charge-reply-urgent", True)
    ),
)
TWO_WEEKS: Final = Guard(
    "silence on an urgent request accepts after two weeks",
    Art(40, 8),
    lambda facts: (
        art40_take_charge_reply.silence_clock(_requested(facts), option=facts.option("R-134"))
        == ("take-charge-reply-urgent", False)
    ),
)

BIC_RECORDED: Final = Guard(
    "the best interests of the minor were assessed",
    Art(23, 5),
    lambda facts: facts.yes("unaccompanied_minor") and facts.yes("bic_assessed"),
)
BIC_IN_DECISION: Final = Guard(
    "the best interests of an unaccompanied minor were assessed and stand in the decision",
    Art(23, 5),
    lambda facts: art23_minors.may_decide_transfer(
        unaccompanied_minor=facts.yes("unaccompanied_minor"),
        assessed=facts.yes("bic_assessed"),
        stated=facts.yes("bic_stated"),
    ),
)
RISK_CHECKED: Final = Guard(
    "the risk in the other state was looked at for this person, and there is none",
    Art(16, 3),
    lambda facts: facts.yes("risk_checked"),
)
DECISION_COMPLETE: Final = Guard(
    "the decision has its reasons, remedies and limits, in a language understood",
    Art(42, 4),
    lambda facts: facts.yes("decision_complete"),
)
APPEAL_PERIOD_KNOWN: Final = Guard(
    "the period for an appeal is one to three weeks",
    Art(43, 2),
    lambda facts: _appeal_period(facts.number("appeal_weeks")),
)


def _appeal_period(national: int) -> bool:
    return national > 0 and art43_remedies.appeal_weeks(national) == national


REASONS_GIVEN: Final = Guard(
    "a refusal to suspend states its reasons",
    Art(43, 3, subparagraph=3),
    lambda facts: art43_remedies.is_refusal_complete(reasons=facts.yes("reasons_given")),
)

MAY_GO: Final = Guard(
    "the transfer need not wait while suspension can be asked for",
    Art(43, 3),
    lambda facts: (
        not art43_remedies.bars_transfer(
            window_open=True,
            asked=False,
            decided=False,
            granted=False,
            option=facts.option("R-136"),
        )
    ),
)

RECEIVING_CONFIRMED: Final = Guard(
    "the receiving state has confirmed care and a representative for an unaccompanied minor",
    Art(23, 5),
    lambda facts: art23_minors.may_travel(
        unaccompanied_minor=facts.yes("unaccompanied_minor"),
        confirmed=facts.yes("receiving_confirmed"),
    ),
)
FORM_IN_TIME: Final = Guard(
    "the transfer form is sent in its window", ir(24), lambda facts: facts.yes("form_in_time")
)
MODE_ALLOWED: Final = Guard(
    "a person who travels alone is no unaccompanied minor, and no risk, threat or special need "
    "stands against it",
    ir(24),
    lambda facts: (
        facts.word("mode") != "voluntary"
        or (
            facts.yes("may_travel_alone")
            and art24_voluntary.may_travel_alone(
                art24_voluntary.Traveller(unaccompanied_minor=facts.yes("unaccompanied_minor"))
            )
        )
    ),
)
INFORMATION_SENT: Final = Guard(
    "the receiving state has what it needs to know",
    Art(48, 2),
    lambda facts: facts.yes("information_sent"),
)
NO_CRISIS_THERE: Final = Guard(
    "the receiving state faces no crisis or has agreed",
    crisis(12, 4),
    lambda facts: may_transfer_to(
        in_crisis=facts.yes("other_crisis"), agreed=facts.yes("other_agreed")
    ),
)
HINDRANCE_NAMED: Final = Guard(
    "the state responsible was told, and what hinders the transfer",
    Art(46, 2),
    lambda facts: bool(facts.word("hindrance")),
)

NOTIFICATION_COMPLETE: Final = Guard(
    "the notification has its form and its evidence",
    Art(41, 2),
    lambda facts: facts.yes("notification_complete"),
)

_GROUNDS = {ground.name.lower(): ground for ground in art41_take_back.Ground}


def _demonstrated(facts: Facts) -> bool:
    ground = _GROUNDS[facts.word("ground")]  # asked only where a ground is named
    wrong = ground is art41_take_back.Ground.WRONG_ENTRY
    return art41_take_back.is_demonstrated(
        ground,
        evidence=facts.yes("evidence"),
        told=facts.yes("entering_state_told" if wrong else "new_state_in_eurodac"),
        in_time=True,
    )


def _contestable(facts: Facts) -> bool:
    ground = _GROUNDS.get(facts.word("ground"))
    return ground is not None and art15_cessation.may_ask_reconsideration(ground)


SHIFTED: Final = Guard(
    "responsibility has shifted, with evidence and an entry in Eurodac",
    ir(15),
    lambda facts: facts.word("ground") == "shifted" and _demonstrated(facts),
)
WRONG_ENTRY: Final = Guard(
    "the entry in Eurodac is wrong, and the state that made it was told",
    ir(16),
    lambda facts: facts.word("ground") == "wrong_entry" and _demonstrated(facts),
)
CONTESTABLE: Final = Guard(
    "duties are said to have ceased, with evidence",
    ir(15),
    lambda facts: _contestable(facts) and _demonstrated(facts),
)
BY_FIRST_REGISTRATION: Final = Guard(
    "the state in crisis is responsible only as that of first registration",
    crisis(13, 2),
    lambda facts: facts.yes("by_first_registration"),
)
NOT_YET_NOTIFIED: Final = Guard(
    "no notification was sent before the Council decided",
    crisis(13, 3),
    lambda facts: not facts.yes("before_council_act"),
)
OTHER_IN_CRISIS: Final = Guard(
    "the notified state has been relieved in a crisis",
    crisis(13, 1),
    lambda facts: facts.yes("other_crisis"),
)

GROUND_TO_DETAIN: Final = Guard(
    "there is a risk of absconding or a need of security, not the procedure alone",
    Art(44, 2),
    lambda facts: facts.yes("ground_for_detention"),
)
MAY_BE_ORDERED: Final = Guard(
    "detention is proportionate, individual, a last resort, and lawful for this person",
    Art(44, 2),
    lambda facts: (
        not art44_detention.obstacles(
            art44_detention.Proposal(
                risk_of_absconding=facts.yes("ground_for_detention"),
                assessed=facts.yes("individually_assessed"),
                alternatives_fail=facts.yes("alternatives_fail"),
                proportionate=facts.yes("proportionate"),
            ),
            art44_detention.Person(
                minor=facts.yes("minor") or facts.yes("unaccompanied_minor"),
                last_resort_for_minor=facts.yes("minor_exception"),
                health_at_serious_risk=facts.yes("health_at_risk"),
            ),
        )
    ),
)
ORDER_WRITTEN: Final = Guard(
    "the order is in writing, with reasons in fact and in law",
    Art(44, 5),
    lambda facts: facts.yes("written_order"),
)
TOLD_REASONS: Final = Guard(
    "the person is told the reasons and remedies in writing",
    Art(11, 4, act=Act.RECEPTION),
    lambda facts: facts.yes("informed_of_reasons"),
)
NEEDS_REVIEW: Final = Guard(
    "an administration gave the order, and no court has reviewed it",
    Art(44, 5),
    lambda facts: (
        art44_detention.needs_review(ordered_by_court=facts.word("ordered_by") == "court")
        and facts.day("review_from") is None
    ),
)

REQUEST_REASONED: Final = Guard(
    "the request is about one case and gives its grounds and evidence",
    Art(51, 4),
    lambda facts: facts.yes("request_reasoned"),
)
APPLICANT_TOLD: Final = Guard(
    "the applicant was told before the grounds of the application are asked for",
    Art(51, 3),
    lambda facts: not facts.yes("about_grounds") or facts.yes("applicant_told"),
)
MAY_DECLINE: Final = Guard(
    "the grounds are asked for and answering would do harm",
    Art(51, 3),
    lambda facts: art51_information_sharing.may_refuse(
        about_grounds=facts.yes("about_grounds"),
        essential_interests=facts.yes("harms_interests"),
        liberties=False,
    ),
)
SHOWS_RESPONSIBILITY: Final = Guard(
    "what was withheld shows that the requested state is responsible",
    Art(51, 5),
    lambda facts: facts.yes("shows_responsibility"),
)
CONSENT_WRITTEN: Final = Guard(
    "the persons consent in writing", Art(35, 2), lambda facts: facts.yes("written_consent")
)
FILE_COMPLETE: Final = Guard(
    "the request holds all the material there is",
    Art(35, 2, subparagraph=2),
    lambda facts: facts.yes("full_file"),
)
NOT_DECIDED: Final = Guard(
    "no first decision on the substance has been taken",
    Art(35, 2),
    lambda facts: not facts.yes("decided_on_substance"),
)


def is_word(name: str, word: str, source: Art) -> Guard:
    """Give the condition that a fact is a word."""
    return Guard(f"{name} is {word.replace('_', ' ')}", source, lambda f: f.word(name) == word)


def is_yes(name: str, says: str, source: Art) -> Guard:
    """Give the condition that a fact holds."""
    return Guard(says, source, lambda facts: facts.yes(name))


def is_option(identifier: str, option: str, source: Art) -> Guard:
    """Give the condition that an open point is read in a way."""
    return Guard(
        f"{identifier} is read as {option}",
        source,
        lambda facts: facts.option(identifier) == option,
    )


def confirmation_runs(name: str) -> Guard:
    """Give the condition that the confirmation of a take back has this clock."""
    return Guard(
        f"the confirmation has the limit {name}",
        Art(41, 3),
        lambda facts: (
            art41_take_back.confirmation_clock(in_crisis=facts.yes("other_crisis")) == name
        ),
    )


def transfer_runs(name: str) -> Guard:
    """Give the condition that the transfer has this clock, as long as nothing hinders it."""
    return Guard(
        f"the transfer has the limit {name}",
        Art(46, 1),
        lambda facts: facts.day("available_on") is None and transfer_clock(facts) == name,
    )


def transfer_clock(facts: Facts) -> str:
    """Name the clock of a transfer that nothing hinders."""
    if facts.yes("other_crisis"):
        return "crisis-transfer-to"
    return clock_in_crisis("transfer") if facts.yes("own_crisis") else "transfer"


def extended_by(name: str) -> Guard:
    """Give the condition that the hindrance gives the transfer this longer limit."""
    return Guard(
        f"the hindrance leads to the limit {name}",
        Art(46, 2),
        lambda facts: _HINDRANCES.get(facts.word("hindrance")) == name,
    )


_HINDRANCES: Final = dict(hindrance.value for hindrance in Hindrance)

AGAIN_AVAILABLE: Final = Guard(
    "the person is available again",
    Art(46, 2, subparagraph=2),
    lambda facts: facts.day("available_on") is not None,
)
REASONS_GIVEN_REFUSAL: Final = Guard(
    "a refusal on humanitarian grounds states its reasons",
    Art(35, 2, subparagraph=3),
    lambda facts: facts.yes("reasons_given"),
)
