"""Changes of events by hand in the order of the log: which of them count, and which rows of files they count before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from geo.changelog.log import Entry, Ledger, Subject

BEFORE_ALL, AFTER_ALL = float("-inf"), float("inf")
"""Places before the theatre's own file, which comes before all changes, and after the last of them."""


@dataclass(frozen=True, eq=False)
class HandOrder:
    """`places`: of each change among those that stand; `last`: the last change of each event; `overruled`: the place of
    the file that was said to count before that one, by event; `passed`: the changes that are not the last word on their
    event and were known once, oldest first."""

    places: Mapping[str, int]
    last: Mapping[str, Entry]
    overruled: Mapping[str, int]
    passed: Sequence[Entry]

    def hidden(self, place: int) -> frozenset[str]:
        """The events of which a row of a file at this place does not count, for a person's change does."""
        return frozenset(
            key
            for key, entry in self.last.items()
            if self._counts_from(entry) < place < self.overruled.get(key, AFTER_ALL)
        )

    def _counts_from(self, entry: Entry) -> float:
        """The place from which on a change counts before the rows of files."""
        return self.places[entry.id] if entry.corrects_files else BEFORE_ALL

    @property
    def counting(self) -> Mapping[str, Entry]:
        """The last changes that no file was said to count before."""
        return {key: entry for key, entry in self.last.items() if key not in self.overruled}

    def between(self, after: float, before: float) -> list[dict[str, Entry]]:
        """The changes `passed` that stand between two places, in rounds in which each event has one."""
        rounds: list[dict[str, Entry]] = []
        for entry in self.passed:
            if after < self.places[entry.id] < before:
                one = next((one for one in rounds if entry.key not in one), None)
                if one is None:
                    rounds.append(one := {})
                one[entry.key] = entry
        return rounds


def hand_order(ledger: Ledger) -> HandOrder:
    """The changes of events by hand in a log."""
    places = {entry.id: at for at, entry in enumerate(ledger.standing)}
    last = ledger.last(Subject.EVENT)
    of = {entry.id: key for key, entry in last.items()}
    overruled: dict[str, int] = {}
    for entry in ledger.standing:
        if entry.key in ledger.batches:
            here = {of[one]: places[entry.id] for one in (entry.row or {}).get("over", ()) if one in of}
            overruled = here | overruled
    passed = [last[key] for key in overruled]
    for key, entry in last.items():
        if entry.corrects_files:  # what a person placed before is an earlier version of the event, as a file's row is
            passed += [one for one in ledger.changes_of(Subject.EVENT, key)[:-1] if one.took is not None]
    return HandOrder(places, last, overruled, sorted(passed, key=lambda one: places[one.id]))


def about_events(ledger: Ledger, events: Set[str]) -> Ledger:
    """The log without the changes by hand of other events; what was undone of these is nothing then."""
    return Ledger(tuple(one for one in ledger.entries if one.subject is not Subject.EVENT or one.key in events))
