"""Days and names in the language that is spoken."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geo.common.messages import speaking
from geo.registry.statuses import Status
from map import spoken
from tests.worlds import theatre_of

FIFTH = date(2024, 12, 5)


@pytest.mark.parametrize(
    ("said", "english", "arabic"),
    [
        (lambda: spoken.day(FIFTH), "5 Dec 2024", "5 كانون الأول 2024"),
        (lambda: spoken.day(pd.NaT), "day not known", "يوم غير معروف"),
        (lambda: spoken.short_day(FIFTH), "5 Dec", "5 كانون الأول"),
        (lambda: spoken.month(FIFTH), "Dec 2024", "كانون الأول 2024"),
        (lambda: spoken.span(FIFTH, FIFTH), "5 Dec 2024", "5 كانون الأول 2024"),
        (lambda: spoken.span(FIFTH, pd.NaT), "5 Dec 2024", "5 كانون الأول 2024"),
        (lambda: spoken.span(FIFTH, date(2024, 12, 6)), "5 Dec 2024 to 6 Dec 2024",
         "5 كانون الأول 2024 إلى 6 كانون الأول 2024"),
        (lambda: spoken.status_words(Status.CONTESTED), "contested", "منطقة اشتباك"),
        (lambda: spoken.listing(["حماة", "", "حلب"]), "حماة, حلب", "حماة، حلب"),
    ],
)  # fmt: skip
def test_it_is_said_in_the_language_that_is_spoken(said, english, arabic):
    assert said() == english
    with speaking("ar"):
        assert said() == arabic


def test_factions_are_called_by_their_names_in_the_language(tmp_path):
    folder = tmp_path / "t"
    factions = theatre_of(folder).factions
    told = {key: (one.short_en, one.short_ar) for key, one in factions.items()}
    assert spoken.faction_names(["BLUE", "RED"], factions) == f"{told['BLUE'][0]} / {told['RED'][0]}" == "Blue / Red"
    with speaking("ar"):
        assert spoken.faction_names(["BLUE", "RED"], factions) == f"{told['BLUE'][1]} / {told['RED'][1]}"


def test_a_country_told_by_its_code_is_called_by_its_name_and_any_other_text_stays():
    countries = pd.DataFrame({"iso_a3": ["TUR", "XAA"], "name_en": ["Türkiye", "Aland"], "name_ar": ["تركيا", ""]})
    told = ["TUR", "XAA", "FRA", "North Oblast", "", None]
    assert [spoken.country_name(one, countries) for one in told] == ["Türkiye", "Aland", "FRA", "North Oblast", "", ""]
    with speaking("ar"):
        assert [spoken.country_name(one, countries) for one in told[:3]] == ["تركيا", "Aland", "FRA"]
