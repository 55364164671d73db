"""How control drawn elsewhere is read: the options that every command has which reads some."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.common.measure import M_PER_KM
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
RejectedFile = Annotated[Path | None, typer.Option("--rejected", help="Write all that is set aside to this CSV.")]
