"""The layers as data for other programs."""
