"""The browser of the tests: the one that is here, else one that can be fetched, else one line on what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import browser
from scripts.browser import NAMED, find_browser, set_up


@pytest.fixture
def machine(monkeypatch, tmp_path) -> Callable[..., list[list[str]]]:
    """A machine without a browser; the commands it is set up by are only written down. `brings` is the one of them,
    by its first words, that puts a browser in its place."""
    monkeypatch.delenv(NAMED, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(browser, "APPLICATIONS", ())
    monkeypatch.setattr(browser, "_own_of_playwright", lambda: str(tmp_path / "own" / "chrome"))

    def with_(*, brings: str = "", root: bool = True, debian: bool = True) -> list[list[str]]:
        asked: list[list[str]] = []

        def ran(command: list[str], seconds: int, environment: dict[str, str] | None = None) -> bool:
            asked.append(command)
            if brings and brings in " ".join(command):
                program(tmp_path / ("own/chrome" if "playwright" in command else "bin/chromium"))
            return bool(brings)

        monkeypatch.setattr(browser, "_ran", ran)
        monkeypatch.setattr(browser, "is_debian", lambda: debian)
        monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
        return asked

    return with_


def program(path: Path, code: str = "print('Chromium 150')") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\n{code}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "chromium-browser"])
def test_an_installed_browser_is_used_and_nothing_is_fetched(machine, tmp_path, name):
    asked = machine()
    installed = program(tmp_path / "bin" / name)
    assert set_up() == str(installed)
    assert asked == []


def test_one_that_does_not_start_is_passed_over(machine, tmp_path):
    """As the stand-in for a snap, or a browser without its libraries."""
    machine()
    program(tmp_path / "bin" / "chromium", "import sys; sys.exit(127)")
    chrome = program(tmp_path / "bin" / "google-chrome")
    assert find_browser() == str(chrome)


def test_without_one_playwrights_own_is_fetched(machine, tmp_path):
    asked = machine(brings="playwright install")
    assert set_up() == str(tmp_path / "own" / "chrome")
    assert [command[1:4] for command in asked] == [["-m", "playwright", "install"]]


def test_where_that_cannot_be_had_root_on_debian_takes_debians(machine, tmp_path):
    asked = machine(brings="apt-get install")
    assert set_up() == str(tmp_path / "bin" / "chromium")
    assert [command[:2] for command in asked][1:] == [["apt-get", "update"], ["apt-get", "install"]]


@pytest.mark.parametrize("who", [{"root": False}, {"debian": False}, {}])
def test_else_one_line_says_what_to_do(machine, who):
    asked = machine(**who)
    with pytest.raises(SystemExit) as said:
        set_up()
    assert "\n" not in str(said.value)
    assert "apt-get install chromium" in str(said.value)
    assert NAMED in str(said.value)
    assert any(command[0] == "apt-get" for command in asked) is (who == {})


def test_one_named_in_the_environment_is_used_and_a_wrong_name_is_told(machine, tmp_path, monkeypatch):
    machine()
    program(tmp_path / "bin" / "chromium")
    own = program(tmp_path / "elsewhere" / "my-chrome")
    monkeypatch.setenv(NAMED, str(own))
    assert find_browser() == str(own)
    monkeypatch.setenv(NAMED, str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match="nowhere, which does not start"):
        find_browser()


@pytest.mark.parametrize(
    ("kin", "yes"),
    [({"ID": "debian"}, True), ({"ID": "kali", "ID_LIKE": "debian"}, True), ({"ID": "fedora"}, False),
     ({"ID": "ubuntu", "ID_LIKE": "debian"}, False), ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, False)],
)  # fmt: skip
def test_only_debian_itself_has_a_chromium_for_apt_get(monkeypatch, kin, yes):
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: kin)
    assert browser.is_debian() is yes
