"""Words by which a day shows that it is of another calendar than the Gregorian: it is never read as one."""

from __future__ import annotations

import re

from ingest.drafts.letters import folded

HIJRI, SOLAR, HEBREW = "Islamic (hijri)", "Iranian (solar)", "Hebrew"
_NAMES = (
    (
        HIJRI,
        """محرم|صفر|ربيع الأول|ربيع الآخر|ربيع الثاني|جمادى الأولى|جمادى الآخرة|جمادى الثانية|رجب|شعبان|رمضان|شوال
        |ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة|muharram|safar|rabi al-awwal|rabi al-thani|jumada al-awwal
        |jumada al-thani|rajab|shaaban|sha'ban|ramadan|shawwal|dhu al-qadah|dhu al-qi'dah|dhu al-hijjah|zilhicce
        |мухаррам|рамадан|шавваль|هـ|هجري|هجرية|ه.ق|هـ.ق|ah|hijri|hicri""",
    ),
    (
        SOLAR,
        """فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|دی|بهمن|اسفند|آذر|حمل|ثور|جوزا|سرطان|اسد|سنبله
        |میزان|عقرب|قوس|جدی|دلو|حوت|farvardin|ordibehesht|khordad|mordad|shahrivar|mehr|aban|bahman|esfand
        |ه.ش|هـ.ش|شمسی""",
    ),
    (
        HEBREW,
        """תשרי|חשוון|כסלו|טבת|שבט|אדר|ניסן|אייר|סיוון|תמוז|אלול
        |בתשרי|בחשוון|בכסלו|בטבת|בשבט|באדר|בניסן|באייר|בסיוון|בתמוז|באלול""",
    ),
)
"""Months and marks of the year, by calendar."""

FIRST_YEAR, LAST_YEAR = 1300, 1500
"""Years of the hijri and the solar calendar in which people now alive have lived; no report tells of such a Gregorian
year."""


def _words(names: str) -> str:
    parts = [folded(" ".join(name.split())) for name in names.split("|")]
    return "|".join(sorted(map(re.escape, parts), key=len, reverse=True))


_CALENDARS = tuple(
    (calendar, re.compile(rf"(?<![^\W\d_])(?:{_words(names)})(?![^\W\d_])")) for calendar, names in _NAMES
)
_MARKED = re.compile(r"\b1[34]\d\d(?:[-/.]\d{1,2}){0,2} ?h\b")


def calendar_of(text: str) -> str:
    """The calendar that a text (folded) shows by a word to be of; "" where it shows none."""
    if _MARKED.search(text):
        return HIJRI
    return next((calendar for calendar, names in _CALENDARS if names.search(text)), "")
