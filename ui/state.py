"""The page's one state: what is asked of the data, and how it is looked at. Free of Streamlit; it is the link."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from textwrap import shorten
from typing import get_args

from geo.query.event_filters import Vocabulary
from geo.query.filters import IN_LINK, Filters
from map.layer import Language
from map.layer_choice import NO_LAYERS, layers_from_text, layers_to_text

KEYS = IN_LINK | {"layers", "lang", "show", "compare", "theatre"}
"""Every part a link may have."""

MOST_OF_CHOICES = 100
"""Letters that a notice spends on naming what could be chosen instead."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a view may be made of here: the theatre's words, the layers found; `theatres`: what a link may call those
    that can be opened, and what the page calls each."""

    vocabulary: Vocabulary
    layers: tuple[str, ...]
    theatres: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ViewState:
    """Filters, the layers that are on, the language of labels, what was clicked last ("" for nothing) as
    `kind:id`, whether the first day is drawn beside the last, and the theatre ("" for the one that opens by itself).

    An online base map is no part of it: a link must never make its reader's browser call another host.
    """

    filters: Filters
    layers: frozenset[str]
    language: Language = "en"
    selected: str = ""
    compare: bool = False
    theatre: str = ""

    def to_query(self) -> dict[str, str]:
        """The link form: the filters' own words plus the look; short readable text."""
        query = self.filters.to_query()
        query["layers"] = layers_to_text(self.layers)
        if self.language != "en":
            query["lang"] = self.language
        if self.selected:
            query["show"] = self.selected
        if self.compare:
            query["compare"] = "yes"
        if self.theatre:
            query["theatre"] = self.theatre
        return query

    @classmethod
    def from_query(
        cls, query: Mapping[str, str], *, default: ViewState, choices: Choices
    ) -> tuple[ViewState, list[str]]:
        """The view a link opens, and a sentence for each part of it that could not be understood."""
        filters, ignored = Filters.from_query(query, default=default.filters, vocabulary=choices.vocabulary)
        ignored += [f"{key[:40]} means nothing here" for key in query if key not in KEYS]
        language = query.get("lang", default.language)
        if language not in LANGUAGES:
            ignored.append(f"lang={language[:40]} is not one of {', '.join(LANGUAGES)}")
            language = default.language
        compare = query.get("compare")
        if compare not in (None, "yes"):
            ignored.append(f"compare={compare[:40]} is not yes")
        theatre = theatre_in(query, choices.theatres)
        if not theatre and (asked := query.get("theatre")):
            there_are = shorten(", ".join(dict.fromkeys(choices.theatres.values())), MOST_OF_CHOICES, placeholder=" …")
            ignored.insert(0, f"theatre={asked[:40]} is not one of {there_are}: this one is shown instead")
        return (
            cls(
                filters=filters,
                layers=_layers(query.get("layers"), default.layers, set(choices.layers), ignored),
                language=language,
                selected=query.get("show", ""),
                compare=compare == "yes",
                theatre=theatre,
            ),
            ignored,
        )


def theatre_in(query: Mapping[str, str], theatres: Mapping[str, str]) -> str:
    """The theatre a link opens, as the page calls it; "" where it names none, or one that is not here. A link names no
    path."""
    return theatres.get(query.get("theatre", ""), "")


def _layers(text: str | None, default: frozenset[str], known: Set[str], ignored: list[str]) -> frozenset[str]:
    if text is None:
        return default
    found, unknown = layers_from_text(text, known)
    ignored.extend(f"there is no layer {word[:40]}" for word in unknown)
    return found if found or text == NO_LAYERS else default
