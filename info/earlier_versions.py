"""What files corrected of an event: what each earlier version said, what the next one says, and which file that was."""

from __future__ import annotations

import pandas as pd

from geo.common.messages import N_, _
from geo.events.versions import ENDED_BY
from geo.theatre.theatre import Theatre
from info.details import Line, Words
from info.provenance import brought_in_from

SAID = {
    "event_date": N_("day"), "end_date": N_("last day"), "sub_event_type": N_("kind"), "event_type": N_("type"),
    "location_en": N_("place"), "actor1": N_("first party"), "actor2": N_("second party"),
    "perpetrator": N_("laid to"), "fatalities_low": N_("killed at least"), "fatalities_best": N_("killed"),
    "fatalities_high": N_("killed at most"), "civilians_killed": N_("civilians killed"), "injured": N_("injured"),
    "displaced": N_("displaced"), "event_count": N_("events counted"), "summary": N_("text"),
}  # fmt: skip
"""Columns whose change is told, and what they are called."""
LONGEST = 60


def corrections_of(event_id: str, now: pd.Series, theatre: Theatre) -> tuple[tuple[str, Line], ...]:
    """A label and a line for each time that a file corrected the event, oldest first, as in "killed 3 → 5, by
    february.csv, 5 Dec 2024, 14:05 UTC, by Amal"; `now`: the event as it counts."""
    earlier = theatre.versions.earlier
    if event_id not in earlier.index:
        return ()
    versions = [row for _, row in earlier.loc[[event_id]].iterrows()]
    lines = []
    for then, after in zip(versions, [*versions[1:], now], strict=True):
        told = _("; ").join(_changed(then, after)) or _("something else than the figures")
        by = _("{changes}, by {file}").format(changes=told, file=brought_in_from(str(then[ENDED_BY]), theatre))
        lines.append((_("Corrected"), (Words(by),)))
    return tuple(lines)


def _changed(then: pd.Series, after: pd.Series) -> list[str]:
    told = [
        _("{what} {before} → {after}").format(what=_(word), before=_text(then[name]), after=_text(after[name]))
        for name, word in SAID.items()
        if _text(then[name]) != _text(after[name])
    ]
    moved = then.geometry is not None and after.geometry is not None and not then.geometry.equals(after.geometry)
    return [*told, _("position")] if moved else told


def _text(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value or value == "":
        return _("nothing")
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
