"""Zip archives that are the same to the byte whenever they are made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from briefing.job.errors import BriefingError
from geo.common.messages import L_

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive can name."""
READABLE = 0o644 << 16
UNIX = 3


def write_zip(path: Path, members: Mapping[str, bytes]) -> None:
    """Write `members` by name, in their order, without any time or trait of this machine."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = ZipInfo(name, EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = READABLE
            member.create_system = UNIX
            archive.writestr(member, content)


def read_member(path: Path, name: str) -> bytes:
    """One member of an archive.

    Raises
    ------
    BriefingError : the file is no archive, or has no such member.
    """
    try:
        with ZipFile(path) as archive:
            return archive.read(name)
    except (BadZipFile, KeyError) as error:
        raise BriefingError(
            L_("{file} holds no {name}: it is not a file made here, or it is damaged.", file=path.name, name=name)
        ) from error
