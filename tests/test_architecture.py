"""Imports point one way, between the parts and between the rooms of the domain; geo knows no map."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Set
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = (
    ("geo",),
    ("store", "map"),
    ("ingest", "layers"),
    ("info",),
    ("briefing",),
    ("commands", "ui"),
    ("cli", "app"),
)
"""Parts from the ground up; those of one floor know nothing of each other."""
ROOMS = {
    "geo": (
        "common",
        "validation",
        "changelog",
        "registry",
        "events",
        "query",
        "control",
        "polygons",
        "theatre",
        "analysis",
        "agreement",
    ),
    "briefing": ("job", "text", "sheet", "data", "tables", "web", "film", "slides"),
}
"""Rooms of a part from the ground up: a module imports from its own room and those before it."""
FORBIDDEN = {
    "geo": {"folium", "streamlit", "branca"},
    "store": {"folium", "streamlit", "branca"},
    "ingest": {"folium", "streamlit", "branca"},
    "map": {"streamlit", "streamlit_folium"},
    "layers": {"streamlit", "streamlit_folium", "folium", "branca"},
    "info": {"streamlit", "streamlit_folium", "folium", "branca"},
    "briefing": {"streamlit", "streamlit_folium"},
    "commands": {"streamlit", "streamlit_folium"},
}
SHARED_NAMES = {
    "layers": {
        "draw": "what every layer does (map/layer.py)",
        "legend": "what every layer says of itself (map/layer.py)",
    },
    "briefing": {
        "write": "every kind of file is written by it (briefing/job/formats.py)",
        "read_stamp": "every kind of file is asked for its stamp by it (briefing/job/formats.py)",
    },
}
"""Names that stand more than once within a part, and why: each is called through what all who have it promise."""
FLOOR = {part: height for height, floor in enumerate(FLOORS) for part in floor}
FOLIUMS_OWN = re.compile(r"\._(children|parent|name)\b")
OURS = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if path.relative_to(ROOT).parts[0].removesuffix(".py") in FLOOR and ".venv" not in path.parts
]


def imported(path: Path) -> set[str]:
    """The modules a module imports from, as dotted names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", OURS, ids=of)
def test_a_module_imports_only_what_stands_below_it(path):
    part = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for other in packages(path) & FLOOR.keys() - {part}:
        assert FLOOR[other] < FLOOR[part], f"{part} may not import {other}"
    assert not packages(path) & FORBIDDEN.get(part, set())


@pytest.mark.parametrize("part", ROOMS)
def test_every_folder_of_a_part_is_a_room_and_every_module_stands_in_one(part):
    modules = [path.relative_to(ROOT / part) for path in OURS if path.is_relative_to(ROOT / part)]
    assert {path.parts[0] for path in modules if len(path.parts) > 1} == set(ROOMS[part])
    assert [path.name for path in modules if len(path.parts) == 1] == ["__init__.py"]


@pytest.mark.parametrize("path", [path for path in OURS if path.relative_to(ROOT).parts[0] in ROOMS], ids=of)
def test_a_room_knows_only_the_rooms_below_it(path):
    part, *inside = path.relative_to(ROOT).parts
    for name in imported(path):
        if name.startswith(f"{part}.") and len(inside) > 1:
            room, other = inside[0], name.split(".")[1]
            assert ROOMS[part].index(other) <= ROOMS[part].index(room), f"{part}/{room} may not import {part}/{other}"


def test_one_module_knows_how_the_elements_of_folium_hang_together():
    knowing = {path.relative_to(ROOT).as_posix() for path in OURS if FOLIUMS_OWN.search(path.read_text("utf-8"))}
    assert knowing == {"map/folium_map.py"}


def test_every_module_of_layers_is_a_layer():
    modules = [path for path in OURS if path.parent == ROOT / "layers" and path.name != "__init__.py"]
    assert [path.name for path in modules if not re.search(r"^LAYER = ", path.read_text("utf-8"), re.MULTILINE)] == []


def test_the_link_codec_is_free_of_streamlit():
    assert "streamlit" not in packages(ROOT / "ui" / "state.py")


def test_nothing_reads_the_folder_the_facts_were_researched_in():
    for path in OURS:
        assert "shared/" not in path.read_text(encoding="utf-8"), path


def several(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Name -> where it stands, for those that stand more than once."""
    places: dict[str, list[str]] = {}
    for name, where in named:
        places.setdefault(name, []).append(where)
    return {name: where for name, where in places.items() if len(where) > 1}


@cache
def used_elsewhere() -> set[tuple[str, str]]:
    """(module, name) of all that a module takes from another by name."""
    return {
        (node.module, alias.name)
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def public_names(path: Path, used: Set[tuple[str, str]]) -> Iterator[str]:
    """Functions and classes of a module, and the constants that another module uses."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from [node.name] if not node.name.startswith("_") else []
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            yield from [name for name in names if (module, name) in used and not name.startswith("_")]


def of_part(part: str) -> list[Path]:
    return [path for path in OURS if path.is_relative_to(ROOT / part)]


PARTS = [part for floor in FLOORS for part in floor if (ROOT / part).is_dir()]


@pytest.mark.parametrize("part", PARTS)
def test_a_module_has_a_name_of_its_own_within_its_part(part):
    """A trace, or a tab of an editor, shows no more than the name."""
    modules = [path for path in of_part(part) if path.name != "__init__.py"]
    assert several((path.stem, of(path)) for path in modules) == {}


@pytest.mark.parametrize("part", PARTS)
def test_what_others_use_has_a_name_of_its_own_within_its_part(part):
    used = used_elsewhere()
    found = several((name, of(path)) for path in of_part(part) for name in public_names(path, used))
    assert {name: where for name, where in found.items() if name not in SHARED_NAMES.get(part, {})} == {}


def test_no_two_classes_that_others_use_share_a_name():
    """A reader who meets a name knows which it is."""
    classes = [
        (node.name, of(path))
        for path in OURS
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert several(classes) == {}


def test_what_others_use_says_what_it_is():
    """A layer's `draw` and `legend` are told of in map/layer.py."""
    silent = [
        f"{of(path)}: {node.name}"
        for path in OURS
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node) and not (path.parent.name == "layers" and node.name in ("draw", "legend"))
    ]
    assert silent == []
