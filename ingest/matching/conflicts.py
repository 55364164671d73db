"""Where a person and a file say different things of one event: the person's word counts, until one says otherwise."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from geo.changelog.log import Ledger, Subject
from geo.common.errors import DataError
from geo.common.messages import L_, Sentence, joined, ngettext_lazy
from geo.events.batch_parts import CORRECTS, OF_HAND
from ingest.mappings.mapping import TABLE
from ingest.matching.corrections import BY_HAND
from ingest.matching.incoming import Incoming
from ingest.matching.known_rows import named_by_its_file
from ingest.matching.withdrawn import ALREADY_OUT, UNKNOWN_ID, withdrawals_of

FEW = 5
"""So few corrected rows tell nothing of a source."""
NOT_IN_FILE = "not in the file, which is complete"
LISTED = 10
"""Rows that are listed by number in a sentence."""


def taking(incoming: Incoming, ids: Set[str]) -> Incoming:
    """`incoming` where the file's version of the events `ids` counts and no longer that of a person.

    What is not held back stays as it is.
    """
    wanted = incoming.held_back["event_id"].isin(list(ids)).to_numpy(dtype=bool)
    out = incoming.held_out["event_id"].isin(list(ids)).to_numpy(dtype=bool)
    taken = incoming.held_back[wanted]
    both = frozenset(taken["event_id"]) | frozenset(incoming.held_out.loc[out, "event_id"])
    if not both:
        return incoming
    lines = incoming.conflicts["event_id"].isin(list(both)).to_numpy(dtype=bool)
    leaving = incoming.held_out[out].assign(**{CORRECTS: OF_HAND}).astype({CORRECTS: "str"})
    return replace(
        incoming,
        revised=gpd.GeoDataFrame(pd.concat([incoming.revised, taken], ignore_index=True))
        if len(taken)
        else incoming.revised,
        held_back=gpd.GeoDataFrame(incoming.held_back[~wanted].reset_index(drop=True)),
        withdrawals=pd.concat([incoming.withdrawals, leaving], ignore_index=True)
        if len(leaving)
        else incoming.withdrawals,
        held_out=incoming.held_out[~out].reset_index(drop=True),
        changes=pd.concat([incoming.changes, incoming.conflicts[lines].drop(columns=BY_HAND)], ignore_index=True),
        conflicts=incoming.conflicts[~lines].reset_index(drop=True),
        unchanged=incoming.unchanged[~incoming.unchanged["event_id"].isin(list(both))].reset_index(drop=True),
        takes=incoming.takes | frozenset(taken["event_id"]),
    )


class NotCompleteError(DataError):
    """A file that is said to be complete, and of which not every row could be read."""


def as_complete(incoming: Incoming) -> Incoming:
    """`incoming` as a file that is complete for what it covers: what it lacks of earlier files is withdrawn. What a
    person changed of that stays, as a conflict.

    Raises
    ------
    NotCompleteError : rows of it could not be read; each may be one of those that seem to lack.
    """
    if unreadable := incoming.gone.unreadable:
        raise NotCompleteError(
            incoming.draft.table.file,
            L_(
                "cannot count as complete: {unreadable:,} of its rows could not be read, and may be events that seem "
                "gone",
                unreadable=unreadable,
            ),
            L_("Mend those rows first, or bring it in without saying that it is complete."),
        )
    leaving, staying = withdrawals_of(incoming.gone.leaving), withdrawals_of(incoming.gone.kept_by_hand)
    known = leaving["event_id"].isin(incoming.withdrawals["event_id"]).to_numpy(dtype=bool)
    return replace(
        incoming,
        withdrawals=pd.concat([incoming.withdrawals, leaving[~known]], ignore_index=True),
        held_out=pd.concat([incoming.held_out, staying], ignore_index=True) if len(staying) else incoming.held_out,
        conflicts=pd.concat([incoming.conflicts, _lacking(incoming)], ignore_index=True)
        if len(staying)
        else incoming.conflicts,
    )


def _lacking(incoming: Incoming) -> pd.DataFrame:
    """The events a complete file lacks and a person changed, as lines of a difference; they are no rows of the file."""
    events = incoming.gone.kept_by_hand
    said = events["summary"].astype(object).to_numpy()
    lines = {"row": 0, "event_id": events.index.to_numpy(dtype=object), "day": events["event_date"].to_numpy(),
             "field": "", "title": "the event", "before": said, "after": NOT_IN_FILE, BY_HAND: said}  # fmt: skip
    return pd.DataFrame(lines)


def hands_overruled(incoming: Incoming, ledger: Ledger) -> tuple[str, ...]:
    """The changes by hand (their ids) that the file counts before once it is kept."""
    last = ledger.last(Subject.EVENT)
    withdrawn = incoming.withdrawals.loc[incoming.withdrawals[CORRECTS] == OF_HAND, "event_id"]
    return tuple(last[key].id for key in sorted({*incoming.takes, *withdrawn}) if key in last)


OF_CORRECTIONS = L_(
    "The event stays as it is. A row corrects an event that a file of its own source brought in earlier, under the id "
    "the source gives it; an older version corrects nothing. Rows without an id of their own are told apart by day, "
    "time, type, parties, place, position and summary, and cannot be corrected: give each an id."
)


def differing_words(incoming: Incoming) -> Sentence | None:
    """What a person is told of duplicates that are no mere repetition, None where there are none."""
    known = incoming.duplicates
    rows = known.loc[known["differs"].astype(bool), "row"]
    if rows.empty:
        return None
    listed = ", ".join(map(str, rows.head(LISTED))) + (" ..." if len(rows) > LISTED else "")
    differ = ngettext_lazy(
        "{number:,} of the duplicates says something else than the event there under the same id (row {rows}).",
        "{number:,} of the duplicates say something else than the event there under the same id (rows {rows}).",
        len(rows),
        number=len(rows),
        rows=listed,
    )
    return joined((differ, OF_CORRECTIONS))


def change_words(incoming: Incoming) -> Sentence | None:
    """What a person is told of rows that are known and stay as they are, None where there is nothing to tell."""
    said: list[Sentence] = []
    if incoming.known_aside:
        said.append(
            ngettext_lazy(
                "{number:,} row that needs fixing is known by id: the event stays as it was.",
                "{number:,} rows that need fixing are known by id: those events stay as they were.",
                incoming.known_aside,
                number=incoming.known_aside,
            )
        )
    if named := _withdrawals_without_effect(incoming):
        said.append(named)
    moved = incoming.changes[incoming.changes["field"].isin(["event_date", "latitude", "longitude"])][
        "event_id"
    ].nunique()
    file, mapping = incoming.draft.table.file, incoming.draft.mapping
    of_another = mapping.format == TABLE and not named_by_its_file(file, mapping)
    if (incoming.superseded > FEW or of_another) and moved > incoming.superseded / 2:
        said.append(
            L_(
                "{moved:,} of {superseded:,} corrected events change their day or position. Is it the same source? "
                "If its ids are its own, read it by a mapping that gives it a dataset of its own.",
                moved=moved,
                superseded=incoming.superseded,
            )
        )
    return joined(said) if said else None


def _withdrawals_without_effect(incoming: Incoming) -> Sentence | None:
    """What is told of the ids of a list of deletions that take nothing out, None where all do."""
    if "why" not in incoming.unchanged:
        return None
    counts = incoming.unchanged["why"].value_counts()
    parts = [joined((f"{counts[why]:,}", why)) for why in (ALREADY_OUT, UNKNOWN_ID) if why in counts]
    return L_("Of the ids that change nothing: {parts}.", parts=joined(parts, L_(", "))) if parts else None
