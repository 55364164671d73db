"""What each faction gained and lost by governorate or unit, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from geo.analysis.situation import Situation
from geo.analysis.unit_statistics import unit_changes
from geo.common.messages import _
from geo.common.remembered import remembered
from geo.control.admin_units import Units
from geo.control.change import Balance
from map.spoken import short_name
from ui.words import adm1_word, governorate_names, in_the_other, other_language, some_km2, unit_name


@remembered
def governorates_table(situation: Situation) -> pd.DataFrame:
    """One row a governorate and one for all together: what each faction gained and lost there, and the ground that was
    settled and that became contested or disputed; km² as text, empty where there is none."""
    names, first = governorate_names(situation.theatre), adm1_word(situation.theatre)
    parts = [(names[pcode], part) for pcode, part in situation.change.by_governorate.items()]
    return _balances(situation, [({first: name}, part) for name, part in sorted(parts, key=lambda p: p[0])])


def units_table(situation: Situation, units: Units) -> pd.DataFrame:
    """The same for units that were brought in."""
    parts = unit_changes(situation, units).items()
    return _balances(
        situation,
        [
            ({_("Unit"): unit_name(units, code), other_language(): in_the_other(units, code)}, part)
            for code, part in parts
        ],
    )


def _balances(situation: Situation, parts: Sequence[tuple[Mapping[str, str], Balance]]) -> pd.DataFrame:
    moved, theatre = situation.change, situation.theatre
    factions = sorted(
        moved.gross_gain.keys() | moved.gross_loss.keys(),
        key=lambda faction: -moved.gross_gain.get(faction, 0.0) - moved.gross_loss.get(faction, 0.0),
    )
    together = {column: _("Together") if not place else "" for place, column in enumerate(parts[0][0])} if parts else {}
    return pd.DataFrame(
        [
            {
                **name,
                **{short_name(theatre.factions[faction]): _gain_and_loss(part, faction) for faction in factions},
                _("Was contested"): _some(sum(part.became_settled.values())),
                _("Became contested"): _some(sum(part.became_unsettled.values())),
            }
            for name, part in [*parts, (together, moved)]
        ]
    )


def _gain_and_loss(part: Balance, faction: str) -> str:
    signs = (("+", part.gross_gain), ("\N{MINUS SIGN}", part.gross_loss))
    return " ".join(f"{sign}{some_km2(km2[faction])}" for sign, km2 in signs if faction in km2)


def _some(km2: float) -> str:
    return some_km2(km2) if km2 else ""
