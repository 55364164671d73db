"""The names of administrative units and countries, and the spellings the sources use for them."""

from typing import NamedTuple


class Governorate(NamedTuple):
    pcode: str  # OCHA common operational dataset
    name_en: str
    name_ar: str
    natural_earth: str
    spellings: tuple[str, ...]


GOVERNORATES = (
    Governorate("SY01", "Damascus", "دمشق", "Damascus", ("Damascus",)),
    Governorate("SY02", "Aleppo", "حلب", "Aleppo", ("Aleppo",)),
    Governorate("SY03", "Rural Damascus", "ريف دمشق", "Rif Dimashq", ("Rif Dimashq", "Rural Damascus")),
    Governorate("SY04", "Homs", "حمص", "Homs (Hims)", ("Homs",)),
    Governorate("SY05", "Hama", "حماة", "Hamah", ("Hama",)),
    Governorate("SY06", "Lattakia", "اللاذقية", "Lattakia", ("Latakia", "Lattakia")),
    Governorate("SY07", "Idleb", "إدلب", "Idlib", ("Idlib", "Idleb")),
    Governorate("SY08", "Al-Hasakeh", "الحسكة", "Hasaka (Al Haksa)", ("Al-Hasakah", "Al-Hasakeh")),
    Governorate("SY09", "Deir-ez-Zor", "دير الزور", "Dayr Az Zawr", ("Deir ez-Zor", "Deir-ez-Zor")),
    Governorate("SY10", "Tartous", "طرطوس", "Tartus", ("Tartus", "Tartous")),
    Governorate("SY11", "Ar-Raqqa", "الرقة", "Ar Raqqah", ("Raqqa", "Ar-Raqqa")),
    Governorate("SY12", "Dar'a", "درعا", "Dar`a", ("Daraa", "Dar'a")),
    Governorate("SY13", "As-Sweida", "السويداء", "As Suwayda'", ("As-Suwayda", "As-Sweida")),
    Governorate("SY14", "Quneitra", "القنيطرة", "Quneitra", ("Quneitra",)),
)
PCODE = {spelling: unit.pcode for unit in GOVERNORATES for spelling in unit.spellings}
COUNTRY = "SYR"

# world-atlas name -> (iso_a3, English, Arabic). Parts of one island are drawn as one country.
COUNTRIES = {
    "Turkey": ("TUR", "Türkiye", "تركيا"),
    "Lebanon": ("LBN", "Lebanon", "لبنان"),
    "Israel": ("ISR", "Israel", "إسرائيل"),
    "Palestine": ("PSE", "Palestine", "فلسطين"),
    "Jordan": ("JOR", "Jordan", "الأردن"),
    "Iraq": ("IRQ", "Iraq", "العراق"),
    "Iran": ("IRN", "Iran", "إيران"),
    "Saudi Arabia": ("SAU", "Saudi Arabia", "السعودية"),
    "Egypt": ("EGY", "Egypt", "مصر"),
    "Cyprus": ("CYP", "Cyprus", "قبرص"),
    "N. Cyprus": ("CYP", "Cyprus", "قبرص"),
    "Cyprus U.N. Buffer Zone": ("CYP", "Cyprus", "قبرص"),
    "Akrotiri": ("CYP", "Cyprus", "قبرص"),
    "Dhekelia": ("CYP", "Cyprus", "قبرص"),
}
