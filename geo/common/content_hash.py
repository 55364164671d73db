"""The hash of the content of many files, without reading again what has not been touched since."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SETTLED_NS = 2_000_000_000
"""A file written so lately may be written again within the same tick of the disk's clock: it is read once more."""

Mark = tuple[str, int, int]
"""Name in the folder, size, time of the last change (ns): while they stay the same, so does the content."""

_read: dict[tuple[Path, str], list[tuple[Mark, Any]]] = {}
"""For each folder and part of it the files as they were read last, in their order, and the hash of all up to and with
each."""


def content_hash(folder: Path, files: Sequence[Path], *, of: str = "") -> str:
    """SHA-256 of names, lengths and bytes of `files` of `folder`, in their order, as hexadecimal digits; `of`: which
    part of the folder they are.

    Reads from the first file on that differs from what was read of that part last time in size or time of change.
    """
    before, now = _read.get((folder, of), []), time.time_ns()
    kept: list[tuple[Mark, Any]] = []
    digest = hashlib.sha256()
    settled = True
    for number, path in enumerate(files):
        found = path.stat()
        name = path.relative_to(folder).as_posix()
        mark = (name, found.st_size, found.st_mtime_ns)
        if len(kept) == number < len(before) and before[number][0] == mark:
            digest = before[number][1].copy()
        else:
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        settled &= found.st_mtime_ns + SETTLED_NS < now
        if settled:
            kept.append((mark, digest.copy()))
    _read[folder, of] = kept
    return digest.hexdigest()
