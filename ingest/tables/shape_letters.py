"""Which letters the attributes of a Shapefile are written in."""

from __future__ import annotations

import codecs
from pathlib import Path

from geo.common.messages import L_, Sentence
from ingest.tables.encodings import NAMES, guess_encoding

LANGUAGE_AT = 29
HEADER_SIZE_AT = slice(8, 10)
SAMPLE = 4 << 20


def dbf_letters(path: Path, folder: Path) -> tuple[str | None, list[Sentence]]:
    """The encoding to read `data.dbf` in `folder` with and notes on it; None leaves it to what the files say.

    A .cpg that names an encoding holds, then the mark in the .dbf; where neither says anything it is judged by the
    bytes: UTF-8 if all of them are, else the likeliest code page.
    """
    dbf, cpg = folder / "data.dbf", folder / "data.cpg"
    if not dbf.exists():
        return None, []
    said = cpg.read_bytes()[:64].decode("ascii", errors="ignore").strip() if cpg.exists() else ""
    if said:
        return _known(said)
    with dbf.open("rb") as stream:
        data = stream.read(SAMPLE)
    if len(data) <= LANGUAGE_AT or data[LANGUAGE_AT]:
        return None, []
    body = data[int.from_bytes(data[HEADER_SIZE_AT], "little") :]
    if body.isascii():
        return "utf-8", []
    if _is_utf8(body):
        return "utf-8", [L_("The .dbf does not say its encoding; read as UTF-8.")]
    name = guess_encoding(b"\n".join(word for word in body.split() if not word.isascii()))
    return name, [
        L_("The .dbf does not say its encoding; read as {encoding}, judged by its letters.", encoding=NAMES[name])
    ]


def _known(said: str) -> tuple[str | None, list[Sentence]]:
    name = f"cp{said}" if said.isdigit() and not said.startswith("8859") else said
    name = name.lower().replace("ansi ", "cp")
    try:
        return codecs.lookup(name).name, [L_("Attributes read as {said}, as the .cpg says.", said=said)]
    except (LookupError, ValueError):
        return None, [L_("The .cpg names an encoding that is not known ({said}).", said=said[:40])]


def _is_utf8(body: bytes) -> bool:
    """Whether all of it is UTF-8, letters cut in two by the width of a column apart."""
    clean = body.decode("utf-8", errors="ignore").encode("utf-8")
    outside = sum(byte > 127 for byte in body)
    return len(body) - len(clean) <= outside * 0.05
