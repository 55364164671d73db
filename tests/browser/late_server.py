"""The page on a server that is late: what a press draws lies there until another request has been read.

`streamlit run tests/browser/late_server.py`, from the root. By chance it happens on every busy server: a timer of the
page asks in the moment in which a run ends.
"""

from __future__ import annotations

import runpy
import time

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession

from ui.runs_in_turn import last_run_ended

LONGEST_S = 30.0


looks: dict[str, ClientState] = {}
"""What a timer of each session asked last."""


def ask_and_look_again(session: AppSession, client_state: ClientState | None) -> None:
    """Ask for a run; of a press in a part of the page once more, as its timer does, when that run has ended and
    nothing it sent was handed on yet."""
    ask(session, client_state)
    if client_state is None or not client_state.fragment_id:
        return
    if client_state.is_auto_rerun:
        looks[session.id] = client_state
    elif session.id in looks:
        again = ClientState()
        again.CopyFrom(client_state)
        again.MergeFrom(ClientState(fragment_id=looks[session.id].fragment_id, is_auto_rerun=True))
        end = time.monotonic() + LONGEST_S
        while not last_run_ended(session) and time.monotonic() < end:
            time.sleep(0.005)
        ask(session, again)


if __name__ == "__main__":
    runpy.run_path("page.py")
    if AppSession.request_rerun.__name__ != "ask_and_look_again":
        ask = AppSession.request_rerun
        AppSession.request_rerun = ask_and_look_again
