"""Imports point one way: geo <- store <- ingest <- briefing <- ui, commands <- app, cli; geo knows no map."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RANK = {"geo": 0, "store": 1, "ingest": 2, "layers": 1, "briefing": 3, "commands": 4, "ui": 4, "cli": 5, "app": 5}
FORBIDDEN = {
    "geo": {"folium", "streamlit", "branca"},
    "layers": {"streamlit", "streamlit_folium"},
    "briefing": {"streamlit", "streamlit_folium"},
    "commands": {"streamlit", "streamlit_folium"},
}
FOLIUMS_OWN = re.compile(r"\._(children|parent|name)\b")
OURS = [
    path
    for path in sorted(ROOT.rglob("*.py"))
    if path.relative_to(ROOT).parts[0].removesuffix(".py") in RANK and ".venv" not in path.parts
]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_what_stands_below_it(path):
    part = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for other in imported(path):
        if other in RANK and other != part:
            assert RANK[other] < RANK[part], f"{part} may not import {other}"
    assert not imported(path) & FORBIDDEN.get(part, set())


def test_one_module_knows_how_the_elements_of_folium_hang_together():
    knowing = {path.relative_to(ROOT).as_posix() for path in OURS if FOLIUMS_OWN.search(path.read_text("utf-8"))}
    assert knowing == {"layers/folium_map.py"}


def test_what_a_layer_draws_is_free_of_folium():
    in_layers = [path for path in OURS if path.parent.name == "layers" and imported(path) & {"folium", "branca"}]
    assert [path.name for path in in_layers] == ["folium_map.py"]


def test_the_link_codec_is_free_of_streamlit():
    assert "streamlit" not in imported(ROOT / "ui" / "state.py")


def test_nothing_reads_the_folder_the_facts_were_researched_in():
    for path in OURS:
        assert "shared/" not in path.read_text(encoding="utf-8"), path
