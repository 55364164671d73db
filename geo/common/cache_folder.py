"""Where the program keeps what it has worked out once."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path


def cache_folder() -> Path:
    """FRONTLINE_CACHE where it is set, else the user's cache folder."""
    return Path(os.environ.get("FRONTLINE_CACHE") or user_cache_path("frontline"))
