"""What a briefing is asked to be: one frozen value that every kind of output understands and carries with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from briefing.job.errors import BriefingError
from briefing.job.page_sizes import PAGES
from geo.common.dates import read_day
from geo.common.messages import L_, SOURCE_LANGUAGE, Sentence, joined
from geo.common.phrases import LANGUAGES, Language
from geo.query.event_filters import Vocabulary
from geo.query.filters import Filters
from map.layer import MAP_MODES, MapMode, RenderOptions
from map.layer_choice import layers_from_text, layers_to_text

Kind = Literal["map", "change", "series"]
Tlp = Literal["clear", "green", "amber", "amber+strict", "red"]

KINDS: tuple[Kind, ...] = get_args(Kind)
TLPS: tuple[Tlp, ...] = get_args(Tlp)

WIDTHS = (800, 1920)
"""px of a film: below, type cannot be read; above, films are larger than any screen needs."""

DAYS_PER_SECOND = (0.2, 10.0)

Word = TypeVar("Word", bound=str)
Number = TypeVar("Number", int, float)

UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
"""Unicode categories of control characters, halves of a character, and line breaks."""

LONGEST_TITLE = 120
"""Characters of a title of one's own: more of them do not fit over a sheet."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """The filters, the layers, what the map shows first and how the sheet is set.

    `title` "" takes the title from the filters. `made_on` is printed where it is given; it is asked for and not
    looked up, for the same request is to make the same bytes on any day. `width` (px) and `days_per_second` are
    those of a film; where its range is taken in steps of several days, it is so many steps a second.
    """

    filters: Filters
    layers: frozenset[str]
    kind: Kind = "map"
    page: str = "A4"
    language: Language = SOURCE_LANGUAGE
    mode: MapMode = "change"
    tlp: Tlp | None = None
    title: str = ""
    made_on: date | None = None
    width: int = 1280
    days_per_second: float = 2.0

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, KINDS)
        _one_of("page", self.page, tuple(PAGES))
        _one_of("language", self.language, LANGUAGES)
        _one_of("mode", self.mode, MAP_MODES)
        if self.tlp is not None:
            _one_of("tlp", self.tlp, TLPS)
        if len(self.title) > LONGEST_TITLE:
            raise BriefingError(
                L_("The title has {count} characters. Use at most {most}.", count=len(self.title), most=LONGEST_TITLE)
            )
        if any(unicodedata.category(letter) in UNPRINTABLE for letter in self.title):
            raise BriefingError(L_("The title holds a character that cannot be printed. Type it anew, in one line."))
        if not WIDTHS[0] <= self.width <= WIDTHS[1] or self.width % 2:
            raise BriefingError(
                L_(
                    "A film cannot be {width} px wide. Use an even number from {widths}.",
                    width=self.width,
                    widths=_span(WIDTHS),
                )
            )
        if not DAYS_PER_SECOND[0] <= self.days_per_second <= DAYS_PER_SECOND[1]:
            raise BriefingError(
                L_(
                    "A film cannot play {speed:g} days a second. Use a number from {span}.",
                    speed=self.days_per_second,
                    span=_span(DAYS_PER_SECOND),
                )
            )

    @property
    def look(self) -> RenderOptions:
        """Paper is light, whatever the screen is."""
        return RenderOptions(self.language, "light", self.mode)

    @property
    def link(self) -> str:
        """The page's own link to this view, as "?from=...": it opens on any host that serves the theatre."""
        query = {**self.filters.to_query(), "layers": layers_to_text(self.layers)}
        if self.language != SOURCE_LANGUAGE:
            query["lang"] = self.language
        if self.mode != Request.mode:
            query["mode"] = self.mode
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
        if self.mode != Request.mode:
            words["mode"] = self.mode
        if self.tlp:
            words["tlp"] = self.tlp
        if self.title:
            words["title"] = self.title
        if self.made_on:
            words["made-on"] = self.made_on.isoformat()
        if self.width != Request.width:
            words["width"] = str(self.width)
        if self.days_per_second != Request.days_per_second:
            words["days-per-second"] = repr(self.days_per_second)
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
        ignored += [L_("there is no layer {word}", word=word[:40]) for word in unknown]
        if ignored:
            raise BriefingError(L_("The request cannot be read: {ignored}.", ignored=joined(ignored, "; ")))
        made_on = words.get("made-on")
        return cls(
            filters=filters,
            layers=chosen,
            kind=_one_of("kind", words.get("kind", "map"), KINDS),
            page=words.get("page", "A4"),
            language=_one_of("language", words.get("lang", "en"), LANGUAGES),
            mode=_one_of("mode", words.get("mode", Request.mode), MAP_MODES),
            tlp=_one_of("tlp", words["tlp"], TLPS) if "tlp" in words else None,
            title=words.get("title", ""),
            made_on=_day(made_on) if made_on else None,
            width=_number("width", words, int, Request.width),
            days_per_second=_number("days-per-second", words, float, Request.days_per_second),
        )


def _span(ends: tuple[float, float]) -> Sentence:
    return L_("{first:g} to {last:g}", first=ends[0], last=ends[1])


def _number(key: str, words: Mapping[str, str], kind: Callable[[str], Number], default: Number) -> Number:
    try:
        return kind(words[key]) if key in words else default
    except ValueError as error:
        raise BriefingError(
            L_("The {key} {words!r} is no number. Write one in digits.", key=key, words=words[key][:40])
        ) from error


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError as error:
        raise BriefingError(L_("The request cannot be read: made-on={text} is not a day.", text=text[:40])) from error


WHATS = {
    "kind": L_("kind"),
    "page": L_("page"),
    "language": L_("language"),
    "mode": L_("mode"),
    "tlp": L_("TLP marking"),
}
"""What is chosen among words, as an error calls it."""


def _one_of(what: str, word: str, known: tuple[Word, ...]) -> Word:
    for one in known:
        if one == word:
            return one
    raise BriefingError(
        L_("There is no {what} {word!r}. Use one of {known}.", what=WHATS[what], word=word[:40], known=", ".join(known))
    )
