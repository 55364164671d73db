"""Texts in every language at once, for what shows any of them, or two side by side: sheets, legends, names of layers.

A catalogue that lies in locales/ is a language: what readers may ask for is made from those there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale

from geo.common.messages import (
    SECOND_LANGUAGE,
    SOURCE_LANGUAGE,
    _,
    languages_with_catalogue,
    pgettext,
    speaking,
)
from geo.common.messages import language as spoken_language

BOTH = "both"
"""The source language beside the second: the two that names of the data are kept in."""
SPOKEN: tuple[str, ...] = (
    SOURCE_LANGUAGE,
    SECOND_LANGUAGE,
    *sorted(languages_with_catalogue() - {SOURCE_LANGUAGE, SECOND_LANGUAGE}),
)
"""The languages that texts are said in: the one they are written in, the second, and every other with a catalogue."""
Language = str
"""What a reader may ask for: one of LANGUAGES."""
LANGUAGES: tuple[Language, ...] = (*SPOKEN, BOTH)

_WHERE_IT_IS_SPOKEN = {SECOND_LANGUAGE: f"{SECOND_LANGUAGE}_SY"}
"""Months are called as they are there."""

RIGHT_TO_LEFT_MARK, LEFT_TO_RIGHT_MARK = "\u200f", "\u200e"
"""Before and after Arabic within a line that runs the other way: its numbers stay where they belong."""


@cache
def locale_of(language: Language) -> Locale:
    """How months and days are called in a language."""
    return Locale.parse(_WHERE_IT_IS_SPOKEN.get(language, language))


@cache
def own_name(language: Language) -> str:
    """What a language is called in itself."""
    return str(Locale.parse(language).display_name)


def spoken_by(language: Language) -> Language:
    """What is said in one language only to a reader of `language`, who may want both."""
    return SOURCE_LANGUAGE if language == BOTH else language


def languages_in(language: Language) -> tuple[Language, ...]:
    """The one or the two languages that a reader of `language` reads."""
    return (SOURCE_LANGUAGE, SECOND_LANGUAGE) if language == BOTH else (language,)


@cache
def is_right_to_left(language: Language) -> bool:
    """Whether what is made for a reader of `language` runs from right to left."""
    return locale_of(spoken_by(language)).character_order == "right-to-left"


@dataclass(frozen=True, init=False)
class Phrase:
    """One text in each language of SPOKEN, in their order. What is kept in English and Arabic only, as are names of the
    data, stands in English in every other."""

    texts: tuple[str, ...]

    def __init__(self, english: str, arabic: str, *further: str) -> None:
        untold = len(SPOKEN) - 2 - len(further)
        object.__setattr__(self, "texts", (english, arabic, *further, *[english] * untold))

    @property
    def en(self) -> str:
        return self.texts[0]

    @property
    def ar(self) -> str:
        return self.texts[1]

    def say(self, language: Language = "", between: str = " · ") -> str:
        """The text as the reader asked for it, or in the language that is spoken; both, with `between` them and the
        Arabic marked, where both are wanted."""
        if language != BOTH:
            return self.texts[SPOKEN.index(language or spoken_language())]
        if self.en == self.ar:
            return self.en
        return f"{self.en}{between}{RIGHT_TO_LEFT_MARK}{self.ar}{LEFT_TO_RIGHT_MARK}"

    def set_apart(self, language: Language, between: str = " · ") -> str:
        """The same for what sets the two apart by itself: neither is marked."""
        return between.join(dict.fromkeys(self.say(one) for one in languages_in(language)))

    def each(self, change: Callable[[str], str]) -> Phrase:
        """The text with `change` made to it in each language."""
        return Phrase(*map(change, self.texts))

    def fill(self, **values: object) -> Phrase:
        """The text with its {gaps} filled, to be set as a line: Arabic that begins with Latin letters is marked."""
        return self.format(**values).marked()

    def format(self, **values: object) -> Phrase:
        """The text with its {gaps} filled; a Phrase fills each language with its own."""

        def filled(language: Language) -> str:
            told = {key: value.say(language) if isinstance(value, Phrase) else value for key, value in values.items()}
            return self.say(language).format(**told)

        return in_each(filled)

    def join(self, parts: Iterable[Phrase]) -> Phrase:
        """The parts with this between them, in each language."""
        joined = list(parts)
        return in_each(lambda language: self.say(language).join(part.say(language) for part in joined))

    def marked(self) -> Phrase:
        """The text to be set as a line: what runs from right to left and begins with Latin letters is marked."""
        return in_each(lambda one: from_right(self.say(one)) if is_right_to_left(one) else self.say(one))


def in_each(say: Callable[[Language], str]) -> Phrase:
    """What `say` says of each language, while that is spoken."""
    said = []
    for language in SPOKEN:
        with speaking(language):
            said.append(say(language))
    return Phrase(*said)


def phrase(english: str, context: str = "") -> Phrase:
    """A text in every language, each from its catalogue; `context` where the words alone would mean two things.

    It may stand at the head of a module: a catalogue is read once.
    """
    return in_each(lambda _language: pgettext(context, english) if context else _(english))


COMMA, SEMICOLON = phrase(", "), phrase("; ")
"""Between the parts of a list."""


def from_right(text: str) -> str:
    """An Arabic text; one that begins with Latin letters is marked to run from right to left all the same."""
    return f"{RIGHT_TO_LEFT_MARK}{text}" if text[:1].isascii() and text[:1].isalpha() and not text.isascii() else text
