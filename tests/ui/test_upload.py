"""A file that is dropped on the page lies on this machine while it is looked at, and no longer."""

from __future__ import annotations

import tempfile
from io import BytesIO

import pytest

from geo.common.errors import UnreadableFileError
from tests.full_disk import full_disk
from ui.import_panel.upload import plain_name, taken_up


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The only place for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_it_goes_when_it_is_put_away_and_when_nobody_has_it_any_more(temporary):
    one, other = (taken_up(name, BytesIO(b"a,b\n")) for name in ("one.csv", "other.csv"))
    assert one.path.read_bytes() == b"a,b\n"
    one.remove()
    del other
    assert list(temporary.iterdir()) == []


def test_a_disk_that_is_full_is_told_with_what_to_do_and_nothing_is_left(temporary):
    with full_disk(after=2), pytest.raises(UnreadableFileError) as raised:
        taken_up("rows.csv", BytesIO(b"a,b\n"))
    assert "rows.csv" in str(raised.value)
    assert "Make room on the disk for temporary files." in str(raised.value)
    assert list(temporary.iterdir()) == []


def test_the_page_says_so_in_place_of_what_became_of_the_rows(short_war, open_data, temporary, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ui.import_panel.upload.shutil.copyfileobj", full)
    page = open_data(short_war, "event_date,lat,lon\n2025-01-05,0.5,0.5\n")
    (told,) = (one.value for one in page.error)
    assert told.startswith("Nothing was brought in. ")
    assert "No space left on device" in told
    assert "Make room on the disk for temporary files" in told
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/rows.csv", "rows.csv"),
        ("C:\\rows.csv", "rows.csv"),
        ("", "file"),
        ("..", "file"),
        (".hidden", "hidden"),
    ],
)
def test_its_name_leads_nowhere_else(given, kept):
    assert plain_name(given) == kept
