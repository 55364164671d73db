"""Whether the page may write into a theatre, and whether it may make one."""

from __future__ import annotations

import os
from pathlib import Path

from geo.common.messages import _
from geo.theatre.catalog import THEATRES, theatres_folder

READ_ONLY = "FRONTLINE_READ_ONLY"


def read_only_reason(folder: Path) -> str:
    """Why nothing is added or changed in the theatre of `folder`, as a sentence; "" where it may be.

    FRONTLINE_READ_ONLY closes every theatre, unless it is empty, 0 or no.
    """
    if is_read_only():
        return _("This page is for reading only ({setting} is set): nothing can be added or changed here.").format(
            setting=READ_ONLY
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        return _("The folder of this theatre cannot be written to: nothing can be added or changed here.")
    return ""


def no_new_theatre_reason() -> str:
    """Why no theatre can be made on the page, and what to do, in two sentences; "" where one can be."""
    if is_read_only():
        return _(
            "This page is for reading only ({setting} is set): no theatre can be made on it. Make one on the machine "
            "that serves it, by {command}; the page finds it."
        ).format(setting=READ_ONLY, command="python cli.py new")
    folder = theatres_folder()
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        return _(
            "The folder that theatres are kept in cannot be written to: no theatre can be made here. Name another "
            "folder in {setting} and start the page again."
        ).format(setting=THEATRES)
    return ""


def is_read_only() -> bool:
    """Whether the page was started for reading only."""
    return os.environ.get(READ_ONLY, "").strip().lower() not in ("", "0", "no", "false")
