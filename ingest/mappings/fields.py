"""What a column may say of an event: the fields, and how the text of each is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from geo.events.events import AGGREGATE, CONTEXT, EVENT_TYPES, INCIDENT
from geo.registry.admiralty import RELIABILITY

YEAR = "year"
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
    title: str
    help: str
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
        return (*numbers, YEAR) if self.name == "time_precision" else numbers


_ALL = (
    Field("source_id", "Id at the source", "The id the source gives the event; it outlives a new export."),
    Field("event_date", "Day", "The day it happened, or the first of several.", FieldType.DAY),
    Field("end_date", "Last day", "The last day on which it may have happened.", FieldType.DAY),
    Field("event_year", "Year", "The year of the day, where it stands in a column of its own.", FieldType.DAY_PART),
    Field("event_month", "Month", "The month of the day, by number or name; 0 or nothing: only the year is known.",
          FieldType.DAY_PART),
    Field("event_day", "Day of the month", "1 to 31; 0 or nothing: only the month is known.", FieldType.DAY_PART),
    Field("event_week", "Week", "The week of the year by ISO 8601, 1 to 53, Monday to Sunday; 0 or nothing: not known.",
          FieldType.DAY_PART),
    Field("event_quarter", "Quarter", "The quarter of the year, 1 to 4; 0 or nothing: not known.", FieldType.DAY_PART),
    Field("end_year", "Year of the last day", "As Year, for the last day.", FieldType.DAY_PART),
    Field("end_month", "Month of the last day", "As Month, for the last day.", FieldType.DAY_PART),
    Field("end_day", "Last day of the month", "As Day of the month, for the last day.", FieldType.DAY_PART),
    Field(
        "span_days",
        "Days covered",
        "So many days it covers from its day: 7 where a row counts a week.",
        FieldType.COUNT,
    ),
    Field("event_time", "Time of day", "The local time, with its zone where the source gives one.", FieldType.CLOCK),
    Field("time_precision", "How exact the day is", "1 day, 2 week, 3 month, year.", FieldType.CODE, 1, 3),
    Field("event_type", "Event type", "One of the six types of event.", FieldType.TYPE),
    Field("sub_event_type", "Kind within the type", "Such as Armed clash; the two kinds of strike are counted apart."),
    Field(
        "event_count",
        "Events counted",
        "How many events the row counts: a count is never one event.",
        FieldType.COUNT,
    ),
    Field("count_as", "Counts as", "incident, aggregate (a count: listed, never summed) or context.", FieldType.CODE),
    Field("actor1", "First party", "One of those involved; not by that alone the one who did it."),
    Field("actor2", "Second party", "The other one involved."),
    Field("perpetrator", "Who did it", "Only where the source itself says who did it."),
    Field("place", "Place", "Name of the town, village or area."),
    Field("adm1", "First-level area", "Governorate, province, region or state."),
    Field("adm2", "Second-level area", "District or county."),
    Field("country", "Country", "Name or code of the country."),
    Field("latitude", "Latitude", "Degrees north.", FieldType.AXIS),
    Field("longitude", "Longitude", "Degrees east.", FieldType.AXIS),
    Field("position", "Position", "Both coordinates in one cell: degrees, UTM, MGRS or WKT.", FieldType.POSITION),
    Field("geo_precision", "How exact the place is", "1 town, 2 part of a region, 3 region.", FieldType.CODE, 1, 3),
    Field("uncertainty_km", "Radius in km", "It happened within this distance of the point.", FieldType.KM),
    Field("fatalities_low", "Killed, at least", "The lowest figure of the source.", FieldType.COUNT),
    Field("fatalities_best", "Killed", "The figure the source holds likeliest.", FieldType.COUNT),
    Field("fatalities_high", "Killed, at most", "The highest figure of the source.", FieldType.COUNT),
    Field("civilians_killed", "Civilians killed", "Civilians among the killed.", FieldType.COUNT),
    Field("injured", "Injured", "People injured.", FieldType.COUNT),
    Field("displaced", "Displaced", "People driven from their homes.", FieldType.COUNT),
    Field("summary", "What happened", "One or two sentences."),
    Field("asserted_by", "Attributed to", "The person or body that reports it."),
    Field("source_publisher", "Publisher", "Who published the report."),
    Field("source_title", "Title of the report", "Headline or file."),
    Field("source_url", "Link", "Where the report stands."),
    Field("published_on", "Published on", "The day the report came out.", FieldType.DAY),
    Field("revised_on", "Last changed on", "The day the source last changed the row.", FieldType.DAY),
    Field("reliability", "Reliability of the source", "A to F; F cannot be judged.", FieldType.CODE),
    Field("credibility", "Credibility of the report", "1 to 6; 6 cannot be judged.", FieldType.CODE, 1, 6),
)  # fmt: skip
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
