from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

PATIENCE_S = 300
"""How long a run of the page, or a file made beside it, is waited for: one that comes costs nothing."""
APP = Path(__file__).parent.parent.parent / "app.py"

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """Opens the page once: on the theatre of `folder` (None: the shipped one), with the parts of a link, at the first
    tab or at `tab`."""

    def opened(folder: Path | None = None, *, tab: str = "", **link: str) -> AppTest:
        monkeypatch.setenv("FRONTLINE_DATA", "" if folder is None else str(folder))
        page = AppTest.from_file(APP, default_timeout=PATIENCE_S)
        if tab:
            page.session_state["tab"] = tab
        for part, value in link.items():
            page.query_params[part] = value
        return page.run()

    yield opened
    st.cache_resource.clear()  # the theatres of a test are gone with its folder


def plain(markdown: str) -> str:
    """What a reader sees of Markdown whose signs are escaped and whose addresses are kept from becoming links."""
    return re.sub(r"\\(.)", r"\1", markdown).replace("\N{WORD JOINER}", "")


def words(page: AppTest) -> str:
    """The text of everything the page writes as HTML: headline, details, legend."""
    return html.unescape(re.sub("<[^>]+>", " ", " ".join(part.proto.body for part in page.get("html"))))
