"""The acts of the Technical-Level Forum as forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from solidarity.cycle.s08_forum import (
    AgreeTask,
    CloseTask,
    DecideDistribution,
    Deliveries,
    PrepareMeeting,
    RecordMinutes,
)
from solidarity.cycle.s08_implementation import Implement
from solidarity.cycle.s08_preferences import ExpressPreference
from solidarity.errors import InputError, Problem
from solidarity.law.part2_annual_cycle.art14_technical_forum import BODIES, Presence
from solidarity.law.part4_solidarity.art60_preferences import prohibited_grounds
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Kind as Measure
from solidarity.terms.quantities import Persons
from solidarity.web import choices
from solidarity.web.acts import (
    ActForm,
    Values,
    day_field,
    document_field,
    source_of_form,
)
from solidarity.web.desk import YearView
from solidarity.web.fields import Field, Kind
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit

DISTRIBUTION: Final = "distribution"
_DELIVERY: Final = re.compile(
    r"([A-Za-z]{2})\s+([A-Za-z]{2})\s+(\d{4})-(\d{2})\s+(\d{1,7})", re.ASCII
)


def forms(visit: Visit, view: YearView) -> Sequence[ActForm]:
    """Give the acts of the forum."""
    return [
        _prepare(),
        _minutes(view),
        _task(view),
        _close(view),
        _wish(visit, view),
        _distribution(),
        _relocate(visit, view),
    ]


def bodies() -> list[tuple[str, str]]:
    """Name the bodies of Art. 14(4) and how they take part."""
    words = {
        "asylum_agency": _("EUAA"),
        "border_and_coast_guard_agency": _("Frontex"),
        "fundamental_rights_agency": _("FRA"),
        "united_nations_agency": _("an agency of the United Nations"),
    }
    return [(body, words.get(body, body)) for body in BODIES]


def _invitations() -> list[tuple[str, str]]:
    said = {
        Presence.ALWAYS: _("takes part in every meeting"),
        Presence.WHEN_INVITED: _("takes part when invited"),
    }
    return [(body, f"{words}: {said.get(BODIES[body], '')}") for body, words in bodies()]


def _held(view: YearView) -> list[tuple[str, str]]:
    days = sorted({forum.on for forum in view.year.access.technical_forums}, reverse=True)
    return [(day.isoformat(), day.isoformat()) for day in days]


def _meeting(view: YearView) -> Field:
    held = _held(view)
    start = held[0][0] if len(held) == 1 else ""
    return Field("meeting", _("Meeting of"), Kind.CHOICE, choices=held, start=start)


def _prepare() -> ActForm:
    always = ",".join(body for body, presence in BODIES.items() if presence is Presence.ALWAYS)

    def make(values: Values) -> PrepareMeeting:
        return PrepareMeeting(values["meeting"], values["invited"], values["agenda"])

    return ActForm(
        "prepare",
        Act.COORDINATE,
        _("Prepare a meeting of the Technical-Level Forum"),
        _("All Member States take part; others as Article 14(4) says."),
        Art(14, 4),
        _("Record agenda and invitations"),
        [
            Field("meeting", _("Day of the meeting"), Kind.DAY),
            Field(
                "invited",
                _("Who takes part beside the Member States"),
                Kind.CHECKS,
                choices=_invitations(),
                start=always,
            ),
            Field("agenda", _("Agenda"), Kind.LINES, _("One point a line."), required=False),
        ],
        make,
    )


def _minutes(view: YearView) -> ActForm:
    def make(values: Values) -> RecordMinutes:
        meeting = date.fromisoformat(values["meeting"])
        return RecordMinutes(meeting, values["minutes"], values["on"])

    return ActForm(
        "minutes",
        Act.COORDINATE,
        _("Write the minutes of a meeting"),
        _("Later minutes of the same meeting take the place of earlier ones; both stay readable."),
        Art(14, 1),
        _("Record the minutes"),
        [
            _meeting(view),
            day_field(_("Day of writing")),
            Field("minutes", _("What was said and agreed"), Kind.TEXT, required=False),
        ],
        make,
    )


def _task(view: YearView) -> ActForm:
    known = view.year.technical_forum.tasks

    def make(values: Values) -> AgreeTask:
        return AgreeTask(
            choices.new_id("T", known),
            date.fromisoformat(values["meeting"]),
            values["what"],
            values["owner"],
            values["due"],
        )

    return ActForm(
        "task",
        Act.COORDINATE,
        _("Enter an action that was agreed"),
        _("What is to be done, by whom, by when."),
        Art(60, 1),
        _("Enter the action"),
        [
            _meeting(view),
            Field("what", _("What is to be done"), required=False),
            Field("owner", _("Who does it"), required=False),
            Field("due", _("By when"), Kind.DAY),
        ],
        make,
    )


def _close(view: YearView) -> ActForm:
    work = view.year.technical_forum
    still = [(key, one.what) for key, one in work.tasks.items() if key not in work.closed]

    def make(values: Values) -> CloseTask:
        return CloseTask(values["id"], values["outcome"], values["on"])

    return ActForm(
        "close",
        Act.COORDINATE,
        _("Close an action that was agreed"),
        _("Say how it ended."),
        Art(60, 1),
        _("Close the action"),
        [
            Field("id", _("Action"), Kind.CHOICE, choices=still),
            day_field(_("Day")),
            Field("outcome", _("Outcome"), Kind.TEXT, required=False),
        ],
        make,
    )


def _wish(visit: Visit, view: YearView) -> ActForm:
    def make(values: Values) -> ExpressPreference:
        return ExpressPreference(values["state"], values["on"], values["wish"], values["reason"])

    def notes(values: Values) -> Sequence[str]:
        found = prohibited_grounds(values["wish"])
        said = _(
            "this preference touches %(grounds)s; it is recorded with that mark and your reason"
        )
        return [said % {"grounds": ", ".join(found)}] if found else []

    return ActForm(
        "preference",
        Act.ACT_FOR_STATE,
        _("Voice a preference"),
        _(
            "At the first meeting only. It binds nobody and never justifies a refusal; vulnerable"
            " persons come first."
        ),
        Art(60, 4),
        _("Voice the preference"),
        [
            choices.acting_state(visit, view),
            day_field(_("Day of the first meeting")),
            Field(
                "wish",
                _("Preference"),
                Kind.TEXT,
                _("Profiles and planning; without nationality, religion, sex or the like."),
                required=False,
            ),
            Field(
                "reason",
                _("Reason, if it touches such a ground"),
                Kind.TEXT,
                required=False,
                optional=True,
            ),
        ],
        make,
        state="state",
        notes=notes,
    )


def _distribution() -> ActForm:
    def make(values: Values) -> DecideDistribution:
        return DecideDistribution(
            Measure.RELOCATION,
            _deliveries(values["deliveries"]),
            values["by"],
            values["reasons"],
            values["on"],
        )

    return ActForm(
        DISTRIBUTION,
        Act.COORDINATE,
        _("Decide the distribution of relocations"),
        _("A person decides, with reasons; the proposal is only where to start from."),
        Art(60, 2),
        _("Decide this distribution"),
        [
            day_field(_("Day of the decision")),
            Field(
                "deliveries",
                _("Deliveries"),
                Kind.LINES,
                _("One a line: from, to, month, people; for example DE IT 2026-12 40."),
                start="\n" * 8,
            ),
            Field("by", _("Who decides: name and office"), required=False),
            Field("reasons", _("Reasons"), Kind.TEXT, required=False),
        ],
        make,
    )


def _deliveries(lines: Sequence[str]) -> Deliveries:
    found = []
    problems = []
    for number, line in enumerate(lines, 1):
        match = _DELIVERY.fullmatch(line.strip())
        if match is None or not 1 <= int(match[4]) <= 12:  # noqa: PLR2004 - months
            what = _('line %(number)s, "%(line)s", cannot be read') % {
                "number": number,
                "line": line[:40],
            }
            problems.append(Problem(what, "DE IT 2026-12 40", column="deliveries"))
            continue
        month = date(int(match[3]), int(match[4]), 1)
        found.append((match[1].upper(), match[2].upper(), month, Persons(int(match[5]))))
    if problems:
        raise InputError(problems)
    return tuple(found)


def _relocate(visit: Visit, view: YearView) -> ActForm:
    def make(values: Values) -> Implement:
        return Implement(
            values["state"],
            values["towards"],
            Measure.RELOCATION,
            values["amount"],
            values["on"],
            source_of_form(values),
            begun=values["begun"],
        )

    return ActForm(
        "delivered",
        Act.ACT_FOR_STATE,
        _("Record relocations that were carried out"),
        _("Counts only: no person is named here."),
        Art(60, 3),
        _("Record the relocations"),
        [
            choices.acting_state(visit, view),
            Field(
                "towards",
                _("Relocated from"),
                Kind.CHOICE,
                choices=choices.benefitting(view),
            ),
            Field("amount", _("People"), Kind.PERSONS),
            day_field(_("Day of arrival")),
            Field(
                "begun",
                _("Day on which they began"),
                Kind.DAY,
                _("Only for what arrives after the year."),
                required=False,
                optional=True,
            ),
            document_field(),
        ],
        make,
        state="state",
    )
