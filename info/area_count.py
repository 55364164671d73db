"""What one source counts in one area, told whole: every number with its span, and that none is an event."""

from __future__ import annotations

from collections.abc import Iterator

from geo.analysis.situation import Situation
from geo.common.messages import _
from geo.events.area_counts import AreaCounts
from geo.theatre.theatre import Theatre
from info.details import Details, Item, Items, Paragraph, Part, facts, plain
from info.provenance import brought_in_from
from map.area_count_words import NO_EVENTS, SEVERAL, area_named, counted_events, told
from map.event_words import kind_name
from map.spoken import listing, span
from map.wording import count

MOST_LISTED = 40
"""Counts listed one by one, the latest first."""


def area_count_details(key: str, situation: Situation) -> Details:
    """The counts of an area by `AreaCounts.key`, or that these days and filters have none."""
    counts = next((one for one in situation.area_counts if one.key == key), None)
    if counts is None:
        return Details(_("Counts of events"), (Paragraph(plain(_("No count here with these days and filters."))),))
    theatre = situation.theatre
    place = area_named(counts, theatre).say()
    several = [Paragraph(plain(SEVERAL.say()), note=True)] if len(counts.tallies) > 1 else []
    return Details(
        _("Events in {place}, counted by {source}").format(place=place, source=counts.source),
        (
            *(Paragraph(plain(f"{told(tally)}.")) for tally in counts.tallies),
            *several,
            Paragraph(plain(NO_EVENTS.say()), note=True),
            facts(
                (_("Counted by"), plain(counts.source)),
                (_("Where"), plain(_where(counts, situation))),
                (_("Licence"), plain(_licences(counts, theatre))),
                (
                    _("Brought in"),
                    plain(_("; ").join(filter(None, (brought_in_from(o, theatre) for o in counts.origins)))),
                ),
            ),
            *_listed(counts, situation),
        ),
    )


def _where(counts: AreaCounts, situation: Situation) -> str:
    """Why the number stands where it does."""
    event = situation.events.loc[counts.tallies[0].leading.rows[0]]
    there = _("; abroad") if counts.abroad else ""
    middle = _("the number stands in the middle of the area ({explained})")
    return middle.format(explained=event["coord_source"] or _("point not explained")) + there


def _licences(counts: AreaCounts, theatre: Theatre) -> str:
    notes = [theatre.imports[origin] for origin in counts.origins if origin in theatre.imports]
    return " ".join(dict.fromkeys(note.licence for note in notes if note.licence))


def _listed(counts: AreaCounts, situation: Situation) -> Iterator[Part]:
    rows = [row for tally in counts.tallies for total in (tally.inside, tally.partly) if total for row in total.rows]
    events = situation.events.loc[rows].sort_values(
        ["first_day", "sub_event_type"], ascending=[False, True], kind="stable"
    )
    rest = len(events) - MOST_LISTED
    more = _(", the latest {number}").format(number=MOST_LISTED) if rest > 0 else ""
    title = _("As the source counts ({number})").format(number=f"{len(events):,}")
    yield Items(f"{title}{more}", tuple(map(_item, events.head(MOST_LISTED).itertuples())))


def _item(event: object) -> Item:
    row: dict[str, object] = event._asdict()  # type: ignore[attr-defined]
    dead = count(row["fatalities_best"])
    told = listing(
        [
            counted_events(int(str(row["event_count"]))).say(),
            _("{number} killed").format(number=dead) if dead else "",
            kind_name(str(row["sub_event_type"])),
        ]
    )
    return Item(plain(f"{span(row['first_day'], row['last_day'])}: {told}"), plain(f"{row['event_id']}"))
