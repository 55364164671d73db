"""What a word of a table says of a place: held, claimed, shared or contested, and by whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence
from geo.common.word_lists import alternatives, in_all_languages, word_list
from geo.polygons.history import CONTESTED, UNKNOWN
from geo.registry.factions import Factions
from ingest.drafts.nothing import is_nothing
from ingest.histories.history_factions import IGNORE, FactionEntries, known_holder, listed_words
from ingest.mappings.fields import FieldType

STATUS_WORDS = {word: status for status, words in word_list(__file__)["statuses"].items() for word in words}
"""Words of a status, case aside, and the status of a report they stand for."""
SCOPE_WORDS = {
    word: scope for scope, words in word_list(__file__)["scopes"].items() for word in in_all_languages(words)
}
"""Words of a scope, case aside, and the scope of a report they stand for."""
OTHER_WORDS = re.compile(rf"\b(?:{alternatives(word_list(__file__)['beside'])})\b|[()/,;:+&-]", re.IGNORECASE)
"""What stands between the words of a holding and says nothing itself."""
SAY_MAP = L_(
    'Map each, as in --map-factions "value=FACTION", "value=claimed:FACTION", "value=contested:ONE+OTHER" or '
    '"value=ignore".'
)


@dataclass(frozen=True)
class Holding:
    """`status` of a report ("" where a fault says why there is none) and the parties, the holder first."""

    status: str
    parties: tuple[str, ...] = ()
    fault: Sentence | None = None
    remedy: Sentence | None = None

    @property
    def signature(self) -> str:
        parties = self.parties if self.status != "contested" else tuple(sorted(self.parties))
        return f"{self.status}:{'+'.join(parties)}"


def holdings(words: Sequence[str], entries: Mapping[str, str], factions: Factions, source: str) -> list[Holding]:
    """What each word says.

    Raises
    ------
    SchemaError : words that nothing translates, or an entry that names no faction of the theatre.
    """
    holders = tuple(faction.id for faction in factions.values() if faction.holds_ground)
    known = FactionEntries.of(entries)
    for entry, says in entries.items():
        if _of_entry(says, holders) is None:
            raise SchemaError(
                "--map-factions",
                L_("cannot use {entry}={says}", entry=entry, says=says),
                L_("Known are {holders}. {say_map}", holders=", ".join(holders), say_map=SAY_MAP),
            )
    found = [_holding(word, known, factions, holders) for word in words]
    if unknown := Counter(word for word, holding in zip(words, found, strict=True) if holding is None):
        raise SchemaError(
            source,
            L_("holds values nobody mapped: {unknown}", unknown=listed_words(unknown, of_features=False)),
            SAY_MAP,
        )
    return [holding for holding in found if holding is not None]


def are_statuses(words: Sequence[str]) -> bool:
    """Whether each of these words, "" for none, is one of a status, and some are."""
    said = [word.casefold() for word in words if word]
    return bool(said) and all(word in STATUS_WORDS for word in said)


def with_status(holding: Holding, word: str) -> Holding:
    """`holding` as a column of its own says it: contested, claimed, left ("" for nothing). What the holder's own word
    says besides the party stands."""
    if not word or holding.status != "controlled":
        return holding
    return replace(holding, status=STATUS_WORDS[word.casefold()])


def _holding(word: str, entries: FactionEntries, factions: Factions, holders: tuple[str, ...]) -> Holding | None:
    if said := entries.meaning(word):
        return _of_entry(said, holders)
    if plain := known_holder(word, factions):
        return _of_entry(plain, holders)
    if is_nothing(word, FieldType.TEXT):
        return Holding("", fault=L_("has no holder"), remedy=L_("Fill it in."))
    status, rest = "", []
    for part in OTHER_WORDS.sub(" ", word).split():
        if (said := STATUS_WORDS.get(part.casefold(), "")) and not status:
            status = said
        else:
            rest.append(part)
    parties = [known_holder(" ".join(rest), factions)] if rest else []
    if rest and not parties[0]:
        parties = [known_holder(part, factions) for part in rest]
    if not status or not all(party in holders for party in parties):
        return None
    return _of_entry(f"{status}:{'+'.join(parties)}" if parties else status, holders)


def _of_entry(said: str, holders: tuple[str, ...]) -> Holding | None:
    """What an entry such as `RU`, `claimed:RU` or `contested:UA+RU` says; None where it says nothing that is known."""
    if said == IGNORE:
        return Holding("", fault=L_("was mapped to ignore"), remedy=L_("Map it to a faction to keep it."))
    if said == UNKNOWN:
        return Holding(
            "", fault=L_("says that the holder is not known"), remedy=L_("Nothing is known of it: leave it out.")
        )
    if said in holders:
        return Holding("controlled", (said,))
    status, colon, named = said.partition(":")
    parties = tuple(part for part in named.split("+") if part)
    if status not in set(STATUS_WORDS.values()) or not set(parties) <= set(holders) or (colon and not parties):
        return None
    if status == CONTESTED and not parties:
        if len(holders) != 2:
            remedy = L_(
                'Say between whom, as in --map-factions "contested=contested:{holders}".', holders="+".join(holders[:2])
            )
            return Holding("", fault=L_("is contested, and not said between whom"), remedy=remedy)
        return Holding(CONTESTED, holders)
    return Holding(status, parties) if parties else None
