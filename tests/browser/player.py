"""The bar of the playback, as a test handles it: the test turns the hands of the clock the days are played by.

So nothing depends on how fast or how busy the machine is.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.visit import Visit

HELD_CLOCK = """() => {
  const waiting = new Map();
  let now = 0;
  let last = 0;
  Object.assign(window.frontline.clock, {
    now: () => now,
    after: (wait, then) => { waiting.set(++last, { when: now + wait, then }); return last; },
    cancel: (timer) => waiting.delete(timer),
  });
  window.passTime = (wait) => {
    const end = now + wait;
    for (;;) {
      const due = [...waiting].filter(([, one]) => one.when <= end).sort((a, b) => a[1].when - b[1].when)[0];
      if (!due) break;
      waiting.delete(due[0]);
      now = Math.max(now, due[1].when);
      due[1].then();
    }
    now = end;
  };
}"""


class Player:
    """The bar of the playback, and what it shows. From the start on its clock stands still unless `let` moves it."""

    def __init__(self, visited: Visit) -> None:
        self.visited = visited
        self.bar: Locator = visited.on_map.locator(".frontline-player")

    def start(self) -> Player:
        """Press the switch above the map, whatever it is called in the language of the page."""
        self.visited.map.evaluate(HELD_CLOCK)
        switch = self.visited.page.locator(".st-key-playing")
        self.visited.press(switch.locator("label"))
        expect(switch.get_by_role("switch")).to_be_checked()
        self.bar.wait_for()
        self.visited.settled()
        return self

    def press(self, name: str) -> None:
        self.visited.press(self.bar.get_by_role("button", name=name, exact=True))

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

    def let(self, milliseconds: float) -> int:
        """Let so much time pass on the playback's clock; the step that is shown then."""
        self.visited.map.evaluate("(wait) => window.passTime(wait)", milliseconds)
        return self.at
