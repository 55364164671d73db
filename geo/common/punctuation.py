"""Marks that texts from elsewhere may have, in whichever language they are written."""

from __future__ import annotations

COMMAS = ",،"
SEMICOLONS = ";؛"
SENTENCE_ENDS = (".", "!", "?", "…", "؟", "۔")
