"""A file made in a process of its own: the file that is made here, its steps told, and no process left behind."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.job import apart
from briefing.job.apart import Order, make_apart
from briefing.job.brief import brief_of, default_layers
from briefing.job.errors import BriefingError
from briefing.job.formats import make, no_progress
from briefing.job.request import Request
from geo.theatre.theatre import Theatre
from tests.worlds import theatre_of


@pytest.fixture(scope="module")
def theatre(tmp_path_factory) -> Theatre:
    return theatre_of(tmp_path_factory.mktemp("apart") / "squares")


@pytest.fixture
def order(theatre, tmp_path, tmp_path_factory) -> Order:
    data = next(path for path in tmp_path_factory.getbasetemp().glob("apart*/squares"))
    request = Request(filters=theatre.everything, layers=default_layers())
    return Order(data, theatre.version, request, ".geojson", tmp_path)


@pytest.mark.thorough
def test_it_is_the_file_that_is_made_here_and_its_steps_are_told(theatre, order, tmp_path):
    steps: list[tuple[int, int]] = []
    path = make_apart(replace(order, suffix=".png"), lambda *step: steps.append(step))
    make(brief_of(theatre, order.request), tmp_path / "here.png")
    assert path.name == "frontline_both_A4_20250101-20250131.png"
    assert path.read_bytes() == (tmp_path / "here.png").read_bytes()
    assert [step for step in dict.fromkeys(steps) if step != (0, 0)] == [(1, 2), (2, 2)]  # told again in between


@pytest.mark.thorough
def test_why_it_cannot_be_made_comes_back_as_it_was_said(order):
    sky = replace(order.request, layers=frozenset({"sky"}))
    with pytest.raises(BriefingError, match="no layer sky"):
        make_apart(replace(order, request=sky), no_progress)


@pytest.mark.thorough
def test_data_that_changed_while_the_file_waited_is_not_passed_off_as_what_was_asked_for(order):
    with pytest.raises(BriefingError, match="The data changed while this file waited"):
        make_apart(replace(order, version="of yesterday"), no_progress)


@pytest.mark.thorough
def test_a_folder_that_is_gone_is_named(order):
    with pytest.raises(BriefingError, match="nowhere"):
        make_apart(replace(order, data=Path("nowhere")), no_progress)


def test_who_stops_at_a_step_leaves_no_process_behind(order, monkeypatch):
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):
        def __init__(self, *told, **more) -> None:
            super().__init__(*told, **more)
            begun.append(self)

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    monkeypatch.setattr(apart.subprocess, "Popen", Noted)
    with pytest.raises(InterruptedError):
        make_apart(replace(order, suffix=".png"), stop)
    assert [process.poll() is not None for process in begun] == [True]


def test_who_stops_while_the_process_says_nothing_need_not_wait_for_its_first_step(order, monkeypatch):
    def stop(done: int, of: int) -> None:
        assert (done, of) == (0, 0)
        raise InterruptedError

    monkeypatch.setattr(apart, "START", "import time; time.sleep(600)")
    with pytest.raises(InterruptedError):
        make_apart(order, stop)


def test_a_process_that_ends_without_a_word_is_our_mistake_and_no_endless_wait(order, monkeypatch):
    monkeypatch.setattr(apart.sys, "executable", "/bin/true")
    with pytest.raises((EOFError, BrokenPipeError)):
        make_apart(order, no_progress)
