"""What a briefing is asked to be: one frozen value that every kind of output understands and carries with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from briefing.errors import BriefingError
from briefing.pages import PAGES
from geo.filters import Filters, Vocabulary
from layers.base import Language, Look
from layers.choice import layers_from_text, layers_to_text

Kind = Literal["map", "change", "series"]
Tlp = Literal["clear", "green", "amber", "red"]

KINDS: tuple[Kind, ...] = get_args(Kind)
TLPS: tuple[Tlp, ...] = get_args(Tlp)
LANGUAGES: tuple[Language, ...] = get_args(Language)

Word = TypeVar("Word", bound=str)

UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
"""Unicode categories of control characters, halves of a character, and line breaks."""

LONGEST_TITLE = 120
"""Characters of a title of one's own: more of them do not fit over a sheet."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """The filters, the layers and how the sheet is set.

    `title` "" takes the title from the filters. `made_on` is printed where it is given; it is asked for and not
    looked up, for the same request is to make the same bytes on any day.
    """

    filters: Filters
    layers: frozenset[str]
    kind: Kind = "map"
    page: str = "A4"
    language: Language = "en"
    tlp: Tlp | None = None
    title: str = ""
    made_on: date | None = None

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, KINDS)
        _one_of("page", self.page, tuple(PAGES))
        _one_of("language", self.language, LANGUAGES)
        if self.tlp is not None:
            _one_of("TLP marking", self.tlp, TLPS)
        if len(self.title) > LONGEST_TITLE:
            raise BriefingError(f"The title has {len(self.title)} characters. Use at most {LONGEST_TITLE}.")
        if any(unicodedata.category(letter) in UNPRINTABLE for letter in self.title):
            raise BriefingError("The title holds a character that cannot be printed. Type it anew, in one line.")

    @property
    def look(self) -> Look:
        """Paper is light, whatever the screen is."""
        return Look(self.language, "light")

    @property
    def link(self) -> str:
        """The page's own link to this view, as "?from=...": it opens on any host that serves the theatre."""
        query = {**self.filters.to_query(), "layers": layers_to_text(self.layers)}
        if self.language != "en":
            query["lang"] = self.language
        return "?" + "&".join(f"{key}={value}" for key, value in query.items())

    def to_query(self) -> dict[str, str]:
        """All of the request as words: what `from_query` reads back."""
        words = {
            **self.filters.to_query(),
            "layers": layers_to_text(self.layers),
            "kind": self.kind,
            "page": self.page,
            "lang": self.language,
        }
        if self.tlp:
            words["tlp"] = self.tlp
        if self.title:
            words["title"] = self.title
        if self.made_on:
            words["made-on"] = self.made_on.isoformat()
        return words

    @classmethod
    def from_query(
        cls, words: Mapping[str, str], *, default: Filters, vocabulary: Vocabulary, layers: frozenset[str]
    ) -> Request:
        """The request that `to_query` wrote.

        Raises
        ------
        BriefingError : a word is missing or means nothing to this theatre: a sheet is made as asked or not at all.
        """
        filters, ignored = Filters.from_query(words, default=default, vocabulary=vocabulary)
        chosen, unknown = layers_from_text(words.get("layers", ""), layers)
        ignored += [f"there is no layer {word[:40]}" for word in unknown]
        if ignored:
            raise BriefingError(f"The request cannot be read: {'; '.join(ignored)}.")
        made_on = words.get("made-on")
        return cls(
            filters=filters,
            layers=chosen,
            kind=_one_of("kind", words.get("kind", "map"), KINDS),
            page=words.get("page", "A4"),
            language=_one_of("language", words.get("lang", "en"), LANGUAGES),
            tlp=_one_of("TLP marking", words["tlp"], TLPS) if "tlp" in words else None,
            title=words.get("title", ""),
            made_on=date.fromisoformat(made_on) if made_on else None,
        )


def _one_of(what: str, word: str, known: tuple[Word, ...]) -> Word:
    for one in known:
        if one == word:
            return one
    raise BriefingError(f"There is no {what} {word[:40]!r}. Use one of {', '.join(known)}.")
