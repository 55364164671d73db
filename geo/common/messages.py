"""What the program says, in the language its reader chose: texts stand in English where they are said, and in
locales/<language>/LC_MESSAGES/frontline.po in every other."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parents[2] / "locales"
SOURCE_LANGUAGE = "en"
"""What texts are written in where they are said; it needs no catalogue."""

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def _(message: str) -> str:
    """The text in the reader's language; as it is written where the catalogue has none.

    Gaps are filled afterwards, as in `_("{place} falls").format(place=name)`: translators get the text with its gaps.
    """
    return _catalogue(_language.get()).gettext(message)


def pgettext(context: str, message: str) -> str:
    """The text where its words alone would mean two things; `context` says which, for translators."""
    return _catalogue(_language.get()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """The text as it stands, marked for the catalogue: for a constant that is said later, with `_`."""
    return message


def ngettext(one: str, many: str, number: int) -> str:
    """The text for this number, by the plural rules of the reader's language."""
    return _catalogue(_language.get()).ngettext(one, many, number)


def either(english: str, arabic: str) -> str:
    """Of a text or name that is kept in both languages the one that is spoken; English where there is no Arabic."""
    return arabic if arabic and language() == "ar" else english


def language() -> str:
    """The language that is spoken now, as in "ar"."""
    return _language.get()


def speak(chosen: str) -> None:
    """Say everything in this language from now on, within this thread."""
    _language.set(chosen)


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Say everything in this language for a while."""
    before = _language.set(chosen)
    try:
        yield
    finally:
        _language.reset(before)


@cache
def _catalogue(of: str) -> gettext.NullTranslations:
    path = LOCALES / of / "LC_MESSAGES" / "frontline.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=of))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
