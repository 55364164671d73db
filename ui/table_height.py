"""How tall a table of Streamlit's is drawn."""

from __future__ import annotations

HEAD_PX, ROW_PX = 40, 35
"""What Streamlit gives the head of a table with its border, and each row."""


def table_height(rows: int, *, tallest: int) -> int:
    """Height of a table in px: that of its rows, and from `tallest` px on it scrolls."""
    return min(tallest, HEAD_PX + ROW_PX * rows)
