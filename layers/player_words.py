"""What stands on the bar that plays the days, in the reader's language."""

from __future__ import annotations

from datetime import date

from layers.base import Language
from layers.words import day, weekday

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


def stamp(on: date, language: Language) -> str:
    """The day shown, large on the map; in both languages on a line each."""
    return said(day(on), arabic_day(on), language, "\n")


def note(on: date, certain: int, possible: int, language: Language) -> str:
    """What stands under the day shown: its name and how much happened."""
    events = f"{certain} event{'' if certain == 1 else 's'}{f', {possible} more possible' if possible else ''}"
    arabic = f"الأحداث: {certain}{f'، وربما {possible} أخرى' if possible else ''}"
    return said(f"{weekday(on)} · {events}", f"{WEEKDAYS_IN_ARABIC[on.weekday()]} · {arabic}", language, "\n")


def bar_words(first: date, last: date, days_a_step: int, language: Language) -> dict[str, object]:
    """Every word of the bar: its controls, the speeds in the order of SPEEDS, and `remark`: how many days a step has,
    and for which days the page around the map stands."""
    steps = "day" if days_a_step == 1 else "step"
    speeds = [
        arabic if language == "ar" else f"{speed} {steps}{'' if speed == 1 else 's'}/s"  # narrow: one language only
        for speed, arabic in zip(SPEEDS, SPEEDS_IN_ARABIC[steps], strict=True)
    ]
    remark = said(
        f"{_every(days_a_step)}Figures and tables: {day(first)} to {day(last)}",
        f"{_every_in_arabic(days_a_step)}الأرقام والجداول: {arabic_day(first)} إلى {arabic_day(last)}",
        language,
        "\n",
    )
    words = {key: said(ENGLISH[key], ARABIC[key], language) for key in ENGLISH}
    return {**words, "speeds": speeds, "remark": remark}


def start_words(language: Language) -> str:
    """What stands on the button that starts the playback."""
    return said("Play the days", "عرض الأيام", language)


def _every(days: int) -> str:
    if days == 1:
        return ""
    ending = "th" if days % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(days % 10, "th")
    return f"Shows every {days}{ending} day. "


def _every_in_arabic(days: int) -> str:
    return "" if days == 1 else f"يُعرض يوم واحد كل {days} يومًا. "
