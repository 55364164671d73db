"""The names of a theatre are indexed when a row asks for one, and are forgotten with the theatre."""

from __future__ import annotations

import gc
import weakref

import pytest

from geo.common.errors import CrsError
from geo.theatre.loader import read_theatre
from ingest.drafts.draft import draft
from ingest.geocoding import Gazetteer
from ingest.matching.incoming import incoming
from ingest.matching.preview import gazetteer_of
from tests.ingest.incoming_worlds import MAPPING, TODAY, table_of, typed


@pytest.mark.parametrize(("degrees", "is_indexed"), [("0.5", False), ("", True)])
def test_rows_that_have_coordinates_index_no_names(folder, degrees, is_indexed):
    theatre = read_theatre(folder)
    names = Gazetteer(theatre.places, theatre.governorates)
    rows = table_of(typed("1", lat=degrees, lon=degrees))
    incoming(draft(rows, MAPPING, today=TODAY), theatre, names)
    assert ("atlas" in vars(names)) is is_indexed


def test_names_in_metres_are_refused_before_any_is_asked_for(folder):
    theatre = read_theatre(folder)
    with pytest.raises(CrsError):
        Gazetteer(theatre.places, theatre.governorates.to_crs(3857))


def test_the_names_of_a_theatre_go_with_it(folder):
    theatre = read_theatre(folder)
    names = gazetteer_of(theatre)
    assert gazetteer_of(theatre) is names, "made once"
    assert not names.find("Nowhere").candidates
    kept = [weakref.ref(one) for one in (theatre, names)]
    del theatre, names
    gc.collect()
    assert [one() for one in kept] == [None, None]
