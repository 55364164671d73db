"""Zips with one table in them, counted as that table is by itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.rows.counted import Counted, Kind

BESIDE = {
    "README.txt": b"Exported on 5 December.\n",
    "__MACOSX/._table.csv": b"\0\5\x16\7",
    "map.png": b"\x89PNG",
    "empty/": b"",
}


def packed(kinds: Mapping[str, Kind], chance: Random) -> bytes:
    """A file of one of `kinds` in a zip, alone or beside what is no table."""
    name = chance.choice(sorted(kinds))
    files = {chance.choice(["", "export/", "a b/ج/"]) + name: kinds[name].write(chance)}
    for beside in chance.sample(sorted(BESIDE), k=chance.randint(0, 2)):
        files[beside] = BESIDE[beside]
    out = io.BytesIO()
    way = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    with zipfile.ZipFile(out, "w", way) as archive:
        for inside in chance.sample(sorted(files), k=len(files)):
            archive.writestr(zipfile.ZipInfo(inside), files[inside], way)
    return out.getvalue()


def count_packed(kinds: Mapping[str, Kind], path: Path) -> Counted:
    with zipfile.ZipFile(path) as archive, TemporaryDirectory() as folder:
        for inside in archive.namelist():
            name = inside.rpartition("/")[2]
            if name in kinds:
                table = Path(folder) / name
                table.write_bytes(archive.read(inside))
                return kinds[name].count(table)
    raise AssertionError(f"{path} holds none of {sorted(kinds)}")
