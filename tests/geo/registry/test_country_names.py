"""What the text of a country column may mean."""

from __future__ import annotations

import pytest

from geo.registry.country_names import countries_called


def meant(text: str) -> set[str]:
    return set(countries_called(text).meant)


@pytest.mark.parametrize(
    ("iso", "names"),
    {
        "SYR": ["Syria", "SYRIA ", "Syrian Arab Republic", "Syrie", "Siria", "Сирия", "سوريا", "سورية", "叙利亚",
                "敘利亞", "الجمهورية العربية السورية", "République arabe syrienne", "SY", "syr"],
        "PSE": ["Palestine", "State of Palestine", "Palestine, State of", "oPt", "West Bank", "Gaza Strip", "فلسطين",
                "Palestinian Territories", "Occupied Palestinian Territory", "PS"],
        "COD": ["DR Congo", "DRC", "Democratic Republic of Congo", "Congo, Dem. Rep.", "DR Congo (Zaire)", "RDC",
                "Congo, The Democratic Republic of the", "République démocratique du Congo", "490"],
        "MMR": ["Myanmar", "Burma", "Myanmar (Burma)", "Birmanie", "Мьянма", "MMR", "775"],
        "CIV": ["Ivory Coast", "Cote d'Ivoire", "Côte d’Ivoire", "CI"],
        "TUR": ["Turkey", "Türkiye", "TÜRKİYE", "Turkiye", "تركيا"],
        "YEM": ["Yemen", "Yemen (North Yemen)", "Rep. of Yemen", "اليمن"],
        "IRN": ["Iran", "Iran, Islamic Republic of", "Iran (Islamic Republic of)", "إيران"],
        "BFA": ["Burkina Faso", "BURKINA FASO", "Буркина-Фасо", "بوركينا فاسو", "854", "439", "439.0", "BF"],
        "CAF": ["Central African Republic", "CAR", "République centrafricaine"],
        "UKR": ["Ukraine", "Україна", "Украина", "أوكرانيا", "369"],
        "XKX": ["Kosovo", "XK"],
        "IRQ": ["Iraq", "Irak", "IZ"],
        "SSD": ["South Sudan", "Soudan du Sud"],
        "GNB": ["Guinea-Bissau"], "GIN": ["Guinea", "Guinée"], "NER": ["Niger"], "NGA": ["Nigeria"],
        "AFG": ["004", "4"],
    }.items(),
)  # fmt: skip
def test_a_country_is_known_by_its_names_and_codes(iso, names):
    assert {name: meant(name) for name in names} == {name: {iso} for name in names}


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Congo", {"COG", "COD"}),
        ("Korea", {"KOR", "PRK"}),
        ("Mali / Niger", {"MLI", "NER"}),
        ("Mali; Burkina Faso", {"MLI", "BFA"}),
        # Bhutan's number in one list of states is Syria's in the other
        ("760", {"SYR", "BTN"}),
        ("652", {"BLM", "SYR"}),
    ],
)
def test_a_text_that_may_mean_several_countries_means_each(text, several):
    assert meant(text) == several


@pytest.mark.parametrize("text", ["", "  ", "Sahel", "Middle East", "nan", "12345", "-", "Mali; somewhere", "x" * 5000])
def test_what_is_no_country_means_none(text):
    assert countries_called(text).meant == frozenset()


def test_a_name_under_which_a_source_tells_of_other_ground_says_so():
    assert countries_called("Israel").also == {"PSE"}
    assert countries_called("السودان").also == {"SSD"}
    assert countries_called("ISR").also == frozenset()
