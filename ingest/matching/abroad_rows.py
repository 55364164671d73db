"""Rows of a file that lie abroad: without a position they cannot be placed, with one they are kept and told apart."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.common.messages import L_, Sentence, joined, ngettext_lazy
from geo.events.abroad import is_other_country, with_abroad_and_contradicting
from geo.theatre.theatre import Theatre
from geo.validation.faults import FaultLog
from ingest.mappings.mapping import ColumnMapping

OTHER_COUNTRY = "other-country"
LISTED = 10
"""Rows that are listed by number in a sentence."""


@dataclass(frozen=True)
class AbroadRows:
    """Of the accepted rows of a file, by number: those that lie abroad, and those that name one country and lie in
    another, each of which counts where it says it does."""

    rows: tuple[int, ...] = ()
    contradicting: tuple[int, ...] = ()

    @property
    def words(self) -> Sentence | None:
        """What a person is told of them, as in "3 of them lie abroad: kept and shown, and in no figure of Mali."; None
        where there are none."""
        told = []
        if many := len(self.rows):
            told.append(
                ngettext_lazy(
                    "{number:,} of them lies abroad: kept and shown, in no figure.",
                    "{number:,} of them lie abroad: kept and shown, in no figure.",
                    many,
                    number=many,
                )
            )
        if many := len(self.contradicting):
            told.append(
                ngettext_lazy(
                    "{number:,} names one country and lies well inside another (row {rows}); the country named "
                    "decides.",
                    "{number:,} name one country and lie well inside another (rows {rows}); the country named decides.",
                    many,
                    number=many,
                    rows=_listed(self.contradicting),
                )
            )
        return joined(told) if told else None


def _listed(rows: tuple[int, ...]) -> str:
    return ", ".join(map(str, rows[:LISTED])) + (" ..." if len(rows) > LISTED else "")


def note_other_countries(
    events: pd.DataFrame, unplaced: NDArray[np.bool_], theatre: Theatre, mapping: ColumnMapping, faults: FaultLog
) -> None:
    """Note the rows without a position (`unplaced`, (n,)) whose country is not the theatre's: their place cannot be one
    of its places, whatever is called so there."""
    if not unplaced.any():
        return
    codes, countries = pd.factorize(events["country"].fillna("").astype(str))
    other = np.array([is_other_country(country, theatre.home) for country in countries], dtype=bool)[codes]
    own = theatre.countries.loc[theatre.countries["iso_a3"] == theatre.country, "name_en"].iloc[0]
    faults.add(
        unplaced & other,
        mapping.label("country"),
        events["country"],
        OTHER_COUNTRY,
        L_("is not {own}, so its place is none of this theatre's", own=own),
        L_("Bring it into a theatre of that country, or give its position: it is shown as abroad then."),
    )


def told_apart(accepted: gpd.GeoDataFrame, rows: pd.Series, theatre: Theatre) -> tuple[gpd.GeoDataFrame, AbroadRows]:
    """`accepted` with the first-level area each counts to, and which of them (`rows`, their numbers) lie abroad."""
    home, governorates, extent = theatre.home, theatre.governorates, theatre.extent
    placed, astray = with_abroad_and_contradicting(accepted, home=home, governorates=governorates, extent=extent)
    found = AbroadRows(tuple(rows[placed["abroad"]].tolist()), tuple(rows[astray].tolist()))
    return gpd.GeoDataFrame(placed.drop(columns="abroad")), found
