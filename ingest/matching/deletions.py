"""A list of deletions held against a theatre: which events it takes out, which are out already, which are not here."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from geo.changelog.log import Action
from geo.common.messages import L_
from geo.events.batch_parts import CORRECTS, OF_FILES
from geo.theatre.theatre import Theatre
from geo.validation.faults import FaultLog
from ingest.drafts.draft import Draft
from ingest.matching.abroad_rows import AbroadRows
from ingest.matching.corrections import BY_HAND
from ingest.matching.incoming import Incoming
from ingest.matching.row_ids import known_ids
from ingest.matching.theatre_rows import canonical
from ingest.matching.withdrawn import ALREADY_OUT, KEPT_BY_HAND, UNKNOWN_ID, gone_events
from ingest.tables import Table

LISTED = "deleted"
OF_ACLED = "event_id_cnty"
NO_ID = "no-id"


def deletions(draft: Draft, theatre: Theatre) -> Incoming:
    """What a list of deletions takes out of a theatre: events that files brought in. What a person changed stays until
    one says otherwise; an id that is not held changes nothing."""
    table, given = draft.table, draft.events["source_id"].astype(object)
    faults = FaultLog(table.rows)
    faults.add_unreadable(table.unreadable)
    empty = (given == "").to_numpy(dtype=bool)
    faults.add(
        empty, draft.mapping.label("source_id"), given, NO_ID, L_("is empty"), L_("Give the id the event has there.")
    )
    own = _own_ids(given, table, draft.mapping.columns["source_id"], theatre)
    ids = known_ids(own, None, theatre)
    events = theatre.events
    brought = events.index[events["origin"].isin(list(theatre.imports)).to_numpy(dtype=bool)]
    changed = theatre.ledger.manual_edits
    out = {*theatre.versions.earlier.index, *(key for key, one in changed.items() if one.action is Action.WITHDRAW)}
    sound = ~faults.faulty
    repeats = sound.copy()
    repeats[sound] = ids[sound].duplicated().to_numpy()
    first = sound & ~repeats
    here = first & ids.isin(brought).to_numpy(dtype=bool)
    foreign = first & ~here & ids.isin(events.index).to_numpy(dtype=bool)
    by_hand = here & ids.isin(list(changed)).to_numpy(dtype=bool)
    taken = here & ~by_hand
    days = draft.events["revised_on"]
    same = first & ~taken & ~foreign
    already = ids.isin(list(out)).to_numpy(dtype=bool)
    why = np.where(by_hand, KEPT_BY_HAND, np.where(already, ALREADY_OUT, UNKNOWN_ID))
    nothing = canonical(
        draft.events.iloc[:0].assign(event_id="", adm1_pcode="", coord_source=""), table.rows[:0], theatre
    )
    wrong = faults.frame()
    return Incoming(
        draft=draft,
        version=theatre.version,
        events=nothing,
        revised=nothing,
        held_back=nothing,
        unchanged=_rows(same, table, ids).assign(held_in="", why=why[same]),
        changes=_lines(taken, table, ids, theatre).drop(columns=BY_HAND),
        conflicts=_lines(by_hand, table, ids, theatre),
        duplicates=_rows(repeats | foreign, table, ids).assign(
            where=np.where(repeats[repeats | foreign], "above in this file", "in the theatre"), differs=False
        ),
        faults=wrong,
        left_out=faults.cells_left_out().iloc[:0],
        by_reason=faults.by_reason(),
        actors=pd.DataFrame({"actor": [], "factions": []}),
        kept_ids=ids.iloc[:0],
        became=ids.where(pd.Series(sound, index=ids.index), ""),
        own_ids=own,
        takes=frozenset(),
        withdrawals=withdrawals(ids[taken], table.rows[taken], days[taken]),
        held_out=withdrawals(ids[same], table.rows[same], days[same]),
        gone=gone_events(draft.events.iloc[:0], ids, theatre, frozenset(), table, sound[:0]),
        known_aside=0,
        abroad=AbroadRows(),
    )


def _own_ids(given: pd.Series, table: Table, column: str, theatre: Theatre) -> pd.Series:
    """(n,) the ids as a theatre has them: those of ACLED, else of the source that most of them are known of."""
    known = {*theatre.events.index, *theatre.under_hand.index, *theatre.versions.earlier.index}
    if column.strip().lower() == OF_ACLED:
        return "acled:" + given
    sources = {str(one).partition(":")[0] for one in known if ":" in str(one)}
    found = Counter({source: int((source + ":" + given).isin(known).sum()) for source in sorted(sources)})
    best = next((source for source, count in found.most_common(1) if count), "")
    whole = given.isin(known)
    return given.where(whole | (best == ""), best + ":" + given)


def _rows(which: np.ndarray, table: Table, ids: pd.Series) -> pd.DataFrame:
    positions = np.flatnonzero(which)
    return pd.DataFrame({"position": positions, "row": table.rows[which], "event_id": ids[which].to_numpy()})


def _lines(which: np.ndarray, table: Table, ids: pd.Series, theatre: Theatre) -> pd.DataFrame:
    """The events taken out as lines of a difference."""
    some = ids[which].to_numpy()
    then = theatre.events.loc[some]
    return pd.DataFrame(
        {
            "row": table.rows[which],
            "event_id": some,
            "day": then["event_date"].to_numpy(),
            "field": "",
            "title": "the event",
            "before": then["summary"].astype(object).to_numpy(),
            "after": "deleted at its source",
            BY_HAND: then["summary"].astype(object).to_numpy(),
        }
    )


def withdrawals(ids: pd.Series, rows: np.ndarray, days: pd.Series) -> pd.DataFrame:
    """What takes events out, as a batch keeps it (geo.events.batch_parts.read_withdrawn)."""
    return pd.DataFrame(
        {
            "event_id": pd.Series(ids.to_numpy(), dtype="str"),
            "row": np.asarray(rows, dtype="int64"),
            "known_on": pd.Series(days.to_numpy(), dtype="datetime64[s]").dt.normalize(),
            CORRECTS: pd.Series([OF_FILES] * len(ids), dtype="str"),
            "why": pd.Series([LISTED] * len(ids), dtype="str"),
        }
    )
