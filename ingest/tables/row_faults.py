"""What can be wrong with a row of delimited text, in words."""

from __future__ import annotations

from geo.validation.faults import Fault
from ingest.tables.table import counted, uncut

QUOTE_REMEDY = 'Close the quoted text with ", and write " inside it twice ("").'


def ragged(row: int, text: str, expected: int, actual: int, delimiter: str) -> Fault:
    """Too few or too many cells."""
    fault = f"has {counted(actual, 'cell')} where the table has {counted(expected, 'column')}"
    lines = text.rstrip("\r\n").count("\n") + 1
    if lines > 1:
        fault += f", over {lines} lines"
        return uncut(row, text, fault, f"Add or leave out cells. If text was cut: {QUOTE_REMEDY}")
    if actual > expected:
        named = {"\t": "a tab", ",": "a comma", ";": "a semicolon", "|": "a vertical bar"}.get(delimiter, delimiter)
        return uncut(
            row, text, fault, f'Put text that holds {named} between quotes ("), or leave out the cells too many.'
        )
    return uncut(row, text, fault, "Add the cells that are missing.")


def oversized(row: int, text: str, most: int) -> Fault:
    """The fault of a row with a cell of more than `most` characters."""
    return uncut(row, text, f"has a cell of more than {most:,} characters", f"Shorten the text. {QUOTE_REMEDY}")


def unclosed(row: int, text: str) -> Fault:
    """The fault of a row that opens a quoted text and never closes it."""
    return uncut(row, text, "opens a quoted text that is never closed", QUOTE_REMEDY)


def zero_byte(row: int, text: str) -> Fault:
    """The fault of a row that holds a zero byte."""
    return uncut(row, text, "holds a zero byte, which is no text", "Export the file again, or type the row anew.")


def broken_letters(row: int, text: str) -> Fault:
    """The fault of a row whose bytes are no UTF-8."""
    return uncut(row, text, "holds bytes that are no letters in UTF-8", "Export the file again as UTF-8.")
