"""No run of the page begins before what the last one sent is on its way to the reader.

A run ends in a thread of its own, and what it sent waits for the server to hand it on. Streamlit 1.67 ignores whatever
comes from a run once another has begun: where the next request, such as the look of a timer, is read in that moment,
all the last run drew is lost, and what the reader pressed seems never to have been. So a request that finds the last
run ended waits until the server has handed on what was there by then. The one place that reaches into Streamlit's own
parts.
"""

from __future__ import annotations

from collections import deque
from typing import cast

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

WAITING = "_frontline_waiting"
_request_rerun = AppSession.request_rerun


def take_runs_in_turn() -> None:
    """Have requests of all readers wait for what was sent before; once is enough, and more does nothing."""
    if AppSession.request_rerun is _request_rerun:
        AppSession.request_rerun = request_in_turn  # type: ignore[method-assign, assignment]


def request_in_turn(session: AppSession, client_state: ClientState | None) -> None:
    """Ask for a run as AppSession.request_rerun does, after all that was asked for before."""
    waiting = _waiting(session)
    if not waiting and not last_run_ended(session):
        _request_rerun(session, client_state)
        return
    waiting.append(client_state)
    if len(waiting) == 1:
        _later(session)


def _take_up(session: AppSession) -> None:
    """Pass on what waits: the first, whose run of before has told all, and others until another run has ended."""
    waiting = _waiting(session)
    _request_rerun(session, waiting.popleft())
    while waiting and not last_run_ended(session):
        _request_rerun(session, waiting.popleft())
    if waiting:
        _later(session)


def _later(session: AppSession) -> None:
    """Go on once the server has handed on what lies there now: it takes one thing after the other."""
    session._event_loop.call_soon(_take_up, session)


def _waiting(session: AppSession) -> deque[ClientState | None]:
    """The requests of a session that are not passed on yet, in their order."""
    return cast("deque[ClientState | None]", vars(session).setdefault(WAITING, deque()))


def last_run_ended(session: AppSession) -> bool:
    """Whether a session has a run that is over, of which not all may have been handed on."""
    runner = session._scriptrunner
    return runner is not None and runner._requests._state is ScriptRequestType.STOP
