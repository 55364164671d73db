"""What the name of a column says: the fields of an event it is a usual name for, and how surely. The names are data, in
`column_names.toml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from geo.common.word_lists import in_all_languages, word_list
from ingest.drafts.unique import plain

SURE, USUAL, WEAK = 3, 2, 1
"""How sure a name is. Two columns of one field whose names are equally sure are asked about."""
KNOWN_WORDS = "known_words"
_TIERS = {"sure": SURE, "usual": USUAL, "weak": WEAK, KNOWN_WORDS: WEAK}

SENT, SENT_IN_FORMS, FORM_MARK = "sent", "sent_in_forms", "form_mark"
AUTHOR, TYPIST, TYPIST_IN_FORMS, PICTURE = "author", "typist", "typist_in_forms", "picture"

_ARABIC = str.maketrans({"ی": "ي", "ک": "ك", "ى": "ي", "ة": "ه", "ـ": ""})
_QUESTION_NUMBER = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d+(?:[.\-]\d+)*\s*[.):\-]\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]\s*")
_SCRIPT = re.compile(r"[\u0590-\u08ff\u1000-\u109f\ufb1d-\ufeff][\s\u0590-\u08ff\u1000-\u109f\ufb1d-\ufeff]*")
_LANGUAGES_BETWEEN = re.compile(r"\s*[/|]\s*|\s+[-–—]\s+|\n")
_GROUPS_BETWEEN = re.compile(r"[/:.]|(?<=\w)-(?=\w)")

LONGEST = 200
"""Characters of a name that are looked at."""

Key = frozenset[str]
"""The words of a name, in no order."""


@dataclass(frozen=True)
class NamedField:
    """A field that a column is called by, how surely (SURE to WEAK), and whether its cells have to show it as well."""

    field: str
    tier: int
    known_words: bool = False


def plain_name(column: str) -> str:
    """A column's name in small letters with single spaces for everything that is no letter or digit."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", plain(str(column)).replace("#", " number "))
    return " ".join(re.sub(r"[^\w']|_", " ", text).casefold().split())


def key_of(name: str) -> Key:
    """The words of a name without accents, articles and what says nothing."""
    return frozenset(_folded(plain_name(name).replace("'", " "))) - _words("filler")


def names_of(field: str) -> tuple[str, ...]:
    """Every name of a field as it stands in the data, the surest first."""
    return tuple(
        name for tier in _TIERS for name in in_all_languages(word_list(__file__)["fields"][field].get(tier, {}))
    )


def fields_called(column: str) -> tuple[NamedField, ...]:
    """The fields that `column` is a name for, each once and as surely as any part of it says, by field.

    Parts are its last group (`group_a/date_incident`, `location-Latitude`), what stands before a bracket, and each of
    two languages (`Date / التاريخ`)."""
    return _named(str(column)[:LONGEST])


@lru_cache(maxsize=4096)
def _named(column: str) -> tuple[NamedField, ...]:
    best: dict[str, NamedField] = {}
    for key in _whole(column):
        _add(best, _by_key(key))
    for parts in _parted(column):
        _add(best, _of_parts(parts))
    return tuple(best[field] for field in sorted(best))


def _add(best: dict[str, NamedField], found: Iterable[NamedField]) -> None:
    for one in found:
        if one.field not in best or one.tier > best[one.field].tier:
            best[one.field] = one


def _of_parts(parts: tuple[Key, ...]) -> Iterator[NamedField]:
    """What parts of a name say together: nothing, where two of them are of different fields (`Killed/Wounded`); and of
    a count only what all of them say, for what stands beside it makes it another one (`Killed (women)`)."""
    said = [{one.field: one for one in _by_key(part)} for part in parts]
    telling = [fields for fields in said if fields]
    if not telling or not set.intersection(*(set(fields) for fields in telling)):
        return
    silent = [part for part, fields in zip(parts, said, strict=True) if not fields]
    partial = any(not part <= _words("hint") for part in silent)
    for fields in telling:
        yield from (
            one for one in fields.values() if not (partial and one.field in word_list(__file__)["words"]["counts"])
        )


def roles_of(column: str) -> frozenset[str]:
    """What else a column may be: a time of sending, an author, whoever typed it, a mark of forms (SENT ... PICTURE)."""
    roles = _roles()
    return frozenset(role for key in _keys(str(column)[:LONGEST]) for role in roles.get(key, ()))


def says_other_day(column: str) -> bool:
    """Whether a name is of a day other than that of the event, such as of birth or of an interview."""
    return any(key & _words("other_day") for key in _keys(str(column)[:LONGEST]))


def group_of(column: str) -> str:
    """The question that `column` may be one answer of, in an export with a column an answer (`harm/killed`: `harm`); ""
    for none."""
    parts = re.split(r"[/:.]", column)
    return column[: -len(parts[-1]) - 1] if len(parts) > 1 and parts[-1] else ""


def _by_key(key: Key) -> Iterator[NamedField]:
    known = _known()
    yield from known.get(key, ())
    rest = key - _words("event")
    if rest and rest != key:
        for one in known.get(rest, ()):
            yield NamedField(one.field, min(one.tier + 1, SURE), one.known_words)
    if key & _words("how_many"):
        counted = key - _words("how_many") - _words("in_questions")
        yield from (one for one in known.get(counted, ()) if one.field in word_list(__file__)["words"]["counts"])
    if key & _words("day") and not key & _words("other_day"):
        yield NamedField("event_date", WEAK)
    yield from (NamedField(field, WEAK) for name, field in _within() if name < key)
    for axis in ("latitude", "longitude"):
        if len(key) > 1 and any(word in key for word in _axis_words(axis)):
            yield NamedField(axis, USUAL)


@lru_cache(maxsize=4096)
def _keys(column: str) -> tuple[Key, ...]:
    """The word sets of the whole name, and of the parts that may be the name."""
    return tuple(dict.fromkeys((*_whole(column), *(key for parts in _parted(column) for key in parts))))


def _whole(column: str) -> tuple[Key, ...]:
    """The words of a name, and those of its last group (`group_a/date_incident`, `location-Latitude`), unless those
    before it name a count (`Killed/Wounded`)."""
    bare = _QUESTION_NUMBER.sub("", column)
    found = [key_of(column), key_of(bare)]
    groups = [key for part in _GROUPS_BETWEEN.split(_IN_BRACKETS.sub(" ", bare)) if (key := key_of(part))]
    if len(groups) > 1 and not any(
        one.field in word_list(__file__)["words"]["counts"] for key in groups[:-1] for one in _by_key(key)
    ):
        found.append(groups[-1])
    return tuple(dict.fromkeys(key for key in found if key))


def _parted(column: str) -> tuple[tuple[Key, ...], ...]:
    """The words of each part of a name: before and in brackets, of two languages by the sign between or by their
    letters."""
    bare = _QUESTION_NUMBER.sub("", column)
    outside = _IN_BRACKETS.sub(" ", bare)
    ways = (
        [outside, *_IN_BRACKETS.findall(bare)],
        [*_LANGUAGES_BETWEEN.split(outside), *_IN_BRACKETS.findall(bare)],
        [_SCRIPT.sub(" ", bare), *(found.group() for found in _SCRIPT.finditer(bare))],
    )
    keys = (tuple(key for part in way if (key := key_of(part))) for way in ways)
    return tuple(dict.fromkeys(parts for parts in keys if parts))


def _folded(text: str) -> Iterable[str]:
    for word in text.split():
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
        bare = bare.translate(_ARABIC).replace("ı", "i").replace("ß", "ss")
        yield bare.removeprefix("ال") if len(bare) > 4 else bare


@cache
def _known() -> dict[Key, tuple[NamedField, ...]]:
    found: dict[Key, dict[str, NamedField]] = {}
    for field, tiers in word_list(__file__)["fields"].items():
        for tier, names in tiers.items():
            for name in in_all_languages(names):
                fields = found.setdefault(key_of(name), {})
                if field not in fields or fields[field].tier < _TIERS[tier]:
                    fields[field] = NamedField(field, _TIERS[tier], tier == KNOWN_WORDS)
    return {key: tuple(fields.values()) for key, fields in found.items()}


@cache
def _within() -> tuple[tuple[Key, str], ...]:
    """The sure names of two words and more that also count among other words (`What type of incident was it?`). Those
    of counts and parties do not: there the other words make a part of it, or another one."""
    return tuple(
        (key, field)
        for field in word_list(__file__)["words"]["also_within"]
        for key in map(key_of, in_all_languages(word_list(__file__)["fields"][field].get("sure", {})))
        if len(key) > 1
    )


@cache
def _roles() -> dict[Key, tuple[str, ...]]:
    found: dict[Key, tuple[str, ...]] = {}
    for role, names in word_list(__file__)["roles"].items():
        for name in in_all_languages(names):
            key = key_of(name)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), role)))
    return found


@cache
def _words(kind: str) -> Key:
    """The words of one list of the data, folded."""
    return frozenset(word for text in word_list(__file__)["words"][kind] for word in _folded(plain_name(text)))


@cache
def _axis_words(axis: str) -> Key:
    """The names of an axis that are one word and are sure enough to count beside other words."""
    names = [
        key_of(name)
        for tier in ("sure", "usual")
        for name in in_all_languages(word_list(__file__)["fields"][axis].get(tier, {}))
    ]
    return frozenset(word for key in names if len(key) == 1 for word in key if len(word) > 2)
