"""Files made to do harm, small and all our own: what each would do stands with its test."""

from __future__ import annotations

import io

import xlsxwriter

from tests.ingest.tables.files import xlsx, zipped
from tests.ingest.tables.test_workbooks import parts_of

HEADER = "date,latitude,longitude,event_type,actor1,location,notes,fatalities\n"


def sheet_with(rows: str) -> bytes:
    """A workbook whose sheet holds `rows`, as XML."""
    parts = parts_of(xlsx(("S", [["id"], ["1"]])))
    before, _, rest = parts["xl/worksheets/sheet1.xml"].decode().partition("<sheetData>")
    sheet = f"{before}<sheetData>{rows}{rest[rest.index('</sheetData>') :]}"
    return zipped({**parts, "xl/worksheets/sheet1.xml": sheet.encode()})


def workbook_of_durations(*values: float, shown_as: str = "[h]:mm") -> bytes:
    """Two rows of events with notes that are fine, and between them one for each of `values`, formatted `shown_as`."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, look = book.add_worksheet(), book.add_format({"num_format": shown_as})
        event = ["2024-12-01", 36.2, 37.1, "Battles"]
        sheet.write_row(0, 0, ["date", "latitude", "longitude", "event_type", "notes"])
        sheet.write_row(1, 0, [*event, "fine"])
        for at, value in enumerate(values, start=2):
            sheet.write_row(at, 0, event)
            sheet.write_number(at, 4, value, look)
        sheet.write_row(len(values) + 2, 0, [*event, "fine too"])
    return out.getvalue()


def events_of(actor: str, count: int = 3) -> str:
    """A CSV of events of which the second has `actor`."""
    rows = [
        f"2024-12-0{day},36.2,37.1,Battles,{actor if day == 2 else 'Alpha'},Aleppo,x,1" for day in range(1, count + 1)
    ]
    return HEADER + "\n".join(rows) + "\n"
