"""A list of deletions: the ids of events that their source took back, with the day it did where the list says that.

ACLED publishes one (event_id_cnty, deleted_timestamp); other sources mail a column of ids.
What the columns are called is data, in `deletion_list.toml`.
"""

from __future__ import annotations

import re

from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.common.word_lists import word_list
from ingest.drafts.unique import plain
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

FORMAT = Format(
    id="deletions",
    title=L_("a list of deletions"),
    layouts=(
        Layout(
            checked="a column of ids, alone or with the moment; ACLED's event_id_cnty, deleted_timestamp",
            documented="ACLED API, endpoint deleted, acleddata.com/knowledge-base",
            needs=frozenset(),
            mapping=ColumnMapping(format="deletions"),
        ),
    ),
    credit="",
    licence="",
    notes=(L_("Each id takes an event out; undo the import to have them all back."),),
)
IDS, MOMENTS, ALONG = (tuple(word_list(__file__)[kind]) for kind in ("ids", "moments", "along"))
"""Names, in small letters, of the column with the ids, of that with the moment an event was taken back, and of those
that may stand beside them; of each, the first that is there counts."""


def _named(table: Table) -> dict[str, str]:
    return {re.sub(r"[\s\-]+", "_", plain(str(name)).casefold()): str(name) for name in reversed(table.cells.columns)}


def is_list(table: Table) -> bool:
    """Whether a table has a column of ids, and no other but when they were taken back and why."""
    named = _named(table)
    told = {*IDS, *MOMENTS, *ALONG}
    return bool(named) and table.header and table.geometry is None and set(named) <= told and bool({*IDS} & set(named))


def deletion_mapping(table: Table) -> ColumnMapping:
    """Which column of a table holds the ids, and which the moments.

    Raises
    ------
    SchemaError : none of its columns is called as ids are, and it has more than one.
    """
    named = _named(table)
    columns = [str(name) for name in table.cells.columns]
    ids = next((named[name] for name in IDS if name in named), columns[0] if len(columns) == 1 else "")
    if not ids:
        listed = ", ".join(IDS)
        raise SchemaError(
            table.file,
            L_("has no column of ids"),
            L_("Call it as one of {listed}, or leave only that column.", listed=listed),
        )
    moment = next((named[name] for name in MOMENTS if name in named and named[name] != ids), "")
    return ColumnMapping(format=FORMAT.id, columns={"source_id": ids} | ({"revised_on": moment} if moment else {}))
