"""What a column may say of an event: the fields, and how the text of each is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from geo.common.messages import L_, Sentence
from geo.events.events import AGGREGATE, CONTEXT, EVENT_TYPES, INCIDENT
from geo.registry.admiralty import RELIABILITY

YEAR_FIELD = "year"
"""A word for time_precision: not even the month is known, the event may lie on any day of its year."""


class FieldType(Enum):
    """What a field holds, and so how its text is read."""

    TEXT = "text"
    DAY = "a day"
    DAY_PART = "a part of a day"
    CLOCK = "a time of day"
    TYPE = "one of the event types"
    CODE = "a code"
    COUNT = "a whole number"
    KM = "a distance in km"
    AXIS = "degrees"
    POSITION = "coordinates in any notation"


@dataclass(frozen=True)
class Field:
    """One thing a column may say of an event. `low` and `high` are the bounds of a code, both included."""

    name: str
    title: Sentence
    help: Sentence
    sort: FieldType = FieldType.TEXT
    low: int = 0
    high: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The words a code may be; () for every other field."""
        if self.name == "event_type":
            return EVENT_TYPES
        if self.name == "reliability":
            return tuple(RELIABILITY)
        if self.name == "count_as":
            return (INCIDENT, AGGREGATE, CONTEXT)
        if self.sort is not FieldType.CODE:
            return ()
        numbers = tuple(str(number) for number in range(self.low, self.high + 1))
        return (*numbers, YEAR_FIELD) if self.name == "time_precision" else numbers


_ALL = (
    Field("source_id", L_("Id at the source"), L_("The id the source gives the event; it outlives a new export.")),
    Field("event_date", L_("Day"), L_("The day it happened, or the first of several."), FieldType.DAY),
    Field("end_date", L_("Last day"), L_("The last day on which it may have happened."), FieldType.DAY),
    Field(
        "event_year", L_("Year"), L_("The year of the day, where it stands in a column of its own."), FieldType.DAY_PART
    ),
    Field(
        "event_month",
        L_("Month"),
        L_("The month of the day, by number or name; 0 or nothing: only the year is known."),
        FieldType.DAY_PART,
    ),
    Field(
        "event_day", L_("Day of the month"), L_("1 to 31; 0 or nothing: only the month is known."), FieldType.DAY_PART
    ),
    Field(
        "event_week",
        L_("Week"),
        L_("The week of the year by ISO 8601, 1 to 53, Monday to Sunday; 0 or nothing: not known."),
        FieldType.DAY_PART,
    ),
    Field(
        "event_quarter",
        L_("Quarter"),
        L_("The quarter of the year, 1 to 4; 0 or nothing: not known."),
        FieldType.DAY_PART,
    ),
    Field("end_year", L_("Year of the last day"), L_("As Year, for the last day."), FieldType.DAY_PART),
    Field("end_month", L_("Month of the last day"), L_("As Month, for the last day."), FieldType.DAY_PART),
    Field("end_day", L_("Last day of the month"), L_("As Day of the month, for the last day."), FieldType.DAY_PART),
    Field(
        "span_days",
        L_("Days covered"),
        L_("So many days it covers from its day: 7 where a row counts a week."),
        FieldType.COUNT,
    ),
    Field(
        "event_time",
        L_("Time of day"),
        L_("The local time, with its zone where the source gives one."),
        FieldType.CLOCK,
    ),
    Field("time_precision", L_("How exact the day is"), L_("1 day, 2 week, 3 month, year."), FieldType.CODE, 1, 3),
    Field("event_type", L_("Event type"), L_("One of the six types of event."), FieldType.TYPE),
    Field(
        "sub_event_type",
        L_("Kind within the type"),
        L_("Such as Armed clash; the two kinds of strike are counted apart."),
    ),
    Field(
        "event_count",
        L_("Events counted"),
        L_("How many events the row counts: a count is never one event."),
        FieldType.COUNT,
    ),
    Field(
        "count_as",
        L_("Counts as"),
        L_("incident, aggregate (a count: listed, never summed) or context."),
        FieldType.CODE,
    ),
    Field("actor1", L_("First party"), L_("One of those involved; not by that alone the one who did it.")),
    Field("actor2", L_("Second party"), L_("The other one involved.")),
    Field("perpetrator", L_("Who did it"), L_("Only where the source itself says who did it.")),
    Field("place", L_("Place"), L_("Name of the town, village or area.")),
    Field("adm1", L_("First-level area"), L_("Governorate, province, region or state.")),
    Field("adm2", L_("Second-level area"), L_("District or county.")),
    Field("country", L_("Country"), L_("Name or code of the country.")),
    Field("latitude", L_("Latitude"), L_("Degrees north."), FieldType.AXIS),
    Field("longitude", L_("Longitude"), L_("Degrees east."), FieldType.AXIS),
    Field(
        "position", L_("Position"), L_("Both coordinates in one cell: degrees, UTM, MGRS or WKT."), FieldType.POSITION
    ),
    Field(
        "geo_precision", L_("How exact the place is"), L_("1 town, 2 part of a region, 3 region."), FieldType.CODE, 1, 3
    ),
    Field("uncertainty_km", L_("Radius in km"), L_("It happened within this distance of the point."), FieldType.KM),
    Field("fatalities_low", L_("Killed, at least"), L_("The lowest figure of the source."), FieldType.COUNT),
    Field("fatalities_best", L_("Killed"), L_("The figure the source holds likeliest."), FieldType.COUNT),
    Field("fatalities_high", L_("Killed, at most"), L_("The highest figure of the source."), FieldType.COUNT),
    Field("civilians_killed", L_("Civilians killed"), L_("Civilians among the killed."), FieldType.COUNT),
    Field("injured", L_("Injured"), L_("People injured."), FieldType.COUNT),
    Field("displaced", L_("Displaced"), L_("People driven from their homes."), FieldType.COUNT),
    Field("summary", L_("What happened"), L_("One or two sentences.")),
    Field("asserted_by", L_("Attributed to"), L_("The person or body that reports it.")),
    Field("source_publisher", L_("Publisher"), L_("Who published the report.")),
    Field("source_title", L_("Title of the report"), L_("Headline or file.")),
    Field("source_url", L_("Link"), L_("Where the report stands.")),
    Field("published_on", L_("Published on"), L_("The day the report came out."), FieldType.DAY),
    Field("revised_on", L_("Last changed on"), L_("The day the source last changed the row."), FieldType.DAY),
    Field("reliability", L_("Reliability of the source"), L_("A to F; F cannot be judged."), FieldType.CODE),
    Field("credibility", L_("Credibility of the report"), L_("1 to 6; 6 cannot be judged."), FieldType.CODE, 1, 6),
)
FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
EVENT_FIELDS = tuple(field.name for field in _ALL if field.sort is not FieldType.DAY_PART)
"""What an event has of its own; parts of a day are read into its day."""

PARTS_OF_DAY = {
    "event_date": ("event_year", "event_month", "event_day"),
    "end_date": ("end_year", "end_month", "end_day"),
}
"""Day -> the fields of its year, month and day of the month, where they stand in columns of their own."""
PARTS_OF_YEAR: dict[str, tuple[str, ...]] = {"event_date": ("event_week", "event_quarter"), "end_date": ()}
"""Day -> the fields of other parts of its year: they count where no day of the month is known."""
