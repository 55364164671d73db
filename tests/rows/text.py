"""Delimited text: as csv writes it, counted by csv; and one line a row, with stray quotes, counted by its lines."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from random import Random

from tests.rows.counted import Counted

NAMES = ("id", "date", "type", "place", "latitude", "longitude", "notes", "killed")
DAY, TYPE, PLACE, LATITUDE, LONGITUDE, NOTES, KILLED = range(1, 8)
WORDS = ("shelling", "near the road", "said", "Aleppo", "حلب", "two killed", "then", "reports", "a; b", "x | y", "1, 2")
DELIMITERS = (",", ";", "\t", "|")
LINE_ENDS = ("\n", "\r\n")
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16")


def event(chance: Random, number: int) -> list[str]:
    """The cells of an event, some empty, its notes plain."""
    return [
        f"SYR{number}",
        f"2024-12-{1 + number % 28:02}",
        chance.choice(["Battles", "Riots", ""]),
        chance.choice(["Aleppo", "Hama", "Idlib", "حمص"]),
        f"{35 + chance.random():.4f}",
        f"{36 + chance.random():.4f}",
        " ".join(chance.choices(WORDS[:8], k=3)),
        chance.choice(["", "0", "3"]),
    ]


def prose(chance: Random) -> str:
    """Notes of several lines, with delimiters, quotes and empty lines in them, none of which is a row."""
    lines = [", ".join(chance.choices(WORDS, k=chance.randint(0, 3))) for _ in range(chance.randint(2, 5))]
    return chance.choice(LINE_ENDS).join(lines) + chance.choice(["", "", '\nsaid "yes"', "\n"])


def cells(chance: Random) -> bytes:
    """As csv writes events, some with notes of several lines."""
    rows = [event(chance, number) for number in range(chance.randint(4, 12))]
    for row in chance.sample(rows, k=chance.randint(0, 3)):
        row[NOTES] = prose(chance)
    out = io.StringIO(newline="")
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    delimiter, end = chance.choice(DELIMITERS), chance.choice(LINE_ENDS)
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([NAMES, *rows])
    return out.getvalue().encode(chance.choice(ENCODINGS))


def lines(chance: Random) -> bytes:
    """One line an event: quotes that nothing closes before some cells, quoted words in others."""
    rows = [event(chance, number) for number in range(chance.randint(5, 14))]
    for row in chance.sample(rows, k=chance.randint(1, 4)):
        row[chance.choice([TYPE, PLACE, NOTES, NOTES, NOTES])] = '"' + chance.choice(["quoted start", "Aleppo", "x"])
    for row in chance.sample(rows, k=chance.randint(0, 2)):
        row[NOTES] = chance.choice(['said "so" yesterday', 'the "road"', 'end"'])
    delimiter, end = chance.choice(DELIMITERS), chance.choice(LINE_ENDS)
    text = end.join(delimiter.join(row) for row in [NAMES, *rows]) + end
    return text.encode(chance.choice(ENCODINGS))


def count_cells(path: Path) -> Counted:
    text = decoded(path.read_bytes())
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    return Counted({number: dict(zip(NAMES, row, strict=True)) for number, row in enumerate(rows[1:], start=2)})


def count_lines(path: Path) -> Counted:
    """A row may be set aside where its quotes close in its own line, or it is the last one."""
    text = decoded(path.read_bytes())
    below = text.splitlines()[1:]
    rows = {number: dict(zip(NAMES, line.split(_delimiter(text)), strict=True)) for number, line in enumerate(below, 2)}
    either = {number for number, line in enumerate(below, 2) if line.count('"') > 1 or number == len(below) + 1}
    return Counted(rows, either=frozenset(either))


def decoded(data: bytes) -> str:
    """The text of a file written here, by its mark."""
    return data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")


def _delimiter(text: str) -> str:
    return text.replace('"', "")[len(NAMES[0])]
