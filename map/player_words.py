"""What stands on the bar that plays the days, in the reader's language."""

from __future__ import annotations

from datetime import date

from geo.common.phrases import Language
from map.wording import english_span, weekday

SPEEDS = (1, 2, 4)
"""Days, or steps of several days, a second."""

ENGLISH = {
    "bar": "Playback of the days",
    "play": "Play",
    "pause": "Pause",
    "back": "Step back",
    "forward": "Step forward",
    "space": "space",
    "left": "left arrow",
    "right": "right arrow",
    "progress": "Day",
    "speed": "Speed",
    "use": "Use this day",
    "useHint": "End the range on the day shown and go back to the map",
    "stop": "Stop",
    "stopHint": "Back to the map of the whole range",
    "whole": "All days",
    "wholeHint": "Show the whole range at once",
}
ARABIC = {
    "bar": "عرض الأيام تباعًا",
    "play": "تشغيل",
    "pause": "إيقاف مؤقت",
    "back": "خطوة إلى الوراء",
    "forward": "خطوة إلى الأمام",
    "space": "مسافة",
    "left": "السهم الأيسر",
    "right": "السهم الأيمن",
    "progress": "اليوم",
    "speed": "السرعة",
    "use": "اعتماد هذا اليوم",
    "useHint": "تنتهي المدة في اليوم المعروض وتعود الخريطة",
    "stop": "إنهاء",
    "stopHint": "العودة إلى خريطة المدة كلها",
    "whole": "كل الأيام",
    "wholeHint": "عرض المدة كلها دفعة واحدة",
}
SPEEDS_IN_ARABIC = {"day": ("يوم/ث", "يومان/ث", "4 أيام/ث"), "step": ("خطوة/ث", "خطوتان/ث", "4 خطوات/ث")}

MONTHS_IN_ARABIC = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
"""As they are said in Syria and its neighbours."""
WEEKDAYS_IN_ARABIC = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def said(english: str, arabic: str, language: Language, between: str = " · ") -> str:
    """One of the two, or both."""
    return {"en": english, "ar": arabic, "both": f"{english}{between}{arabic}"}[language]


def arabic_day(on: date) -> str:
    """A day as in "5 كانون الأول 2024"."""
    return f"{on.day} {MONTHS_IN_ARABIC[on.month - 1]} {on.year}"


def arabic_span(first: date, last: date) -> str:
    """One day, or the first to the last."""
    return arabic_day(last) if first == last else f"{arabic_day(first)} إلى {arabic_day(last)}"


def stamp(first: date, last: date, language: Language) -> str:
    """The day or the range shown, large on the map; in both languages on a line each."""
    return said(english_span(first, last), arabic_span(first, last), language, "\n")


def note(first: date, last: date, certain: int, possible: int, language: Language) -> str:
    """What stands under the day shown: its name and how much happened."""
    name, arabic_name = (
        (weekday(last), WEEKDAYS_IN_ARABIC[last.weekday()]) if first == last else (ENGLISH["whole"], ARABIC["whole"])
    )
    events = f"{certain} event{'' if certain == 1 else 's'}{f', {possible} more possible' if possible else ''}"
    arabic = f"الأحداث: {certain}{f'، وربما {possible} أخرى' if possible else ''}"
    return said(f"{name} · {events}", f"{arabic_name} · {arabic}", language, "\n")


def bar_words(
    days_a_step: int, language: Language, page_stands_for: tuple[date, date] | None = None
) -> dict[str, object]:
    """Every word of the bar: its controls, the speeds in the order of SPEEDS, and `remark`: how many days a step has,
    and for which days the page around the map stands where it does not follow the map."""
    steps = "day" if days_a_step == 1 else "step"
    speeds = [
        arabic if language == "ar" else f"{speed} {steps}{'' if speed == 1 else 's'}/s"  # narrow: one language only
        for speed, arabic in zip(SPEEDS, SPEEDS_IN_ARABIC[steps], strict=True)
    ]
    remarks = [_every(days_a_step)]
    if page_stands_for:
        figures = (
            f"Figures and tables: {english_span(*page_stands_for)}",
            f"الأرقام والجداول: {arabic_span(*page_stands_for)}",
        )
        remarks.append(figures)
    english, arabic = (" ".join(part for part in parts if part) for parts in zip(*remarks, strict=True))
    remark = said(english, arabic, language, "\n").strip()
    words = {key: said(ENGLISH[key], ARABIC[key], language) for key in ENGLISH}
    return {**words, "speeds": speeds, "remark": remark}


def _every(days: int) -> tuple[str, str]:
    """Which days are left out, in English and in Arabic."""
    if days == 1:
        return "", ""
    ending = "th" if days % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(days % 10, "th")
    return f"Shows every {days}{ending} day.", f"يُعرض يوم واحد كل {days} يومًا."
