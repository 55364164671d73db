"""Entries that stand in groups: the incidents of a region, or the finds of an icon among the icons of a party.
What members with a day and a position are called is data, in `json_groups.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from geo.common.word_lists import in_all_languages, word_list
from ingest.tables.json_containers import features_of
from ingest.tables.table import FreeNames

VALUES_LOOKED_AT = 20
"""So many values of a list are looked at."""
GROUPS_DEEP = 3
"""Lists inside one another that are followed."""
GROUP = "group"
"""What the outermost group is called, which stands in no list that has a name."""
LONGEST_PICTURE = 40
"""Characters that are kept of a file written into a text, such as a picture."""
LATITUDES, LONGITUDES, _DAYS = (
    frozenset(in_all_languages(word_list(__file__)[kind])) for kind in ("latitudes", "longitudes", "days")
)
_BETWEEN_WORDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


def has_position(names: Iterable[str]) -> bool:
    """Whether an object with members of these names says a position."""
    found = {name.casefold() for name in names}
    return bool(found & LATITUDES and found & LONGITUDES)


def path_of(values: Iterable[Any]) -> tuple[str, ...]:
    """The names of the lists, one inside the other, that lead from the groups in `values` to the entries; () where the
    values are no groups. A group says neither a day nor a position, and holds a list of objects that say a day."""
    return _first_path(values, GROUPS_DEEP)


def entries_of_group(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """The entries of a group, each with what the groups about it say, called by the list they stand in: `icons.name`,
    and `group.name` for the outermost. What is no group is an entry itself; a group without entries gives an empty
    one, which is counted as such."""
    yield from _entries(value, path, GROUP, {})


def _entries(value: Any, path: tuple[str, ...], level: str, above: dict[str, Any]) -> Iterator[Any]:
    inside = value.get(path[0]) if path and isinstance(value, dict) and not _is_entry(value) else None
    if not isinstance(inside, list):
        yield _with(value, above) if isinstance(value, dict) else value
        return
    if not inside:
        yield {}
    own = {f"{level}.{name}": _short(held) for name, held in value.items() if name != path[0]}
    for one in inside:
        yield from _entries(one, path[1:], path[0], {**above, **own})


def _with(entry: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    out = dict(entry)
    names = FreeNames(out)
    for name, held in above.items():
        out[names.free(name)] = held
    return out


def _first_path(values: Iterable[Any], deep: int) -> tuple[str, ...]:
    return next((path for value in values if deep and (path := _path(value, deep))), ())


def _path(value: Any, deep: int) -> tuple[str, ...]:
    if not isinstance(value, dict) or features_of(value) is not None or _is_entry(value):
        return ()
    for name, inside in value.items():
        objects = (
            [one for one in inside[:VALUES_LOOKED_AT] if isinstance(one, dict)] if isinstance(inside, list) else []
        )
        if any(map(says_day, objects)):
            return (name,)
        if rest := _first_path(objects, deep - 1):
            return (name, *rest)
    return ()


def _is_entry(names: Iterable[str]) -> bool:
    """Whether an object with members of these names is an entry, whatever lists it holds."""
    return has_position(names) or says_day(names)


def says_day(names: Iterable[str]) -> bool:
    """Whether an object with members of these names says a day."""
    return any(not _DAYS.isdisjoint(word.casefold() for word in _BETWEEN_WORDS.split(name)) for name in names)


def _short(held: Any) -> Any:
    """A picture written into the text of a group is not repeated in each of its entries."""
    if isinstance(held, str) and held.startswith("data:") and len(held) > LONGEST_PICTURE:
        return held[: LONGEST_PICTURE - 1] + "…"
    return held
