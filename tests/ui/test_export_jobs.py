"""Files made beside the page: they come, they can be stopped, and they say why they do not come."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.job.brief import brief_of, default_layers
from briefing.job.errors import BriefingError
from briefing.job.formats import OUTPUTS, Group, Output, make
from briefing.job.request import Request
from geo.theatre.theatre import Theatre
from tests.ui.conftest import PATIENCE_S
from tests.worlds import january, theatre_of
from ui.export_jobs import KEPT, ExportKey, ExportQueue, Job, in_this_process


@pytest.fixture(scope="module")
def theatre(tmp_path_factory) -> Theatre:
    return theatre_of(tmp_path_factory.mktemp("jobs") / "squares")


@pytest.fixture
def key(theatre) -> ExportKey:
    return ExportKey(theatre.version, Request(filters=theatre.everything, layers=default_layers()), ".slow")


class Slow:
    """A kind of file with three steps; after the first it waits until it is let go."""

    def __init__(self) -> None:
        self.go, self.begun = threading.Event(), threading.Event()
        self.folder: Path | None = None

    def write(self, _brief, path: Path, progress) -> None:
        self.folder = path.parent
        progress(1, 3)
        self.begun.set()
        assert self.go.wait(PATIENCE_S)
        path.write_bytes(b"slow")
        progress(3, 3)


@pytest.fixture
def slow(monkeypatch) -> Slow:
    made = Slow()
    monkeypatch.setattr("tests.briefing.plain.write", made.write)
    monkeypatch.setitem(
        OUTPUTS, ".slow", Output(Group.DATA, ".slow", "A slow kind of this test", "tests.briefing.plain")
    )
    yield made
    made.go.set()


def always() -> bool:
    return True


def test_the_time_left_is_told_from_the_steps_that_are_over(key):
    now = [100.0]
    job = Job(key, always, clock=lambda: now[0])
    assert job.left_s is None
    job._progress(1, 5)
    assert job.left_s is None
    now[0] = 106.0
    job._progress(3, 5)  # two steps in 6 s, two to go
    assert job.left_s == 6.0
    job._progress(5, 5)
    assert job.left_s == 0.0


def test_a_file_that_takes_long_tells_how_far_it_is_and_comes(theatre, key, slow):
    queue = ExportQueue()
    queue.begin_long(in_this_process(theatre), key, always)
    job = queue.long
    assert slow.begun.wait(PATIENCE_S)
    assert (job.started, job.over, job.done, job.of) == (True, False, 1, 3)
    slow.go.set()
    assert job.wait(PATIENCE_S)
    assert (job.content, job.name) == (b"slow", "frontline_both_20250101-20250131.slow")


def test_the_folder_a_file_was_made_in_is_gone(theatre, key, slow):
    slow.go.set()
    ExportQueue().now(theatre, key)
    assert not slow.folder.exists()
    assert slow.folder.is_relative_to(tempfile.gettempdir())


def test_a_file_put_away_is_stopped_at_its_next_step(theatre, key, slow):
    queue = ExportQueue()
    queue.begin_long(in_this_process(theatre), key, always)
    job = queue.long
    assert slow.begun.wait(PATIENCE_S)
    queue.put_long_away()
    slow.go.set()
    assert job.wait(PATIENCE_S)
    assert (job.content, job.fault, queue.long) == (None, None, None)
    assert not slow.folder.exists()


def test_a_file_is_not_made_on_when_its_reader_has_gone(theatre, key, slow):
    reader = [True]
    queue = ExportQueue()
    queue.begin_long(in_this_process(theatre), key, lambda: reader[0])
    assert slow.begun.wait(PATIENCE_S)
    reader[0] = False
    slow.go.set()
    assert queue.long.wait(PATIENCE_S)
    assert queue.long.content is None


def test_a_file_that_cannot_be_made_says_why(theatre, key):
    job = Job(replace(key, request=replace(key.request, layers=frozenset({"sky"})), suffix=".png"), always)
    job.make(in_this_process(theatre))
    assert job.over
    assert "no layer sky" in job.fault


def test_a_mistake_of_ours_is_told_and_logged_not_hidden(theatre, key, monkeypatch, caplog):
    def broken(_brief, _path, _progress) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("tests.briefing.plain.write", broken)
    monkeypatch.setitem(
        OUTPUTS, ".slow", Output(Group.DATA, ".slow", "A broken kind of this test", "tests.briefing.plain")
    )
    job = Job(key, always)
    with pytest.raises(KeyError):
        job.make(in_this_process(theatre))
    assert job.over
    assert "our mistake" in job.fault
    assert "KeyError" in caplog.text


def test_a_download_that_fails_is_told_until_the_next(theatre, key, slow):
    queue = ExportQueue()
    bad = replace(key, request=replace(key.request, layers=frozenset({"sky"})))
    with pytest.raises(BriefingError, match="no layer sky"):
        queue.now(theatre, bad)
    assert "no layer sky" in queue.fault(bad)
    assert queue.fault(key) is None
    slow.go.set()
    queue.now(theatre, key)
    assert queue.fault(bad) is None


@pytest.mark.thorough
def test_the_download_of_a_picture_is_the_preview_and_the_file_the_command_line_makes(theatre, key, tmp_path):
    picture = replace(key, suffix=".png")
    queue = ExportQueue()
    job = queue.preview(theatre, picture, always)
    assert job.wait(PATIENCE_S)
    assert queue.now(theatre, picture) is job.content
    make(brief_of(theatre, key.request), tmp_path / "sheet.png")
    assert job.content == (tmp_path / "sheet.png").read_bytes()


def test_a_preview_seen_before_is_not_drawn_again_and_old_ones_are_let_go(theatre, key, slow):
    slow.go.set()
    queue = ExportQueue()
    days = [replace(key, request=replace(key.request, filters=replace(theatre.everything, end=january(n))))
            for n in range(1, KEPT + 2)]  # fmt: skip
    jobs = []
    for day in days:
        jobs.append(queue.preview(theatre, day, always))
        assert jobs[-1].wait(PATIENCE_S)
    assert queue.preview(theatre, days[-2], always) is jobs[-2]
    assert queue.preview(theatre, days[0], always) is not jobs[0]


def test_a_preview_nobody_looks_at_any_more_is_stopped(theatre, key, slow):
    queue = ExportQueue()
    first = queue.preview(theatre, key, always)
    assert slow.begun.wait(PATIENCE_S)
    second = queue.preview(theatre, replace(key, request=replace(key.request, title="Another")), always)
    slow.go.set()
    assert first.wait(PATIENCE_S)
    assert second.wait(PATIENCE_S)
    assert (first.content, second.content) == (None, b"slow")
