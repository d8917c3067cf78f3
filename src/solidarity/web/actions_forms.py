"""Actions the money pays for, and alternative measures, as forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from solidarity.cycle.s08_forum import CheckAlternative, SignAlternative
from solidarity.cycle.s08_implementation import (
    Implement,
    ListAction,
    ProgressAction,
    RequestAlternative,
    StartAlternative,
)
from solidarity.terms.citations import Art
from solidarity.terms.quantities import Kind as Measure
from solidarity.web import choices
from solidarity.web.acts import ActForm, Values, day_field, document_field, source_of_form
from solidarity.web.desk import YearView
from solidarity.web.fields import Field, Kind, state_name
from solidarity.web.roles import Act
from solidarity.web.text import _
from solidarity.web.visit import Visit


def forms(visit: Visit, view: YearView) -> Sequence[ActForm]:
    """Give the acts of Arts 64 and 65."""
    return [
        _list(visit, view),
        _progress(visit, view),
        _request(visit, view),
        _check(view),
        _sign(visit, view),
        _start(visit, view),
        _delivered(visit, view),
    ]


def _list(visit: Visit, view: YearView) -> ActForm:
    known = view.year.implementation.actions

    def make(values: Values) -> ListAction:
        return ListAction(
            choices.new_id(f"A-{values['state']}", known),
            values["state"],
            values["objective"],
            values["programme"],
            values["amount"],
            values["third_country"],
            values["on"],
            values["fits"],
        )

    return ActForm(
        "list",
        Act.ACT_FOR_STATE,
        _("Submit an action for financing"),
        _("It stands in the Coordinator's inventory, open to the forum."),
        Art(64, 2),
        _("Submit the action"),
        [
            choices.acting_state(visit, view),
            Field(
                "objective",
                _("Objective it serves"),
                Kind.TEXT,
                _("Of Art. 56(2)(b), or of Art. 56(3) for a third country."),
                required=False,
            ),
            Field("programme", _("Union programme"), help=_("AMIF, BMVI, …"), required=False),
            Field("amount", _("Amount, EUR"), Kind.EURO),
            Field("third_country", _("Is it in or for a third country?"), Kind.YES_NO),
            Field(
                "fits", _("Settled with the Commission that it fits the objectives?"), Kind.YES_NO
            ),
            day_field(_("Day")),
        ],
        make,
        state="state",
    )


def _mine(visit: Visit, codes: Sequence[str]) -> bool:
    return any(visit.person.may(Act.ACT_FOR_STATE, code) for code in codes)


def _progress(visit: Visit, view: YearView) -> ActForm:
    listed = view.year.implementation.actions
    mine = [
        (key, f"{key}: {one.objective[:60]}")
        for key, one in listed.items()
        if _mine(visit, (one.by,))
    ]

    def make(values: Values) -> ProgressAction:
        return ProgressAction(values["id"], values["progress"], values["on"])

    return ActForm(
        "progress",
        Act.ACT_FOR_STATE,
        _("Report the progress of an action"),
        _("To the Commission and the forum; the yearly report draws on it."),
        Art(64, 5),
        _("Report the progress"),
        [
            Field("id", _("Action"), Kind.CHOICE, choices=mine),
            day_field(_("Day of the report")),
            Field("progress", _("Progress"), Kind.TEXT),
        ],
        make,
        state="",
    )


def _request(visit: Visit, view: YearView) -> ActForm:
    known = view.year.implementation.requested

    def make(values: Values) -> RequestAlternative:
        return RequestAlternative(
            choices.new_id("M", known),
            values["state"],
            values["to"],
            values["measure"],
            values["on"],
        )

    return ActForm(
        "request",
        Act.ACT_FOR_STATE,
        _("Ask for an alternative measure"),
        _("Alternative measures rest on a specific request of the benefitting Member State."),
        Art(65, 1),
        _("Ask for the measure"),
        [
            choices.acting_state(visit, view),
            Field("to", _("Asked of"), Kind.CHOICE, choices=choices.contributing(view)),
            Field("measure", _("Measure"), Kind.TEXT, _("What is needed, where, for how long.")),
            day_field(_("Day of the request")),
        ],
        make,
        state="state",
    )


def _measures(view: YearView, codes: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Offer the measures that have not begun; only those of some states if they are given."""
    implementation = view.year.implementation
    return [
        (key, f"{key}: {state_name(one.to)} {_('for')} {state_name(one.by)}, {one.measure[:60]}")
        for key, one in implementation.requested.items()
        if key not in implementation.started
        and (codes is None or one.by in codes or one.to in codes)
    ]


def _check(view: YearView) -> ActForm:
    def make(values: Values) -> CheckAlternative:
        return CheckAlternative(
            values["id"],
            values["by"],
            values["note"],
            values["on"],
            duplicates_agency=values["duplicates_agency"],
            duplicates_union_funding=values["duplicates_union_funding"],
            owed_to_agencies=values["owed_to_agencies"],
        )

    def question(name: str, words: str) -> Field:
        return Field(name, words, Kind.YES_NO)

    return ActForm(
        "check",
        Act.COORDINATE,
        _("Check that a measure is done by nobody else"),
        _("Alternative measures come on top of agencies' operations and Union funding."),
        Art(65, 2),
        _("Record the check"),
        [
            Field("id", _("Measure"), Kind.CHOICE, choices=_measures(view)),
            question("duplicates_agency", _("Does a Union agency already do this there?")),
            question("duplicates_union_funding", _("Does Union funding already pay for it?")),
            question("owed_to_agencies", _("Is it owed to an agency anyway?")),
            Field("by", _("Who checked: name and office"), required=False),
            Field(
                "note", _("Who was asked, what was found"), Kind.TEXT, required=False, optional=True
            ),
            day_field(_("Day of the check")),
        ],
        make,
    )


def _codes(visit: Visit) -> list[str] | None:
    return [visit.person.state] if visit.person.state else None


def _sign(visit: Visit, view: YearView) -> ActForm:
    def make(values: Values) -> SignAlternative:
        return SignAlternative(values["id"], values["state"], values["value"], values["on"])

    return ActForm(
        "sign",
        Act.ACT_FOR_STATE,
        _("Sign the value of an alternative measure"),
        _(
            "When both states have signed the same value it is agreed, and the Coordinator, who"
            " keeps this journal, is told. Only then can it begin."
        ),
        Art(65, 1),
        _("Sign this value"),
        [
            choices.acting_state(visit, view, _("Signed for")),
            Field("id", _("Measure"), Kind.CHOICE, choices=_measures(view, _codes(visit))),
            Field("value", _("Concrete value, EUR"), Kind.EURO),
            day_field(_("Day of the signature")),
        ],
        make,
        state="state",
    )


def _start(visit: Visit, view: YearView) -> ActForm:
    def make(values: Values) -> StartAlternative:
        return StartAlternative(values["id"], values["on"])

    return ActForm(
        "start",
        Act.ACT_FOR_STATE,
        _("Record that an alternative measure began"),
        _("After request, check and both signatures."),
        Art(65, 1),
        _("Record the beginning"),
        [
            Field("id", _("Measure"), Kind.CHOICE, choices=_measures(view, _codes(visit))),
            day_field(_("Day on which it began")),
        ],
        make,
    )


def _delivered(visit: Visit, view: YearView) -> ActForm:
    implementation = view.year.implementation
    begun: dict[str, Any] = {
        key: one
        for key, one in implementation.requested.items()
        if key in implementation.started and _mine(visit, (one.to,))
    }
    offered = [(key, f"{key}: {one.measure[:60]}") for key, one in begun.items()]

    def make(values: Values) -> Implement:
        one = begun[values["id"]]
        return Implement(
            one.to,
            one.by,
            Measure.ALTERNATIVE,
            values["value"],
            values["on"],
            source_of_form(values),
            alternative=values["id"],
        )

    return ActForm(
        "delivered",
        Act.ACT_FOR_STATE,
        _("Record what was done of an alternative measure"),
        _("At its concrete value; it counts as financial solidarity."),
        Art(60, 3),
        _("Record what was done"),
        [
            Field("id", _("Measure"), Kind.CHOICE, choices=offered),
            Field("value", _("Value, EUR"), Kind.EURO),
            day_field(_("Day")),
            document_field(),
        ],
        make,
    )
