"""What later knowledge corrected: the picture of a day as it was known then, against as it is known now.

Compared is what the maps of both show, so a place that its neighbours tell of is among them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geo.theatre.theatre import Theatre


def corrections(theatre: Theatre, day: date, *, known_by: date) -> pd.DataFrame:
    """Places whose state on `day` differs between what was published by `known_by` and all that is known today.

    Returns
    -------
    DataFrame, index place_id: `name_en`, `known_then`, `known_now` (standings), `how_then`, `how_now` (`State.how`),
    `later_reports` (tuple of report_ids: decisive now and not published by `known_by`). None where a history drawn
    elsewhere tells of control: it does not say when it was published.
    """
    ids = list(theatre.places["place_id"]) if theatre.history is None else []
    then, now = (theatre.control.states(day, limit) for limit in (known_by, None)) if ids else ({}, {})
    limit = pd.Timestamp(known_by)
    late = set(theatre.reports.index[~(theatre.reports["published_on"] <= limit)])
    rows = [
        {
            "place_id": place_id,
            "name_en": theatre.places.loc[place_id, "name_en"],
            "known_then": then[place_id].standing,
            "known_now": now[place_id].standing,
            "how_then": then[place_id].how,
            "how_now": now[place_id].how,
            "later_reports": tuple(report for report in now[place_id].reports if report in late),
        }
        for place_id in ids
        if (then[place_id].parties, then[place_id].status) != (now[place_id].parties, now[place_id].status)
    ]
    columns = ["place_id", "name_en", "known_then", "known_now", "how_then", "how_now", "later_reports"]
    return pd.DataFrame(rows, columns=columns).set_index("place_id")
