"""docs/walkthrough.md as somebody follows it: every command is run, and prints what the page says, word for word."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.new_theatre.atlas import atlas_folder, is_installed

ROOT = Path(__file__).parent.parent
COMMANDS = "$ python cli.py "
LEFT_OUT = "\n…\n"
MEASURED = re.compile(r"\d+\.\d s\.|\(\d+ kB\)")
"""What differs from run to run and from machine to machine."""


def steps() -> list[tuple[list[str], str]]:
    """The words of each command of the command line, and what the page says it prints."""
    page = (ROOT / "docs" / "walkthrough.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)```", page, re.DOTALL)
    asked = [block.replace("\\\n", "").partition("\n") for block in blocks if block.startswith(COMMANDS)]
    return [(shlex.split(command.removeprefix(COMMANDS)), f"\n{printed}") for command, _, printed in asked]


def words_of(text: str) -> str:
    return " ".join(MEASURED.sub("…", text).split())


@pytest.mark.thorough
@pytest.mark.skipif(not is_installed(atlas_folder()), reason="the outlines are not installed (make atlas)")
def test_every_command_of_the_walk_through_prints_what_the_page_says(tmp_path):
    shutil.copytree(ROOT / "docs" / "samples", tmp_path / "docs" / "samples")
    asked = steps()
    assert [words[0] for words, _ in asked] == ["new", "import", "import", "import", "actors", "snapshot"]
    for words, page in asked:
        if "mend.csv" in words[1]:
            mended = (tmp_path / "mend.csv").read_text(encoding="utf-8").replace("dozens", "24")
            (tmp_path / "mend.csv").write_text(mended, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, ROOT / "cli.py", *words], cwd=tmp_path, check=False, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if LEFT_OUT in page:
            assert words_of(done.stdout).endswith(words_of(page.partition(LEFT_OUT)[2]))
        else:
            assert words_of(done.stdout) == words_of(page)
