"""Where a file is unpacked or copied to while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_


@contextmanager
def scratch_folder(path: Path) -> Iterator[Path]:
    """A folder for what is made of the file at `path`, gone afterwards.

    Raises
    ------
    UnreadableFileError : the disk does not take it.
    """
    try:
        with TemporaryDirectory(prefix="frontline-") as folder:
            yield Path(folder)
    except OSError as error:
        raise UnreadableFileError(
            path,
            L_("cannot be unpacked to be read ({strerror})", strerror=error.strerror or error),
            L_("Make room on the disk for temporary files."),
        ) from error
