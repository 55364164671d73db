"""The files a Shapefile is made of, brought together under names of our own: GDAL reads more into a name than that."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.tables import archives
from ingest.tables.limits import Limits
from ingest.tables.scratch import scratch_folder

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A folder with the Shapefile whose .shp is `path`, as data.shp, data.dbf and so on."""
    with scratch_folder(path) as folder:
        for beside in path.parent.iterdir():
            if beside.stem == path.stem and beside.suffix.lower() in PARTS and beside.is_file():
                shutil.copyfile(beside, folder / f"data{beside.suffix.lower()}")
        shutil.copyfile(path, folder / "data.shp")
        yield folder


@contextmanager
def unpacked(path: Path, inside: Sequence[archives.Member], shape: archives.Member, limits: Limits) -> Iterator[Path]:
    """A folder with the Shapefile in a zip whose .shp is `shape`, in whatever folder of the zip, as `copied` names it.

    Raises
    ------
    UnreadableFileError, LimitError
    """
    with scratch_folder(path) as folder:
        for one in inside:
            if archives.stem(one) == archives.stem(shape) and archives.suffix(one) in PARTS:
                archives.unpack(path, one, folder / f"data{archives.suffix(one)}", limits)
        yield folder
