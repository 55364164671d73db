"""A part of a batch as it is read from disk: whole, or with a fault that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pandas as pd
from pyarrow import ArrowException

from geo.errors import UnreadableFileError

TableT = TypeVar("TableT", bound=pd.DataFrame)


def read_part(path: Path, read: Callable[[Path], TableT]) -> TableT:
    """What `read` makes of a Parquet file that an import left in a theatre.

    Raises
    ------
    UnreadableFileError : it is missing or damaged.
    """
    try:
        return read(path)
    except (OSError, ArrowException, ValueError) as error:
        raise UnreadableFileError(
            path,
            f"cannot be read ({error})" if path.exists() else "is missing",
            "Bring it back from a copy, or undo its import: `python cli.py changes` has its id.",
        ) from error
