"""The page with films that are held: each waits until the file named by FRONTLINE_HELD is there.

`streamlit run tests/browser/held_films.py`, from the root. So a test that looks at a film in the making never comes
too late, however fast the film or slow the browser.
"""

from __future__ import annotations

import os
import runpy
import time
from dataclasses import replace
from pathlib import Path

from briefing.film import film
from briefing.job.brief import Brief, Progress
from briefing.job.formats import OUTPUTS

HELD = "FRONTLINE_HELD"


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """The film, once the file is there; `progress` ends a film that is stopped while it waits."""
    while not Path(os.environ[HELD]).exists():
        progress(1, 4)
        time.sleep(0.02)
    film.write(brief, path, progress)


if __name__ == "__main__":
    OUTPUTS[".gif"] = replace(OUTPUTS[".gif"], module="tests.browser.held_films")
    runpy.run_path("page.py")
