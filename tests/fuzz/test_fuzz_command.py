"""The fuzz, short: what it finds none of in the suite, `make fuzz` looks for in thousands of files."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.mutate import mutated
from tests.fuzz.samples import samples

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(os, "fork"), reason="each file is read in a fork")
def test_mutated_files_of_every_kind_are_read_or_refused_within_time_and_memory():
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--files", "120", "--seed", "suite"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    # no limit on time here: every file has one of its own, of the processor
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().endswith("refused")


def test_the_same_seed_makes_the_same_files():
    for name, data in samples().items():
        if not name.endswith((".gpkg", ".zip")):  # what packs them writes the time into them
            assert mutated(data, random.Random(name)) == mutated(data, random.Random(name))
