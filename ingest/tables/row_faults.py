"""What can be wrong with a row of delimited text, in words."""

from __future__ import annotations

from geo.common.messages import L_, ngettext_lazy
from geo.validation.faults import Fault
from ingest.tables.table import uncut

QUOTE_REMEDY = L_('Close the quoted text with ", and write " inside it twice ("").')

DELIMITERS = {"\t": L_("a tab"), ",": L_("a comma"), ";": L_("a semicolon"), "|": L_("a vertical bar")}


def ragged(row: int, text: str, expected: int, actual: int, delimiter: str) -> Fault:
    """Too few or too many cells."""
    lines = text.rstrip("\r\n").count("\n") + 1
    cells = ngettext_lazy("{number:,} cell", "{number:,} cells", actual, number=actual)
    columns = ngettext_lazy("{number:,} column", "{number:,} columns", expected, number=expected)
    fault = (
        L_("has {cells} where the table has {columns}, over {lines} lines", cells=cells, columns=columns, lines=lines)
        if lines > 1
        else L_("has {cells} where the table has {columns}", cells=cells, columns=columns)
    )
    if lines > 1:
        return uncut(
            row, text, fault, L_("Add or leave out cells. If text was cut: {quote_remedy}", quote_remedy=QUOTE_REMEDY)
        )
    if actual > expected:
        named = DELIMITERS.get(delimiter, delimiter)
        return uncut(
            row,
            text,
            fault,
            L_('Put text that holds {named} between quotes ("), or leave out the cells too many.', named=named),
        )
    return uncut(row, text, fault, L_("Add the cells that are missing."))


def oversized(row: int, text: str, most: int) -> Fault:
    """The fault of a row with a cell of more than `most` characters."""
    return uncut(
        row,
        text,
        L_("has a cell of more than {most:,} characters", most=most),
        L_("Shorten the text. {quote_remedy}", quote_remedy=QUOTE_REMEDY),
    )


def unclosed(row: int, text: str) -> Fault:
    """The fault of a row that opens a quoted text and never closes it."""
    return uncut(row, text, L_("opens a quoted text that is never closed"), QUOTE_REMEDY)


def zero_byte(row: int, text: str) -> Fault:
    """The fault of a row that holds a zero byte."""
    return uncut(
        row, text, L_("holds a zero byte, which is no text"), L_("Export the file again, or type the row anew.")
    )


def broken_letters(row: int, text: str) -> Fault:
    """The fault of a row whose bytes are no UTF-8."""
    return uncut(row, text, L_("holds bytes that are no letters in UTF-8"), L_("Export the file again as UTF-8."))
