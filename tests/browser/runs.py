"""The runs of the page's script, read from what its browser and its server tell each other.

The page's own mark for a run, `data-test-script-state`, still says that none is under way for a moment after a press.
"""

from __future__ import annotations

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.waiting import wait_until


class Runs:
    """Whether the page of a reader has been told the end of every run that was asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.over = False
        self.ended = 0
        page.on("websocket", self._listen)

    def wait_until_over(self) -> None:
        """Wait until no run is under way; what was pressed before has asked for its run by then."""
        self.page.evaluate("() => document.readyState")  # brings the news of the wire up to this moment
        wait_until(self.page, lambda: self.over, "the end of a run of the page")

    def _listen(self, wire: WebSocket) -> None:
        wire.on("framesent", self._sent)
        wire.on("framereceived", self._received)

    def _sent(self, frame: bytes) -> None:
        if BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.over = False

    def _received(self, frame: bytes) -> None:
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.over = False
        elif kind == "script_finished":
            self.ended += 1
            self.over = message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
