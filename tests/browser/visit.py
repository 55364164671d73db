"""A visit to the page by Chromium: what a reader does and waits for, in words."""

from __future__ import annotations

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

from tests.browser.runs import Runs
from tests.browser.waiting import MAP_AT_REST, PATIENCE_MS, TWO_FRAMES

LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

MAP_FRAME = "iframe[src*='streamlit_folium']"

STANDS_STILL = """(node) => new Promise((done) => {
  let last = "", same = 0;
  const opening = () => document.getAnimations().some((one) =>
    one.playState === "running" && Number.isFinite(one.effect.getComputedTiming().endTime));
  const look = () => {
    const at = node.getBoundingClientRect();
    const now = [at.x, at.y, at.width, at.height].join();
    same = now === last && !opening() ? same + 1 : 0;
    last = now;
    same < 3 ? requestAnimationFrame(look) : done();
  };
  look();
})"""
"""Done when a part of the page has been at one place for three frames of the screen, and nothing still opens or slides.
A press on what moves can fall on one thing and be let go over its neighbour: then neither is pressed."""

IN_REACH = """(node, patience) => new Promise((done, fail) => {
  const end = performance.now() + patience;
  let over;
  const atCentre = (part, x, y) => {
    const top = part.ownerDocument.elementFromPoint(x, y);
    over = top;
    if (!top || !(part.contains(top) || top.contains(part) && top.closest("label"))) return false;
    const frame = part.ownerDocument.defaultView.frameElement;
    if (!frame) return true;
    const box = frame.getBoundingClientRect();
    return atCentre(frame, box.x + x, box.y + y);
  };
  const look = () => {
    const { x, y, width, height } = node.getBoundingClientRect();
    if (atCentre(node, x + width / 2, y + height / 2)) done();
    else if (performance.now() > end) fail(new Error("covered by " + (over && over.outerHTML.slice(0, 200))));
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Done when nothing lies over the middle of a control, in its frame or in the page around it. Playwright would scroll
what is covered until a press gets through; a reader has no such way."""


ON_THE_MAP = """(point) => {
  const { x, y } = map.latLngToContainerPoint(point);
  const top = document.elementFromPoint(x, y);
  if (top === map.getContainer() || map.getPane("mapPane").contains(top)) return;
  throw new Error(top ? "covered by " + top.outerHTML.slice(0, 200) : "outside the frame");
}"""
"""Throws where a point of the ground is outside the frame, or lies under a part of the map that is no ground."""


class Visit:
    """One reader with the page open, and what a test asks of it."""

    def __init__(self, page: Page, runs: Runs) -> None:
        self.page = page
        self.runs = runs

    def settled(self) -> Visit:
        """Wait until the last run of the page is over and the map has its layers and stands still."""
        self.run_over()
        self.on_map.locator(".frontline-map").wait_for()
        self.map.wait_for_function("() => !(map.getZoom() > map.frontline.finest)")  # finer shapes are on their way
        self.run_over()
        self.map.wait_for_function("() => map.frontline.viewed")  # told after the layers
        self.at_rest()
        return self

    def run_over(self) -> None:
        """Wait until every run of the page that was asked for is over, and what it sent is shown."""
        self.runs.wait_until_over()
        app = self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
        app.evaluate(STANDS_STILL)

    def press(self, control: Locator) -> None:
        """Click a control of the page, as a reader does who waits until it has come and stands still."""
        self.come_to(control)
        self.in_reach(control)
        control.click()

    def in_reach(self, control: Locator) -> None:
        """Wait until nothing lies over a control."""
        control.evaluate(IN_REACH, PATIENCE_MS)

    def come_to(self, part: Locator) -> None:
        """Scroll to a part of the page once it has come, and wait until it stands still."""
        self.run_over()
        if part.evaluate("(node) => Boolean(node.closest('[data-testid=stSidebar]'))"):
            self.open_filters()
        part.scroll_into_view_if_needed()
        part.evaluate(STANDS_STILL)

    def open_filters(self) -> None:
        """Open the filters, if they are shut: the map becomes narrower."""
        opener = self.page.get_by_test_id("stExpandSidebarButton")
        if opener.is_visible():
            opener.click()
            filters = self.page.get_by_test_id("stSidebar")
            filters.evaluate(STANDS_STILL)
            expect(filters.locator(".st-key-base_map")).to_be_visible()  # the last of them

    def shut_filters(self) -> None:
        """Shut the filters, if they are open, and wait until the map has its place back."""
        filters = self.page.get_by_test_id("stSidebar")
        if filters.get_attribute("data-collapsed") == "false":
            filters.hover()  # the button shows itself to the pointer alone
            filters.get_by_test_id("stSidebarCollapseButton").locator("button").click()
            expect(filters.locator(".st-key-base_map")).to_have_count(0)
            filters.evaluate(STANDS_STILL)

    def press_button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name))

    def switch(self, name: str, *, on: bool = True) -> None:
        """Press a switch or a box, which stands as `on` says from then on."""
        box = self.page.get_by_role("switch", name=name, exact=True).or_(
            self.page.get_by_role("checkbox", name=name, exact=True)
        )
        self.run_over()
        if not box.count():
            self.open_filters()
        expect(box).to_be_checked(checked=not on)
        self.press(self.page.get_by_text(name, exact=True))
        expect(box).to_be_checked(checked=on)

    def choose(self, name: str, *, inside: Locator | None = None) -> None:
        """Press one of several words that stand side by side, which is chosen from then on."""
        word = (inside or self.page).get_by_role("radio", name=name, exact=True)
        self.press(word)
        expect(word).to_be_checked()

    def pick(self, box: Locator, option: str) -> None:
        """Choose from a list that opens under its field."""
        self.press(box)
        self.press(self.page.get_by_role("option", name=option).first)
        expect(self.page.get_by_role("option")).to_have_count(0)

    def open_tab(self, name: str) -> None:
        tab = self.page.get_by_role("tab", name=name, exact=True)
        self.press(tab)
        expect(tab).to_have_attribute("aria-selected", "true")

    def back_to_the_list(self) -> None:
        """Shut the details of what was clicked, if they are open: the tabs have the column again."""
        if (back := self.page.get_by_role("button", name="Back to the list")).is_visible():
            self.press(back)

    @property
    def map(self) -> Frame:
        """The frame of the map; streamlit-folium keeps the Leaflet map in its `window.map`."""
        frame = self.page.locator(MAP_FRAME).element_handle().content_frame()
        assert frame is not None
        return frame

    @property
    def on_map(self) -> FrameLocator:
        return self.page.frame_locator(MAP_FRAME)

    def view(self) -> tuple[float, float, float]:
        """Zoom and centre (latitude, longitude) of the map."""
        return tuple(self.map.evaluate("() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"))

    def refs(self, kind: str) -> set[str]:
        """Ids of the features of one kind that the map draws: of "event", "crossing" or "area"."""
        refs = self.map.evaluate("() => map.frontline.drawn.flatMap((layer) => layer.refs || [])")
        return {ref.partition(":")[2] for ref in refs if ref and ref.startswith(f"{kind}:")}

    def wait_for_refs(self, kind: str, wanted: set[str]) -> None:
        self.map.wait_for_function(
            "([kind, wanted]) => { const refs = map.frontline.drawn.flatMap((layer) => layer.refs || [])"
            ".filter((ref) => ref && ref.startsWith(kind + ':'));"
            "return refs.length === wanted.length && wanted.every((id) => refs.includes(kind + ':' + id)); }",
            arg=[kind, sorted(wanted)],
        )

    def drag(self, dx: int, dy: int) -> None:
        """Pan the map with the mouse."""
        self.settled()
        box = self.page.locator(MAP_FRAME).bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx / 2, y + dy / 2)
        self.page.mouse.move(x + dx, y + dy)
        self.page.mouse.up()
        self.at_rest()

    def zoom_in(self) -> None:
        self.settled()
        before = self.view()[0]
        self.on_map.get_by_role("button", name="Zoom in").click()
        self.map.wait_for_function("(before) => map.getZoom() > before", arg=before)
        self.at_rest()

    def at_rest(self) -> None:
        """Wait until the map has stopped."""
        self.map.evaluate(MAP_AT_REST)

    def show(self, latitude: float, longitude: float, zoom: float) -> None:
        self.settled()
        self.map.evaluate("(v) => map.setView([v[0], v[1]], v[2], {animate: false})", [latitude, longitude, zoom])

    def spot(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where on the screen a point of the ground is, once the map stands still."""
        self.settled()
        at = self.map.evaluate("(p) => { const at = map.latLngToContainerPoint(p); return [at.x, at.y]; }",
                               [latitude, longitude])  # fmt: skip
        box = self.page.locator(MAP_FRAME).bounding_box()
        assert box is not None
        return box["x"] + at[0], box["y"] + at[1]

    def point_at(self, latitude: float, longitude: float) -> None:
        """Move the pointer over a point of the ground; the map tells of that, no more of what lay on the way."""
        self.page.mouse.move(*self.spot(latitude, longitude), steps=3)
        self.map.evaluate(TWO_FRAMES)

    def click(self, latitude: float, longitude: float) -> None:
        """Click a point of the ground that no button or list of the map lies over."""
        at = self.spot(latitude, longitude)
        self.map.evaluate(ON_THE_MAP, [latitude, longitude])
        self.page.mouse.click(*at)

    @property
    def headline(self) -> Locator:
        return self.page.locator(".fl-headline")

    @property
    def details(self) -> Locator:
        return self.page.locator(".fl-details")

    @property
    def sidebar(self) -> Locator:
        """The filters, which are drawn where they are open: they are opened."""
        self.run_over()
        self.open_filters()
        return self.page.get_by_test_id("stSidebar")
