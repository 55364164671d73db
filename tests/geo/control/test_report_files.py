"""Reports that came in with a file: where they stand."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.common.errors import UnreadableFileError
from geo.control.report_files import read_batch_reports, report_file, report_id_start


def test_reports_of_a_batch_stand_in_its_folder_and_their_ids_begin_with_it():
    assert report_file("b1") == "imports/b1/reports.parquet"
    assert report_id_start("b1") == "b1-"


def test_they_are_read_as_they_were_kept_and_missing_ones_are_named(tmp_path):
    kept = pd.DataFrame({"report_id": ["b1-1"], "place_id": ["east"]})
    (tmp_path / "imports" / "b1").mkdir(parents=True)
    kept.to_parquet(tmp_path / "imports" / "b1" / "reports.parquet")
    pd.testing.assert_frame_equal(read_batch_reports(tmp_path, "b1"), kept)
    with pytest.raises(UnreadableFileError, match=r"imports/b2/reports\.parquet: is missing"):
        read_batch_reports(tmp_path, "b2")
