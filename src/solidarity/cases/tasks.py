"""Every task a case can bring, by name: entries in Eurodac, forms, messages, safeguards, steps."""

from __future__ import annotations

from typing import Final

from solidarity.cases.table import Kind, Role, Task
from solidarity.terms.citations import Act, Art, crisis, ir


def _eurodac(name: str, by: Role, source: Art, says: str) -> Task:
    return Task(name, Kind.EURODAC, by, source, says)


def _euro(article: int, paragraph: int, point: str = "") -> Art:
    return Art(article, paragraph, point, act=Act.EURODAC)


ENTER_RESPONSIBLE: Final = _eurodac(
    "enter-responsible", Role.OWN, _euro(16, 1), "add the Member State responsible at once"
)
ENTER_THREAT: Final = _eurodac(
    "enter-threat", Role.OWN, _euro(17, 2, "i"), "add the threat to security, where it is recorded"
)
ENTER_SHIFT: Final = _eurodac(
    "enter-shift", Role.OWN, _euro(16, 3), "indicate that responsibility has shifted to this state"
)
ENTER_SHIFT_ELSEWHERE: Final = _eurodac(
    "enter-shift-elsewhere",
    Role.OTHER,
    _euro(16, 3),
    "indicate that responsibility has shifted to the state that issued the document",
)
ENTER_SHIFT_AGREED: Final = _eurodac(
    "enter-shift-agreed",
    Role.OTHER,
    _euro(16, 3),
    "indicate that responsibility has shifted to the state that agreed",
)
ENTER_CRISIS_SHIFT: Final = _eurodac(
    "enter-crisis-shift", Role.OWN, crisis(13, 2), "indicate responsibility taken over in a crisis"
)
ENTER_ARRIVAL_CHARGE: Final = _eurodac(
    "enter-arrival-take-charge",
    Role.OTHER,
    _euro(16, 2, "a"),
    "send the dataset with the day of arrival",
)
ENTER_ARRIVAL_BACK: Final = _eurodac(
    "enter-arrival-take-back", Role.OTHER, _euro(16, 2, "b"), "add the day of arrival"
)
ENTER_DEPARTURE: Final = _eurodac(
    "enter-departure", Role.OWN, _euro(16, 2, "c"), "add the day on which the person left"
)
ENTER_RETURN: Final = _eurodac(
    "enter-return", Role.OWN, _euro(16, 2, "d"), "add the day of removal or return"
)
ENTER_BORDER_DECISION: Final = _eurodac(
    "enter-border-decision", Role.OWN, _euro(17, 2, "k"), "add that the border decision is final"
)
ENTER_RELOCATION: Final = _eurodac(
    "enter-relocation", Role.OWN, _euro(25, 1), "add the Member State of relocation"
)
ENTER_RELOCATED: Final = _eurodac(
    "enter-relocated", Role.OTHER, _euro(25, 2), "send the dataset with the day of arrival"
)

SEND_TAKE_CHARGE: Final = Task(
    "form-take-charge", Kind.FORM, Role.OWN, ir(7), "send the request, form Annex II, type 01"
)
SEND_TAKE_BACK: Final = Task(
    "form-take-back", Kind.FORM, Role.OWN, ir(12), "send the notification, form Annex III, type 02"
)
SEND_TRANSFER_FORM: Final = Task(
    "form-transfer", Kind.FORM, Role.OWN, ir(22), "send the transfer form, Annex V, type 09"
)
SEND_HEALTH_CERTIFICATE: Final = Task(
    "form-health",
    Kind.FORM,
    Role.OWN,
    Art(50, 1),
    "health certificate, Annex VIII, between professionals, if there is consent or need",
)
ANSWER_FORM: Final = Task(
    "answer-transfer-form",
    Kind.FORM,
    Role.OTHER,
    ir(25),
    "confirm the arrival or propose another",
    "transfer-form-answer",
)

TELL_SHIFT: Final = Task(
    "tell-shift",
    Kind.TELL,
    Role.OWN,
    Art(37, 1),
    "tell the states concerned that this state has become responsible",
)
TELL_HINDRANCE: Final = Task(
    "tell-hindrance", Kind.TELL, Role.OWN, ir(28), "tell the state responsible within six months"
)
TELL_SUSPENSION: Final = Task(
    "tell-suspension", Kind.TELL, Role.OWN, ir(28), "tell the other state of the suspension"
)
TELL_ARRIVAL: Final = Task(
    "tell-arrival",
    Kind.TELL,
    Role.OTHER,
    Art(46, 1, subparagraph=6),
    "tell of the safe arrival, or that nobody appeared",
)
NOTIFY_NEW_STATE: Final = Task(
    "notify-new-state", Kind.TELL, Role.OWN, ir(15), "notify the state that is responsible now"
)

DECIDE: Final = Task(
    "decide-transfer",
    Kind.STEP,
    Role.OWN,
    Art(42, 1),
    "take the transfer decision",
    "transfer-decision",
)
NOTIFY_PERSON: Final = Task(
    "notify-person", Kind.STEP, Role.OWN, Art(42, 2), "notify the person without delay"
)
EXAMINE: Final = Task(
    "examine-claim", Kind.STEP, Role.OTHER, Art(36, 3), "examine the claim or finish it"
)
EXAMINE_HERE: Final = Task(
    "examine-claim-here", Kind.STEP, Role.OWN, Art(16, 1), "examine the claim"
)
DETERMINE_AGAIN: Final = Task(
    "determine-again", Kind.STEP, Role.OWN, Art(38, 1), "go through the criteria anew"
)
PROPOSE_RECEPTION: Final = Task(
    "propose-reception-end",
    Kind.STEP,
    Role.OWN,
    Art(18, 1),
    "an officer looks whether a proposal on reception conditions may be made at all",
)
ARRANGE_ARRIVAL: Final = Task(
    "arrange-arrival", Kind.STEP, Role.OTHER, Art(40, 8), "arrange the arrival"
)
CONSIDER_ASKING_AGAIN: Final = Task(
    "consider-re-examination",
    Kind.STEP,
    Role.OWN,
    ir(9),
    "consider asking for a re-examination",
    "re-examination",
)
CONSIDER_RECONSIDERATION: Final = Task(
    "consider-reconsideration",
    Kind.STEP,
    Role.OWN,
    ir(15),
    "consider asking for reconsideration",
    "reconsideration",
)
RULE_ON_SUSPENSION: Final = Task(
    "rule-on-suspension",
    Kind.STEP,
    Role.COURT,
    Art(43, 3),
    "decide on the suspension",
    "suspension-ruling",
)
JUDGE: Final = Task(
    "judge-appeal",
    Kind.STEP,
    Role.COURT,
    Art(43, 3, subparagraph=4),
    "aim at a judgment",
    "appeal-judgment",
)
BRING_BACK: Final = Task(
    "bring-back", Kind.STEP, Role.OWN, Art(46, 3), "take the person back promptly, at own cost"
)
RELEASE: Final = Task("release", Kind.SAFEGUARD, Role.OWN, Art(45, 4), "release the person at once")
REVIEW_DETENTION: Final = Task(
    "review-detention",
    Kind.SAFEGUARD,
    Role.COURT,
    Art(11, 3, act=Act.RECEPTION),
    "review the detention an administration ordered",
    "detention-review",
)
TELL_DETAINED_RIGHTS: Final = Task(
    "tell-detained-rights",
    Kind.SAFEGUARD,
    Role.OWN,
    Art(11, 4, act=Act.RECEPTION),
    "tell reasons and remedies in writing, with free legal assistance",
)
RECORD_EXCHANGE: Final = Task(
    "record-exchange", Kind.SAFEGUARD, Role.OWN, Art(51, 9), "record the exchange in the file"
)
INFORM: Final = Task(
    "inform", Kind.SAFEGUARD, Role.OWN, Art(19, 1), "give the information by registration"
)
OFFER_COUNSELLING: Final = Task(
    "offer-counselling", Kind.SAFEGUARD, Role.OWN, Art(21, 2), "offer counselling and log it"
)
APPOINT_REPRESENTATIVE: Final = Task(
    "appoint-representative",
    Kind.SAFEGUARD,
    Role.OWN,
    Art(23, 2, "b"),
    "appoint a representative",
    "representative",
)
TRACE_FAMILY: Final = Task(
    "trace-family", Kind.SAFEGUARD, Role.OWN, Art(23, 6), "look for family at once, confidentially"
)
SHOW_SUMMARY: Final = Task(
    "show-summary", Kind.SAFEGUARD, Role.OWN, Art(22, 7), "give access to the summary; comments"
)
GIVE_LEGAL_AID: Final = Task(
    "give-legal-aid", Kind.SAFEGUARD, Role.OWN, Art(43, 5), "free legal aid for those without means"
)
CARRY_OUT_WITH_DIGNITY: Final = Task(
    "carry-out-with-dignity",
    Kind.SAFEGUARD,
    Role.OWN,
    Art(46, 1, subparagraph=4),
    "humane, with dignity, at no cost to the person; hand the papers back",
)
SAY_PROGRESS: Final = Task(
    "say-progress", Kind.SAFEGUARD, Role.OWN, Art(19, 2), "say how far it is when asked"
)
HEAR_OWN_REASONS: Final = Task(
    "hear-own-reasons", Kind.SAFEGUARD, Role.OWN, Art(22, 1), "hear reasons for staying (Art. 35)"
)
KEEP_CLOCKS_RUNNING: Final = Task(
    "keep-clocks-running", Kind.STEP, Role.OWN, Art(55, 2), "in a dispute the limits run on"
)
PUT_FIRST: Final = Task(
    "put-first", Kind.SAFEGUARD, Role.OWN, Art(39, 1), "put the case first: suffix P"
)
SEND_RESULT_OF_DELAY: Final = Task(
    "count-delay",
    Kind.STEP,
    Role.OWN,
    Art(51, 5),
    "count the delay: the limits of Art. 39 grow by it",
)
