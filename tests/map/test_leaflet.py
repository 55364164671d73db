"""Leaflet comes with requirements.txt, and is what its makers released."""

from __future__ import annotations

import hashlib
import re
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from briefing.web.page import _code
from map import leaflet
from map.folium_map import base_map
from map.leaflet import PACKAGE, leaflet_folder, leaflet_licence

ROOT = Path(__file__).parent.parent.parent
RELEASED = {
    "leaflet.js": "20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo=",
    "leaflet.css": "p4NxAoJBhIIN+hmNHrzRCf9tD/miZyoHS5obTRR9BMY=",
}
"""SHA-256 of each file of Leaflet 1.9.4, as its own page tells users to check it."""


@pytest.mark.parametrize("name", RELEASED)
def test_the_package_holds_leaflet_as_it_was_released(name):
    digest = hashlib.sha256((leaflet_folder() / name).read_bytes()).digest()
    assert b64encode(digest).decode() == RELEASED[name]


def test_every_image_the_style_asks_for_is_there():
    style = (leaflet_folder() / "leaflet.css").read_text(encoding="utf-8")
    images = [name for name in re.findall(r"url\(([^)]+)\)", style) if not name.startswith("#")]
    assert images
    assert all((leaflet_folder() / name).is_file() for name in images)


def test_the_map_of_the_page_carries_the_style_it_would_else_be_drawn_without():
    chart = base_map((35.0, 33.0, 42.0, 37.5), leaflet="/anywhere")
    whole = chart.get_root().render()
    assert (leaflet_folder() / "leaflet.css").read_text(encoding="utf-8") in whole
    assert whole.index(".leaflet-pane") < whole.index(".frontline-map")
    assert not re.findall(r"<link[^>]+stylesheet", whole)


def test_a_page_on_disk_carries_leaflet_with_its_licence():
    scripts, style = _code()
    assert scripts[0].startswith("/*\nBSD 2-Clause License\n")
    assert leaflet_licence() in scripts[0]
    assert "Leaflet 1.9.4" in scripts[0]
    assert ".leaflet-pane" in style
    assert "sourceMappingURL" not in scripts[0]


def test_requirements_without_leaflet_are_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(leaflet, "PACKAGE", "no-such-package-of-anybody")
    with pytest.raises(ModuleNotFoundError, match="no-such-package-of-anybody is not installed"):
        leaflet_folder.__wrapped__()


def test_the_version_is_pinned():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert f"{PACKAGE}==1.9.4.1" in lines


def test_no_code_of_others_lies_in_the_repository():
    """Scripts and styles that are served or carried are our own: no file of Leaflet's, none that was made smaller."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    browser_code = [ROOT / name for name in tracked.splitlines() if name.endswith((".js", ".css", ".mjs"))]
    assert browser_code
    for path in browser_code:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@preserve|@license|\(c\) \d{4}", text, re.IGNORECASE), path
        assert max(map(len, text.splitlines())) < 500, path
