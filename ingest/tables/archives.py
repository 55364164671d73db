"""Packed files, unpacked within bounds: judged by their list of contents first, and counted while they unpack."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_
from ingest.tables.limits import LimitError, Limits

Member = zipfile.ZipInfo
CHUNK = 1 << 20
BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What zipfile unpacks piece by piece; the others may take all memory for one piece."""
RATIO_FROM = 16 << 20
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
)
"""What zipfile raises on a file cut short, changed, packed in an unknown way or behind a password."""
REMEDY = L_("Pack or export it again.")


def members(path: Path, limits: Limits) -> list[Member]:
    """The files in a zip, folders and leftovers of macOS apart, after its list of contents passed the limits.

    Raises
    ------
    LimitError : it would unpack to too much, or is too tightly packed to be a table.
    UnreadableFileError : its list of contents is damaged, or it is locked with a password.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            inside = packed.infolist()
    except DAMAGED as error:
        raise UnreadableFileError(path, L_("is a damaged zip file ({error})", error=error), REMEDY) from error
    if len(inside) > limits.max_members:
        raise LimitError(
            path,
            L_("holds more than {max_members:,} files", max_members=limits.max_members),
            L_("Bring the file that holds the table."),
        )
    size = sum(one.file_size for one in inside)
    if size > limits.max_unpacked_bytes:
        fault = L_(
            "unpacks to {size:,} bytes, more than {max_unpacked_bytes:,}",
            size=size,
            max_unpacked_bytes=limits.max_unpacked_bytes,
        )
        raise LimitError(path, fault, L_("Unpack it, and bring the table in parts."))
    for one in inside:
        if one.file_size > RATIO_FROM and one.file_size > limits.max_ratio * max(1, one.compress_size):
            fault = L_(
                "holds {one}, packed more than {max_ratio:,.0f} times smaller, as no table is",
                one=shown(one),
                max_ratio=limits.max_ratio,
            )
            raise LimitError(path, fault, L_("Unpack it, and bring the table if it is one."))
        if one.flag_bits & 1:
            raise UnreadableFileError(path, L_("is locked with a password"), L_("Bring it without a password."))
        if one.compress_type not in BOUNDED:
            raise UnreadableFileError(
                path, L_("packs {one} in a way that is not read", one=shown(one)), L_("Pack it as a usual zip.")
            )
    return [one for one in inside if one.filename and not one.filename.endswith("/") and not _leftover(one.filename)]


def chunks(path: Path, member: Member, limits: Limits) -> Iterator[bytes]:
    """The bytes of one member, never more than its list of contents promised.

    Raises
    ------
    UnreadableFileError : damaged; LimitError : it goes on beyond what was promised.
    """
    got = 0
    try:
        with zipfile.ZipFile(path) as packed, packed.open(member) as stream:
            while chunk := stream.read(CHUNK):
                got += len(chunk)
                if got > min(member.file_size, limits.max_unpacked_bytes):
                    raise LimitError(path, L_("unpacks to more than it says ({member})", member=shown(member)), REMEDY)
                yield chunk
    except DAMAGED as error:
        raise UnreadableFileError(
            path, L_("is a damaged zip file ({member}: {error})", member=shown(member), error=error), REMEDY
        ) from error
    if got < member.file_size:
        raise UnreadableFileError(
            path, L_("is a damaged zip file ({member} is cut short)", member=shown(member)), REMEDY
        )


def unpack(path: Path, member: Member, target: Path, limits: Limits) -> Path:
    """One member written to `target`, whose name never comes from the zip."""
    with target.open("wb") as out:
        for chunk in chunks(path, member, limits):
            out.write(chunk)
    return target


def suffix(member: Member) -> str:
    """The suffix of a packed file, in small letters."""
    return PurePosixPath(member.filename).suffix.lower()


def stem(member: Member) -> str:
    """The path inside the zip without its suffix, in lower case."""
    return str(PurePosixPath(member.filename).with_suffix("")).lower()


def base_name(member: Member) -> str:
    """The name of a packed file without its folders."""
    return PurePosixPath(member.filename.replace("\\", "/")).name


def _leftover(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or "__MACOSX" in parts or parts[-1].startswith("._")


def shown(member: Member) -> str:
    """The path inside the zip as text, its end where it is long."""
    return member.filename[-80:].encode("utf-8", errors="backslashreplace").decode("utf-8")
