"""The rows of the file in hand on the map, beside everything the theatre holds and never mistaken for it."""

from __future__ import annotations

import copy
from dataclasses import replace

from layers.compact import new_group
from layers.not_kept import not_kept_legend
from ui.bring_in.in_hand import InHand
from ui.drawing import Drawing


def with_rows_in_hand(drawn: Drawing, now: InHand | None) -> Drawing:
    """`drawn` with the rows that would be accepted, on top."""
    if now is None or not now.found.accepted:
        return drawn
    marks = copy.copy(now.marks)  # made once; what is drawn belongs to the one group it is drawn in
    return replace(
        drawn,
        groups=[*drawn.groups, new_group("Not kept yet", marks)],
        legend=[*not_kept_legend(now.found.events, now.table.file), *drawn.legend],
    )
