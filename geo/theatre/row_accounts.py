"""What became of the rows of every file of a theatre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.changelog.imports import BatchNote
from geo.changelog.resubmissions import RowOutcomes
from geo.common.messages import N_, Sentence, _, ngettext, ngettext_lazy
from geo.control.ground_files import ground_file
from geo.control.report_files import report_file
from geo.events.batch_events import batch_file
from geo.events.batch_parts import HELD_BACK, OF_FILES, OF_HAND
from geo.events.event_files import AllEvents
from geo.validation.faults import Checked


@dataclass(frozen=True, kw_only=True)
class Account:
    """What became of the rows of one file: read = accepted + superseded + unchanged + withdrawn + duplicates +
    set_aside. Only a file that was brought in has more than accepted rows and those rejected.

    `superseded`: rows that took the place of what an earlier file says; `unchanged`: rows the theatre has as they are;
    `withdrawn`: rows that took an event out; `duplicates`: rows that repeat another, or stand for an event of another
    source. `replaced`: those accepted or superseded rows that a later file corrected or withdrew.
    """

    file: str
    read: int
    accepted: int
    rejected: int
    superseded: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    duplicates: int = 0
    replaced: int = 0

    @property
    def words(self) -> str:
        """As in "937 accepted + 3 duplicates + 60 need fixing"."""
        return account_words({**vars(self), "set_aside": self.rejected}, duplicates=self.duplicates > 0)


def account_words(counts: Mapping[str, object], *, duplicates: bool = True, would: str = "") -> str:
    """As in "937 accepted + 12 superseded + 3,000 unchanged + 0 withdrawn + 3 duplicates + 60 need fixing", by the
    names of the counts. Where a file neither corrects nor repeats what an earlier one says, the three words for that
    are left out, and the duplicates without `duplicates`; `would` stands before "accepted"."""
    said = {name: int(str(counts.get(name) or 0)) for name in (*CORRECTED, "accepted", "duplicates", "set_aside")}
    names = [*(CORRECTED if any(said[name] for name in CORRECTED) else ())]
    if duplicates or names:
        names.append("duplicates")
    accepted = f"{said['accepted']:,} {would}accepted" if would else _part("accepted", said["accepted"])
    return " + ".join([accepted, *(_part(name, said[name]) for name in (*names, "set_aside"))])


def _part(name: str, count: int) -> str:
    """A part of the account, as in "60 need fixing"."""
    if name == "set_aside":
        return _(need_fixing(count))
    one = ngettext("{number} duplicate", "{number} duplicates", count) if name == "duplicates" else _(PARTS[name])
    return one.format(number=f"{count:,}")


def need_fixing(count: int) -> Sentence:
    """As in "1 needs fixing": how the page and the command line tell of rejected rows and features."""
    return ngettext_lazy("{number} needs fixing", "{number} need fixing", count, number=f"{count:,}")


PARTS = {
    "accepted": N_("{number} accepted"),
    "superseded": N_("{number} superseded"),
    "unchanged": N_("{number} unchanged"),
    "withdrawn": N_("{number} withdrawn"),
}


CORRECTED = ("superseded", "unchanged", "withdrawn")


def accounts_of(
    checked: Mapping[str, Checked[Any]],
    events: AllEvents,
    imports: Mapping[str, BatchNote],
    since: Mapping[str, RowOutcomes],
) -> tuple[Account, ...]:
    """What became of the rows of each file. Of a file brought in all its rows count, those its import rejected too;
    one that a person has placed since is accepted, or corrects; one that came back with another file counts there and
    is a duplicate here. What stands in the log counts there."""
    batches = {batch_file(batch): note for batch, note in imports.items()}
    reports = {of(batch): batch_file(batch) for batch in imports for of in (report_file, ground_file)}
    refused = {reports[file]: len(part.rejected) for file, part in checked.items() if file in reports}
    accounts = []
    for file, part in checked.items():
        if file in reports:  # its rows are told of with the note of the file
            continue
        replaced = events.replaced.get(file, 0)
        if (note := batches.get(file)) is None:
            accepted = len(part.accepted) + replaced
            aside = len(part.rejected)
            accounts.append(
                Account(file=file, read=accepted + aside, accepted=accepted, rejected=aside, replaced=replaced)
            )
            continue
        became, fallen = since.get(note.batch, RowOutcomes()), dict(events.fallen.get(file, {}))
        if file in refused:
            fallen[""] = fallen.get("", 0) + refused[file]
        accounts.append(
            Account(
                file=note.title,
                read=note.read,
                accepted=note.accepted + len(became.placed - became.corrected) - fallen.get("", 0),
                superseded=note.superseded + len(became.corrected) - fallen.get(OF_FILES, 0) - fallen.get(OF_HAND, 0),
                unchanged=note.unchanged - fallen.get(HELD_BACK, 0),
                withdrawn=note.withdrawn,
                duplicates=note.duplicates + len(became.mended) + len(became.again),
                rejected=note.rejected - len(became.rows) + sum(fallen.values()),
                replaced=replaced,
            )
        )
    return tuple(accounts)
