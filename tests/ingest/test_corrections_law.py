"""Whatever is brought in, changed and undone: the theatre is what the changes that stand say."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.ledger import read_ledger
from geo.theatre_folder import read_theatre
from ingest.keeping.batches import keep
from ingest.keeping.store import ChangedMeanwhileError, undo
from tests.ingest.correction_worlds import (
    by_hand,
    killed,
    numbers,
    strike_out,
)
from tests.ingest.incoming_worlds import AMAL, held_against, typed
from tests.worlds import write_theatre

STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("file"), some.dictionaries(some.sampled_from("123"), some.integers(0, 4), max_size=3)),
        some.tuples(some.just("hand"), some.integers(5, 9)),
        some.tuples(some.just("out"), some.sets(some.sampled_from("123"), min_size=1)),
        some.tuples(some.just("undo"), some.integers(0, 9)),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_brought_in_changed_and_undone_the_theatre_is_what_the_changes_that_stand_say(
    tmp_path_factory, steps
):
    folder = write_theatre(tmp_path_factory.mktemp("law") / "t")
    says: dict[str, object] = {}
    for what, value in steps:
        if what == "file":
            rows = [typed(id, killed=str(dead)) for id, dead in value.items()]
            found = held_against(read_theatre(folder), *rows)
            assert sum(found.counts.values()) == found.read
            entry = keep(folder, found, f"{next(numbers):064d}", "", "", AMAL)
            says[entry.id] = value
        elif what == "out":
            says[strike_out(folder, *sorted(value))[1].id] = value
        elif what == "hand" and "1" in killed(folder):
            says[by_hand(folder, value).id] = value
        elif what == "undo":
            entries = read_ledger(folder).entries
            if entries:
                with suppress(ChangedMeanwhileError):
                    undo(folder, entries[value % len(entries)].id, AMAL)
        assert killed(folder) == _played(folder, says)


def _played(folder, says):
    """The killed by id, as a plain loop over the changes that stand has them."""
    files, hand = {}, {}
    for entry in read_ledger(folder).standing:
        said = says[entry.id]
        if isinstance(said, dict):
            files |= said
        elif isinstance(said, set):
            files = {key: dead for key, dead in files.items() if key not in said}
        else:
            hand["1"] = said
    return files | hand
