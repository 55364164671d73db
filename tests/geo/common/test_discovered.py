"""What modules define is found by being there."""

from __future__ import annotations

import pytest

from geo.common.discovered import defined_in


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Writes modules of a package of its own name, and says what it is called."""
    monkeypatch.syspath_prepend(tmp_path)

    def written(name: str, **modules: str) -> str:
        folder = tmp_path / name
        folder.mkdir()
        for module, text in {"__init__": "", **modules}.items():
            (folder / f"{module}.py").write_text(f"from types import SimpleNamespace as One\n{text}\n")
        return name

    return written


def test_each_module_that_has_the_name_is_found_in_the_order_of_modules(package):
    of = package("some_kinds", b="KIND = One(id='first')", a="KIND = One(id='second')", other="")
    assert [one.id for one in defined_in(of, "KIND")] == ["second", "first"]


def test_two_of_one_id_are_no_package(package):
    of = package("same_kinds", a="KIND = One(id='x')", b="KIND = One(id='x')")
    with pytest.raises(ValueError, match=r"same_kinds\.b repeats the id 'x' of another KIND"):
        defined_in(of, "KIND")
