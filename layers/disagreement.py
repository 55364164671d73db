"""Where sources disagree: cells with more than one vote on who holds them, whatever the rule made of it."""

from __future__ import annotations

import geopandas as gpd
import shapely

from geo.analysis.situation import Situation
from geo.common.crs import STORED
from geo.common.messages import N_, _
from geo.common.phrases import phrase
from geo.control.state import State
from map.drawables import Areas, Drawable
from map.layer import Layer, LegendItem, RenderOptions
from map.spoken import short_name
from map.styles import AreaStyle
from map.wording import name

SPLIT = AreaStyle(fill="none", colour="#8a008a", weight=2.6, dash="1 4")

VOTES = {
    "holds": N_("{party} holds ({number})"),
    "left": N_("{party} left ({number})"),
    "fighting": N_("{party} fighting ({number})"),
}
"""What a number of reports say of a party."""


def differing(state: State) -> bool:
    """Whether the deciding reports do not all say the same: two holders, or one said to stay and to have left."""
    holders = {vote.faction for vote in state.votes if vote.says == "holds"}
    leaving = {vote.faction for vote in state.votes if vote.says == "left"}
    fighting = {vote.faction for vote in state.votes if vote.says == "fighting"}
    return len(holders) > 1 or bool(holders & leaving) or bool(holders and fighting - holders)


def _split(situation: Situation) -> gpd.GeoDataFrame:
    split = [place_id for place_id, state in situation.states.items() if differing(state)]
    if not split:
        return gpd.GeoDataFrame({"place_id": []}, geometry=[], crs=STORED)
    pieces = situation.theatre.cells.pieces
    inside = pieces[pieces["place_id"].isin(split)]
    shapes = inside.groupby("place_id").geometry.apply(lambda part: shapely.coverage_union_all(part.to_numpy()))
    return gpd.GeoDataFrame({"place_id": shapes.index}, geometry=shapes.to_numpy(), crs=pieces.crs)


def _votes(state: State, situation: Situation) -> str:
    factions = situation.theatre.factions
    return _("; ").join(
        _(VOTES[vote.says]).format(party=short_name(factions[vote.faction]), number=len(vote.reports))
        for vote in state.votes
    )


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    split, places = _split(situation), situation.theatre.places
    tooltips = []
    for place_id in split["place_id"]:
        place = places.loc[place_id]
        shown = name(place["name_en"], place["name_ar"], look.language).replace("\n", " ")
        votes = _votes(situation.states[place_id], situation)
        tooltips.append(_("{place}: reports differ\n{votes}. Click for all.").format(place=shown, votes=votes))
    refs = [f"place:{place_id}" for place_id in split["place_id"]]
    return (Areas.of(split.geometry, SPLIT, tooltips=tooltips, refs=refs),)


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    if not any(differing(state) for state in situation.states.values()):
        return []
    return [LegendItem(SPLIT, phrase("Sources disagree about this cell"))]


LAYER = Layer(
    id="disagreement",
    title=phrase("Disagreement of sources"),
    order=28,
    draw=draw,
    time_mode="last day",
    legend=legend,
    no_data_file=N_("Every report that decided is on the sheet Reports of the .xlsx."),
    source=N_("data/control/reports.csv: the votes behind each cell"),
    on_by_default=False,
)
