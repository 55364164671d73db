"""Whether the page may write into a theatre."""

from __future__ import annotations

import os
from pathlib import Path

from geo.common.messages import _

READ_ONLY = "FRONTLINE_READ_ONLY"


def read_only_reason(folder: Path) -> str:
    """Why nothing is added or changed in the theatre of `folder`, as a sentence; "" where it may be.

    FRONTLINE_READ_ONLY closes every theatre, unless it is empty, 0 or no.
    """
    if os.environ.get(READ_ONLY, "").strip().lower() not in ("", "0", "no", "false"):
        return _("This page is for reading only ({setting} is set): nothing can be added or changed here.").format(
            setting=READ_ONLY
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        return _("The folder of this theatre cannot be written to: nothing can be added or changed here.")
    return ""
