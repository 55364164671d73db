"""How the facts of the shipped theatre are put together: corrections of single rows, two lists of places made one."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"
ROW = {
    "place_id": "hama", "event_date": "2024-12-05", "controller": "HTS", "status": "controlled",
    "source_url": "https://example.org/1", "note": "entered",
}  # fmt: skip


@pytest.fixture
def corrections(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("theatre.corrections")


@pytest.fixture
def gazetteer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("theatre.gazetteer")


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("theatre.places")


def key(corrections: ModuleType, **changed: str):
    row = {**ROW, **changed}
    return corrections.Key("reports", *(row[field] for field in corrections.Key._fields[1:]))


def test_a_corrected_row_has_the_new_value_and_says_what_was_done_and_why(corrections):
    fix = corrections.Correction("redate", {"event_date": "2024-12-06"}, "a day early")
    (report,) = corrections.apply({key(corrections): fix}, "reports", [ROW], dict)
    assert report == {**ROW, "event_date": "2024-12-06", "note": "entered; corrected (redate): a day early"}


def test_a_dropped_row_is_gone_and_a_kept_one_is_as_it_was(corrections):
    other = {**ROW, "place_id": "homs"}
    fixes = {
        key(corrections): corrections.Correction("drop", {}, "no page"),
        key(corrections, place_id="homs"): corrections.Correction("keep", {}, "other rows decide"),
    }
    assert corrections.apply(fixes, "reports", [ROW, other], dict) == [other]


def test_a_correction_that_matches_no_row_stops_the_build(corrections):
    fix = corrections.Correction("drop", {}, "no page")
    with pytest.raises(AssertionError, match=r"no row of reports\.csv"):
        corrections.apply({key(corrections, event_date="2024-12-07"): fix}, "reports", [ROW], dict)


def test_every_shipped_correction_has_a_reason_and_changes_only_what_its_action_may(corrections):
    """`read` checks each."""
    assert len(corrections.read()) == 155


def community(pcode: str, name_en: str, name_ar: str, lon: str, lat: str) -> dict[str, str]:
    admin = dict.fromkeys(("adm1_en", "adm2_pcode", "adm2_en", "adm3_pcode", "adm3_en"), "")
    return {"pcode": pcode, "name_en": name_en, "name_en_alt": "", "name_ar": name_ar, "lon": lon, "lat": lat, **admin}


def test_an_arabic_name_that_is_mended_keeps_the_spelling_it_had_among_the_others(places, monkeypatch):
    fault = pd.DataFrame([{"place_id": "a", "name_ar_now": "انخل", "name_ar": "إنخل"}])
    monkeypatch.setattr(places, "_table", lambda _name: fault)
    raw = pd.DataFrame({"place_id": ["a", "b"], "name_ar": ["انخل", "حلب"], "alt_names": ["Ankhel", ""]})
    mended = places.with_names_mended(raw)
    assert mended["name_ar"].tolist() == ["إنخل", "حلب"]
    assert mended["alt_names"].tolist() == ["Ankhel;انخل", ""]
    with pytest.raises(AssertionError, match="a is not called"):
        places.with_names_mended(mended)


def test_a_place_that_is_a_community_stands_once_with_the_names_of_both(gazetteer, monkeypatch):
    """Half a kilometre off and spelled alike in Arabic; the other community is 11 km off and a place of its own."""
    monkeypatch.setattr(gazetteer, "_table", lambda name: pd.DataFrame({"place_id": [], "pcode": []}))
    place = {
        "place_id": "nawa", "name_en": "Nawa", "name_ar": "نوى", "alt_names": "", "kind": "town", "admin1_en": "Daraa",
        "lon": "36.0", "lat": "32.9", "coord_source": "general knowledge", "coord_precision": "3",
    }  # fmt: skip
    found = [community("C1", "Nawah", "نوى", "36.005", "32.9"), community("C2", "Nawa", "نوى", "36.0", "33.0")]
    one, other = gazetteer.merged(pd.DataFrame([place]), pd.DataFrame(found)).to_dict("records")
    assert (one["place_id"], one["pcode"], one["alt_names"], one["lon"]) == ("nawa", "C1", "Nawah", "36.005")
    assert (other["place_id"], other["kind"]) == ("C2", "community")
