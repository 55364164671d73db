"""A file as it lies on this machine while it is looked at: a copy of the session's own, removed afterwards."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_
from ingest.matching.keep import file_hash

LONGEST_NAME = 120
NAMELESS = "file"


@dataclass(frozen=True, eq=False)
class Upload:
    """`path`: the copy, under the name the file has; `sha256`: of its content."""

    path: Path
    sha256: str

    @property
    def name(self) -> str:
        return self.path.name

    def remove(self) -> None:
        """Remove the copy; it goes by itself when the session ends."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def taken_up(name: str, content: IO[bytes]) -> Upload:
    """A copy of an uploaded file in a folder of its own.

    Raises
    ------
    UnreadableFileError : the disk does not take it.
    """
    path = Path(plain_name(name))
    try:
        folder = Path(tempfile.mkdtemp(prefix="frontline-bring-in-"))
        path = folder / path
        with path.open("wb") as file:
            shutil.copyfileobj(content, file, 1 << 20)
    except OSError as error:
        if path.is_absolute():
            shutil.rmtree(path.parent, ignore_errors=True)
        raise UnreadableFileError(
            path,
            L_("cannot be taken up ({strerror})", strerror=error.strerror or error),
            L_("Make room on the disk for temporary files."),
        ) from error
    upload = Upload(path, file_hash(path))
    weakref.finalize(upload, shutil.rmtree, folder, ignore_errors=True)
    return upload


def plain_name(name: str) -> str:
    """The name of a file without folders, short enough for any disk; its ending stays."""
    last = Path(name.replace("\\", "/")).name.replace("\0", "").strip().lstrip(".")
    if not last:
        return NAMELESS
    stem, dot, ending = last.rpartition(".")
    if not dot:
        return last[:LONGEST_NAME]
    return f"{stem[:LONGEST_NAME]}.{ending[:20]}"
