"""A request that finds the last run ended waits for what that run sent."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from ui import runs_in_turn
from ui.runs_in_turn import request_in_turn


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """What happens, in its order: the texts of the requests that are passed on stand in it."""
    told: list[str] = []
    monkeypatch.setattr(runs_in_turn, "_request_rerun", lambda _session, asked: told.append(asked.query_string))
    return told


def session(*, ended: bool) -> SimpleNamespace:
    """A session on a server of its own, whose last run has ended or has not."""
    requests = ScriptRequests()
    if ended:
        requests.request_stop()
    else:
        requests.request_rerun(RerunData())
    return SimpleNamespace(_event_loop=asyncio.new_event_loop(), _scriptrunner=SimpleNamespace(_requests=requests))


def serve(one: SimpleNamespace, *steps) -> None:
    """Let the server take the steps one after the other, and whatever comes of them."""
    for step in steps:
        one._event_loop.call_soon(step)
    one._event_loop.call_later(0.01, one._event_loop.stop)
    one._event_loop.run_forever()
    one._event_loop.close()


def test_what_the_last_run_drew_is_handed_on_before_the_next_run_begins(told):
    one = session(ended=True)
    serve(one, lambda: request_in_turn(one, ClientState(query_string="next")), lambda: told.append("drawn"))
    assert told == ["drawn", "next"]


def test_requests_keep_their_order_though_the_first_waits(told):
    one = session(ended=True)
    serve(one, *(lambda name=name: request_in_turn(one, ClientState(query_string=name)) for name in "abc"))
    assert told == ["a", "b", "c"]


def test_a_request_is_passed_on_at_once_while_a_run_is_under_way(told):
    one = session(ended=False)
    serve(one, lambda: request_in_turn(one, ClientState(query_string="next")), lambda: told.append("drawn"))
    assert told == ["next", "drawn"]
