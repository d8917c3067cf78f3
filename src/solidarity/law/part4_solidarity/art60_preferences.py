"""
Art. 60(4): which words of a preference touch a ground on which nobody may be treated worse.

States may voice reasonable preferences on profiles at the first meeting of the Technical-Level
Forum. They bind nobody and never justify a refusal (R-018). A wish that names a ground of Art. 21
of the Charter, or that would leave vulnerable persons behind, is not forbidden by a list of words:
it is marked, and whoever voices it says why.
"""

from __future__ import annotations

import re
from typing import Final

from solidarity.terms.citations import Art
from solidarity.terms.findings import rule

_ORIGINS: Final = (
    "afghan|albanian|algerian|armenian|azerbaijani|bangladesh|belarus|cameroon|chinese|colombian"
    "|congolese|cuban|egyptian|eritrea|ethiopia|gambian|georgian|ghana|guinea|haitian|indian|iran"
    "|iraq|ivorian|kosovar|kurd|lebanese|libyan|malian|mauritania|moldovan|morocc|myanmar|nepalese"
    "|nigeria|pakistan|palestinian|peruvian|russian|senegal|serbian|sierra leone|somali"
    "|sri lankan|sudan|syria|tajik|tunisia|turk|ukrain|uzbek|venezuela|vietnam|yemen"
)

_VULNERABLE: Final = (
    r"vulnerab|unaccompanied|minors?\b|child|infant|pregnan|disab|elderly|victim|single parent"
    r"|tortur|traffick|\bill\b|sick|medical|mental"
)

_BELIEFS: Final = (
    r"religio|\bfaith\b|belief|christian|muslim|islam|jewish|\bjews?\b|catholic|orthodox"
    r"|yazidi|yezidi|hindu|buddhis|atheis|shi[ai]|sunni"
)

_WORDS: Final = (
    ("nationality", rf"nationalit|nationals?\b|citizens?\b|country of origin|\b(?:{_ORIGINS})\w*"),
    ("race, colour or ethnic origin", r"\brac(?:e|ial)\b|skin|\bcolou?r\b|ethnic|\broma\b|tribe"),
    ("religion or belief", _BELIEFS),
    (
        "sex or gender",
        r"\b(?:wo)?m[ae]n\b|\bmales?\b|\bfemales?\b|\bboys?\b|\bgirls?\b|gender|\bsex\b",
    ),
    ("sexual orientation", r"sexual|\bgay\b|lesbian|homosexual|lgbt"),
    ("age", r"\bage[ds]?\b|\byoung\b|\bold\b|elderly|\byears\b|\badults?\b|working age"),
    ("language", r"language|[- ]speak|\bspeak|francophone|anglophone|arabophone"),
    ("disability or health", r"disab|healthy|\bfit\b|illness|\bsick|medical"),
    (
        "social origin, property or birth",
        r"educat|graduat|skilled|qualif|profession|social origin|wealth|propert|\bbirth\b|literate",
    ),
    ("political opinion", r"politic|opinion"),
    ("membership of a minority", r"minorit"),
    ("genetic features", r"genetic|\bdna\b"),
)

_LEFT_OUT: Final = re.compile(
    r"\b(?:no|not|non|without|except|excluding|exclude|other than|rather than|fewer|refuse)\b"
    rf"[^.;]*?(?:{_VULNERABLE})"
)
_GROUNDS: Final = tuple((ground, re.compile(words)) for ground, words in _WORDS)

VULNERABLE_FIRST: Final = "vulnerable persons come first"
"""What is said of a wish that would leave out those to whom primary consideration is given."""


@rule(Art(60, 4), reading="R-018")
def prohibited_grounds(wish: str) -> tuple[str, ...]:
    """
    Name the grounds a wish touches, so that it is marked and needs a reason.

    The words are English; what they miss is for the reader of the log, and what they mark needs no
    more than a reason. A wish that is not marked is not thereby reasonable.

    Args:
        wish: The preference, in words.

    Returns:
        The grounds of Art. 21 of the Charter that it names, then `VULNERABLE_FIRST` if it would
        leave vulnerable persons out; nothing if it names none.
    """
    words = " ".join(wish.casefold().split())
    named = tuple(ground for ground, pattern in _GROUNDS if pattern.search(words))
    return (*named, VULNERABLE_FIRST) if _LEFT_OUT.search(words) else named


@rule(Art(60, 4), reading="R-018")
def may_be_voiced(*, wish: str, reason: str) -> bool:
    """
    Decide whether a preference can be entered as it stands.

    Args:
        wish: The preference, in words.
        reason: Why a wish that touches such a ground is reasonable; "" if none is given.

    Returns:
        True if it touches no ground, or if a reason is given.
    """
    return not prohibited_grounds(wish) or bool(reason.strip())
