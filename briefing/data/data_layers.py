"""The layers of a data file: what the layers of the map that are on bring with them.

Every one holds exactly the rows of the situation, in a fixed order, with names in English and in Arabic and the style
the map draws them with. Geometry is EPSG:4326.
"""

from __future__ import annotations

from briefing.job.brief import Brief
from briefing.job.errors import BriefingError
from geo.common.messages import L_, joined
from layers import all_layers, layers_of
from map.table import LayerTable


def data_layers(brief: Brief) -> list[LayerTable]:
    """The tables that the layers asked for bring, lowest first; those of change also where the change is asked for.

    Raises
    ------
    BriefingError : none of them brings any; the message says why, layer by layer.
    """
    changed = brief.request.kind == "change"
    asked = [layer for layer in all_layers() if layer in brief.layers or (changed and layer.time_mode == "change")]
    tables = dict.fromkeys(table for layer in asked for table in layer.tables)
    if not tables:
        why = joined(joined((layer.title.en, L_(layer.no_data_file)), ": ") for layer in asked)
        known = ", ".join(sorted(layer.id for layer in layers_of(brief.theatre) if layer.tables))
        raise BriefingError(
            L_("No layer asked for goes into a data file. {why} Switch on one of {known}.", why=why, known=known)
        )
    return sorted((table(brief.situation) for table in tables), key=lambda table: table.order)
