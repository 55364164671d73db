"""What became of the rows of a gazetteer, in sentences for whoever made a theatre of it."""

from __future__ import annotations

from geo.common.messages import _, ngettext
from geo.validation.faults import describe_row
from ingest.new_theatre.own_gazetteer import GazetteerAccount


def columns_read(account: GazetteerAccount) -> str:
    """What each column was read as, as in "sdn.xlsx: name=NAME_EN, latitude=LAT."."""
    columns = ", ".join(f"{key}={column}" for key, column in account.columns.items())
    return f"{account.file}: {columns}."


def rows_read(account: GazetteerAccount) -> str:
    """The rows read, kept, merged and rejected, which add up, and what was lent."""
    rows = ngettext("{number} row read", "{number} rows read", account.read).format(number=f"{account.read:,}")
    told = _(
        "{rows} = {kept} kept + {merged} merged with another row of the same place + {rejected} rejected. GeoNames "
        "lent {lent} of them people, kind and spellings."
    )
    counts = {name: f"{getattr(account, name):,}" for name in ("kept", "merged", "rejected", "lent")}
    return told.format(rows=rows, **counts)


def rows_rejected(account: GazetteerAccount) -> list[str]:
    """For each fault how many rows it cost, most first, and the first of them."""
    told = []
    for fault, count in account.by_reason.items():
        first = describe_row((next(one for one in account.faults if one.fault == fault),))
        line = ngettext("{number} row rejected: {row}", "{number} rows rejected, the first: {row}", count)
        told.append(line.format(number=f"{count:,}", row=first))
    return told
