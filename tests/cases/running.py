"""The command line, asked as a user asks it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from cli import app

FILES = Path(__file__).parent / "files"


def cli(*words: object) -> Result:
    """What the command line answers to `words`."""
    return CliRunner().invoke(app, [str(word) for word in words])


def brought_in(file: str | Path, folder: Path, *words: object) -> dict[str, Any]:
    """The account, as JSON, of a file brought into a theatre; a bare name is one of `files/`."""
    path = FILES / file
    done = cli("import", path, "--data", folder, "--json", "--author", "t", "--reason", "t", *words)
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)
