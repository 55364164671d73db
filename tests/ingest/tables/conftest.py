from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.tables import Table, read_table

Read = Callable[..., Table]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads text or bytes as a file of a name that tells nothing."""

    def read_(content: str | bytes, name: str = "file", **options: object) -> Table:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path, **options)

    return read_
