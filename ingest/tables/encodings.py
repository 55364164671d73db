"""Which letters the bytes of a text file stand for: found strictly, said, and never replaced."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_, Sentence
from ingest.tables.scratch import scratch_folder

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NAMES = {
    "cp1256": "Arabic, Windows-1256",
    "cp1252": "western European, Windows-1252",
    "cp1251": "Cyrillic, Windows-1251",
}
"""What a file that is not UTF-8 may be in, as it is told."""
WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
PLAIN = re.compile(rb"[A-Za-z]")
FRENCH = frozenset("àâçèéêëîïôùûü".encode("cp1256"))
CHUNK = 256 << 10
"""Bytes that are decoded at once: so many stay in a processor's cache, where it takes a third of the time."""
GUESSED_FROM = 1 << 16
DAMAGE_SHARE = 0.05
"""A file whose letters outside ASCII are UTF-8 but for this share of them at most is damaged UTF-8, nothing else."""
REMEDY = L_("Save it again as UTF-8 (in Excel: “CSV UTF-8”).")


@dataclass(frozen=True)
class Encoding:
    """How the text is read: `skip` bytes of mark first; `damaged` where some bytes are no letters of it."""

    name: str
    skip: int = 0
    damaged: bool = False
    nul: bool = False
    notes: tuple[Sentence, ...] = ()


def find_encoding(path: Path) -> Encoding:
    """By mark, then UTF-8 if every byte is, else the likeliest legacy code page, which is noted."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    marked = next(((mark, name) for mark, name in BOMS if start.startswith(mark)), (b"", "utf-8"))
    mark, name = marked
    if name != "utf-8":
        return Encoding(name, len(mark), notes=(L_("Read as {encoding}, as its mark says.", encoding=name.upper()),))
    if not mark and (wide := _wide(start)):
        return Encoding(wide, notes=(L_("Read as {encoding}, judged by its zero bytes.", encoding=wide.upper()),))
    try:
        return Encoding("utf-8", len(mark), nul=_zero_in_utf8(path))
    except UnicodeDecodeError:
        found = _survey(path)
    if mark or found.broken <= DAMAGE_SHARE * found.letters:
        return Encoding(
            "utf-8", len(mark), True, found.nul, (L_("Read as UTF-8; rows with damaged letters need fixing."),)
        )
    legacy = guess_encoding(found.sample)
    return Encoding(
        legacy,
        nul=found.nul,
        notes=(L_("Not UTF-8; read as {encoding}, judged by its letters.", encoding=NAMES[legacy]),),
    )


def guess_encoding(sample: bytes) -> str:
    """The likeliest of NAMES for bytes that are no UTF-8.

    Western words have one accented letter among plain ones. Of words with no plain letter at all, Arabic ones have none
    that Windows-1256 gives to French, which Windows-1251 gives to the commonest small letters of Cyrillic.
    """
    words = [word for word in WORD.findall(sample) if not word.isascii()]
    whole = b"".join(word for word in words if len(word) > 1 and not PLAIN.search(word))
    mixed = sum(byte > 127 for word in words if PLAIN.search(word) for byte in word)
    if mixed >= len(whole):
        return "cp1252"
    french = sum(byte in FRENCH for byte in whole)
    return "cp1256" if french < 0.1 * len(whole) else "cp1251"


def decoded(path: Path, data: bytes) -> tuple[str, tuple[Sentence, ...]]:
    """A whole text (KML, JSON) and notes on how it was read.

    Raises
    ------
    UnreadableFileError : bytes that are no letters in it.
    """
    name = "utf-8"
    for mark, marked in BOMS:
        if data.startswith(mark):
            name, data = marked, data[len(mark) :]
            break
    else:
        if wide := _wide(data[:4096]):
            name = wide
    try:
        return data.decode(name), () if name == "utf-8" else (L_("Read as {encoding}.", encoding=name.upper()),)
    except UnicodeDecodeError as error:
        raise not_text(path, name, error) from error


def not_text(path: Path, name: str, error: UnicodeDecodeError) -> UnreadableFileError:
    """The error that a file cannot be read in the letters `name`."""
    fault = L_(
        "holds bytes that are no letters in {encoding} (the first near byte {byte:,})",
        encoding=name.upper(),
        byte=error.start + 1,
    )
    return UnreadableFileError(path, fault, REMEDY)


@contextmanager
def as_utf8(path: Path, encoding: Encoding) -> Iterator[tuple[Path, int]]:
    """A file with the same text in UTF-8 and where the text begins in it: `path` itself, or a copy while it is needed.

    Raises
    ------
    UnreadableFileError : bytes that are no letters in the encoding.
    """
    if encoding.name == "utf-8":
        yield path, encoding.skip
        return
    with scratch_folder(path) as folder:
        copy = folder / "text"
        decoder = codecs.getincrementaldecoder(encoding.name)()
        try:
            with path.open("rb") as source, copy.open("wb") as target:
                source.seek(encoding.skip)
                while chunk := source.read(CHUNK):
                    target.write(decoder.decode(chunk).encode("utf-8"))
                target.write(decoder.decode(b"", final=True).encode("utf-8"))
        except UnicodeDecodeError as error:
            raise not_text(path, encoding.name, error) from error
        yield copy, 0


def _wide(start: bytes) -> str:
    """utf-16 without a mark, which shows as every other byte zero; "" for anything else."""
    even, odd = start[0::2], start[1::2]
    if len(odd) < 4:
        return ""
    zero_even, zero_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zero_odd > 0.4 and zero_even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if zero_even > 0.4 and zero_odd < 0.05 else ""


def _zero_in_utf8(path: Path) -> bool:
    """Whether a byte of a file in UTF-8 is zero.

    Raises
    ------
    UnicodeDecodeError : it is not UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    zero = False
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            zero = zero or b"\0" in chunk
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
    decoder.decode(b"", final=True)
    return zero


@dataclass(frozen=True)
class _Survey:
    """What a file that is not UTF-8 throughout has of it."""

    nul: bool
    letters: int
    """Letters outside ASCII that are UTF-8."""
    broken: int
    """Bytes that are no UTF-8."""
    sample: bytes
    """Lines to judge the code page by."""


def _survey(path: Path) -> _Survey:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    nul, letters, broken, sample = False, 0, 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            nul = nul or b"\0" in chunk
            if chunk.isascii() and not decoder.getstate()[0]:
                continue
            text = decoder.decode(chunk)
            clean = text.encode("utf-8", errors="ignore").decode("utf-8")
            broken += len(text) - len(clean)
            letters += _outside_ascii(clean)
            if broken and len(sample) < GUESSED_FROM:
                sample += b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())[:GUESSED_FROM]
    left = decoder.getstate()[0]
    return _Survey(nul, letters, broken + len(left), sample or left)


def _outside_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", errors="ignore"))
