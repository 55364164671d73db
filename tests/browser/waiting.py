"""How long a test waits, and how it waits for what the browser cannot be asked."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

PATIENCE_S = 300
PATIENCE_MS = 1000 * PATIENCE_S
"""How long anything is waited for. A wait that succeeds costs nothing: this bounds tests that fail, on any machine."""


def wait_until(page: Page, holds: Callable[[], object], what: str) -> None:
    """Let `page` tell its news until `holds` does; fails with `what` was waited for."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, f"waited {PATIENCE_S} s for {what}"
        page.wait_for_timeout(20)


MAP_AT_REST = (
    "() => new Promise((done) => { let last = '', same = 0; const look = () => {"
    "const now = [map.getZoom(), map.getCenter(), map._animatingZoom || false].join();"
    "same = now === last ? same + 1 : 0; last = now;"
    "same < 3 || map._animatingZoom ? requestAnimationFrame(look) : done(); }; look(); })"
)
"""Ends when a map has stopped: three frames of the screen at one and the same place."""

TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Ends when what was to be drawn at the next frame of the screen is drawn."""
