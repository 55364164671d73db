"""The world whose figures another program worked out, and its answers."""

from __future__ import annotations

import json
from pathlib import Path

from geo.registry.factions import check_factions

WORLD = Path(__file__).parent / "world"
GRASS = json.loads((Path(__file__).parent / "grass.json").read_text(encoding="utf-8"))
FACTIONS = check_factions(
    [
        {
            "id": name,
            "name_en": name,
            "name_ar": "",
            "colour": colour,
            "side": name,
            "holds_ground": True,
        }
        for name, colour in (("BLUE", "#0072B2"), ("RED", "#D55E00"), ("GREEN", "#009E73"))
    ],
    "here",
)
