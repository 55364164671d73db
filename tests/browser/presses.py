"""What a reader presses, counted: how far it is from the first screen to an answer."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.visit import Visit


class Presses:
    """Counts what a reader presses."""

    def __init__(self, visited: Visit) -> None:
        self.visited = visited
        self.count = 0

    def press(self, role: Any, name: str | re.Pattern[str]) -> None:
        self.count += 1
        self.visited.press(self.visited.page.get_by_role(role, name=name, exact=True))

    def drag(self, one: int, other: int) -> None:
        """Along the bars of days."""
        self.count += 1
        self.visited.settled()
        mouse, bars = self.visited.page.mouse, self.visited.page.locator(".fl-bars > span")
        for bar, then in ((one, mouse.down), (other, mouse.up)):
            box = bars.nth(bar).bounding_box()
            assert box is not None
            mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
            then()
