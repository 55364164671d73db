"""The fast reader gives what the slow one gives, and does read what is plain: also over the bounds of its blocks."""

from __future__ import annotations

import random

import pytest

from ingest.tables import delimited, fast_rows
from tests.ingest.tables.test_stray_quotes import SPLIT, read_both, written
from tests.rows.text import NAMES, NOTES, event

BLOCK = 1 << 11
"""Bytes: a file of many blocks is small then."""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", SPLIT)
def test_both_readers_agree_on_a_file_of_many_blocks(name, end, tmp_path, monkeypatch):
    """Quoted text over lines, blank lines and rows too short or long, wherever a block may end."""
    chance, delimiter = random.Random(name), SPLIT[name]
    rows = [event(chance, number) for number in range(400)]
    for row in rows[::7]:
        row[NOTES] = 'said "here"\nand no more'
    lines = written([list(NAMES), *rows], delimiter, end)
    odd = [end, f"a{delimiter}b{end}", delimiter.join("a" * (len(NAMES) + 2)) + end] * 10
    for at, line in zip(sorted(chance.sample(range(1, 400), 30), reverse=True), odd, strict=True):
        lines.insert(at, line)
    path = tmp_path / "file"
    path.write_text("".join(lines), encoding="utf-8", newline="")
    assert path.stat().st_size > 10 * BLOCK
    taken = []

    def noted(*words):
        taken.append(fast_rows.fast_rows(*words))
        return taken[-1]

    monkeypatch.setattr(fast_rows, "BLOCK", BLOCK)
    monkeypatch.setattr(delimited, "fast_rows", noted)
    table = read_both(path, monkeypatch)
    assert len(taken) == 1, "the fast reader was used once"
    assert (table.read, len(table.cells), len(table.unreadable)) == (420, 400, 20), "blank lines are no rows"
