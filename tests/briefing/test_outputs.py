"""A file is made whole or not at all, and can be made again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.job import formats
from briefing.job.brief import Stamp
from briefing.job.errors import BriefingError, DataHasChangedError
from briefing.job.formats import brief_again, make, output_for, read_stamp
from tests.briefing.conftest import ask


def test_the_longest_suffix_says_what_a_file_is(monkeypatch):
    monkeypatch.setitem(formats.OUTPUTS, ".big.png", replace(formats.OUTPUTS[".png"], suffix=".big.png"))
    assert output_for(Path("x.big.png")).suffix == ".big.png"
    assert output_for(Path("X.PNG")).suffix == ".png"


def test_an_unknown_suffix_is_refused_with_those_there_are(small, tmp_path):
    with pytest.raises(BriefingError, match=r"Nothing is known to write 'map.docx'. End its name with one of .pdf"):
        make(ask(small), tmp_path / "map.docx")


def test_a_folder_that_is_not_there_is_said_to_be_missing(small, tmp_path):
    with pytest.raises(BriefingError, match="There is no folder"):
        make(ask(small), tmp_path / "nowhere" / "map.png")


def test_a_writer_that_fails_leaves_what_stood_there_and_nothing_else(small, tmp_path, monkeypatch):
    old = tmp_path / "map.png"
    old.write_text("old")

    def half(_brief, path: Path, _progress) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefing.sheet.sheet_files.write", half)
    with pytest.raises(BriefingError, match="cannot be written: No space left on device"):
        make(ask(small), old)
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_made_here_leads_back_to_its_request(small, tmp_path):
    brief, path = ask(small, title="A title"), tmp_path / "map.png"
    make(brief, path)
    assert brief_again(read_stamp(path), small).request == brief.request


def stamp_of(theatre) -> Stamp:
    return ask(theatre).stamp


def test_other_data_is_said_to_be_other_data(small):
    with pytest.raises(DataHasChangedError, match="The data has changed since: the file was made from version 0"):
        brief_again(replace(stamp_of(small), version="0"), small)
    with pytest.raises(DataHasChangedError, match="shows the theatre elsewhere"):
        brief_again(replace(stamp_of(small), theatre="elsewhere"), small)


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf"])
@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG", b"<svg/>", b"%PDF-1.4", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_a_file_that_is_not_ours_has_no_stamp(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BriefingError, match="carries no stamp"):
        read_stamp(path)


def test_a_file_that_is_not_there_has_no_stamp(tmp_path):
    with pytest.raises(BriefingError, match="There is no file"):
        read_stamp(tmp_path / "a.png")


def test_every_group_offers_kinds_of_files_and_a_sheet_for_print_comes_first():
    offered = formats.suffixes_by_group()
    assert all(offered.values())
    assert [suffix for suffixes in offered.values() for suffix in suffixes] == list(formats.OUTPUTS)
    assert offered[formats.Group.SHEET] == (".pdf", ".png", ".svg")
    assert [group for group in offered if not group.is_drawn] == ["Data", "Table"]
