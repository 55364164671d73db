"""Place names to points, offline: the theatre's gazetteer, scored candidates, never a silent best guess."""

from ingest.geocoding.answers import MARGIN, THRESHOLD, Answer, PlaceCandidate
from ingest.geocoding.gazetteer import Gazetteer

__all__ = ["MARGIN", "THRESHOLD", "Answer", "Gazetteer", "PlaceCandidate"]
