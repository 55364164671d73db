"""Leaflet, which draws the map in a browser: the files of the PyPI package that brings it (requirements.txt).

The package is named for Django and asks nothing of it: it holds Leaflet's own files and no more. Nothing of it is
copied, so a program folder that cannot be written to will do.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PACKAGE = "django-js-lib-leaflet"
FILES = "js_lib_leaflet/static/js_lib_leaflet"


def _package() -> Distribution:
    try:
        return distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed. Run: pip install -r requirements.txt") from error


@cache
def leaflet_folder() -> Path:
    """The folder with leaflet.js, leaflet.css and the images the style names.

    Raises
    ------
    ModuleNotFoundError : the package is not installed.
    """
    return Path(str(_package().locate_file(FILES))).resolve()


@cache
def leaflet_style() -> str:
    """The style without which every part of a map of Leaflet's stands in a wrong place, as text.

    Its images, which belong to Leaflet's own markers and list of layers, are not in it: the map has neither.

    Raises
    ------
    ModuleNotFoundError : the package is not installed.
    """
    return (leaflet_folder() / "leaflet.css").read_text(encoding="utf-8")


@cache
def leaflet_licence() -> str:
    """The terms Leaflet is passed on under, lines ended by a line feed.

    Raises
    ------
    ModuleNotFoundError : the package is not installed.
    """
    return "\n".join((_package().read_text("LICENSE") or "").splitlines()) + "\n"
