"""A program run with the catalogues of another folder: `python -m tests.with_locales FOLDER PROGRAM ARGUMENTS`.

It takes a process of its own: modules say their texts when they are imported.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from geo.common import messages

if __name__ == "__main__":
    _, folder, *sys.argv = sys.argv
    messages.LOCALES = Path(folder)
    sys.path.insert(0, str(Path(__file__).parent.parent))
    runpy.run_path(sys.argv[0], run_name="__main__")
