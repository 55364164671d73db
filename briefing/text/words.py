"""What a sheet says besides names from the data."""

from __future__ import annotations

from datetime import date

from geo.analysis.situation import Situation
from geo.common.periods import Period
from geo.common.phrases import RIGHT_TO_LEFT_MARK, Language, Phrase, is_right_to_left, phrase, spoken_by
from geo.registry.statuses import NO_HOLDER as NO_HOLDERS
from geo.registry.statuses import Status
from map.wording import STATUS_WORDS, on_day, on_short_day


def sign_on_map(figure: str, unit: Phrase, language: Language) -> str:
    """A figure with its unit, or a sign alone, on a map: in one language though both are wanted, for want of room."""
    one = spoken_by(language)
    return f"{RIGHT_TO_LEFT_MARK if is_right_to_left(one) else ''}{figure}{unit.say(one)}"


def on_day_of(value: date, spoken_of: tuple[date, date]) -> Phrase:
    """A day among some days, as in "5 Dec"; with its year where they are not of one."""
    first, last = spoken_of
    return on_day(value) if first.year != last.year else on_short_day(value)


def name_in_text(standing: str, situation: Situation) -> Phrase:
    """The same within a sentence, as in "the government"."""
    if standing in NO_HOLDERS:
        return status_word(standing)
    return situation.theatre.factions[standing].in_text


def begun(sentence: Phrase) -> Phrase:
    """A sentence with a capital first letter."""
    return sentence.each(lambda told: f"{told[:1].upper()}{told[1:]}")


def standing_name(standing: str, situation: Situation) -> Phrase:
    """A faction's short name, or the word for ground without a holder."""
    if standing in NO_HOLDERS:
        return status_word(standing)
    return situation.theatre.factions[standing].short


def status_word(standing: str) -> Phrase:
    """The word for ground without a holder, as in "contested"."""
    return STATUS_WORDS[Status(standing)]


KILOMETRES = phrase(" km")
COMPASS = {
    "N": phrase("N", "a point of the compass"),
    "E": phrase("E", "a point of the compass"),
    "S": phrase("S", "a point of the compass"),
    "W": phrase("W", "a point of the compass"),
}
"""North, east, south, west: what stands after degrees and over the arrow."""

LEAD = phrase("{taker} took {places} from {loser}")
ADVANCE = phrase("{party} advanced {km} km, from {start} to {end}")
ADVANCE_BY_WAY = phrase("{party} advanced {km} km, from {start} by way of {places} to {end}")
CONTROL_ON = phrase("{area}: control on {day}")
CHANGE_BETWEEN = phrase("{area}: what changed, {days}")
DAY_BY_DAY = phrase("{area}: day by day, {days}")
SUBTITLE = phrase("Control at the end of {day}. Events {days}.")
SUBTITLE_EVENTS = phrase("Events {days}.")
SUBTITLE_CHANGE = phrase("End of {first} against end of {last}. Events {days}.")
KNOWN_IN_DATA = phrase("As known in data {version}.")
KNOWN_BY = phrase("Only what was published by {day}.")
LEGEND = phrase("Legend")
KEY_FIGURES = phrase("Key figures")
EVENTS = phrase("Events")
CERTAIN_POSSIBLE = phrase("{certain} certain, {possible} possible")
KILLED = phrase("Killed, as reported")
KILLED_RANGE = phrase("{best} ({low} to {high})")
NO_FIGURE = phrase("no figure")
SILENT = phrase("no figure for {count} events")
ABROAD = phrase("Abroad, not counted")
ABROAD_EVENTS = phrase("events: {count}, killed: {killed}")
ABROAD_SILENT = phrase("events: {count}")
FRONT_LINE = phrase("Front line")
GROUND_HELD = phrase("Ground held, km²")
GROUND = phrase("Ground, km²")
HOLDER = phrase("Holder")
GROUND_SINCE = phrase("Ground held, km²; change since {day}")
SINCE = phrase("since {day}")
NO_HOLDER = phrase("No clear holder")
KM = phrase("{km} km")
KM2 = phrase("km²")
COUNTED = phrase("Number: so many close together")
LOCATION = phrase("Location")
MAP = phrase("Map")
SOURCES = phrase("Sources")
PROJECTION = phrase("Projection: {name}; scale about 1:{scale}.")
METHOD = phrase(
    "Ground goes with the nearest place, a place no report of its own decides with its neighbours; areas in "
    "EPSG:6933, lengths on the ellipsoid."
)
DRAWN_ELSEWHERE = phrase("Areas as drawn elsewhere, not computed here; measured in EPSG:6933.")
MADE_ON = phrase("Made on {day}.")
EMPTY = phrase("Nothing to show here for these filters: no event, no control and no crossing in this area and range.")
BEFORE = phrase("Before: end of {day}")
AFTER = phrase("After: end of {day}")
DIFFERENCE = phrase("What changed hands")
FROM_TO = phrase("From whom to whom, km² with claims")
FROM = phrase("From")
TO = phrase("To")
GAINED_LOST = phrase("Gained and lost, km² with claims")
GAINED = phrase("gained")
LOST = phrase("lost")
NO_CHANGE = phrase("No ground changed hands here.")
INFERRED_CHANGE = phrase("{km2} km² of it is inferred: no report of its own decides.")
SLIVERS = phrase("Lines drawn anew moved another {km2} km², in no figure here.")
BEYOND_THE_MAPS = phrase("{km2} km² of it lies outside the maps.")
IN_THE_RANGE = phrase("In the range")
STRIKES = phrase("Strikes")
FRONT_MOVED = phrase("Front line moved")
MEDIAN_MOST = phrase("{median} km median, {most} km at most")
STAYED = phrase("stayed where it was")
FARTHEST_ADVANCE = phrase("Farthest advance")
ADVANCE_SHORT = phrase("{party}, {start} to {end}, {km} km")
CROSSINGS_CHANGED = phrase("Crossings that changed")
HIGHWAYS_CHANGED = phrase("Highways under other hands")
PLACES_FLIPPED = phrase("Places that changed hands: {count}")
CLAIMED_ON = phrase("claimed {day}")
MORE = phrase("and {count} more")
MORE_PLACES = phrase("{count} more")
WITHOUT_REPORTS = phrase("no report of their own: they go with the places around them")
MORE_EVENTS = phrase("and {count} more events: the data files (.csv, .gpkg, .geojson) have all of them")
MORE_PAGES = phrase(
    "{count} pages are too many to list: the publishers cited most stand for them. The data files name all pages."
)
EVENTS_IN = phrase("{area}: events, {days}")
MORE_IN_PDF = phrase("and {count} more, all in the PDF with their reports")
MORE_INFERRED_IN_PDF = phrase("and {count} more, {inferred} of them inferred, all in the PDF")
NO_PLACE = phrase("no place")
NOTES = phrase("Sources and reports")
NOTES_PLACES = phrase("Why the ground has its colour: places and the reports that decided")
NOTES_FLIPPED = phrase("Places that changed hands, with the reports that decided")
NOTES_DISAGREE = phrase("Where sources disagree")
NOTES_EVENTS = phrase("Events in the range")
NOTES_DRAWN = phrase("Where the areas come from")
PAGE_OF = phrase("Page {number} of {count}")
EVERY_NTH = phrase("Every {n} days; the range has more days than panels.")
SUBTITLE_SERIES_EVENTS = phrase("Events of each day since the day before, {days}.")
SUBTITLE_SERIES = phrase("Control at the end of each day and the events since the day before, {days}.")
GROUND_STANDING = phrase("Ground held or claimed, km²")
OTHERS = phrase("Others")
SO_MANY_OTHERS = phrase("{count} others")
GROUND_BY = {
    Period.DAY: phrase("Ground by holder, km², at the end of each day"),
    Period.WEEK: phrase("Ground by holder, km², at the end of each week"),
    Period.MONTH: phrase("Ground by holder, km², at the end of each month"),
    Period.YEAR: phrase("Ground by holder, km², at the end of each year"),
}
FRONT_BY_DAY = phrase("Front line, km")
EVENTS_BY = {
    Period.DAY: phrase("Certain events by day and type"),
    Period.WEEK: phrase("Certain events by week and type"),
    Period.MONTH: phrase("Certain events by month and type"),
    Period.YEAR: phrase("Certain events by year and type"),
}
NO_EVENTS = phrase("No certain event in this range with these filters.")
DAY_BY_DAY_FIGURES = phrase("Day by day")
PLACE = phrase("Place")
SINCE_WHEN = phrase("Since")
WHO_SAYS_SO = phrase("Attributed to")
PUBLISHER = phrase("Publisher")
TITLE_OF_SOURCE = phrase("What")
USED_FOR = phrase("Used for")
USED_EVENTS = phrase("events: {count}")
USED_REPORTS = phrase("reports of control: {count}")
ABOUT_DATA = phrase("Data and method")
FIGURE_NAME = phrase("Figure")
VALUE = phrase("Value")
REMARK = phrase("Remark")
GENERAL_KNOWLEDGE = phrase("General knowledge, no page")
