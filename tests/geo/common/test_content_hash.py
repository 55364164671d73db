"""The hash of a folder's files: of their content alone, and without reading twice what stayed as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo.common.content_hash import content_hash

LONG_AGO = 1_000_000_000_000_000_000


def written(folder: Path, **contents: str) -> list[Path]:
    paths = []
    for name, content in contents.items():
        path = folder / name
        path.write_text(content, encoding="utf-8")
        os.utime(path, ns=(LONG_AGO, LONG_AGO))
        paths.append(path)
    return paths


def test_files_that_stayed_as_they_were_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    files = written(tmp_path, a="one", b="two")
    first = content_hash(tmp_path, files)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path.name} was read again"))
    assert content_hash(tmp_path, files) == first


def test_a_touched_file_with_the_same_content_has_the_same_hash(tmp_path: Path):
    files = written(tmp_path, a="one", b="two")
    first = content_hash(tmp_path, files)
    os.utime(files[0], ns=(LONG_AGO + 1, LONG_AGO + 1))
    assert content_hash(tmp_path, files) == first


def test_another_content_of_the_same_length_has_another_hash(tmp_path: Path):
    files = written(tmp_path, a="one", b="two")
    first = content_hash(tmp_path, files)
    files[1].write_text("owt", encoding="utf-8")
    changed = content_hash(tmp_path, files)
    assert changed != first
    files[1].write_text("two", encoding="utf-8")
    assert content_hash(tmp_path, files) == first


def test_a_file_written_just_now_is_read_each_time(tmp_path: Path):
    path = tmp_path / "a"
    path.write_text("one", encoding="utf-8")
    stamp = path.stat().st_mtime_ns
    first = content_hash(tmp_path, [path])
    path.write_text("two", encoding="utf-8")
    os.utime(path, ns=(stamp, stamp))
    assert content_hash(tmp_path, [path]) != first


def test_a_file_taken_out_or_renamed_changes_the_hash(tmp_path: Path):
    files = written(tmp_path, a="one", b="two")
    assert len({content_hash(tmp_path, files), content_hash(tmp_path, files[:1])}) == 2
    (renamed,) = written(tmp_path, c="two")
    assert content_hash(tmp_path, [files[0], renamed]) != content_hash(tmp_path, files)
