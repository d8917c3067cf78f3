"""Time limits of take charge requests and of queries between Member States (Part III)."""

from __future__ import annotations

from solidarity.law.part5_general.clock import Clock, months, weeks
from solidarity.terms.citations import Art, ir

_ACCEPTED = "silence accepts: the duty to take charge and to arrange arrival arises"

_REGISTERING = "the Member State of registration is responsible"

TAKE_CHARGE: tuple[Clock, ...] = (
    Clock(
        "take-charge-request",
        Art(39, 1, subparagraph=1),
        months(2),
        "registration of the application",
        "determining Member State",
        _REGISTERING,
    ),
    Clock(
        "take-charge-request-hit",
        Art(39, 1, subparagraph=2),
        months(1),
        "receipt of the Eurodac hit (crossing, search and rescue) or of the visa hit",
        "determining Member State",
        _REGISTERING,
    ),
    Clock(
        "take-charge-urgent",
        Art(39, 2),
        weeks(1),
        "the request; the least time that may be given for an urgent reply",
        "determining Member State",
        "the period asked may not be shorter",
    ),
    Clock(
        "take-charge-reply",
        Art(40, 1),
        months(1),
        "receipt of the take charge request",
        "requested Member State",
        _ACCEPTED,
    ),
    Clock(
        "take-charge-reply-hit",
        Art(40, 2),
        weeks(2),
        "receipt of the request, if it rests on a Eurodac hit or a visa hit",
        "requested Member State",
        _ACCEPTED,
    ),
    Clock(
        "take-charge-reply-urgent",
        Art(40, 7),
        weeks(2),
        "receipt of the request; the period asked, failing that two weeks",
        "requested Member State",
        _ACCEPTED,
        length_min=weeks(1),
    ),
    Clock(
        "take-charge-reasons",
        Art(40, 8),
        None,
        "the reply, in which the reasons are given",
        "requested Member State",
        "a reply without substantiated reasons is no objection: the request is accepted",
    ),
    Clock(
        "re-examination",
        ir(9),
        weeks(3),
        "receipt of the rejection",
        "requesting Member State",
        "the rejection stands",
    ),
    Clock(
        "re-examination-answer",
        ir(9),
        weeks(2),
        "receipt of the request to re-examine",
        "requested Member State",
        "the matter is closed; silence is not acceptance",
        aim=True,
    ),
    Clock(
        "humanitarian-reply",
        Art(35, 2),
        months(2),
        "receipt of the humanitarian request",
        "requested Member State",
        "silence is not acceptance",
    ),
    Clock(
        "information-request",
        Art(51, 5),
        weeks(3),
        "request for information",
        "requested Member State",
        "the duty remains; if what is withheld shows its responsibility, the limits of Art. 39 "
        "grow by the delay",
    ),
    Clock(
        "family-query",
        ir(10),
        weeks(2),
        "query on family link, dependency or an unaccompanied minor",
        "queried Member State",
        "the limits for request and reply run on",
        aim=True,
    ),
    Clock(
        "family-query-extended",
        ir(10),
        weeks(4),
        "query on family link, dependency or an unaccompanied minor, more time announced",
        "queried Member State",
        "the limits for request and reply run on",
        aim=True,
    ),
)
