"""What databases of conflict call countries, beyond the names of CLDR and ISO 3166, and numbers they know them by.

Every key is folded as `geo.registry.country_names.folded` does; codes are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

_SOVIET = ("RUS", "UKR", "BLR", "MDA", "EST", "LVA", "LTU", "GEO", "ARM", "AZE", "KAZ", "UZB", "TKM", "KGZ", "TJK")

ALIASES: dict[str, str] = {
    "palestine": "PSE",
    "state of palestine": "PSE",
    "opt": "PSE",
    "occupied palestinian territory": "PSE",
    "occupied palestinian territories": "PSE",
    "palestinian territory": "PSE",
    "palestinian authority": "PSE",
    "west bank": "PSE",
    "gaza": "PSE",
    "gaza strip": "PSE",
    "west bank and gaza": "PSE",
    "west bank and gaza strip": "PSE",
    "palastina": "PSE",
    "palestina": "PSE",
    "filistin": "PSE",
    "فلسطين": "PSE",
    "فلسطين المحتلة": "PSE",
    "палестина": "PSE",
    "سورية": "SYR",
    "syrian arab rep": "SYR",
    "syria arab republic": "SYR",
    "republique arabe syrienne": "SYR",
    "dr congo": "COD",
    "drc": "COD",
    "rdc": "COD",
    "dem rep congo": "COD",
    "dem rep of congo": "COD",
    "democratic republic congo": "COD",
    "congo dem rep": "COD",
    "congo kinshasa": "COD",
    "zaire": "COD",
    "congo brazzaville": "COG",
    "congo rep": "COG",
    "rep of congo": "COG",
    "republic of congo": "COG",
    "people s republic of congo": "COG",
    "car": "CAF",
    "central african rep": "CAF",
    "ivory coast": "CIV",
    "burma": "MMR",
    "burma myanmar": "MMR",
    "rhodesia": "ZWE",
    "upper volta": "BFA",
    "kampuchea": "KHM",
    "north yemen": "YEM",
    "south yemen": "YEM",
    "rep of yemen": "YEM",
    "north vietnam": "VNM",
    "south vietnam": "VNM",
    "east timor": "TLS",
    "east germany": "DEU",
    "west germany": "DEU",
    "bosnia": "BIH",
    "macedonia": "MKD",
    "fyrom": "MKD",
    "macedonia fyr": "MKD",
    "kosovo": "XKX",
    "ksv": "XKX",
    "rks": "XKX",
    "swaziland": "SWZ",
    "kingdom of eswatini": "SWZ",
    "lao pdr": "LAO",
    "north korea": "PRK",
    "dpr korea": "PRK",
    "dprk": "PRK",
    "south korea": "KOR",
    "republic of korea": "KOR",
    "korea rep": "KOR",
    "uk": "GBR",
    "great britain": "GBR",
    "uae": "ARE",
    "us": "USA",
    "u s a": "USA",
    "turkey": "TUR",
    "turquie": "TUR",
    "cape verde": "CPV",
    "somaliland": "SOM",
    "puntland": "SOM",
    "abkhazia": "GEO",
    "south ossetia": "GEO",
    "transnistria": "MDA",
    "nagorno karabakh": "AZE",
    "northern cyprus": "CYP",
    "iraqi kurdistan": "IRQ",
    "slovak republic": "SVK",
    "kyrgyz republic": "KGZ",
}

SEVERAL: dict[str, tuple[str, ...]] = {
    "congo": ("COG", "COD"),
    "korea": ("KOR", "PRK"),
    "israel palestine": ("ISR", "PSE"),
    "israel and palestine": ("ISR", "PSE"),
    "yugoslavia": ("SRB", "MNE", "XKX", "HRV", "SVN", "BIH", "MKD"),
    "serbia and montenegro": ("SRB", "MNE", "XKX"),
    "serbia montenegro": ("SRB", "MNE", "XKX"),
    "czechoslovakia": ("CZE", "SVK"),
    "ussr": _SOVIET,
    "soviet union": _SOVIET,
}
"""Names that mean one of several countries."""

ALSO_TOLD_OF: dict[str, tuple[str, ...]] = {
    "ISR": ("PSE",),
    "MAR": ("ESH",),
    "SRB": ("XKX", "MNE"),
    "SDN": ("SSD",),
    "IDN": ("TLS",),
    "ETH": ("ERI",),
    "ZAF": ("NAM",),
    "CHN": ("TWN", "HKG", "MAC"),
}
"""Country -> others whose ground some source tells of under its name: UCDP counts the West Bank and Gaza under Israel,
South Sudan before 2011 under Sudan."""

_NUMBERS = """
2 USA 20 CAN 31 BHS 40 CUB 41 HTI 42 DOM 51 JAM 52 TTO 53 BRB 70 MEX 80 BLZ 90 GTM 91 HND 92 SLV 93 NIC 94 CRI 95 PAN
100 COL 101 VEN 110 GUY 115 SUR 130 ECU 135 PER 140 BRA 145 BOL 150 PRY 155 CHL 160 ARG 165 URY
200 GBR 205 IRL 210 NLD 211 BEL 212 LUX 220 FRA 225 CHE 230 ESP 235 PRT 255 DEU 260 DEU 265 DEU 290 POL 305 AUT 310 HUN
315 CZE 316 CZE 317 SVK 325 ITA 338 MLT 339 ALB 340 SRB 341 MNE 343 MKD 344 HRV 345 SRB 346 BIH 347 XKX 349 SVN 350 GRC
352 CYP 355 BGR 359 MDA 360 ROU 365 RUS 366 EST 367 LVA 368 LTU 369 UKR 370 BLR 371 ARM 372 GEO 373 AZE 375 FIN 380 SWE
385 NOR 390 DNK 395 ISL 402 CPV 404 GNB 411 GNQ 420 GMB 432 MLI 433 SEN 434 BEN 435 MRT 436 NER 437 CIV 438 GIN 439 BFA
450 LBR 451 SLE 452 GHA 461 TGO 471 CMR 475 NGA 481 GAB 482 CAF 483 TCD 484 COG 490 COD 500 UGA 501 KEN 510 TZA 516 BDI
517 RWA 520 SOM 522 DJI 530 ETH 531 ERI 540 AGO 541 MOZ 551 ZMB 552 ZWE 553 MWI 560 ZAF 565 NAM 570 LSO 571 BWA 572 SWZ
580 MDG 581 COM 590 MUS 600 MAR 615 DZA 616 TUN 620 LBY 625 SDN 626 SSD 630 IRN 640 TUR 645 IRQ 651 EGY 652 SYR 660 LBN
663 JOR 666 ISR 670 SAU 678 YEM 680 YEM 690 KWT 692 BHR 694 QAT 696 ARE 698 OMN 700 AFG 701 TKM 702 TJK 703 KGZ 704 UZB
705 KAZ 710 CHN 712 MNG 713 TWN 731 PRK 732 KOR 740 JPN 750 IND 760 BTN 770 PAK 771 BGD 775 MMR 780 LKA 781 MDV 790 NPL
800 THA 811 KHM 812 LAO 816 VNM 817 VNM 820 MYS 830 SGP 835 BRN 840 PHL 850 IDN 860 TLS 900 AUS 910 PNG 920 NZL 940 SLB
950 FJI
"""
GLEDITSCH_WARD: dict[str, str] = dict(zip(_NUMBERS.split()[::2], _NUMBERS.split()[1::2], strict=True))
"""Numbers of states after Gleditsch and Ward (1999), which UCDP knows countries by."""
