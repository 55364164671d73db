"""`pip install -r requirements.txt && streamlit run app.py`, and no more: the map is drawn, behind any firewall."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scripts.browser import browser_path
from tests.browser.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

PLAIN = Path(os.environ.get("FRONTLINE_PLAIN") or ROOT / ".venv-plain")
"""An environment made of requirements.txt and nothing else (make plain)."""

LOOK = "tests.browser.without_network"
SECONDS = 300
LEFT_BEHIND = (".git", ".venv*", "static", "atlas", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
"""What a copy of the program that was just fetched does not have."""

NO_NETWORK = {
    "as root": ["unshare", "--net"],
    "as anybody": ["unshare", "--net", "--map-root-user"],
}


@pytest.fixture(scope="module")
def streamlit() -> Path:
    if not (PLAIN / ".requirements").is_file():
        if "FRONTLINE_PLAIN" in os.environ:
            pytest.fail(f"{PLAIN} is no environment made of requirements.txt. Run: make plain", pytrace=False)
        pytest.skip("there is no environment of requirements.txt alone (make plain)")
    return PLAIN.resolve() / "bin" / "streamlit"


@pytest.fixture(scope="module")
def fetched(tmp_path_factory) -> Path:
    """The program as it is fetched, in a folder that cannot be written to (root can, whatever it says)."""
    folder = tmp_path_factory.mktemp("fetched") / "frontline"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def look(prefix: list[str], streamlit: Path, folder: Path, picture: Path) -> dict[str, Any]:
    """What a browser sees of the page in `folder`, started by `streamlit`."""
    command = [
        *prefix,
        sys.executable,
        "-m",
        LOOK,
        str(streamlit),
        str(folder),
        browser_path(),
        str(picture),
        str(SECONDS),
    ]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=4 * SECONDS)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


def assert_drawn(seen: dict[str, Any], picture: Path) -> None:
    assert seen["refused"] == []
    assert seen["trouble"] == []
    drawn = seen["map"]
    assert drawn["alive"]
    assert drawn["leaflet"] == "1.9.4"
    assert min(drawn["size"]) > 400
    assert drawn["layers"] >= 8
    assert drawn["painted"] > 50
    assert drawn["symbols"] > 20
    with Image.open(picture) as image:
        shades = image.convert("RGB").getcolors(maxcolors=1 << 24)
    most = max(count for count, _ in shades) / sum(count for count, _ in shades)
    assert len(shades) > 500
    assert most < 0.8


def test_the_environment_holds_what_is_required_and_nothing_of_the_tests(streamlit):
    listed = "import importlib.metadata as m; print(*sorted(d.name.lower() for d in m.distributions()))"
    done = subprocess.run(
        [streamlit.with_name("python"), "-c", listed], check=True, capture_output=True, encoding="utf-8"
    )
    installed = set(done.stdout.split())
    assert {"streamlit", "django-js-lib-leaflet"} <= installed
    assert not {"pytest", "playwright", "ruff", "mypy", "hypothesis"} & installed


def test_the_map_is_drawn_where_no_other_host_answers(streamlit, fetched, tmp_path):
    assert_drawn(look([], streamlit, fetched, tmp_path / "map.png"), tmp_path / "map.png")


def test_the_map_is_drawn_where_there_is_no_network_at_all(streamlit, fetched, tmp_path):
    """Server and browser in a network of their own, which has nothing but a loopback device."""
    able = [prefix for prefix in NO_NETWORK.values() if _can(prefix)]
    if not able:
        pytest.skip("this machine lets nobody make a network of their own (unshare)")
    assert_drawn(look(able[0], streamlit, fetched, tmp_path / "map.png"), tmp_path / "map.png")


def _can(prefix: list[str]) -> bool:
    """Whether `prefix` starts a program here, in a network that reaches nobody."""
    if shutil.which(prefix[0]) is None:
        return False
    devices = "import socket; print(*(name for _, name in socket.if_nameindex()))"
    done = subprocess.run([*prefix, sys.executable, "-c", devices], check=False, capture_output=True, encoding="utf-8")
    return done.returncode == 0 and done.stdout.split() == ["lo"]
