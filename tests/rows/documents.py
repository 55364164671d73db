"""JSON of every shape, counted by the json module: lists, named entries, groups, entries by line, features."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.rows.counted import Counted
from tests.rows.text import ENCODINGS, LINE_ENDS, NAMES, decoded, event, prose

NO_ENTRIES = (None, 5, "x", [1, 2], True)
NOT_JSON = ('{"id": 1', "nonsense", '{"id": 1} {"id": 2}', "{'id': 1}", '{"id": 1,}')
AROUND: dict[str, Any] = {
    "count": 3,
    "status": "ok",
    "messages": [],
    "fields": ["id", "date"],
    "paging": {"next": None, "size": 50},
    "licence": {"name": "CC BY", "url": "https://example.org"},
    "about": {"by": {"name": "Observatory"}},
}
"""What stands beside entries and holds none."""


def entry(chance: Random, number: int) -> dict[str, Any]:
    """An event with its id and day: values of every type, some missing, some inside others."""
    texts = dict(zip(NAMES, event(chance, number), strict=True))
    out: dict[str, Any] = {
        **texts,
        "latitude": float(texts["latitude"]),
        "killed": chance.choice([None, 0, 3, 12345678901234567890, 1.50, float("nan"), True, ""]),
        "notes": chance.choice([texts["notes"], prose(chance), "[1, 2]", '{"a": 1}', "\u2028 \\ \x7f"]),
    }
    for name in chance.sample(["type", "place", "notes", "killed"], k=chance.randint(0, 3)):
        del out[name]
    more: list[dict[str, Any]] = [
        {"where": {"adm1": "Aleppo", "adm2": {"name": "عفرين", "code": 7}}},
        {"tags": ["a", 1, None]},
        {"links": [{"url": "https://example.org"}]},
        {"nothing": {}, "none": []},
    ]
    for one in chance.sample(more, k=chance.randint(0, 2)):
        out.update(one)
    return out


def entries(chance: Random, least: int = 2) -> list[Any]:
    return [entry(chance, number) for number in range(chance.randint(least, 7))]


def flat_list(chance: Random) -> bytes:
    """Entries, and among them what is none."""
    values = entries(chance)
    for _ in range(chance.randint(0, 3)):
        values.insert(chance.randint(0, len(values)), chance.choice([{}, {}, *NO_ENTRIES]))
    return _bytes(chance, values)


def wrapped(chance: Random) -> bytes:
    """One list of entries inside up to seven objects."""
    return _bytes(chance, _around(chance, "data", entries(chance, least=1), chance.randint(0, 6)))


def keyed(chance: Random) -> bytes:
    """Named entries: the document, or inside objects."""
    held = {f"-N{chance.randint(0, 9)}{number}": one for number, one in enumerate(entries(chance))}
    deep = chance.randint(0, 4)
    return _bytes(chance, _around(chance, "events", held, deep - 1) if deep else held)


def by_list(chance: Random) -> bytes:
    """Lists of entries under names, each entry with all its members."""

    def one_list() -> list[dict[str, str]]:
        return [dict(zip(NAMES, event(chance, number), strict=True)) for number in range(chance.randint(1, 4))]

    held = {f"2024-12-{1 + number:02}": one_list() for number in range(chance.randint(2, 4))}
    deep = chance.randint(0, 3)
    return _bytes(chance, _around(chance, "days", held, deep - 1) if deep else held)


def grouped(chance: Random) -> bytes:
    """A list of groups with their entries, one or two lists deep, some with none."""
    return _bytes(chance, _groups(chance, chance.randint(1, 2), 0))


def _groups(chance: Random, deep: int, least: int) -> list[Any]:
    if not deep:
        return entries(chance, least)
    groups = [{"region": f"R{number}", "held": _groups(chance, deep - 1, 0)} for number in range(chance.randint(1, 3))]
    return [{"region": "first", "held": _groups(chance, deep - 1, 1)}, *groups]


def by_line(chance: Random) -> bytes:
    """One entry a line; below the second, empty lines and what is no entry."""
    rows = [_line(chance, one) for one in entries(chance)]
    for _ in range(chance.randint(0, 3)):
        rows.insert(chance.randint(2, len(rows)), chance.choice(["", "  ", "{}", *NOT_JSON, "5", "[1, 2]"]))
    end = chance.choice(LINE_ENDS)
    text = end.join(rows) + chance.choice(["", end, end * 2])
    return text.encode(chance.choice(["utf-8", "utf-8-sig"]))


def features(chance: Random) -> bytes:
    """A collection of features, and among them what is none."""
    values: list[Any] = [_feature(chance, number) for number in range(chance.randint(1, 7))]
    for _ in range(chance.randint(0, 2)):
        values.insert(chance.randint(0, len(values)), chance.choice([{}, *NO_ENTRIES]))
    beside = {name: AROUND[name] for name in chance.sample(["count", "licence", "about"], k=chance.randint(0, 2))}
    return _bytes(chance, {"type": "FeatureCollection", **beside, "features": values})


def feature_lines(chance: Random) -> bytes:
    rows = [_line(chance, _feature(chance, number)) for number in range(chance.randint(2, 7))]
    return "\n".join([*rows, ""]).encode()


def _feature(chance: Random, number: int) -> dict[str, Any]:
    point = [round(36 + chance.random(), 4), round(35 + chance.random(), 4), *chance.choice([[], [380]])]
    shapes = [{"type": "Point", "coordinates": point}] * 4
    shape = chance.choice([*shapes, None, {"type": "Point", "coordinates": []}, {"type": "Circle", "radius": 5}])
    own = chance.choice([entry(chance, number)] * 4 + [{}, None])
    out = {"type": "Feature", "properties": own, "geometry": shape}
    if chance.random() < 0.1:
        del out[chance.choice(["properties", "geometry"])]
    return out


def _around(chance: Random, name: str, held: Any, deep: int) -> dict[str, Any]:
    """`held` under a name, in an object with other members, in so many objects more."""
    beside = chance.sample(sorted(AROUND), k=chance.randint(0, 3))
    out = {one: AROUND[one] for one in beside}
    inside = held if deep < 1 else _around(chance, name, held, deep - 1)
    at = chance.randint(0, len(out))
    members = list(out.items())
    return dict([*members[:at], (name if deep < 1 else f"level{deep}", inside), *members[at:]])


def _bytes(chance: Random, value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, None, 2]))
    return (chance.choice(["", "\n "]) + text + chance.choice(["", "\n"])).encode(chance.choice(ENCODINGS))


def _line(chance: Random, value: Any) -> str:
    return json.dumps(value, ensure_ascii=chance.random() < 0.5)


def count_list(path: Path) -> Counted:
    return _counted(enumerate(_loaded(path), start=1))


def count_wrapped(path: Path) -> Counted:
    return _counted(enumerate(_member(_loaded(path), "data"), start=1))


def count_keyed(path: Path) -> Counted:
    found = _member(_loaded(path), "events")
    return _counted(enumerate(({"key": name, **one} for name, one in found.items()), start=1))


def count_by_list(path: Path) -> Counted:
    found = _member(_loaded(path), "days")
    return _counted(enumerate(({"key": name, **one} for name, held in found.items() for one in held), start=1))


def count_groups(path: Path) -> Counted:
    """A group without entries has the number of an empty one."""
    return _counted(enumerate(_in_groups(_loaded(path), {}, "group"), start=1))


def count_by_line(path: Path) -> Counted:
    aside, values = set(), []
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), start=1):
        try:
            values += [(number, _value(line))] if line.strip() else []
        except json.JSONDecodeError:
            aside.add(number)
    counted = _counted(values)
    return Counted(counted.rows, counted.aside | aside)


def count_features(path: Path) -> Counted:
    return _features(enumerate(_loaded(path)["features"], start=1))


def count_feature_lines(path: Path) -> Counted:
    return _features(enumerate(map(_value, path.read_text("utf-8").strip().split("\n")), start=1))


def _value(text: str) -> Any:
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=lambda word: None)


def _loaded(path: Path) -> Any:
    return _value(decoded(path.read_bytes()))


def _member(value: dict[str, Any], name: str) -> Any:
    """The member of this name, however deep it stands; the object itself where nothing has the name."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if name in one:
            return one[name]
        waiting += [inside for inside in one.values() if isinstance(inside, dict)]
    return value


def _in_groups(values: list[Any], above: dict[str, Any], level: str) -> Iterator[dict[str, Any]]:
    for one in values:
        if "held" not in one:
            yield {**one, **above}
            continue
        own = {**above, f"{level}.region": one["region"]}
        yield from _in_groups(one["held"], own, "held") if one["held"] else [{}]


def _counted(values: Iterable[tuple[int, Any]]) -> Counted:
    """Rows of what are objects; empty ones are none."""
    found = dict(values)
    aside = frozenset(number for number, one in found.items() if not isinstance(one, dict))
    return Counted({number: _cells(one) for number, one in found.items() if number not in aside and one}, aside)


def _features(values: Iterable[tuple[int, Any]]) -> Counted:
    found = dict(values)
    drawn = {number: one.get("geometry") for number, one in found.items() if isinstance(one, dict) and one}
    counted = _counted(
        (number, one.get("properties") or {} if number in drawn else one) for number, one in found.items()
    )
    rows = {number: counted.rows.get(number, {}) for number in drawn}
    return Counted(rows, counted.aside, points={number: _point(shape) for number, shape in drawn.items()})


def _point(shape: Any) -> tuple[float, float] | None:
    spot = shape.get("coordinates") if isinstance(shape, dict) else None
    return (float(spot[0]), float(spot[1])) if spot else None


def _cells(members: dict[str, Any]) -> dict[str, str]:
    out = {}
    for name, value in members.items():
        if isinstance(value, dict):
            out.update({f"{name}.{inside}": cell for inside, cell in _cells(value).items()} or {name: ""})
        elif not isinstance(value, list) or not any(isinstance(one, dict) for one in value):
            out[name] = "; ".join(map(_text, value)) if isinstance(value, list) else _text(value)
        else:
            out[name] = json.dumps(value, ensure_ascii=False)
    return out


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
