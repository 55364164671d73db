"""What a file corrects, on the command line: the difference, the figures that move, what is gone and what stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands.terminal import out, problems
from geo.changelog.log import BATCHES
from geo.common.errors import DataError
from geo.common.messages import verbatim
from geo.events.batch_parts import read_withdrawn
from geo.theatre.theatre import Theatre
from ingest.matching.change_list import CHANGED, CONFLICT, LEAVES, change_list
from ingest.matching.conflicts import as_complete, taking
from ingest.matching.incoming import Incoming
from ingest.matching.moved_figures import Moved, figures_moved
from ingest.matching.withdrawn import GONE
from ingest.tables.table import counted

ALL = "all"
SHOWN = 10
TITLES = {
    "events": "events", "possible": "possible events", "killed_low": "killed, at least", "killed_best": "killed",
    "killed_high": "killed, at most", "strikes": "strikes",
}  # fmt: skip


@dataclass(frozen=True)
class CorrectionOptions:
    """What a person says of a file that corrects: it is complete for what it covers; of which events its version counts
    before that of a person, ALL for all."""

    complete: bool
    take: frozenset[str]

    def of(self, incoming: Incoming) -> Incoming:
        """`incoming` as it is with that.

        Raises
        ------
        NotCompleteError : it cannot be complete. DataError : an event is named that no person keeps.
        """
        incoming = as_complete(incoming) if self.complete else incoming
        if strange := self.take - incoming.conflicting - {ALL}:
            raise DataError(
                "--prefer-file",
                verbatim(f"names {', '.join(sorted(strange))}"),
                verbatim("Name an event that is shown as a conflict."),
            )
        return taking(incoming, incoming.conflicting if ALL in self.take else self.take)


def withdrawn_as_lacking(folder: Path, theatre: Theatre) -> list[str]:
    """A sentence for each complete file that took events out which it lacks, with the ids of those that are out still.

    Raises
    ------
    UnreadableFileError : what a file took out cannot be read.
    """
    told = []
    for note in (note for note in theatre.imports.values() if note.gone):
        out = read_withdrawn(folder / BATCHES / note.batch)
        ids = out.loc[(out["why"] == GONE) & ~out["event_id"].isin(theatre.events.index), "event_id"]
        if ids.empty:
            continue
        more = f" and {len(ids) - SHOWN:,} more" if len(ids) > SHOWN else ""
        events = f"{counted(len(ids), 'event')} withdrawn that it lacks"
        told.append(f"{note.title}, complete for what it covers: {events}: {', '.join(ids.head(SHOWN))}{more}.")
    return told


def corrects_something(incoming: Incoming) -> bool:
    """Whether a file changes or takes out events that the theatre holds."""
    return bool(incoming.superseded or len(incoming.withdrawals))


def changes_account(incoming: Incoming, theatre: Theatre) -> dict[str, Any]:
    """The figures that move, the days, areas and types the file covers, and of which events a person keeps the word."""
    gone = incoming.gone
    return {
        "figures": [vars(one) for one in figures_moved(incoming, theatre)] if corrects_something(incoming) else [],
        "covers": None
        if gone.first is None
        else {"first": f"{gone.first}", "last": f"{gone.last}", "countries": list(gone.countries),
              "areas": list(gone.areas), "types": list(gone.types)},
        "conflicting": sorted(incoming.conflicting),
    }  # fmt: skip


def print_changes(incoming: Incoming, theatre: Theatre, *, listed: bool) -> None:
    """The first lines of each kind of change; `listed`: the whole list is written to a file."""
    lines = change_list(incoming)
    for what in (CHANGED, LEAVES, CONFLICT):
        some = lines[lines["what"] == what]
        for line in some.head(SHOWN).itertuples():
            stays = f"; a person has it as {line.by_hand}, and that stays" if what == CONFLICT else ""
            change = f"{line.field} {_value(line.before)} -> {_value(line.after)}"
            told = _value(line.before) if what == LEAVES else f"{change}{stays}"
            out.print(f"{what}: {line.event_id}, {line.day}: {told}", soft_wrap=True)
        if len(some) > SHOWN:
            rest = "" if listed else "; all with --changes FILE.csv"
            out.print(f"… and {len(some) - SHOWN:,} more lines of this kind{rest}.")
    if corrects_something(incoming):
        _print_figures(figures_moved(incoming, theatre))
    _print_gone(incoming, theatre)
    if conflicting := len(incoming.conflicting):
        problems.print(
            f"{counted(conflicting, 'event stays as a person has it', 'events stay as a person has them')} "
            "though the file says otherwise by now. For the file's version: --prefer-file ID, or --prefer-file all.",
            soft_wrap=True,
        )


def _value(text: object) -> str:
    shown = str(text) or "nothing"
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


LONGEST = 80


def _print_figures(moved: tuple[Moved, ...]) -> None:
    by_name: dict[tuple[str, str], list[Moved]] = {}
    for one in moved:
        by_name.setdefault((one.of, one.name), []).append(one)
    for number, ((_, name), figures) in enumerate(by_name.items()):
        if number == SHOWN:
            out.print(f"… and figures of {counted(len(by_name) - SHOWN, 'more area or day', 'more areas and days')}.")
            break
        told = ", ".join(f"{TITLES[one.figure]} {one.before:,} -> {one.after:,}" for one in figures)
        out.print(f"Figures, {name}: {told}.", soft_wrap=True)


def _print_gone(incoming: Incoming, theatre: Theatre) -> None:
    gone = incoming.gone
    if not len(gone.events):
        if gone.outside:
            out.print(f"The file has rows of {gone.span_words(theatre.governorate_names)}.", soft_wrap=True)
        return
    covers = gone.span_words(theatre.governorate_names)
    withdrawn = len(incoming.withdrawals) - incoming.withdrawn
    then = (
        f"{withdrawn:,} withdrawn, as the file is complete"
        if withdrawn
        else "they stay; if the file is complete for that, --complete withdraws them"
    )
    first = ", ".join(gone.events.index[:SHOWN]) + (" …" if len(gone.events) > SHOWN else "")
    out.print(
        f"{counted(len(gone.events), 'event')} of earlier files not in this one, {covers}: {first}. {then}.",
        soft_wrap=True,
    )
    if kept := int(gone.events["by_hand"].sum()):
        out.print(f"{kept:,} of them a person has changed: those stay unless --prefer-file takes them too.")
