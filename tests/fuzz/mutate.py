"""Changes of a file: bytes flipped, cut, doubled and put in, also inside the parts of a zip."""

from __future__ import annotations

import io
import random
import re
import zipfile

SCRAPS = [
    b'"', b'""', b"'", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\n", b"\r", b"\r\n", b",", b";", b"\t", b"|",
    b"<", b">", b"/>", b"&", b"&#0;", b"&#x110000;", b"&amp;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<![CDATA[", b"]]>",
    b"<Placemark>", b"</Placemark>", b"<coordinates>", b"{", b"}", b"[", b"]", b"[[", b"null", b"NaN", b"Infinity",
    b"-Infinity", b"1e999", b"-1e-999", b"9" * 400, b"1e10", b"-1", b"0", b"0000-00-00", b"99999-12-31", b"2024-13-40",
    b"\\ud800", b"\\u0000", b"\\", b"\xe2\x80\xae", b"#date", b"sep=;", b"PK\x03\x04", b"PAR1", b"=cmd()", b"../",
    b"TOTAL", b"POINT (1 1)", b"POLYGON EMPTY", b"type", b"geometry", b"features", b"date", b"r=\"XFD1048576\"",
    b"t=\"s\"", b"t=\"d\"", b"s=\"99999\"", b"<c r='A1'>", b"<v>1e300</v>", b"x" * 5_000,
]  # fmt: skip
NUMBER = re.compile(rb"\d+(?:\.\d+)?")
NUMBERS = [
    b"0",
    b"-1",
    b"1e308",
    b"-1e12",
    b"1e10",
    b"99999999999999999999",
    b"4294967296",
    b"2147483648",
    b"65536",
    b"",
]
MOST_REPEATED = 1 << 20


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` after one to eight changes; one time in two, a zip is changed in one of its parts and packed again."""
    if data[:2] == b"PK" and chance.random() < 0.7:
        inside = _parts(data)
        if inside:
            name = chance.choice(sorted(inside))
            inside[name] = mutated(inside[name], chance)
            if chance.random() < 0.1:
                inside[chance.choice(["../x.csv", "a\0b.csv", "x.kml", "", "xl/x.xml"])] = inside[name]
            return _packed(inside)
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 2, 3, 5, 8])):
        if not out:
            break
        at = chance.randrange(len(out))
        chance.choice(CHANGES)(out, at, chance)
    return bytes(out)


def _flip(out: bytearray, at: int, chance: random.Random) -> None:
    out[at] ^= 1 << chance.randrange(8)


def _set(out: bytearray, at: int, chance: random.Random) -> None:
    out[at] = chance.choice([0, 1, 9, 10, 13, 34, 127, 128, 255, chance.randrange(256)])


def _cut(out: bytearray, at: int, chance: random.Random) -> None:
    del out[at : at + chance.choice([1, 2, 8, 64, 512])]


def _end(out: bytearray, at: int, _: random.Random) -> None:
    del out[at:]


def _put_in(out: bytearray, at: int, chance: random.Random) -> None:
    out[at:at] = chance.choice(SCRAPS)


def _repeat(out: bytearray, at: int, chance: random.Random) -> None:
    piece = bytes(out[at : at + chance.choice([1, 3, 20, 200])])
    times = min(chance.choice([2, 10, 1_000, 20_000]), MOST_REPEATED // max(1, len(piece)))
    out[at:at] = piece * times


def _number(out: bytearray, at: int, chance: random.Random) -> None:
    if found := NUMBER.search(out, at):
        out[found.start() : found.end()] = chance.choice(NUMBERS)


def _swap(out: bytearray, at: int, chance: random.Random) -> None:
    other = chance.randrange(len(out))
    size = chance.choice([1, 4, 16, 64])
    out[at : at + size] = out[other : other + size]


CHANGES = (_flip, _flip, _set, _cut, _end, _put_in, _put_in, _put_in, _repeat, _number, _number, _swap)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name or "_", data)
    return out.getvalue()
