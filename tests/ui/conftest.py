from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.worlds import crossing, event, place, row, status, write_theatre
from ui import data, map_column
from ui.filters_shown import FILTERS_SHOWN
from ui.session import OPEN_TAB
from ui.state import Tab

PATIENCE_S = 300
"""How long a run of the page, or a file made beside it, is waited for: one that comes costs nothing."""
APP = Path(__file__).parent.parent.parent / "page.py"

TABS: dict[str, Tab] = {
    "What changed": "change",
    "Events": "events",
    "Strikes": "strikes",
    "Over time": "time",
    "Places": "places",
    "Ground": "ground",
    "Sources": "sources",
    "Agreement": "agreement",
    "Data": "data",
}
"""What a link calls the tab of each name."""

OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _done_once() -> Iterator[None]:
    """What each run of the page does anew and no test changes is done once: the look through every package installed
    for components of Streamlit, and the reading of the shipped theatre. Nor is a browser waited for that is not there.
    """
    shipped = cache(read_theatre)

    def read(folder: Path, before: Theatre | None) -> Theatre:
        return shipped(folder) if folder == SHIPPED else read_theatre(folder, before)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patch.setattr(data, "read_theatre", read)
        patch.setattr(map_column, "HEAD_START_S", 0.0)
        yield


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """Opens the page once, and its filters: on the theatre of `folder` (None: the shipped one), with the parts of a
    link, at the first tab or at `tab`."""

    def opened(folder: Path | None = None, *, tab: str = "", **link: str) -> AppTest:
        monkeypatch.setenv("FRONTLINE_DATA", "" if folder is None else str(folder))
        page = AppTest.from_file(APP, default_timeout=PATIENCE_S)
        page.session_state[FILTERS_SHOWN] = True
        if tab:
            page.query_params["tab"] = TABS[tab.strip("⟦⟧")]
        for part, value in link.items():
            page.query_params[part] = value
        return page.run()

    yield opened
    st.cache_resource.clear()  # the theatres of a test are gone with its folder


def plain(markdown: str) -> str:
    """What a reader sees of Markdown whose signs are escaped and whose addresses are kept from becoming links."""
    unseen = "[\N{WORD JOINER}\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}]"
    return re.sub(unseen, "", re.sub(r"\\(.)", r"\1", markdown))


def words(page: AppTest) -> str:
    """The text of everything the page writes as HTML: headline, details, legend."""
    bodies = [*(part.proto.body for part in page.get("html")), sent(page, "legend").get("html", "")]
    return html.unescape(re.sub("<[^>]+>", " ", " ".join(bodies)))


def sent(page: AppTest, component: str) -> dict[str, Any]:
    """What a component of ours is drawn from; {} where it is not drawn."""
    drawn = [part.proto for part in page.get("bidi_component")]
    return next((json.loads(one.json) for one in drawn if one.component_name == f"frontline_{component}"), {})


def figures(page: AppTest) -> dict[str, pd.DataFrame]:
    """The tables of figures the page writes as HTML, by what stands above each."""
    tables = (table for part in page.get("html") for table in re.findall("<table.*?</table>", part.proto.body))
    caption = re.compile("<caption>(.*?)</caption>")
    return {
        html.unescape(re.sub("<[^>]+>", "", caption.search(table)[1])): pd.read_html(
            StringIO(table), keep_default_na=False
        )[0]
        for table in tables
    }


def turn_to(page: AppTest, tab: str) -> None:
    """Have the next run of the page show the tab of this name."""
    page.session_state[OPEN_TAB] = TABS[tab]


def open_part(page: AppTest, key: str) -> None:
    """Open a part of the page that is shut at first, and drawn only when it is open."""
    page.session_state[key] = True
    page.run()


def shown_layers(page) -> set[str]:
    """The layers whose boxes are ticked."""
    boxes = [box for box in page.checkbox if str(box.key).startswith("layer-")]
    return {box.key.removeprefix("layer-") for box in boxes if box.value}


def table_ids(page) -> list[str]:
    """Ids of the rows of the first table."""
    return list(page.dataframe[0].value["Id"])


@pytest.fixture
def war(tmp_path):
    """A battle in the west on the 5th, an air strike in the east on the 10th, the day the east falls."""
    return write_theatre(
        tmp_path / "war",
        places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5)],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10", asserted_by="The Blue Gazette"),
        ],
        events=[
            event("battle", "2025-01-05", fatalities_low=1, fatalities_best=2, fatalities_high=4),
            event("strike", "2025-01-10", 1.5, 0.5, event_type="Explosions/Remote violence", adm1_pcode="XX02",
                  sub_event_type="Air/drone strike", factions=["RED"], summary="A strike hit the market."),
        ],
        crossings=[crossing("gate", 0.2, 0.0, status("closed", "2025-01-01", "2025-01-31", "BLUE"))],
    )  # fmt: skip


@pytest.fixture
def short_war(tmp_path):
    """One event, of the 2nd, that a diary told of."""
    return write_theatre(tmp_path / "war", events=[event("diary:7", "2025-01-02")])


@pytest.fixture
def open_data(open_page, monkeypatch):
    """Opens the page at its Data tab, with a file dropped on it where one is given."""

    def opened(folder, text: str | bytes | None = None, name: str = "diary.csv"):
        page = open_page(folder, tab="Data")
        return page if text is None else drop(page, text, name)

    return opened


def drop(page, text: str | bytes, name: str = "diary.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    uploaders = [one for one in page.file_uploader if (one.key or "").startswith("bring-in-file")]
    uploaders[0].set_value((name, content, "text/csv"))
    page.run()
    assert not page.exception
    return page
