"""The index of a Shapefile (.shx), made anew where it was left behind."""

from __future__ import annotations

import struct

HEADER = 100
RECORD_HEADER = 8
LENGTH_AT = slice(24, 28)


def index_of(shapes: bytes) -> bytes:
    """The .shx of the bytes of a .shp: where each record begins and how long it is, in words of two bytes."""
    entries, at = [], HEADER
    while at + RECORD_HEADER <= len(shapes):
        (words,) = struct.unpack(">I", shapes[at + 4 : at + RECORD_HEADER])
        entries.append(struct.pack(">II", at // 2, words))
        at += RECORD_HEADER + 2 * words
    size = struct.pack(">I", (HEADER + 8 * len(entries)) // 2)
    return shapes[: LENGTH_AT.start] + size + shapes[LENGTH_AT.stop : HEADER] + b"".join(entries)
