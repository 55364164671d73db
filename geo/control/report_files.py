"""Reports of control that came in with a file: where they stand, and how they are read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.changelog.kept_parts import read_part
from geo.changelog.log import BATCHES

BATCH_REPORTS = "reports.parquet"
CONTROL_BY_PLACE = "control-by-place"
"""Format of a file that tells who holds which place on which day."""


def report_file(batch: str) -> str:
    """How the reports of a batch are named where files are named."""
    return f"{BATCHES}/{batch}/{BATCH_REPORTS}"


def report_id_start(batch: str) -> str:
    """What the ids of all reports that came in with a file begin with; the place and a number follow."""
    return f"{batch}-"


def read_batch_reports(folder: Path, batch: str) -> pd.DataFrame:
    """The reports of a file brought in, as unchecked text with the number of each row in that file.

    Raises
    ------
    UnreadableFileError : they are missing or damaged.
    """
    return read_part(folder / report_file(batch), pd.read_parquet)
