"""Texts in both languages at once, for what shows either or both: sheets, legends, names of layers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, get_args

from geo.common.messages import SECOND_LANGUAGE, _, pgettext, speaking

Language = Literal["en", "ar", "both"]
"""What a reader may ask for."""
Spoken = Literal["en", "ar"]
SPOKEN: tuple[Spoken, Spoken] = get_args(Spoken)
"""The languages that texts are said in: the one they are written in, and the second."""
SECOND_LOCALE = f"{SECOND_LANGUAGE}_SY"
"""Where the second is spoken: months are called as they are there."""

RIGHT_TO_LEFT_MARK, LEFT_TO_RIGHT_MARK = "\u200f", "\u200e"
"""Before and after Arabic within a line that runs the other way: its numbers stay where they belong."""


class Phrase(NamedTuple):
    """One text in both languages."""

    en: str
    ar: str

    def say(self, language: Language, between: str = " · ") -> str:
        """The text as the reader asked for it; both, with `between` them, where both are wanted."""
        if language == "both":
            return (
                self.en
                if self.en == self.ar
                else f"{self.en}{between}{RIGHT_TO_LEFT_MARK}{self.ar}{LEFT_TO_RIGHT_MARK}"
            )
        return self.ar if language == "ar" else self.en

    def fill(self, **values: object) -> Phrase:
        """The text with its {gaps} filled, to be set as a line: Arabic that begins with Latin letters is marked."""
        filled = self.format(**values)
        return Phrase(filled.en, from_right(filled.ar))

    def format(self, **values: object) -> Phrase:
        """The text with its {gaps} filled; a Phrase fills each language with its own."""
        return Phrase(
            self.en.format(**{key: getattr(value, "en", value) for key, value in values.items()}),
            self.ar.format(**{key: getattr(value, "ar", value) for key, value in values.items()}),
        )

    def join(self, parts: Iterable[tuple[str, str]]) -> Phrase:
        """The parts with this between them, in each language."""
        english, arabic = zip(*parts, strict=True)
        return Phrase(self.en.join(english), self.ar.join(arabic))


def phrase(english: str, context: str = "") -> Phrase:
    """A text in both languages, the second from its catalogue; `context` where the words alone would mean two things.

    It may stand at the head of a module: the catalogue is read once.
    """
    with speaking(SECOND_LANGUAGE):
        return Phrase(english, pgettext(context, english) if context else _(english))


COMMA, SEMICOLON = phrase(", "), phrase("; ")
"""Between the parts of a list."""


def from_right(text: str) -> str:
    """An Arabic text; one that begins with Latin letters is marked to run from right to left all the same."""
    return f"{RIGHT_TO_LEFT_MARK}{text}" if text[:1].isascii() and text[:1].isalpha() and not text.isascii() else text


def in_both(say: Callable[[], str]) -> Phrase:
    """What `say` says, in each language."""
    said = []
    for spoken in SPOKEN:
        with speaking(spoken):
            said.append(say())
    return Phrase(*said)
