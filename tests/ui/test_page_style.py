"""The style of the page: what it may ask a browser to look for."""

from __future__ import annotations

import re

from ui.page import STYLE

COME_AND_GO = (
    '[data-testid="stPopoverBody"]:has(',
    ".st-key-new-theatre-dialog:has(",
    'body:has(> [data-testid="stDialog"])',
)
"""Panels and dialogs, which are mostly not there, and the children of the body, which are few."""


def test_no_part_that_always_stands_on_the_page_is_asked_for_by_what_is_in_it():
    """A browser looks at all of the page again at each change of it, where a rule asks with :has() for one of its
    parts: a redraw of the map took twice as long (docs/decisions/0023-the-map-has-a-head-start.md)."""
    rules = re.sub(r"/\*.*?\*/", "", STYLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    asked = [line.strip() for line in rules.splitlines() if ":has(" in line]
    assert asked, "the style still has the rules that may"
    assert [line for line in asked if not line.startswith(COME_AND_GO)] == []
