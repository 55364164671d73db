"""Colours of print that are no data."""

INK = "#1c1f23"
QUIET = "#5c6166"
RULE = "#c9c6bf"
HALO = "#ffffff"
