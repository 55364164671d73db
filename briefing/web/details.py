"""What a page answers to a click: the details of everything drawn, as they are on each step, each text once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from geo.analysis.evidence import explain
from geo.analysis.situation import Situation
from info.details import Details, Facts, Items, Line, Paragraph, Part, Votes
from info.identify import identify
from info.place import reported_details, silent_details, with_sureness
from map.playback import DAY_LEFT_OPEN
from map.text import LONGEST, visible


@dataclass
class _Pool:
    """Numbers for values, equal ones the same."""

    numbers: dict[Any, int] = field(default_factory=dict)

    def number(self, value: Any) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


def details_payload(steps: Sequence[Situation], refs: Sequence[str], told: Callable[[], None]) -> dict[str, Any]:
    """The details of `refs` for every step, for briefing/web/details.js.

    `items`: reports and statuses; `parts`: made of them; `all`: details as numbers of parts; `of`: by ref its title and
    the number of its details, or one number for each step. `told` is called after each ref.
    """
    items: _Pool = _Pool()
    parts: _Pool = _Pool()
    details: _Pool = _Pool()
    of: dict[str, tuple[str, int | list[int]]] = {}
    for ref in refs:
        by_step = _by_step(ref, steps)
        (title,) = {one.title for one in by_step}
        found = [details.number(tuple(map(parts.number, one.parts))) for one in by_step]
        of[ref] = (_shown(title), found[0] if len(set(found)) == 1 else found)
        told()
    return {
        "all": list(details.numbers),
        "parts": [_part(part, items) for part in parts.numbers],
        "items": [[_line(item.line), _line(item.small), int(item.now)] for item in items.numbers],
        "of": of,
    }


def _by_step(ref: str, steps: Sequence[Situation]) -> list[Details]:
    """The details of one thing on each step: worked out anew only where a day lies between that changed them. A place
    that no report speaks of is told in short: what pulls it differs every day, and there are thousands."""
    whole = steps[-1]
    kind, _, key = ref.partition(":")
    if kind == "place" and key in whole.theatre.places.index and whole.theatre.history is None:
        if key in whole.theatre.log:
            return _of_place(key, steps)
        return silent_details(key, [step.states[key] for step in steps], whole, DAY_LEFT_OPEN)
    turns = _turns(ref, whole)
    known: dict[int, Details] = {}
    found = []
    for step in steps:
        on = step.filters.end
        since = bisect_right(turns, on)
        if since not in known:
            one = identify(ref, whole, on, DAY_LEFT_OPEN)
            if one is None:
                raise ValueError(f"{ref} is drawn and unknown")
            known[since] = one
        found.append(known[since])
    return found


def _of_place(place_id: str, steps: Sequence[Situation]) -> list[Details]:
    """The details of a place that reports speak of, on each step."""
    whole = steps[-1]
    turns = _turns(f"place:{place_id}", whole)
    known: dict[Any, Details] = {}
    found = []
    for step in steps:
        on, state = step.filters.end, step.states[place_id]
        since = on if state.by_those_around else (bisect_right(turns, on), replace(state, sure=0.0, rival=""))
        if since not in known:
            evidence = explain(whole.theatre, place_id, on, whole.filters.known_by)
            known[since] = reported_details(evidence, whole, DAY_LEFT_OPEN)
        found.append(with_sureness(known[since], state, whole))
    return found


def _turns(ref: str, whole: Situation) -> list[date]:
    """The days from which on something else is to be said of a thing."""
    kind, _, key = ref.partition(":")
    theatre = whole.theatre
    if kind == "place":
        reported = theatre.reports_of(key)["event_date"]
        begun = [begins for begins, _ in theatre.control.state_history(whole.filters.known_by).get(key, ())]
        return sorted({*(moment.date() for moment in reported), *begun})
    if kind == "crossing":
        spans = theatre.crossing_statuses[theatre.crossing_statuses["crossing_id"] == key]
        begun = [moment.date() for moment in spans["valid_from"]]
        over = [moment.date() + timedelta(days=1) for moment in spans["valid_to"]]
        return sorted({*begun, *over})
    return []


def _shown(text: str) -> str:
    return visible(text, LONGEST)


def _line(line: Line) -> list[Any]:
    """Plain text as it stands; [text, link] and [text, "", 1] for a link and for strong words."""
    return [
        [_shown(words.text), words.link, int(words.strong)]
        if words.strong
        else [_shown(words.text), words.link]
        if words.link
        else _shown(words.text)
        for words in line
    ]


def _part(part: Part, items: _Pool) -> list[Any]:
    match part:
        case Paragraph(line, note):
            return ["note" if note else "text", _line(line)]
        case Facts(rows):
            return ["facts", [[label, _line(line)] for label, line in rows]]
        case Items(title, listed):
            return ["items", title, [items.number(item) for item in listed]]
        case Votes(title, votes):
            sides = [
                [_shown(vote.title), vote.colour, _line(vote.remark), [items.number(item) for item in vote.items]]
                for vote in votes
            ]
            return ["votes", title, sides]
