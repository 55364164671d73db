"""What a page says by itself, in English and Arabic, and days and figures in Arabic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.situation import Situation
from layers.words import day, span

ARABIC_MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
"""As they are called in Syria."""

ARABIC_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@dataclass(frozen=True)
class Both:
    """One text in both languages."""

    en: str
    ar: str


LEGEND = Both("Layers and legend", "الطبقات ومفتاح الخريطة")
FIGURES = Both("Key figures", "أرقام رئيسية")
SOURCES = Both("Sources", "المصادر")
HOW = Both("How these figures are computed", "كيف حُسبت هذه الأرقام")
HINT = Both(
    "Click ground, an event or a crossing to see who says so. By keyboard: Enter asks about the middle of the map.",
    "انقر على الأرض أو على حدث أو معبر لمعرفة المصدر. بلوحة المفاتيح: Enter يسأل عن وسط الخريطة.",
)
NOT_DRAWN = Both("nothing to draw", "لا شيء للرسم")
NO_LAYERS = Both(
    "The map is empty: no layer was asked for. Name some with --layers.", "الخريطة فارغة: لم تُطلب أي طبقة."
)
NO_EVENTS_AR = "لا توجد أحداث تطابق المدة والمرشّحات المختارة."
NO_GROUND = Both(
    "No report says who holds any of this ground by then.", "لا يذكر أي تقرير من يسيطر على هذه الأرض حتى ذلك اليوم."
)
PALER = Both(
    "On a single day, an event that is only possible on it is paler, and one of the day before paler still.",
    "في اليوم الواحد يظهر الحدث المحتمل باهتاً، وحدث اليوم السابق أشد بهتاناً.",
)
PRINTED_DAY = Both("The map shows", "تُظهر الخريطة")
MAP = Both("Map", "خريطة")
LANGUAGE = Both("Language", "اللغة")
QUOTED = Both(
    "Publishers quoted most by the events shown and the deciding reports; of all",
    "أكثر الناشرين اقتباساً في الأحداث والتقارير الحاسمة؛ من أصل",
)
VIEW = Both("This view in Frontline", "هذا العرض في Frontline")

PLAYER_AR: dict[str, Any] = {
    "bar": "عرض الأيام",
    "play": "تشغيل",
    "pause": "إيقاف مؤقت",
    "space": "",
    "back": "خطوة إلى الوراء",
    "backKey": "",
    "forward": "خطوة إلى الأمام",
    "forwardKey": "",
    "day": "اليوم",
    "speed": "السرعة",
    "speeds": {
        "day": ["يوم/ث", "يومان/ث", "4 أيام/ث"],
        "step": ["خطوة/ث", "خطوتان/ث", "4 خطوات/ث"],
    },
    "shows": "يعرض ",
    "whole": "كل الأيام",
    "wholeHint": "عرض المدة كلها دفعة واحدة",
}


def day_ar(value: date) -> str:
    """A day as in "5 كانون الأول 2024"."""
    return f"{value.day} {ARABIC_MONTHS[value.month - 1]} {value.year}"


def weekday_ar(value: date) -> str:
    return ARABIC_WEEKDAYS[value.weekday()]


def span_both(start: date, end: date) -> Both:
    """One day, or the first to the last."""
    return Both(span(start, end), day_ar(end) if start == end else f"من {day_ar(start)} إلى {day_ar(end)}")


def day_both(value: date) -> Both:
    return Both(day(value), day_ar(value))


def events_ar(step: Situation) -> str:
    """How much happened in a step."""
    figures = step.figures
    possible = f"، محتملة: {figures.possible}" if figures.possible else ""
    return f"أحداث مؤكدة: {figures.certain}{possible}"


def title_of(situation: Situation) -> Both:
    """The area and the days, where nobody gave a title."""
    filters, area = situation.filters, situation.area
    days = span_both(filters.start, filters.end)
    return Both(f"{area.name_en}, {days.en}", f"{area.name_ar or area.name_en}، {days.ar}")


def as_of(situation: Situation) -> Both:
    """Which day the ground is shown for, and what was known."""
    filters = situation.filters
    until = day_both(filters.end)
    known = day_both(filters.known_by) if filters.known_by else None
    return Both(
        f"As of the end of {until.en} · {f'known by {known.en}' if known else 'with all the data holds'}",
        f"حتى نهاية {until.ar} · {f'بما عُرف حتى {known.ar}' if known else 'بكل ما في البيانات'}",
    )
