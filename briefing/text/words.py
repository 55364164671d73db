"""What a sheet says besides names from the data, in English and in Arabic."""

from __future__ import annotations

from datetime import date

from geo.analysis.situation import Situation
from geo.common.periods import Period
from geo.common.phrases import RIGHT_TO_LEFT_MARK, Language, Phrase
from geo.control.rule_texts import NO_OWN_REPORT
from geo.registry.factions import Faction
from geo.registry.statuses import NO_HOLDER as NO_HOLDERS
from map.player_words import arabic_day, arabic_span
from map.wording import STATUS_WORDS, english_day, english_span, weekday


def sign_on_map(figure: str, unit: Phrase, language: Language) -> str:
    """A figure with its unit, or a sign alone, on a map: in one language though both are wanted, for want of room."""
    return f"{RIGHT_TO_LEFT_MARK}{figure}{unit.ar}" if language == "ar" else f"{figure}{unit.en}"


def on_day(value: date) -> Phrase:
    """A day, as in "5 Dec 2024"."""
    return Phrase(english_day(value), arabic_day(value))


def on_day_of(value: date, spoken_of: tuple[date, date]) -> Phrase:
    """A day among some days, as in "5 Dec"; with its year where they are not of one."""
    first, last = spoken_of
    if first.year != last.year:
        return on_day(value)
    return Phrase(*(said.removesuffix(f" {value.year}") for said in on_day(value)))


def days(first: date, last: date) -> Phrase:
    """One day, or "26 Nov 2024 to 5 Dec 2024"."""
    return Phrase(english_span(first, last), arabic_span(first, last))


def short_name(faction: Faction) -> Phrase:
    """A faction's short name."""
    return Phrase(faction.short_en, faction.short_ar or faction.short_en)


def name_in_text(standing: str, situation: Situation) -> Phrase:
    """The same within a sentence, as in "the government"."""
    if standing in NO_HOLDERS:
        return status_word(standing)
    faction = situation.theatre.factions[standing]
    return Phrase(faction.in_text_en, short_name(faction).ar)


def begun(sentence: Phrase) -> Phrase:
    """A sentence with a capital first letter in English."""
    return Phrase(f"{sentence.en[:1].upper()}{sentence.en[1:]}", sentence.ar)


def standing_name(standing: str, situation: Situation) -> Phrase:
    """A faction's short name, or the word for ground without a holder."""
    if standing in NO_HOLDERS:
        return status_word(standing)
    return short_name(situation.theatre.factions[standing])


def status_word(standing: str) -> Phrase:
    """The word for ground without a holder, as in "contested"."""
    words = {status.value: pair for status, pair in STATUS_WORDS.items()}
    return Phrase(*words[standing])


KILOMETRES = Phrase(" km", " كم")
COMPASS = {letter: Phrase(letter, arabic) for letter, arabic in zip("NESW", "شقجغ", strict=True)}
"""North, east, south, west: what stands after degrees and over the arrow."""

LEAD = Phrase("{taker} took {places} from {loser}", "سيطرة {taker} على {places} بعد أن كانت بيد {loser}")
ADVANCE = Phrase("{party} advanced {km} km, from {start} to {end}", "تقدُّم {party} مسافة {km} كم: من {start} إلى {end}")
ADVANCE_BY_WAY = Phrase(
    "{party} advanced {km} km, from {start} by way of {places} to {end}",
    "تقدُّم {party} مسافة {km} كم: من {start} عبر {places} إلى {end}",
)
CONTROL_ON = Phrase("{area}: control on {day}", "{area}: السيطرة في {day}")
CHANGE_BETWEEN = Phrase("{area}: what changed, {days}", "{area}: ما تغيّر، {days}")
DAY_BY_DAY = Phrase("{area}: day by day, {days}", "{area}: يومًا بيوم، {days}")
SUBTITLE = Phrase("Control at the end of {day}. Events {days}.", "السيطرة في نهاية {day}. الأحداث: {days}.")
SUBTITLE_EVENTS = Phrase("Events {days}.", "الأحداث: {days}.")
SUBTITLE_CHANGE = Phrase(
    "End of {first} against end of {last}. Events {days}.", "نهاية {first} مقابل نهاية {last}. الأحداث: {days}."
)
KNOWN_IN_DATA = Phrase("As known in data {version}.", "بحسب المعروف في بيانات {version}.")
KNOWN_BY = Phrase("Only what was published by {day}.", "فقط ما نُشر حتى {day}.")
LEGEND = Phrase("Legend", "مفتاح الخريطة")
KEY_FIGURES = Phrase("Key figures", "أرقام رئيسية")
EVENTS = Phrase("Events", "الأحداث")
CERTAIN_POSSIBLE = Phrase("{certain} certain, {possible} possible", "{certain} مؤكدة، {possible} محتملة")
KILLED = Phrase("Killed, as reported", "القتلى بحسب التقارير")
KILLED_RANGE = Phrase("{best} ({low} to {high})", "{best} ({low} إلى {high})")
NO_FIGURE = Phrase("no figure", "لا رقم")
SILENT = Phrase("no figure for {count} events", "بلا رقم لـ {count} حدثًا")
ABROAD = Phrase("Abroad, not counted", "خارج البلاد، غير محسوبة")
ABROAD_EVENTS = Phrase("events: {count}, killed: {killed}", "الأحداث: {count}، القتلى: {killed}")
ABROAD_SILENT = Phrase("events: {count}", "الأحداث: {count}")
FRONT_LINE = Phrase("Front line", "خط الجبهة")
GROUND_HELD = Phrase("Ground held, km²", "الأراضي المسيطَر عليها، كم²")
SINCE = Phrase("since {day}", "منذ {day}")
CLAIMED_TOO = Phrase("claimed {km2}", "ادّعاء {km2}")
INFERRED_OF_IT = Phrase("inferred {km2}", "استنتاج {km2}")
NO_HOLDER = Phrase("No clear holder", "بلا مسيطر واضح")
KM = Phrase("{km} km", "{km} كم")
KM2 = Phrase("km²", "كم²")
COUNTED = Phrase("Number: so many close together", "الرقم: عدد المتقارب منها")
LOCATION = Phrase("Location", "الموقع")
MAP = Phrase("Map", "خريطة")
SOURCES = Phrase("Sources", "المصادر")
PROJECTION = Phrase("Projection: {name}; scale about 1:{scale}.", "الإسقاط: {name}؛ المقياس نحو 1:{scale}.")
METHOD = Phrase(
    f"Ground goes with the nearest place, a place {NO_OWN_REPORT} with its neighbours; areas in "
    "EPSG:6933, lengths on the ellipsoid.",
    "تتبع الأرض أقرب مكان، ويتبع المكان الذي لا يحسمه تقرير عنه أدلة جيرانه؛ "
    "المساحات بإسقاط EPSG:6933 والأطوال على المجسّم الإهليلجي.",
)
DRAWN_ELSEWHERE = Phrase(
    "Areas as drawn elsewhere, not computed here; measured in EPSG:6933.",
    "المناطق كما رُسمت في مصدر آخر، ولم تُحسب هنا؛ قيست بإسقاط EPSG:6933.",
)
MADE_ON = Phrase("Made on {day}.", "أُنشئ في {day}.")
EMPTY = Phrase(
    "Nothing to show here for these filters: no event, no control and no crossing in this area and range.",
    "لا شيء يُعرض هنا لهذه المرشّحات: لا حدث ولا سيطرة ولا معبر في هذه المنطقة والمدة.",
)
BEFORE = Phrase("Before: end of {day}", "قبل: نهاية {day}")
AFTER = Phrase("After: end of {day}", "بعد: نهاية {day}")
DIFFERENCE = Phrase("What changed hands", "ما تبدّلت السيطرة عليه")
FROM_TO = Phrase("From whom to whom, km²", "من مَن إلى مَن، كم²")
FROM = Phrase("From", "من")
TO = Phrase("To", "إلى")
GAINED_LOST = Phrase("Gained and lost, km²", "المكتسَب والمفقود، كم²")
GAINED = Phrase("gained", "كسب")
LOST = Phrase("lost", "خسر")
NO_CHANGE = Phrase("No ground changed hands here.", "لم تتبدّل السيطرة على أي أرض هنا.")
INFERRED_CHANGE = Phrase(
    f"{{km2}} km² of it is inferred: {NO_OWN_REPORT}.", "منها {km2} كم² استنتاج، لا يحسمها أي تقرير عنها."
)
SLIVERS = Phrase(
    "Lines drawn anew moved another {km2} km², in no figure here.",
    "خطوط أُعيد رسمها حرّكت {km2} كم² أخرى، ليست في أي رقم هنا.",
)
BEYOND_THE_MAPS = Phrase("{km2} km² of it lies outside the maps.", "منها {km2} كم² خارج الخرائط.")
IN_THE_RANGE = Phrase("In the range", "خلال المدة")
STRIKES = Phrase("Strikes", "الضربات")
FRONT_MOVED = Phrase("Front line moved", "تحرّك خط الجبهة")
MEDIAN_MOST = Phrase("{median} km median, {most} km at most", "الوسيط {median} كم، الأقصى {most} كم")
STAYED = Phrase("stayed where it was", "بقي في مكانه")
FARTHEST_ADVANCE = Phrase("Farthest advance", "أبعد تقدّم")
ADVANCE_SHORT = Phrase("{party}, {start} to {end}, {km} km", "{party}، من {start} إلى {end}، {km} كم")
CROSSINGS_CHANGED = Phrase("Crossings that changed", "معابر تغيّرت")
HIGHWAYS_CHANGED = Phrase("Highways under other hands", "طرق تبدّلت السيطرة عليها")
PLACES_FLIPPED = Phrase("Places that changed hands: {count}", "أماكن تبدّلت السيطرة عليها: {count}")
MORE = Phrase("and {count} more", "و{count} أخرى")
MORE_PLACES = Phrase("{count} more", "{count} غيرها")
WITHOUT_REPORTS = Phrase(
    "no report of their own: they go with the places around them", "لا تقارير عنها: تتبع الأماكن من حولها"
)
MORE_EVENTS = Phrase(
    "and {count} more events: the data files (.csv, .gpkg, .geojson) have all of them",
    "و{count} حدثًا آخر: تجدها كلها في ملفات البيانات (.csv و.gpkg و.geojson)",
)
MORE_PAGES = Phrase(
    "{count} pages are too many to list: the publishers cited most stand for them. The data files name all pages.",
    "{count} صفحة أكثر من أن تُدرج: يُذكر بدلًا منها أكثر الناشرين ورودًا. ملفات البيانات تذكر كل الصفحات.",
)
EVENTS_IN = Phrase("{area}: events, {days}", "{area}: الأحداث، {days}")
MORE_IN_PDF = Phrase(
    "and {count} more, all in the PDF with their reports", "و{count} أخرى، كلها في ملف PDF مع تقاريرها"
)
NO_PLACE = Phrase("no place", "لا مكان")
NOTES = Phrase("Sources and reports", "المصادر والتقارير")
NOTES_PLACES = Phrase(
    "Why the ground has its colour: places and the reports that decided", "لماذا هذا اللون: الأماكن والتقارير الحاسمة"
)
NOTES_FLIPPED = Phrase(
    "Places that changed hands, with the reports that decided", "أماكن تبدّلت السيطرة عليها مع التقارير الحاسمة"
)
NOTES_DISAGREE = Phrase("Where sources disagree", "حيث تختلف المصادر")
NOTES_EVENTS = Phrase("Events in the range", "أحداث المدة")
NOTES_DRAWN = Phrase("Where the areas come from", "من أين رُسمت المناطق")
PAGE_OF = Phrase("Page {number} of {count}", "صفحة {number} من {count}")
EVERY_NTH = Phrase("Every {n} days; the range has more days than panels.", "كل {n} أيام؛ المدة أطول من عدد اللوحات.")
SUBTITLE_SERIES_EVENTS = Phrase(
    "Events of each day since the day before, {days}.", "أحداث كل يوم منذ اليوم السابق، {days}."
)
SUBTITLE_SERIES = Phrase(
    "Control at the end of each day and the events since the day before, {days}.",
    "السيطرة في نهاية كل يوم والأحداث منذ اليوم السابق، {days}.",
)
WEEKDAYS_AR = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def weekday_of(value: date) -> Phrase:
    """The day of the week."""
    return Phrase(weekday(value), WEEKDAYS_AR[value.weekday()])


GROUND_STANDING = Phrase("Ground held or claimed, km²", "المسيطَر عليه والمُدّعى، كم²")
OTHERS = Phrase("Others", "آخرون")
SO_MANY_OTHERS = Phrase("{count} others", "{count} غيرها")
GROUND_BY = {
    Period.DAY: Phrase("Ground by holder, km², at the end of each day", "الأرض بحسب المسيطر، كم²، في نهاية كل يوم"),
    Period.WEEK: Phrase("Ground by holder, km², at the end of each week", "الأرض بحسب المسيطر، كم²، في نهاية كل أسبوع"),
    Period.MONTH: Phrase("Ground by holder, km², at the end of each month", "الأرض بحسب المسيطر، كم²، في نهاية كل شهر"),
    Period.YEAR: Phrase("Ground by holder, km², at the end of each year", "الأرض بحسب المسيطر، كم²، في نهاية كل سنة"),
}
FRONT_BY_DAY = Phrase("Front line, km", "خط الجبهة، كم")
EVENTS_BY = {
    Period.DAY: Phrase("Certain events by day and type", "الأحداث المؤكدة بحسب اليوم والنوع"),
    Period.WEEK: Phrase("Certain events by week and type", "الأحداث المؤكدة بحسب الأسبوع والنوع"),
    Period.MONTH: Phrase("Certain events by month and type", "الأحداث المؤكدة بحسب الشهر والنوع"),
    Period.YEAR: Phrase("Certain events by year and type", "الأحداث المؤكدة بحسب السنة والنوع"),
}
NO_EVENTS = Phrase("No certain event in this range with these filters.", "لا حدث مؤكدًا في هذه المدة بهذه المرشّحات.")
DAY_BY_DAY_FIGURES = Phrase("Day by day", "يومًا بيوم")
PLACE = Phrase("Place", "المكان")
SINCE_WHEN = Phrase("Since", "منذ")
WHO_SAYS_SO = Phrase("Attributed to", "منسوب إلى")
PUBLISHER = Phrase("Publisher", "الناشر")
TITLE_OF_SOURCE = Phrase("What", "ماذا")
USED_FOR = Phrase("Used for", "استُخدم في")
USED_EVENTS = Phrase("events: {count}", "الأحداث: {count}")
USED_REPORTS = Phrase("reports of control: {count}", "تقارير السيطرة: {count}")
ABOUT_DATA = Phrase("Data and method", "البيانات والمنهج")
FIGURE_NAME = Phrase("Figure", "الرقم")
VALUE = Phrase("Value", "القيمة")
REMARK = Phrase("Remark", "ملاحظة")
GENERAL_KNOWLEDGE = Phrase("General knowledge, no page", "معرفة عامة، بلا صفحة")
KM2_HELD = Phrase("{name}, km²", "{name}، كم²")
