"""Reviewed judgements on single rows of the control facts: who contradicts whom, what is left out or changed.

Everything here was decided by reading the rows, not by a rule, and is listed in data/README.md.
"""

from typing import NamedTuple


class Conflict(NamedTuple):
    """One entry of "Known conflicts" in facts/control/README.md: rows of these places and days disagree."""

    number: int
    places: tuple[str, ...]
    first_day: str
    last_day: str


SEVEN_VILLAGES = (
    "167899", "hatla", "husseiniyah-dez", "marrat", "mazlum", "salihiyah-dez", "tabiyah-jazirah",
)  # fmt: skip

CONFLICTS = (
    # Suran, Taybat al-Imam, Halfaya, Maardis: rebels 30 Nov, government 1 Dec
    Conflict(1, ("163915", "163270", "170044", "maardis"), "2024-11-30", "2024-12-01"),
    # Qalaat al-Madiq: government 1 Dec, rebels 2 Dec, repelled 2-3 Dec by SOHR's account
    Conflict(1, ("166227",), "2024-12-01", "2024-12-03"),
    # Khanasir: claimed by HTS and by the SNA (al-Safira is the SNA's by three accounts)
    Conflict(2, ("168351",), "2024-12-01", "2024-12-01"),
    # Khanasir: government again, its loss denied by HTS media
    Conflict(2, ("168351",), "2024-12-03", "2024-12-04"),
    # Kuweires: SNA 30 Nov or 1 Dec, or in confusion
    Conflict(3, ("kuweires-airbase",), "2024-11-30", "2024-12-01"),
    # Aleppo airport, Nubl, al-Zahraa: SDF for hours, then HTS
    Conflict(4, ("aleppo-airport", "166331", "al-zahraa-town"), "2024-11-30", "2024-11-30"),
    # Sheikh Maqsoud: SDF leaving, or still there
    Conflict(5, ("aleppo-sheikh-maqsoud",), "2024-12-02", "2024-12-04"),
    # Qamhana, Jabal Zayn al-Abidin: left or held; Kafraa, Maar Shuhur: flipped
    Conflict(6, ("qamhana", "zayn-al-abidin", "kafraa", "maar-shuhur"), "2024-12-03", "2024-12-04"),
    # Seven villages east of the Euphrates: taken by the SDF, or held
    Conflict(7, SEVEN_VILLAGES, "2024-12-03", "2024-12-03"),
    # Abu Kamal: SDF, or still government
    Conflict(7, ("174448",), "2024-12-06", "2024-12-06"),
    # Homs: entered 6, 7 or 8 Dec; the ministry denied it to the end
    Conflict(8, ("169577",), "2024-12-06", "2024-12-07"),
    # Hama: the entry of 1 Dec is unverified and false
    Conflict(8, ("170017", "arbaeen-hama"), "2024-12-01", "2024-12-01"),
    # Daraa city: 6 or 7 Dec
    Conflict(9, ("170905",), "2024-12-06", "2024-12-07"),
    # Khan Shaykhun: 29 or 30 Nov
    Conflict(9, ("168325",), "2024-11-29", "2024-11-30"),
    # Rastan and Talbiseh: 5 or 6 Dec (Talbiseh is named in facts/events/README.md)
    Conflict(9, ("172946", "163779"), "2024-12-05", "2024-12-06"),
    # Manbij: 8, 9 or 11 Dec
    Conflict(10, ("167357",), "2024-12-08", "2024-12-11"),
)


# How notes without the tag begin that speak of a whole city or province -> the places they do name.
AREA_NOTES: dict[str, tuple[str, ...]] = {
    "city-wide capture applied to named districts": (),
    "army evacuated Idlib province incl. Abu al-Duhur": ("abu-al-duhur-airbase",),
    "complete withdrawal from the province": (),
    "over 80% of the province claimed": (),
    "whole province claimed with capture of Khan Shaykhun": ("168325",),
}


class Row(NamedTuple):
    """What picks out a row of reports.csv: place, event date and asserter."""

    place_id: str
    event_date: str
    asserted_by: str


# Rows nobody here can stand behind, with the reason.
LEFT_OUT = {
    Row("resafa", "2024-12-05", "Historica wiki"): "a fan wiki without a source",
    Row("thawra-oilfield", "2024-12-05", "Historica wiki"): "a fan wiki without a source",
    Row("174448", "2024-12-06", "Reports"): "the page of a prediction market; the claim has two better rows",
}

# Columns set by hand, with the reason.
CHANGED: dict[Row, tuple[dict[str, str], str]] = {
    Row("mezzeh-airbase", "2024-12-08", "Armed factions"): (
        {"status": "claimed", "reliability": "E", "credibility": "4"},
        "an unknown site; the faction in the video is not named, so SOR is the coder's choice",
    ),
    Row("173576", "2024-12-08", "TASS source"): ({"scope": "area"}, "a claim about the province"),
    Row("173377", "2024-12-07", "Online.ua (TRT)"): ({"scope": "area"}, "a claim about the east bank"),
    Row("173811", "2024-12-07", "Online.ua (TRT)"): ({"scope": "area"}, "a claim about the east bank"),
    Row("qamishli-crossing", "2024-12-07", "Online.ua (TRT)"): (
        {"scope": "area"},
        "a claim about the east bank",
    ),
    Row("madinat-al-baath", "2024-12-07", "Anadolu"): (
        {"scope": "place"},
        "the seat of the governorate, which the report names; the tag excepts it",
    ),
    Row("170017", "2024-12-05", "GOV (army)"): (
        {"standing": "superseded"},
        "a denial that the army itself withdrew hours later",
    ),
}


# facts/control/README.md grades these speakers alike, wherever the statement was printed; some rows carry the
# grade of the outlet instead. Reliability is at best this letter.
RELIABILITY_AT_BEST = {
    "HTS/MOC": "C",
    "HTS/MOC (Hassan Abdul Ghani)": "C",
    "HTS/MOC (via Anadolu)": "C",
    "HTS/MOC, counted by Enab Baladi": "C",
    "SNA (via Enab Baladi)": "C",
    "SNA": "C",
    "SNA (Wikipedia)": "C",
    "SNA / Turkish security sources": "C",
    "Al Mayadeen sources": "D",
    "Al-Mayadeen": "D",
    "GOV (SANA)": "D",
    "GOV (SANA/MoD)": "D",
}


class Span(NamedTuple):
    """Days a note names for an event: the first and the last it allows."""

    first: str
    last: str


# Start of a note -> the days it names. Rows without such a note keep the date of the facts alone.
NAMED_SPANS = {
    "captured 29-30 Nov": Span("2024-11-29", "2024-11-30"),
    "opposition in full control of the northern countryside by 4-5 Dec; capture date inferred 30 Nov - 1 Dec":
        Span("2024-11-30", "2024-12-01"),
    "al-Safira axis 30 Nov - 2 Dec": Span("2024-11-30", "2024-12-02"),
    "rest of the Shahba pocket fell 1-2 Dec": Span("2024-12-01", "2024-12-02"),
    "lost for good by GOV about 4-6 Dec": Span("2024-12-04", "2024-12-06"),
    "after the fall of Hama, 5-7 Dec": Span("2024-12-05", "2024-12-07"),
    "AREA-LEVEL: southern and eastern suburbs, night of 7-8 Dec": Span("2024-12-07", "2024-12-08"),
    "AREA-LEVEL: Qalamoun and northern suburbs 7-8 Dec": Span("2024-12-07", "2024-12-08"),
    "western and southern Hama handed over 6-8 Dec": Span("2024-12-06", "2024-12-08"),
    "vacated by GOV on 7 Dec; follow-on holder unclear": Span("2024-12-07", "2024-12-08"),
    "handed over 7-8 Dec": Span("2024-12-07", "2024-12-08"),
}  # fmt: skip

# The list of towns of October 2023 that rows of the first day name, and places it does not name, or whose flag there is
# another's: the list gives the government Tell Rifaat, Manbij and (with the SDF) Malikiyah, and "the opposition" Ariha.
TOWN_LIST_PAGE = "https://en.wikipedia.org/wiki/Control_of_cities_during_the_Syrian_civil_war"
NOT_IN_TOWN_LIST = frozenset(
    {
        "163476", "167357", "173530", "172994", "171451", "163799",  # another flag: Tell Rifaat ... Taftanaz
        "deir-jamal", "kafr-naya", "sheikh-issa", "ahras", "minnigh-airbase", "kafin",  # about Tell Rifaat
        "171694", "172027", "al-ankawi",  # Batabo; Az Ziyarah and al-Ankawi, near Qastun
        "169375", "171126", "173416", "busr-al-harir",  # Inkhil, Busra al-Sham, Musayfirah, Busr al-Harir
    }
)  # fmt: skip

# Basis of a shared baseline row (its start) -> who shares the ground with the controller.
SHARED_WITH = {
    "GOV nominal; Druze armed groups": ("DRUZE",),
    "SDF with GOV/Russian military presence": ("GOV", "RUSSIA"),
    "Tell Rifaat / Shahba pocket: SDF-linked forces with GOV and Russian presence": ("GOV", "RUSSIA"),
    "GOV since July 2018 but ex-rebel local factions": ("LOCAL",),
    "SDF; GOV/Russian presence around Kobani": ("GOV", "RUSSIA"),
    "SDF (Manbij Military Council); GOV/Russian posts": ("GOV", "RUSSIA"),
    "SDF with GOV/Russian presence (M4 contact line)": ("GOV", "RUSSIA"),
    "ruined city inside the UNDOF area of separation": ("UN",),
    "SDF city with GOV security square": ("GOV",),
    "Manbij Military Council with GOV and Russian base": ("GOV", "RUSSIA"),
    "SDF; Russian/GOV troops have used the base": ("GOV", "RUSSIA"),
    "Syrian army summit post; UNDOF posts": ("UN",),
    "SDF/Asayish presence alongside GOV": ("GOV",),
    "edge of the SDF enclave; mainly GOV": ("SDF",),
    "SDF side, joint SDF-GOV presence": ("GOV",),
    "SDF side of the M4 east of Ayn Issa": ("GOV",),
    "Manbij front": ("GOV",),
    "Manbij-Arima front": ("GOV",),
    "Tel Rifaat pocket, joint SDF-GOV control": ("GOV",),
    "non-SNA side south of al-Bab": ("SDF",),
    "GOV side; chronicle says joint": ("SDF",),
}
