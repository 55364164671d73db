"""How control drawn elsewhere is read: the options of every command that reads some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.shared_options import Command, option, taking
from geo.common.measure import M_PER_KM
from ingest.histories.history_factions import FactionRule, parse_words
from ingest.histories.history_options import HistoryOptions
from ingest.histories.outline_strips import WIDEST_M

OneFaction = Annotated[str, typer.Option("--faction", help="Whose ground every polygon is.")]
FactionColumn = Annotated[str, typer.Option(help="Column that says whose ground a polygon is.")]
FactionWords = Annotated[
    list[str] | None,
    typer.Option(
        "--map-factions",
        help='"value=FACTION" for that column (or contested, unknown, ignore; start* for all that begin so).',
    ),
]
UndrawnHolder = Annotated[
    str, typer.Option("--undrawn-holder", help="Who holds the ground not drawn; left out: not known.")
]
DateFormat = Annotated[
    str | None, typer.Option(help="How days are written, as in %d-%m-%Y or %s (seconds since 1970).")
]
DateColumn = Annotated[str, typer.Option(help="Column with the day of each feature.")]
StartColumn = Annotated[str, typer.Option(help="Column with the first day of each feature.")]
EndColumn = Annotated[str, typer.Option(help="Column with the last day of each feature.")]
EndExclusive = Annotated[bool, typer.Option("--end-exclusive", help="The end day no longer counts.")]
SliverKm = Annotated[
    float | None,
    typer.Option(
        "--sliver-km", min=0, max=WIDEST_M / M_PER_KM, help="How wide strips along border and coast are; 0: none are."
    ),
]
RejectedFile = Annotated[Path | None, typer.Option("--rejected", help="Write all that needs fixing to this CSV.")]


@dataclass(frozen=True)
class DrawnOptions:
    """What was typed behind the options that say how a drawing is read."""

    given: Mapping[str, Any]

    @property
    def words(self) -> dict[str, str]:
        """What each value of the column of holders stands for.

        Raises
        ------
        SchemaError : an entry is none.
        """
        return parse_words(self.given["mapping"] or ())

    def of_drawing(self) -> HistoryOptions:
        """The same for a reader of drawings.

        Raises
        ------
        SchemaError : an entry of --map-factions is none.
        """
        given = {name: value for name, value in self.given.items() if name not in _OF_FACTIONS}
        return HistoryOptions(
            factions=FactionRule(self.given["faction"], self.given["faction_column"], self.words), **given
        )


_OF_FACTIONS = ("faction", "faction_column", "mapping")


def reads_drawings() -> Callable[[Command], Command]:
    """A command whose parameter `drawn` is DrawnOptions, with the options in its place."""
    return taking(
        "drawn",
        [
            option("faction", OneFaction, ""),
            option("faction_column", FactionColumn, ""),
            option("mapping", FactionWords, None),
            option("rest", UndrawnHolder, ""),
            option("date_format", DateFormat, None),
            option("date_column", DateColumn, ""),
            option("start_column", StartColumn, ""),
            option("end_column", EndColumn, ""),
            option("end_excluded", EndExclusive, False),
        ],
        DrawnOptions,
    )
