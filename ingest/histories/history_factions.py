"""Whose ground a drawn feature is: one faction for all, or what a column says, translated where need be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd

from geo.errors import SchemaError
from geo.factions import Factions
from geo.polygon_history import CONTESTED, UNKNOWN
from ingest.histories.days import is_empty

IGNORE = "ignore"
PART_SEPARATOR = "///"
"""Between the parts of a name such as `UA /// EN /// geoJSON.status.occupied`; --map may name one part alone."""


@dataclass(frozen=True)
class FactionRule:
    """`faction` for every feature, or the words of `column` through `words` (word: faction, contested, unknown or
    ignore). A word that is itself the id of a faction needs no translation."""

    faction: str = ""
    column: str = ""
    words: Mapping[str, str] | None = None


def check_rule(rule: FactionRule, rest: str, factions: Factions) -> None:
    """Raise SchemaError unless the rule names one way to a faction, and only factions of the theatre."""
    holders = [faction.id for faction in factions.values() if faction.holds_ground]
    if bool(rule.faction) == bool(rule.column):
        raise SchemaError(
            "--faction", "is needed, or --faction-column in its place", f"Known are {', '.join(holders)}."
        )
    if rule.faction and rule.faction == rest:
        raise SchemaError("--rest", f"is {rest}, who holds all that is drawn", "Name who holds the other ground.")
    named = {"--faction": [rule.faction], "--rest": [rest], "--map": [*(rule.words or {}).values()]}
    for option, values in named.items():
        allowed = {*holders, ""} | ({CONTESTED, UNKNOWN, IGNORE} if option != "--rest" else set())
        if strange := sorted(set(values) - allowed):
            raise SchemaError(option, f"names {', '.join(strange)}", f"Known are {', '.join(sorted(allowed - {''}))}.")


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
            raise SchemaError("--map", f"cannot read {entry!r}", 'Write it as --map "value=FACTION".')
        if words.setdefault(word.strip(), faction.strip()) != faction.strip():
            raise SchemaError("--map", f"says two things of {word.strip()!r}", "Give each value one faction.")
    return words


def factions_of(frame: gpd.GeoDataFrame, rule: FactionRule, file: str) -> list[str | None]:
    """What each feature says of its holder: a word of the column, or the one faction; None where the cell is empty.

    Raises
    ------
    SchemaError : the column is not there.
    """
    if rule.faction:
        return [rule.faction] * len(frame)
    if rule.column not in frame.columns:
        columns = ", ".join(str(name) for name in frame.columns if name != "geometry")
        raise SchemaError(file, f"has no column {rule.column!r}", f"Its columns are {columns or 'none'}.")
    return [None if is_empty(value) else str(value).strip() for value in frame[rule.column]]


def translated(words: Sequence[str | None], rule: FactionRule, factions: Factions, source: str) -> list[str | None]:
    """Faction, contested, unknown or ignore for each word; None for none.

    Raises
    ------
    SchemaError : words that nothing translates, all of them listed, or a word that two entries translate differently.
    """
    known = {word: _meaning(word, rule, factions) for word in dict.fromkeys(words) if word is not None}
    unknown = Counter(word for word in words if word is not None and not known[word])
    if unknown:
        listed = "; ".join(f"{word!r} ({count} features)" for word, count in sorted(unknown.items()))
        raise SchemaError(
            source, f"holds values nobody mapped: {listed}", 'Map each, as in --map "value=FACTION" or "value=ignore".'
        )
    return [None if word is None else known[word] for word in words]


def _meaning(word: str, rule: FactionRule, factions: Factions) -> str:
    words = rule.words or {}
    if word in words:
        return words[word]
    if rule.faction or (word in factions and factions[word].holds_ground):
        return word
    found = {words[part.strip()] for part in word.split(PART_SEPARATOR) if part.strip() in words}
    if len(found) > 1:
        raise SchemaError("--map", f"says two things of {word!r}", "Map the whole value.")
    return found.pop() if found else ""
