"""A kind of file for tests: nothing but its stamp."""

from __future__ import annotations

from pathlib import Path

from briefing.job.brief import Brief, Progress, Stamp


def write(brief: Brief, path: Path, progress: Progress) -> None:
    path.write_text(brief.stamp.to_text(), encoding="utf-8")
    progress(1, 1)


def read_stamp(path: Path) -> Stamp:
    return Stamp.from_text(path.read_text(encoding="utf-8"))
