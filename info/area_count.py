"""What one source counts in one area, told whole: every number with its span, and that none is an event."""

from __future__ import annotations

from collections.abc import Iterator

from geo.analysis.situation import Situation
from geo.events.area_counts import AreaCounts, counts_by_area
from geo.theatre.theatre import Theatre
from info.details import Details, Item, Items, Paragraph, Part, facts, plain
from info.provenance import brought_in_from
from map.area_count_words import NO_EVENTS, SEVERAL, area_names, counted_events, told
from map.wording import count, span

MOST_LISTED = 40
"""Counts listed one by one, the latest first."""


def area_count_details(key: str, situation: Situation) -> Details:
    """The counts of an area by `AreaCounts.key`, or that these days and filters have none."""
    counts = next((one for one in counts_by_area(situation.events) if one.key == key), None)
    if counts is None:
        return Details("Counts of events", (Paragraph(plain("No count here with these days and filters.")),))
    theatre = situation.theatre
    place = area_names(counts, theatre)[0]
    several = [Paragraph(plain(SEVERAL[0]), note=True)] if len(counts.tallies) > 1 else []
    return Details(
        f"Events in {place}, counted by {counts.source}",
        (
            *(Paragraph(plain(f"{told(tally)}.")) for tally in counts.tallies),
            *several,
            Paragraph(plain(NO_EVENTS[0]), note=True),
            facts(
                ("Counted by", plain(counts.source)),
                ("Where", plain(_where(counts, situation))),
                ("Licence", plain(_licences(counts, theatre))),
                ("Brought in", plain("; ".join(filter(None, (brought_in_from(o, theatre) for o in counts.origins))))),
            ),
            *_listed(counts, situation),
        ),
    )


def _where(counts: AreaCounts, situation: Situation) -> str:
    """Why the number stands where it does."""
    event = situation.events.loc[counts.tallies[0].leading.rows[0]]
    there = "; abroad" if counts.abroad else ""
    return f"the number stands in the middle of the area ({event['coord_source'] or 'point not explained'}){there}"


def _licences(counts: AreaCounts, theatre: Theatre) -> str:
    notes = [theatre.imports[origin] for origin in counts.origins if origin in theatre.imports]
    return " ".join(dict.fromkeys(note.licence for note in notes if note.licence))


def _listed(counts: AreaCounts, situation: Situation) -> Iterator[Part]:
    rows = [row for tally in counts.tallies for total in (tally.inside, tally.partly) if total for row in total.rows]
    events = situation.events.loc[rows].sort_values(
        ["first_day", "sub_event_type"], ascending=[False, True], kind="stable"
    )
    rest = len(events) - MOST_LISTED
    more = f", the latest {MOST_LISTED}" if rest > 0 else ""
    yield Items(
        f"As the source counts ({len(events):,}){more}", tuple(map(_item, events.head(MOST_LISTED).itertuples()))
    )


def _item(event: object) -> Item:
    row: dict[str, object] = event._asdict()  # type: ignore[attr-defined]
    dead = f", {count(row['fatalities_best'])} killed" if count(row["fatalities_best"]) else ""
    events = counted_events(int(str(row["event_count"])))[0]
    line = plain(f"{span(row['first_day'], row['last_day'])}: {events}{dead}, {row['sub_event_type']}")
    return Item(line, plain(f"{row['event_id']}"))
