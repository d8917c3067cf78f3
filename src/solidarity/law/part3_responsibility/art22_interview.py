"""Art. 22: the personal interview."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from solidarity.law.part3_responsibility.checklists import Item, missing
from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

CHECKLIST: Final = (
    Item("questions_asked", Art(22, 1, subparagraph=2), "questions that help find the state"),
    Item("template", Art(22, 1, subparagraph=3), "family template handed over"),
    Item("own_reasons", Art(22, 1, subparagraph=5), "reasons for staying here could be given"),
    Item("language", Art(22, 4), "in the preferred language or one spoken clearly"),
    Item("interpreter", Art(22, 4), "interpreter, where needed"),
    Item("preferred_sex", Art(22, 4), "staff of the preferred sex, if asked and possible"),
    Item("representative", Art(22, 4), "representative of the minor present"),
    Item("child_sensitive", Art(22, 4), "by someone who knows the needs of minors"),
    Item("video_arrangements", Art(22, 5), "rooms, assistance and interpretation for a video link"),
    Item("confidential", Art(22, 6), "confidential, by a qualified person"),
    Item("support", Art(22, 6), "support for special procedural needs"),
    Item("recording", Art(22, 7), "audio recording, announced beforehand"),
    Item("summary", Art(22, 7), "written summary, open to the applicant before the decision"),
    Item("comments", Art(22, 7), "room for comments and corrections"),
)
"""What an interview needs; some of it only for some persons."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Whom the interview is with, and how it is held."""

    minor: bool = False
    unaccompanied_minor: bool = False
    family_signs: bool = False
    interpreter_needed: bool = False
    preference_stated: bool = False
    by_video: bool = False
    special_needs: bool = False


@rule(Art(22, 1), Art(22, 4), Art(22, 5), Art(22, 6), Art(22, 7))
def interview_missing(given: Collection[str], talk: Talk) -> tuple[Item, ...]:
    """
    Find what an interview still lacks.

    Args:
        given: Names of `CHECKLIST` that hold.
        talk: Whom it is with, and how it is held.

    Returns:
        What is owed in this case and not there.
    """
    owed = {
        "template": talk.family_signs,
        "interpreter": talk.interpreter_needed,
        "preferred_sex": talk.preference_stated,
        "representative": talk.unaccompanied_minor,
        "child_sensitive": talk.minor or talk.unaccompanied_minor,
        "video_arrangements": talk.by_video,
        "support": talk.special_needs,
    }
    return tuple(item for item in missing(CHECKLIST, given) if owed.get(item.name, True))


@rule(Art(22, 2))
def may_omit(*, absconded: bool, unexcused: bool, all_given: bool, chance_to_add: bool) -> bool:
    """
    Decide whether the interview may be left out.

    Args:
        absconded: Whether the applicant has absconded.
        unexcused: Whether the applicant stayed away without a justified reason.
        all_given: Whether, after the information of Art. 19, everything relevant was already given
            by other means.
        chance_to_add: Whether the applicant could add to it within the time for the request.

    Returns:
        True in one of the three cases; the third needs the chance to add.
    """
    return absconded or unexcused or (all_given and chance_to_add)


@rule(Art(22, 3))
def is_before_request(*, interview: date | None, request: date, omitted: bool) -> bool:
    """
    Decide whether a take charge request may go out as far as the interview is concerned.

    Args:
        interview: Day of the interview; None if there was none.
        request: Day of the request.
        omitted: Whether it was lawfully left out.

    Returns:
        True if it was held by then or lawfully left out.
    """
    return omitted or (interview is not None and interview <= request)


@rule(Art(22, 7))
def prevailing_record(*, doubt: bool) -> str:
    """Which record of the statements counts: the audio recording where there is doubt."""
    return "recording" if doubt else "summary"
