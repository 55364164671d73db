"""What is left to `make test-thorough` has a quick test that stands for it: docs/decisions/0015-two-suites.md."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(path for path in (ROOT / "tests").rglob("test_*.py"))
STANDS_FOR = {
    "tests/browser/test_browser_history.py": "tests/browser/test_page.py",
    "tests/browser/test_drawn_ground.py": "tests/browser/test_own_area.py",
    "tests/browser/test_exported_page.py": "tests/briefing/test_web_page.py",
    "tests/browser/test_mark_focus.py": "tests/browser/test_map.py",
    "tests/browser/test_new_theatre.py": "tests/ui/test_new_theatre.py",
    "tests/browser/test_playback_on_the_page.py": "tests/browser/test_playback.py",
    "tests/browser/test_accessibility_of_steps.py": "tests/browser/test_accessibility.py",
    "tests/browser/test_crowd.py": "tests/browser/test_page.py",
    "tests/browser/test_drawn_history.py": "tests/browser/test_page.py",
    "tests/browser/test_corrections.py": "tests/browser/test_import_panel.py",
    "tests/browser/test_starts_whole.py": "tests/browser/test_page.py",
    "tests/test_walkthrough.py": "tests/test_cli.py",
    "tests/ingest/test_corrections_law.py": "tests/ingest/test_corrections.py",
}
"""A file whose every test is thorough -> the file of quick tests that stands for it."""


def is_thorough(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr == "thorough" for part in ast.walk(node))


def thorough_of(path: Path) -> dict[str, bool]:
    """The tests of a file: whether all that is made of each is thorough. One of which some parameters are is not."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    all_of_them = any(
        isinstance(node, ast.Assign) and "pytestmark" in ast.unparse(node.targets[0]) and is_thorough(node.value)
        for node in tree.body
    )
    return {
        node.name: all_of_them
        or any(is_thorough(one) and "parametrize" not in ast.unparse(one) for one in node.decorator_list)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_of_tests_has_a_quick_one_or_another_stands_for_it(path):
    name = path.relative_to(ROOT).as_posix()
    quick = [test for test, thorough in thorough_of(path).items() if not thorough]
    assert bool(quick) == (name not in STANDS_FOR), quick


def test_what_a_figure_is_and_who_holds_what_has_quick_tests():
    assert not [name for name in STANDS_FOR if name.startswith("tests/geo/")]


@pytest.mark.parametrize("name", STANDS_FOR.values())
def test_a_file_that_stands_for_another_is_there_and_not_thorough_itself(name):
    assert name not in STANDS_FOR
    assert (ROOT / name).is_file()


def test_some_tests_are_thorough():
    assert sum(thorough for path in FILES for thorough in thorough_of(path).values()) > len(STANDS_FOR)
