"""No text of the page is left in English: read in a language that puts every text of the catalogue into brackets,
nothing stands outside them but names, sources, kinds of file and numbers."""

from __future__ import annotations

import gettext
import html
import json
import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from briefing.job.formats import OUTPUTS, Group
from geo.changelog.log import Subject, read_ledger
from geo.common import messages
from geo.events.events import EVENT_TYPES
from geo.theatre.loader import read_theatre
from ingest.formats import all_formats
from ingest.new_theatre.gazetteer_columns import KEYS
from store.manual_edit import add, withdraw
from store.store import Author
from tests.suites import first_quick
from tests.ui.conftest import TABS
from tests.worlds import crossing, event, place, row, status, write_theatre
from ui.export_panel import PANEL

READ = frozenset(
    {"body", "content", "display_text", "help", "label", "message", "options", "placeholder", "text", "title"}
)
"""Fields of Streamlit's elements that a reader reads."""
WORD = re.compile(r"[A-Za-z]{2,}")
MARKUP = re.compile(r"<(style|script).*?</\1>|<[^>]+>|:small\b|\bfrontline_\S+", re.DOTALL)
IN_BRACKETS = re.compile("⟦[^⟦⟧]*⟧")
NAMES = frozenset(
    {
        *(
            "Frontline",
            "squares",
            "Square",
            "English",
            "OpenStreetMap",
            "Esri",
            "World",
            "Imagery",
            "BLUE",
            "RED",
            "NAVY",
            "GREEN",
            "UTC",
            "test",
        ),
        *("control", "reports", "csv", "events", "geojson", "places", "crossings", "factions", "toml"),
        *WORD.findall(" ".join(OUTPUTS)),
        *("CLEAR", "GREEN", "AMBER", "STRICT", "RED"),
    }
)
"""Ids of the theatre below, files and kinds of file, and names that are the same in every language."""
COLUMN_AS_TYPED = "name=VILLAGE"
"""What stands in a field until something is typed: the columns of a file are called so whatever is spoken."""
WEST = place("p1", 0.5, 0.5, name_en="غرب", name_ar="غرب")


class Brackets(gettext.NullTranslations):
    """A language that says everything in English, in brackets; what stands in gaps stands outside them."""

    def gettext(self, message: str) -> str:
        return "".join(self._pieces(message))

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)

    def _pieces(self, message: str) -> Iterator[str]:
        for words, gap, spec, conversion in Formatter().parse(message):
            if words:
                yield f"⟦{words.replace('{', '{{').replace('}', '}}')}⟧"
            if gap is not None:
                yield "{" + gap + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"


@pytest.fixture(autouse=True)
def bracketed(monkeypatch):
    real, brackets = messages._catalogue, Brackets()
    monkeypatch.setattr(messages, "_catalogue", lambda of: brackets if of == "ar" else real(of))


@pytest.fixture
def war(tmp_path):
    """Two places of which one falls, a battle and an air strike: what can be said in Arabic letters is."""
    source = {"asserted_by": "راصد", "source_publisher": "راصد", "source_title": "تقرير"}
    told = {
        "asserted_by": "راصد",
        "source_publisher": "راصد",
        "actor1": "جيش",
        "summary": "قتال.",
        "location_en": "شرق",
    }
    return write_theatre(
        tmp_path / "war",
        places=[WEST, place("p2", 1.5, 0.5, name_en="شرق", name_ar="شرق")],
        reports=[
            row("p1", "BLUE", "2025-01-01", scope="baseline", **source),
            row("p2", "RED", "2025-01-01", scope="baseline", **source),
            row("p2", "BLUE", "2025-01-10", **source, published_on="2025-02-01"),
        ],
        events=[
            event("e1", "2025-01-05", fatalities_low=1, fatalities_best=2, fatalities_high=4, **told),
            event("e2", "2025-01-10", 1.5, 0.5, event_type="Explosions/Remote violence", adm1_pcode="XX02",
                  sub_event_type="Air/drone strike", factions=["RED"], **told),
            event("e3", "2025-01-10", 1.5, 0.5, sub_event_type="Non-state actor overtakes territory",
                  adm1_pcode="XX02", factions=["RED"], **{**told, "actor1": "RED", "location_ar": "شرق"}),
        ],
        crossings=[
            crossing("c1", 0.2, 0.0, status("closed", "2025-01-01", "2025-01-05", "BLUE"),
                     status("open", "2025-01-06", "2025-01-31", "BLUE"), name_en="معبر"),
        ],
    )  # fmt: skip


def texts(page: AppTest) -> Iterator[str]:
    """Every text that the page shows: of its elements and containers, in cells and headings of tables, on charts."""
    for node in page._tree:
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield from _fields(proto)
        if node.type == "arrow_data_frame":
            yield from _table(node)
        if node.type == "vega_lite_chart":
            yield from _titles(json.loads(proto.spec))


def _fields(proto: Message) -> Iterator[str]:
    for field, value in proto.ListFields():
        several = value if field.is_repeated else [value]
        if field.type == field.TYPE_MESSAGE:
            for one in several:
                if isinstance(one, Message):
                    yield from _fields(one)
        elif field.type == field.TYPE_STRING and field.name in READ:
            yield from several


def _table(node: Any) -> Iterator[str]:
    called = json.loads(node.proto.columns or "{}")
    for column, cells in node.value.items():
        yield called.get(column, {}).get("label") or str(column)
        yield from (cell for cell in cells if isinstance(cell, str))


def _titles(part: Any) -> Iterator[str]:
    """Titles and names of series in the specification of a chart."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("title", "domain"):
                yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
            yield from _titles(value)
    elif isinstance(part, list):
        for value in part:
            yield from _titles(value)


VERSION = re.compile(r"\b[0-9a-f]{12}\b")
"""The data version of a theatre, in which two letters may stand together."""


def outside(text: str) -> list[str]:
    """Words of `text` that stand in no brackets and are no names."""
    left = html.unescape(MARKUP.sub(" ", text.replace("\\", "")))
    while (shorter := IN_BRACKETS.sub(" ", left)) != left:
        left = shorter
    return [word for word in WORD.findall(VERSION.sub(" ", left)) if word not in NAMES]


def left_in_english(page: AppTest) -> list[str]:
    assert not page.exception
    return [text for text in texts(page) if outside(text)]


@pytest.mark.parametrize("tab", first_quick(TABS))
def test_no_text_of_the_page_is_left_in_english(open_page, war, tab):
    assert left_in_english(open_page(war, tab=f"⟦{tab}⟧", lang="ar")) == []


@pytest.mark.thorough
@pytest.mark.parametrize("group", list(Group))
def test_no_text_of_the_export_panel_is_left_in_english(open_page, war, group):
    page = open_page(war, lang="ar")
    page.session_state[PANEL] = True
    page.run()
    page.segmented_control(key="export-group").set_value(group).run()
    assert left_in_english(page) == []


@pytest.mark.parametrize(
    "link",
    first_quick(
        [
            {"from": "yesterday", "area": "nowhere", "mode": "none", "show": "place:none", "at": "here", "more": "1"},
            {"from": "2025-01-10", "to": "2025-01-10"},
            {"compare": "yes", "mode": "control"},
            {"factions": "NAVY", "types": "riots", "strikes": "only", "known-by": "2025-01-05"},
        ]
    ),
)
def test_no_text_that_a_link_brings_about_is_left_in_english(open_page, war, link):
    page = open_page(war, lang="ar", **link)
    words = {word for part in link.items() for word in WORD.findall(" ".join(part))}
    words |= {"west", "both", "change"}  # what such a part of a link may say
    left = [sorted(set(outside(text)) - words) for text in left_in_english(page)]
    assert [some for some in left if some] == []


def test_no_text_of_a_theatre_that_knows_nothing_is_left_in_english(open_page, tmp_path):
    page = open_page(write_theatre(tmp_path / "new", places=[WEST], reports=[], events=[], crossings=[]), lang="ar")
    assert any("ready and empty" in info.value for info in page.info)
    assert left_in_english(page) == []


@pytest.mark.thorough
@pytest.mark.parametrize("closed", first_quick(["", "1"]))
def test_no_text_of_the_form_of_a_new_theatre_is_left_in_english(open_page, war, monkeypatch, closed):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", closed)
    monkeypatch.setattr("ui.new_theatre.new_theatre_dialog.country_names", lambda: {"SDN": "السودان"})
    page = open_page(war, lang="ar").button(key="new-theatre").click().run()
    page.button(key="new-theatre-close" if closed else "new-theatre-make").click().run()
    names_of_columns = (COLUMN_AS_TYPED, ", ".join(KEYS))  # the same whatever is spoken
    assert [text for text in left_in_english(page) if not any(name in text for name in names_of_columns)] == []


@pytest.mark.thorough
def test_no_text_about_changes_by_hand_is_left_in_english(open_page, war):
    """The log and the table of events of a theatre in which an event was withdrawn and a rule for an actor added."""
    amal = Author("أمل", "قيل")
    withdraw(war, Subject.EVENT, "e1", amal, seen=read_ledger(war))
    rule = {"match": "name", "actor": "جيش", "faction": "RED"}
    add(war, read_theatre(war), Subject.ACTOR, rule, amal)
    assert left_in_english(open_page(war, tab="⟦Data⟧", lang="ar")) == []


def test_no_word_about_rows_that_were_set_aside_is_left_in_english(open_page, tmp_path):
    source = {"asserted_by": "راصد", "source_publisher": "راصد", "source_title": "تقرير"}
    folder = write_theatre(
        tmp_path / "war",
        places=[WEST],
        reports=[
            row("p1", "BLUE", "2025-01-01", scope="baseline", **source),
            row("p1", "RED", "2025-02-30", **source),
            row("p1", "RED", "", **source),
            row("p1", "RED", "2025-01-03", status="shared", **source),
        ],
        events=[
            event("e1", "2025-01-05", 250.0, actor1="جيش", summary="قتال."),
            event("e2", "2025-01-05", 0.0, 0.0, actor1="جيش", summary="قتال."),
            event("e3", "2026-01-05", fatalities_low=5, fatalities_best=2, actor1="جيش", summary="قتال."),
        ],
        crossings=[crossing("c1", 0.2, 0.0, status("closed", "2025-01-05", "2025-01-01", "BLUE"))],
    )
    page = open_page(folder, tab="⟦Sources⟧", lang="ar")
    told = next(part.proto.body for part in page.get("html") if "fl-faults" in part.proto.body)
    assert told.count("<li>") == 10
    of_the_files = re.sub(r"<q>.*?</q>|<b>.*?</b>|\bgeometry\b|\b[a-z]+(_[a-z]+)+\b", "", told)
    assert outside(of_the_files) == []


DIARY = """التاريخ,المكان,النوع,القتلى
2025-01-05,غرب,اشتباك,1
قريبا,غرب,اشتباك,2
2025-01-06,بعيد,اشتباك,3
2026-01-06,غرب,اشتباك,4
2025-01-07,غرب,اشتباك,-1
2025-01-07,غرب,لعب,5
03/04/2025,غرب,اشتباك,1
,غرب,اشتباك,1
"""


@pytest.mark.thorough
@pytest.mark.parametrize("content", first_quick([DIARY, "%PDF", "", "أ,ب\n1,2\n"]))
def test_no_text_about_a_file_that_is_brought_in_is_left_in_english(open_page, war, content):
    page = open_page(war, tab="⟦Data⟧", lang="ar")
    uploader = next(one for one in page.file_uploader if (one.key or "").startswith("bring-in-file"))
    uploader.set_value(("يوميات.csv", content.encode(), "text/csv"))
    page.run()
    known = {*WORD.findall(" ".join((*EVENT_TYPES, *(known.id for known in all_formats()), "ACLED UCDP")))}
    left = [sorted(set(outside(text)) - known) for text in left_in_english(page)]
    assert [some for some in left if some] == []


@pytest.mark.thorough
def test_a_choice_stays_what_it_is_when_the_language_is_changed(open_page, war):
    page = open_page(war, tab="Strikes", factions="RED", area="west")
    for language in ("ar", "en"):
        page.segmented_control(key="language").set_value(language).run()
        assert not page.exception
        chosen = page.multiselect(key="factions").value, page.session_state["area"], page.session_state["base_map"]
        assert chosen == (["RED"], "west", "")
    assert page.session_state["tab"] == "Strikes"


@pytest.mark.parametrize(
    ("language", "runs"), first_quick([("ar", "rtl"), ("en", "ltr"), ("both", "ltr")], parameters=2)
)
def test_the_page_tells_the_browser_its_language_and_which_way_it_runs(open_page, war, language, runs):
    spoken = "ar" if language == "ar" else "en"
    script = f'{{ lang: "{spoken}", dir: "{runs}" }}'
    assert any(script in part.proto.body for part in open_page(war, lang=language).get("html"))
