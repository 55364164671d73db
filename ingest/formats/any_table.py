"""Any other table, through a mapping of its columns."""

from __future__ import annotations

from geo.common.messages import L_, N_
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import TABLE, ColumnMapping

FORMAT = Format(
    id=TABLE,
    title=L_("Plain table"),
    layouts=(Layout(checked="", documented="", needs=frozenset(), mapping=ColumnMapping()),),
    credit="",
    licence=N_("Nothing is known of its terms; ask whoever made it before you pass it on."),
)
