"""What is said of the counts that a source gives of an area."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from geo.common.messages import _, ngettext, pgettext, speaking
from geo.common.phrases import Language, Phrase, in_each, phrase, spoken_by
from geo.events.area_counts import AreaCounts, Tally, Total
from geo.theatre.theatre import Theatre
from map import spoken
from map.event_words import kind_name
from map.spoken import listing
from map.wording import between_days

AT_LEAST = "\N{GREATER-THAN OR EQUAL TO}"
"""Before the number of a chip: the source counts other things here too, which cannot be added to it. A plus is a
change that is a gain, nowhere anything else."""
MOST_TALLIES = 2
"""Tallies told in a tooltip; a click tells all."""

MOST_KINDS = 2
"""Kinds of event named in a tooltip."""

NO_EVENTS = phrase("A count, not single events; not added to the incidents.")
SEVERAL = phrase("It counts more there, not added up: the counts may overlap.")
PARTLY = phrase("only a part of these days lies in the range")


def area_count_chip_text(counts: AreaCounts) -> str:
    """As in "37"; "(37)" where only a part of its days lies in the range; "≥37" where the source counts other things
    there too."""
    first = counts.tallies[0]
    number = f"{AT_LEAST if len(counts.tallies) > 1 else ''}{first.leading.events:,}"
    return number if first.inside else f"({number})"


def counted_events(many: int) -> Phrase:
    """As in "37 events", with the noun as the number asks for."""
    return in_each(lambda _language: ngettext("{many} event", "{many} events", many).format(many=f"{many:,}"))


def area_named(counts: AreaCounts, theatre: Theatre) -> Phrase:
    """The area, with what such an area is called where the theatre knows it by its name: as in "Hama governorate"."""
    found = list(_known_areas(counts, theatre))
    return found[0] if len(found) == 1 else Phrase(counts.place, counts.place)


def with_its_kind(name: Phrase, kind: Phrase) -> Phrase:
    """An area with what such an area is called, as in "Hama governorate"."""
    called = phrase("{area} {kind}", "an area and what such an area is called")
    return called.format(area=name, kind=kind.each(str.lower)).each(str.strip)


def _known_areas(counts: AreaCounts, theatre: Theatre) -> Iterator[Phrase]:
    yield from _called(counts, theatre.governorates, theatre.adm1_name.one)
    if theatre.units is not None:
        yield from _called(counts, theatre.units.table, Phrase(theatre.units.word, ""))


def _called(counts: AreaCounts, areas: pd.DataFrame, kind: Phrase) -> Iterator[Phrase]:
    there = areas["adm1_pcode"] == counts.adm1_pcode
    named = (areas["name_en"] == counts.place) | (areas["name_ar"] == counts.place)
    for area in areas[there & named].itertuples():
        yield with_its_kind(Phrase(str(area.name_en), str(area.name_ar or area.name_en)), kind)


def area_count_tooltip(counts: AreaCounts, theatre: Theatre, language: Language) -> str:
    """What is counted by whom, where and when; its first line drawn bold."""
    area = area_named(counts, theatre)
    place = area.say(spoken_by(language)) if area.en == area.ar else area.set_apart(language, " ")
    with speaking(spoken_by(language)):
        counted = (
            pgettext("a tooltip", "Events in {place} (abroad), counted by {source}")
            if counts.abroad
            else pgettext("a tooltip", "Events in {place}, counted by {source}")
        )
        head = counted.format(place=place, source=counts.source)
        lines = [_shortly(tally) for tally in counts.tallies[:MOST_TALLIES]]
        remarks = [NO_EVENTS, *([SEVERAL] if len(counts.tallies) > 1 else [])]
        return "\n".join([head, *lines, *(remark.say() for remark in remarks)])


def _shortly(tally: Tally) -> str:
    """As in "37 events, 30 Nov 2024 to 6 Dec 2024: Armed clash", in the language that is spoken."""
    total, sure = tally.leading, f" ({PARTLY.say()})" if tally.inside is None else ""
    rest = len(tally.kinds) - MOST_KINDS
    kinds = ", ".join(tally.kinds[:MOST_KINDS]) + (_(" and {number} more").format(number=rest) if rest > 0 else "")
    events, days = (said.say() for said in (counted_events(total.events), between_days(total.first, total.last)))
    return f"{_('{events}, {days}').format(events=events, days=days)}{sure}: {kinds}"


def told(tally: Tally) -> str:
    """As in "37 events, 112 killed, in 2 periods from 30 Nov 2024 to 13 Dec 2024: Armed clash. And 3 events, 0 killed,
    14 Dec 2024 to 20 Dec 2024: only a part of these days lies in the range"."""
    kinds = listing(map(kind_name, tally.kinds))
    parts = [f"{_total_in_words(tally.inside)}: {kinds}"] if tally.inside else []
    if tally.partly:
        outside = listing([_total_in_words(tally.partly), PARTLY.say()])
        parts.append(outside if tally.inside else f"{outside}: {kinds}")
    return _("; and ").join(parts)


def _total_in_words(total: Total) -> str:
    dead = "" if total.killed is None else _("{number} killed").format(number=f"{total.killed:,}")
    days = spoken.span(pd.Timestamp(total.first), pd.Timestamp(total.last))
    if total.spans > 1:
        days = ngettext("in {number} period from {days}", "in {number} periods from {days}", total.spans).format(
            number=total.spans, days=days
        )
    return listing([counted_events(total.events).say(), dead, days])
