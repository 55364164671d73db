"""Whose ground a drawn feature is: one faction for all, or what a column says, translated where need be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.common.errors import SchemaError, shorten
from geo.common.messages import L_, Sentence, joined, ngettext_lazy
from geo.polygons.history import CONTESTED, UNKNOWN
from geo.registry.factions import Factions
from ingest.drafts.nothing import is_nothing, is_unknown
from ingest.histories.days import is_empty
from ingest.mappings.fields import FieldType

IGNORE = "ignore"
STATUS = "status"
"""The column that says, in what Frontline exports, why a feature has no holder."""
PART_SEPARATOR = "///"
"""Between the parts of a name such as `UA /// EN /// geoJSON.status.occupied`; --map-factions may name one part alone.
"""

ANY = "*"
"""Stands for any letters in an entry of --map-factions."""
STANDINGS = {"contested": CONTESTED, "disputed": CONTESTED}
"""Words that need no entry, case aside; words for what is not known are in `drafts.nothing`."""
SHOWN = 20
SAY_MAP = L_(
    'Map each, as in --map-factions "value=FACTION" or "value=ignore"; a * stands for any letters, as in '
    '"start*=ignore".'
)


@dataclass(frozen=True)
class FactionRule:
    """`faction` for every feature, or the words of `column` through `words` (word: faction, contested, unknown or
    ignore). A word that is itself the id or a name of a faction needs no translation."""

    faction: str = ""
    column: str = ""
    words: Mapping[str, str] | None = None


def check_rule(rule: FactionRule, rest: str, factions: Factions) -> None:
    """Raise SchemaError unless the rule names one way to a faction, and only factions of the theatre."""
    holders = [faction.id for faction in factions.values() if faction.holds_ground]
    if bool(rule.faction) == bool(rule.column):
        raise SchemaError(
            "--faction",
            L_("is needed, or --faction-column in its place"),
            L_("Known are {holders}.", holders=", ".join(holders)),
        )
    if rule.faction and rule.faction == rest:
        raise SchemaError(
            "--undrawn-holder",
            L_("is {rest}, who holds all that is drawn", rest=rest),
            L_("Name who holds the other ground."),
        )
    named = {"--faction": [rule.faction], "--undrawn-holder": [rest], "--map-factions": [*(rule.words or {}).values()]}
    for option, values in named.items():
        allowed = {*holders, ""} | ({CONTESTED, UNKNOWN, IGNORE} if option != "--undrawn-holder" else set())
        if strange := sorted(set(values) - allowed):
            raise SchemaError(
                option,
                L_("names {strange}", strange=", ".join(strange)),
                L_("Known are {factions}.", factions=", ".join(sorted(allowed - {""}))),
            )


def parse_words(entries: Iterable[str]) -> dict[str, str]:
    """`word=FACTION` entries as a mapping; the last equals sign counts.

    Raises
    ------
    SchemaError : an entry has no equals sign, or two entries say different things of one word.
    """
    words: dict[str, str] = {}
    for entry in entries:
        word, equals, faction = entry.rpartition("=")
        if not equals or not word.strip() or not faction.strip():
            raise SchemaError(
                "--map-factions",
                L_("cannot read {entry!r}", entry=entry),
                L_('Write it as --map-factions "value=FACTION".'),
            )
        if words.setdefault(word.strip(), faction.strip()) != faction.strip():
            raise SchemaError(
                "--map-factions",
                L_("says two things of {word!r}", word=word.strip()),
                L_("Give each value one faction."),
            )
    return words


def factions_of(frame: gpd.GeoDataFrame, rule: FactionRule, file: str) -> tuple[str, list[str | None]]:
    """The column that says the holder as the file calls it, "" where one faction holds all; and what each feature says:
    a word of the column, or the one faction; None where the cell is empty. A feature without a holder whose STATUS says
    that it is contested, disputed or unknown says that.

    Raises
    ------
    SchemaError : the column is not there.
    """
    if rule.faction:
        return "", [rule.faction] * len(frame)
    column = column_called(frame, rule.column)
    if column is None:
        raise no_column(frame, rule.column, file)
    words = [None if is_empty(value) else str(value).strip() for value in frame[column]]
    if STATUS not in frame.columns:
        return column, words
    return column, [word or _without_holder(status) for word, status in zip(words, frame[STATUS], strict=True)]


def _without_holder(status: object) -> str | None:
    """`status` where it says why nobody holds the ground."""
    word = "" if is_empty(status) else str(status).strip()
    return word if word.casefold() in STANDINGS or (word and is_unknown(word)) else None


def column_called(frame: pd.DataFrame, name: str) -> str | None:
    """The column of that name, or the only one whose name differs in case alone; None where there is none."""
    if name in frame.columns:
        return name
    alike = [str(column) for column in frame.columns if str(column).casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 else None


def no_column(frame: pd.DataFrame, name: str, file: str | Path) -> SchemaError:
    """The error that a table has no column `name`; it lists those there are."""
    columns = ", ".join(str(column) for column in frame.columns if column != "geometry")
    return SchemaError(
        file, L_("has no column {name!r}", name=name), L_("Its columns are {columns}.", columns=columns or L_("none"))
    )


def translated(words: Sequence[str | None], rule: FactionRule, factions: Factions, source: str) -> list[str | None]:
    """Faction, contested, unknown or ignore for each word; None for none, and for a mark such as NA that no entry and
    no faction is called by.

    Raises
    ------
    SchemaError : words that nothing translates, the most frequent of them listed, or a word that two entries translate
        differently.
    """
    entries = FactionEntries.of(rule.words or {})
    known = {word: _meaning(word, rule, entries, factions) for word in dict.fromkeys(words) if word is not None}
    silent = {word for word, meaning in known.items() if not meaning and is_nothing(word, FieldType.TEXT)}
    unknown = Counter(word for word in words if word is not None and not known[word] and word not in silent)
    if unknown:
        raise SchemaError(source, L_("holds values nobody mapped: {unknown}", unknown=listed_words(unknown)), SAY_MAP)
    return [None if word is None or word in silent else known[word] for word in words]


def listed_words(counts: Counter[str], *, of_features: bool = True) -> Sentence:
    """Words, where they are `of_features` with how many of them say each, the most frequent first, no more than SHOWN
    of them."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = [
        ngettext_lazy("{word!r} ({number:,} feature)", "{word!r} ({number:,} features)", count, word=word, number=count)
        if of_features
        else L_("{word!r}", word=word)
        for word, count in ((shorten(word), count) for word, count in ranked[:SHOWN])
    ]
    more = [L_("and {number:,} more", number=len(ranked) - SHOWN)] if len(ranked) > SHOWN else []
    return joined([*told, *more], "; ")


@dataclass(frozen=True)
class FactionEntries:
    """The entries of --map-factions: whole `words`, and `patterns` with a `*` for any letters, those of most letters
    first."""

    words: Mapping[str, str]
    patterns: tuple[tuple[str, re.Pattern[str], str], ...]

    @classmethod
    def of(cls, entries: Mapping[str, str]) -> FactionEntries:
        patterns = sorted((word for word in entries if ANY in word), key=lambda word: (-len(word), word))
        return cls(
            entries,
            tuple((word, _with_any(word), entries[word]) for word in patterns),
        )

    def meaning(self, word: str) -> str:
        """What the entries say of `word`, whole or by one of its parts; "" where they say nothing. A whole value goes
        before its parts, and those before patterns; of the patterns that fit, the one of most letters decides.

        Raises
        ------
        SchemaError : two entries say different things.
        """
        if word in self.words:
            return self.words[word]
        texts = [word, *(part.strip() for part in word.split(PART_SEPARATOR))]
        found = {self.words[text] for text in texts if text in self.words}
        if not found:
            fitting = [(entry, says) for entry, pattern, says in self.patterns if any(map(pattern.fullmatch, texts))]
            found = {says for entry, says in fitting if len(entry) == len(fitting[0][0])}
        if len(found) > 1:
            raise SchemaError(
                "--map-factions", L_("says two things of {word!r}", word=shorten(word)), L_("Map the whole value.")
            )
        return found.pop() if found else ""


def _with_any(entry: str) -> re.Pattern[str]:
    """What an entry with a `*` stands for. Each part is taken where it first stands, and that is not tried again."""
    first, *parts = map(re.escape, entry.split(ANY))
    within = "".join(f"(?>.*?{part})" for part in parts[:-1])
    return re.compile(f"{first}{within}.*{parts[-1]}", re.DOTALL)


def known_holder(word: str, factions: Factions) -> str:
    """The faction whose id or name `word` is, or the standing that a word such as Contested or unknown says; "" for
    neither."""
    plain = word.casefold()
    for faction in factions.values():
        names = (faction.id, faction.name_en, faction.name_ar, faction.short_en, faction.short_ar)
        if faction.holds_ground and plain in {name.casefold() for name in names if name}:
            return faction.id
    return UNKNOWN if is_unknown(word) else STANDINGS.get(plain, "")


def _meaning(word: str, rule: FactionRule, entries: FactionEntries, factions: Factions) -> str:
    if rule.faction:
        return entries.words.get(word, word)
    return entries.meaning(word) or known_holder(word, factions)
