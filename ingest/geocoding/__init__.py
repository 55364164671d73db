"""Place names to points, offline: the theatre's gazetteer, scored candidates, never a silent best guess."""

from ingest.geocoding.gazetteer import Gazetteer
from ingest.geocoding.place_candidates import MARGIN, THRESHOLD, Answer, PlaceCandidate

__all__ = ["MARGIN", "THRESHOLD", "Answer", "Gazetteer", "PlaceCandidate"]
