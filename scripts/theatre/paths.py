"""Where things lie, and the box the base map is cut to."""

from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent
FACTS = SCRIPTS / "facts"
CACHE = SCRIPTS / ".cache"
DATA = SCRIPTS.parent / "data"

FRAME = (33.5, 30.5, 44.5, 39.0)  # west, south, east, north: the country, its neighbours and a margin
RIVER_FRAME = (35.0, 32.0, 43.0, 37.8)  # rivers further out carry nothing for this theatre
FIRST_DAY = "2024-11-26"
LAST_DAY = "2024-12-08"
