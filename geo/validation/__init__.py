"""Columns described, tables checked against them, and what is wrong with a row."""
