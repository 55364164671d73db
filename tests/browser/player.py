"""The bar of the playback, as a test handles it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator

from tests.browser.conftest import Visit


class Player:
    """The bar of the playback, and what it shows."""

    def __init__(self, visited: Visit) -> None:
        self.visited = visited
        self.bar: Locator = visited.on_map.locator(".frontline-player")

    def start(self) -> Player:
        self.visited.sidebar.get_by_text("Play the days").click()
        self.bar.wait_for()
        self.visited.settled()
        return self

    def start_on_map(self) -> Player:
        """Without the sidebar, which a phone keeps shut."""
        self.visited.on_map.locator(".frontline-start button").click()
        self.bar.wait_for()
        self.visited.settled()
        return self

    def press(self, name: str) -> None:
        self.bar.get_by_role("button", name=name, exact=True).click()

    def hold(self) -> Player:
        """Pause, on the first day."""
        self.visited.map.evaluate("() => map.frontline.playback.goTo(0)")
        return self

    @property
    def day(self) -> str:
        return str(self.ask("day"))

    @property
    def at(self) -> int:
        return int(self.ask("at"))

    def ask(self, what: str) -> Any:
        return self.visited.map.evaluate(f"() => map.frontline.playback.{what}")

    def wait_for(self, at: int) -> None:
        self.visited.map.wait_for_function("(at) => map.frontline.playback.at === at", arg=at)
