"""What `validate` says of events that take a place, held against control."""

from __future__ import annotations

from pathlib import Path

from commands.terminal import out, problems
from geo.analysis.taking_checks import Outcome, check_takings
from geo.analysis.taking_faults import marked_in_words, taking_faults
from geo.theatre.theatre import Theatre
from geo.validation.faults import describe_row


def print_takings(folder: Path, theatre: Theatre) -> int:
    """Say how the takings of a theatre agree with its control; how many places of them contradict it unmarked."""
    account = check_takings(theatre)
    if not account.by_event:
        return 0
    out.print(f"{account.sentence}.", soft_wrap=True)
    for why, count in account.reasons.items():
        out.print(f"  not checkable, {why}: {count:,}", soft_wrap=True)
    for check in account.of(Outcome.MARKED):
        out.print(f"  marked: {marked_in_words(theatre, check)}", soft_wrap=True)
    faults = taking_faults(folder, theatre, account)
    for fault in faults:
        problems.print(describe_row((fault,)), soft_wrap=True)
    return len(faults)
