"""
The language of the pages: every text goes through `_`, from the first page on.

English is written in the code. The other official languages are set up: a catalogue in
`locale/xx/LC_MESSAGES/solidarity.mo` is found and used. The pseudo-locale `en-XA` lengthens and
accents every text that went through `_`, so that one that did not is seen.
"""

from __future__ import annotations

import gettext as catalogues
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = frozenset(
    {
        *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
        *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
    }
)
"""The 24 official languages."""

PSEUDO: Final = "en-XA"
LOCALE: Final = Path(__file__).parent / "locale"

_ACCENTS: Final = str.maketrans("aeiouycnAEIOUYCN", "àéîöûýçñÀÉÎÖÛÝÇÑ")
_language: ContextVar[str] = ContextVar("language", default="en")


class _Pseudo(catalogues.NullTranslations):
    """Accents every text and makes it a third longer, as German or Finnish would be."""

    def gettext(self, message: str) -> str:
        longer = " ·" * max(1, len(message) // 6)
        parts = message.split("%(")
        told = [parts[0].translate(_ACCENTS)]
        for part in parts[1:]:
            name, close, rest = part.partition(")")
            told.append(f"%({name}{close}{rest[:1]}{rest[1:].translate(_ACCENTS)}")
        return f"[{''.join(told)}{longer}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@lru_cache(maxsize=32)
def _catalogue(language: str) -> catalogues.NullTranslations:
    if language == PSEUDO:
        return _Pseudo()
    return catalogues.translation("solidarity", LOCALE, [language], fallback=True)


def has(language: str) -> bool:
    """Tell whether pages can be shown in a language."""
    catalogue = LOCALE / language / "LC_MESSAGES" / "solidarity.mo"
    return language in {"en", PSEUDO} or catalogue.is_file()


def preferred(accepted: str) -> str:
    """
    Choose the language of a page.

    Args:
        accepted: The header Accept-Language.

    Returns:
        The first language asked for that there is; English if none is there.
    """
    for part in accepted.split(",")[:20]:
        language = part.partition(";")[0].strip()
        short = language.partition("-")[0].lower()
        if language == PSEUDO:
            return PSEUDO
        if short in LANGUAGES and has(short):
            return short
    return "en"


def speak(language: str) -> None:
    """Use a language from here on in this request."""
    _language.set(language)


def spoken() -> str:
    """Give the language of this request."""
    return _language.get()


def _(message: str) -> str:
    """Say a text in the language of this request."""
    return _catalogue(_language.get()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Say a text in the language of this request, in the form that goes with a number."""
    return _catalogue(_language.get()).ngettext(one, many, number)
