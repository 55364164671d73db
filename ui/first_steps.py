"""What a theatre that knows nothing yet says instead of empty figures: how to fill it."""

from __future__ import annotations

import shlex
from pathlib import Path

import streamlit as st

from geo.common.messages import _, either, ngettext
from geo.theatre.theatre import Theatre
from ingest.new_theatre.parties import STAND_INS
from map.spoken import listing
from ui.html import markdown


def knows_nothing(theatre: Theatre) -> bool:
    """Whether there is not one report, event or crossing, and no history."""
    return theatre.history is None and theatre.reports.empty and theatre.events.empty and theatre.crossings.empty


def first_steps(theatre: Theatre, lies_in: Path) -> None:
    """What is here, what is missing, and the ways to bring it in."""
    folder = shlex.quote(str(lies_in))
    called, many = theatre.adm1_name, len(theatre.governorates)
    areas = (called.one if many == 1 else called.many).say().lower()
    count = len(theatre.places)
    places = ngettext("{count} place", "{count} places", count).format(count=f"{count:,}")
    st.info(
        _(
            "This theatre is ready and empty: {many} {areas} and {places} are on the map, and nothing is known yet of "
            "who holds them or what happened."
        ).format(many=f"{many:,}", areas=markdown(areas), places=places)
    )
    steps = (
        _parties(theatre),
        _(
            "**Bring in events** (ACLED, UCDP, a table, KML, GeoJSON): drop the file under *Bring in a file*, beside "
            "the map. You see what would become of every row before anything is kept."
        ),
        _(
            "**Bring in control**: rows in `control/reports.csv`, one claim about one place each, or areas drawn "
            "elsewhere."
        ),
        _("**Or do it by hand**: click the map, then *Add an event here* or *Say who holds this place* beside it."),
    )
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
    with st.expander(_("The same from a terminal")):
        _commands(folder)


def _parties(theatre: Theatre) -> str:
    names = [faction.name_en for faction in theatre.factions.values()]
    if not names or {party.name for party in STAND_INS} & set(names):
        return _("**Say who the parties are** in `factions.toml`: names, colours, and who fights on which side.")
    said = listing(either(faction.name_en, faction.name_ar) for faction in theatre.factions.values())
    return _("**The parties are named**: {names}. Their colours and sides stand in `factions.toml`.").format(
        names=markdown(said)
    )


def _commands(folder: str) -> None:
    st.code(
        f"python cli.py import FILE --data {folder} --dry-run\n"
        f"python cli.py import-control FILE --data {folder}\n"
        f"python cli.py import-boundaries FILE --data {folder}\n"
        f"python cli.py validate {folder}",
        language="shell",
    )
    st.caption(_("The page shows what is new when it is loaded again. docs/new-theatre.md tells each step in full."))
