"""Esc leaves every dialog, and none of them loses what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visits
from tests.browser.visit import Visit
from tests.suites import first_quick

pytestmark = pytest.mark.browser

QUESTION = {"en": "Throw away what you typed?", "ar": "هل تتخلّى عمّا كتبته؟"}
LEAVE = {"en": "Throw away", "ar": "تخلَّ عنه"}
KEEP = {"en": "Go on typing", "ar": "متابعة الكتابة"}
CLOSE = {"en": "Close", "ar": "إغلاق"}


@dataclass(frozen=True)
class Kind:
    """One dialog of the page: the `opener` that is pressed, a `field` that waits for words, what is done `before` the
    opener is seen, and the `way_back` that has the focus afterwards, where the opener has gone with its panel."""

    opener: str
    field: str
    link: dict[str, str]
    before: Callable[[Visit], None] = lambda visited: None
    way_back: str = ""


def _choose_first_spelling(visited: Visit) -> None:
    visited.press(visited.page.locator(".st-key-choose-open [role=combobox]"))
    visited.press(visited.page.get_by_role("option").first)


REPORTS = ".st-key-by-hand-buttons [data-testid=stPopover]"


def _open_reports(visited: Visit) -> None:
    visited.press(visited.page.locator(REPORTS).get_by_role("button"))


WHY = ".st-key-typed-why"
CANDIDATE, HOW = "[class*=st-key-choose-candidate]", ".st-key-choose-because"
KINDS = {
    "an event": Kind(".st-key-by-hand-edit", WHY, {"show": "event:battle"}),
    "a report": Kind(".st-key-by-hand-edit-report", WHY, {"show": "place:west"}, _open_reports, REPORTS),
    "a theatre": Kind(".st-key-new-theatre", ".st-key-new-theatre-name", {}),
    "a spot": Kind(CANDIDATE, HOW, {"tab": "data"}, _choose_first_spelling),
}


class Dialog:
    """A dialog that was opened, and what a test asks of it."""

    def __init__(self, visited: Visit, kind: Kind) -> None:
        self.visited, self.page, self.kind = visited, visited.page, kind
        self.shown = self.page.get_by_role("dialog").filter(has=self.page.locator("h2"))
        self.field = self.shown.locator(kind.field).get_by_role("textbox")
        self.way_back = self.page.locator(kind.way_back or kind.opener).first.get_by_role("button")

    def open(self) -> Dialog:
        self.kind.before(self.visited)
        self.visited.press(self.page.locator(self.kind.opener).first.get_by_role("button"))
        expect(self.field).to_be_visible()
        self.visited.run_over()
        return self

    def button(self, name: str) -> Locator:
        return self.shown.get_by_role("button", name=name, exact=True)

    def press_escape(self) -> None:
        self.page.keyboard.press("Escape")

    def expect_closed(self) -> None:
        expect(self.shown).to_have_count(0)
        self.visited.run_over()
        expect(self.shown).to_have_count(0)
        expect(self.way_back).to_be_focused()


def dialog_of(visit: Visits, forms: str, name: str, language: str = "en") -> Dialog:
    return Dialog(visit(forms, lang=language, **KINDS[name].link), KINDS[name]).open()


@pytest.mark.parametrize(
    ("name", "language"), first_quick([*((name, "en") for name in KINDS), ("a spot", "ar")], parameters=2)
)
def test_a_dialog_is_left_at_once_where_nothing_was_typed_and_asks_else(forms, visit, name, language):
    dialog = dialog_of(visit, forms, name, language)
    dialog.press_escape()
    dialog.expect_closed()  # and the focus is where it came from
    if name == "a spot":
        dialog.visited.press(dialog.way_back)
    else:
        dialog.open()

    dialog.field.press_sequentially("ab")  # which no server knows of
    dialog.press_escape()
    question = dialog.shown.get_by_role("group", name=QUESTION[language])
    expect(question).to_be_in_viewport()
    expect(dialog.button(KEEP[language])).to_be_focused()
    dialog.press_escape()
    expect(question).to_be_hidden()
    expect(dialog.field).to_be_focused()
    expect(dialog.field).to_have_value("ab")
    dialog.visited.press(dialog.button(CLOSE[language]))  # the cross asks as well
    expect(question).to_be_visible()
    dialog.visited.press(dialog.button(LEAVE[language]))
    dialog.expect_closed()


@pytest.mark.thorough
def test_a_press_beside_a_dialog_is_as_careful_as_escape(forms, visit):
    dialog = dialog_of(visit, forms, "an event")
    dialog.page.mouse.click(5, 400)
    dialog.expect_closed()
    dialog.open()
    dialog.visited.pick(dialog.shown.get_by_role("combobox", name="Kind of event"), "Air/drone strike")
    dialog.page.mouse.click(5, 400)
    expect(dialog.button(KEEP["en"])).to_be_focused()  # what was chosen counts as much as what was typed


@pytest.mark.thorough
def test_escape_shuts_a_list_that_is_searched_and_leaves_its_dialog_alone(forms, visit):
    dialog = dialog_of(visit, forms, "a theatre")
    country = dialog.shown.get_by_role("combobox")
    country.press_sequentially("SDN")
    expect(dialog.page.get_by_role("option").first).to_be_visible()
    dialog.press_escape()
    expect(dialog.page.get_by_role("option")).to_have_count(0)
    expect(country).to_be_focused()
    dialog.press_escape()
    dialog.expect_closed()  # what was searched for was not chosen


@pytest.mark.thorough
def test_escape_shuts_the_panels_of_link_and_export(forms, visit):
    visited = visit(forms)
    for panel in visited.page.locator(".st-key-handed-on [data-testid=stPopover]").get_by_role("button").all():
        visited.press(panel)
        expect(panel).to_have_attribute("aria-expanded", "true")
        visited.run_over()
        visited.page.keyboard.press("Escape")
        expect(panel).to_have_attribute("aria-expanded", "false")
        expect(panel).to_be_focused()
