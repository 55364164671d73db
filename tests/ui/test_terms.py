"""Rows that may not be handed on say so before they leave the page, and in the files that hold them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.job.brief import Brief
from briefing.job.formats import OUTPUTS, make, read_stamp
from briefing.job.licences import credits_of, warning
from briefing.job.request import Request
from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from ingest.formats import format_of
from ingest.matching.keep import keep
from tests.ingest.incoming_worlds import AMAL, MAPPING, held_against, typed
from tests.suites import first_quick
from tests.worlds import event, january, write_theatre
from ui.events_tab import events_table

ACLED = format_of("acled", "")
ROWS = tuple(suffix for suffix, output in OUTPUTS.items() if output.holds_rows)


@pytest.fixture(scope="module")
def situation(tmp_path_factory):
    folder = write_theatre(tmp_path_factory.mktemp("terms") / "war", events=[event("own", "2025-01-02")])
    found = held_against(read_theatre(folder), typed("1"), mapping=replace(MAPPING, format="acled"), file="acled.csv")
    keep(folder, found, "0" * 64, ACLED.credit, ACLED.licence, AMAL)
    theatre = read_theatre(folder)
    return select(theatre, theatre.everything)


def test_the_page_warns_and_names_file_and_terms(situation):
    told = warning(situation)
    assert "acled.csv" in told
    assert "does not allow handing on its rows" in told
    assert credits_of(situation) == (ACLED.credit,)


def test_nothing_is_said_where_no_such_row_is_shown(situation):
    theatre = situation.theatre
    before = select(theatre, replace(theatre.everything, end=january(3)))
    assert warning(before) == ""
    assert credits_of(before) == ()


def test_each_row_of_the_events_table_carries_its_terms(situation):
    terms = events_table(situation).set_index("Id")["Terms"]
    assert terms["own"] == ""
    assert ACLED.licence in terms["diary:1"]


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", first_quick(ROWS))
def test_every_file_that_holds_rows_names_their_terms(situation, suffix, tmp_path):
    path = tmp_path / f"rows{suffix}"
    filters = situation.filters
    make(Brief(situation, Request(filters=filters, layers=frozenset({"events"}))), path)
    assert any(ACLED.licence in credit for credit in read_stamp(path).credits)
