"""The files a theatre is made of, and the version they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geo.changelog.log import BATCHES, read_ledger
from geo.common.content_hash import content_hash
from geo.common.errors import MissingFileError, UnreadableFileError
from geo.common.messages import L_

DATA_SUFFIXES = {".toml", ".geojson", ".csv", ".parquet", ".ndjson"}


def require_folder(folder: Path) -> None:
    """Whether `folder` is one that can be read to its end.

    Raises
    ------
    MissingFileError : it is no folder.
    UnreadableFileError : a pipe or a device lies in it, for which a reader would wait for ever.
    """
    if not folder.is_dir():
        raise MissingFileError(folder, L_("is not a folder"), L_("Name the folder that holds theatre.toml."))
    _files_in(folder)


def _files_in(folder: Path) -> list[Path]:
    """The files in a folder and in those below it, but for what is hidden.

    Raises
    ------
    UnreadableFileError : a pipe or a device lies there.
    """
    files = []
    for path in folder.rglob("*"):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_file():
            files.append(path)
        elif path.exists() and not path.is_dir():
            raise UnreadableFileError(path, L_("is a pipe or a device and no file"), L_("Move it out of the folder."))
    return files


def data_version(folder: Path) -> str:
    """Content hash of a theatre's files: 12 hexadecimal digits; names and bytes count, times do not.

    Raises
    ------
    DataError : the log, which says what counts, or another file cannot be read.
    """
    return hash_of(folder, data_files(folder))[:12]


def hash_of(folder: Path, files: Sequence[Path], *, of: str = "") -> str:
    """Content hash of some files of a theatre; `of`: what of it they tell.

    Raises
    ------
    DataError : one cannot be read.
    """
    try:
        return content_hash(folder, files, of=of)
    except OSError as error:
        raise UnreadableFileError(
            error.filename or folder,
            L_("cannot be read ({strerror})", strerror=error.strerror),
            L_("Check its permissions."),
        ) from error


def data_files(folder: Path) -> list[Path]:
    """The files a theatre is made of: nothing hidden, and of the files brought in those that the log names, or
    that hold rows which one of these says again.

    Raises
    ------
    DataError : as `require_folder`, or the log cannot be read.
    """
    files = _files_in(folder)
    notes = read_ledger(folder).batches
    counted = {*notes, *(other for note in notes.values() for other in note.get("unchanged_in", {}))}

    def counts(path: Path) -> bool:
        parts = path.relative_to(folder).parts
        return parts[0] != BATCHES or (len(parts) > 1 and parts[1] in counted)

    return sorted(path for path in files if path.suffix in DATA_SUFFIXES and counts(path))
