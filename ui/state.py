"""The page's one state: what is asked of the data, and how it is looked at. Free of Streamlit; it is the link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Literal, TypeVar, get_args

from geo.common.messages import SOURCE_LANGUAGE, _
from geo.common.phrases import LANGUAGES, Language
from geo.common.urls import SEPARATOR
from geo.events.strike_kinds import STRIKE_KIND_NAMES
from geo.query.event_filters import Vocabulary
from geo.query.filters import IN_LINK, Filters
from map.layer import MAP_MODES, MapMode
from map.layer_choice import NO_LAYERS, layers_from_text, layers_to_text
from ui.position import AT

KEYS = IN_LINK | {
    "layers", "mode", "lang", "show", "compare", "theatre", "tab", "tab-kinds", "tab-casualties", AT
}  # fmt: skip
"""Every part a link may have."""

MOST_OF_CHOICES = 100
"""Letters that a notice spends on naming what could be chosen instead."""

Word = TypeVar("Word", bound=str)

Tab = Literal["change", "events", "strikes", "time", "places", "ground", "sources", "agreement", "data"]
TABS: tuple[Tab, ...] = get_args(Tab)
"""The tabs beside the map."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a view may be made of here: the theatre's words, the layers found; `theatres`: what a link may call those
    that can be opened, and what the page calls each."""

    vocabulary: Vocabulary
    layers: tuple[str, ...]
    theatres: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What is listed beside the map: the open tab, and the kinds of strike (none means all) and whether only those with
    casualties, as the tab Strikes lists them. They narrow that list alone, neither map nor figures: those follow the
    filters."""

    tab: Tab = "change"
    strike_kinds: frozenset[str] = frozenset()
    casualties_only: bool = False

    def to_query(self) -> dict[str, str]:
        """The link form of what differs from the above."""
        query: dict[str, str] = {}
        if self.tab != Lists.tab:
            query["tab"] = self.tab
        if self.strike_kinds:
            query["tab-kinds"] = SEPARATOR.join(sorted(self.strike_kinds))
        if self.casualties_only:
            query["tab-casualties"] = "only"
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, str], ignored: list[str]) -> Lists:
        """What a link lists; what of it could not be understood is added to `ignored`."""
        kinds = [kind for kind in query.get("tab-kinds", "").split(SEPARATOR) if kind]
        known = ", ".join(STRIKE_KIND_NAMES)
        ignored += [
            _("{part} is not one of {words}").format(part=f"tab-kinds={kind[:40]}", words=known)
            for kind in kinds
            if kind not in STRIKE_KIND_NAMES
        ]
        return cls(
            tab=_word(query, "tab", TABS, cls.tab, ignored),
            strike_kinds=frozenset(kinds) & STRIKE_KIND_NAMES.keys(),
            casualties_only=_is_on(query, "tab-casualties", "only", ignored),
        )


@dataclass(frozen=True, kw_only=True)
class ViewState:
    """Filters, what the map shows first, the layers that are on, the language of labels, what was clicked last ("" for
    nothing) as `kind:id`, whether the first day is drawn beside the last, what is listed beside the map, and the
    theatre ("" for the one that opens by itself). Where the reader moved the map to is the browser's own part of the
    link (ui/position.py).

    An online base map is no part of it: a link must never make its reader's browser call another host.
    """

    filters: Filters
    layers: frozenset[str]
    mode: MapMode = "change"
    language: Language = SOURCE_LANGUAGE
    selected: str = ""
    compare: bool = False
    lists: Lists = Lists()
    theatre: str = ""

    def to_query(self, usual: ViewState) -> dict[str, str]:
        """The link form: the filters' own words plus the look; short readable text, without what is as in `usual`,
        the view a link without a word opens."""
        said_anyway = usual._words()
        return {key: word for key, word in self._words().items() if said_anyway.get(key) != word}

    def _words(self) -> dict[str, str]:
        query = self.filters.to_query()
        query["layers"] = layers_to_text(self.layers)
        if self.mode != ViewState.mode:
            query["mode"] = self.mode
        if self.language != SOURCE_LANGUAGE:
            query["lang"] = self.language
        if self.selected:
            query["show"] = self.selected
        if self.compare:
            query["compare"] = "yes"
        if self.theatre:
            query["theatre"] = self.theatre
        return query | self.lists.to_query()

    @classmethod
    def from_query(
        cls, query: Mapping[str, str], *, default: ViewState, choices: Choices
    ) -> tuple[ViewState, list[str]]:
        """The view a link opens, and a sentence for each part of it that could not be understood."""
        filters, ignored = Filters.from_query(query, default=default.filters, vocabulary=choices.vocabulary)
        ignored += [_("{part} means nothing here").format(part=key[:40]) for key in query if key not in KEYS]
        mode = _word(query, "mode", MAP_MODES, default.mode, ignored)
        language = _word(query, "lang", LANGUAGES, default.language, ignored)
        compare = _is_on(query, "compare", "yes", ignored)
        theatre = theatre_in(query, choices.theatres)
        if not theatre and (asked := query.get("theatre")):
            there_are = shorten(", ".join(dict.fromkeys(choices.theatres.values())), MOST_OF_CHOICES, placeholder=" …")
            other = _("{part} is not one of {words}: this one is shown instead")
            ignored.insert(0, other.format(part=f"theatre={asked[:40]}", words=there_are))
        return (
            cls(
                filters=filters,
                layers=_layers(query.get("layers"), default.layers, set(choices.layers), ignored),
                mode=mode,
                language=language,
                selected=query.get("show", ""),
                compare=compare,
                lists=Lists.from_query(query, ignored),
                theatre=theatre,
            ),
            ignored,
        )


def theatre_in(query: Mapping[str, str], theatres: Mapping[str, str]) -> str:
    """The theatre a link opens, as the page calls it; "" where it names none, or one that is not here. A link names no
    path."""
    return theatres.get(query.get("theatre", ""), "")


def _word(query: Mapping[str, str], key: str, known: Sequence[Word], default: Word, ignored: list[str]) -> Word:
    """One of the words a part of the link may be; `default` where it is left out, or is none of them."""
    asked = query.get(key, default)
    found = next((word for word in known if word == asked), None)
    if found is None:
        ignored.append(_("{part} is not one of {words}").format(part=f"{key}={asked[:40]}", words=", ".join(known)))
        return default
    return found


def _is_on(query: Mapping[str, str], key: str, on: str, ignored: list[str]) -> bool:
    """Whether a part of the link says `on`; anything else that it says is told in `ignored`."""
    asked = query.get(key)
    if asked not in (None, on):
        ignored.append(_("{part} is not {word}").format(part=f"{key}={asked[:40]}", word=on))
    return asked == on


def _layers(text: str | None, default: frozenset[str], known: Set[str], ignored: list[str]) -> frozenset[str]:
    if text is None:
        return default
    found, unknown = layers_from_text(text, known)
    ignored.extend(_("there is no layer {name}").format(name=word[:40]) for word in unknown)
    return found if found or text == NO_LAYERS else default
