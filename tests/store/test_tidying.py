"""What a writer that was stopped left behind is removed before the next change, and nothing else."""

from __future__ import annotations

import pytest

from geo.changelog.log import LEDGER, Action, Subject, read_ledger
from store.store import HALF, UNNAMED, Author, append, new_entry, writing

A_WITHDRAWAL = (Action.WITHDRAW, Subject.EVENT, "e1")


@pytest.fixture
def elsewhere(tmp_path):
    """Somebody else's folder, with what looks half written."""
    folder = tmp_path / "elsewhere"
    for name in (f"{HALF}theirs", "batch"):
        (folder / name).mkdir(parents=True)
    (folder / "batch" / UNNAMED).touch()
    return folder


def write(folder) -> None:
    with writing(folder):
        pass


def test_nothing_is_removed_through_a_link(folder, elsewhere):
    (folder / "notes").symlink_to(elsewhere)
    (folder / "imports").symlink_to(elsewhere)
    write(folder)
    assert sorted(one.name for one in elsewhere.iterdir()) == [f"{HALF}theirs", "batch"]


def test_a_link_among_the_imports_stays_and_what_it_leads_to_as_well(folder, elsewhere):
    (folder / "imports").mkdir()
    (folder / "imports" / "link").symlink_to(elsewhere / "batch")
    (folder / "imports" / f"{HALF}link").symlink_to(elsewhere)
    write(folder)
    assert [one.name for one in (folder / "imports").iterdir()] == ["link"]
    assert (elsewhere / "batch" / UNNAMED).exists()
    assert (elsewhere / f"{HALF}theirs").exists()


@pytest.mark.parametrize("place", [".", "imports"])
@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_whatever_has_the_name_of_something_half_written_blocks_no_change(folder, elsewhere, place, kind):
    (folder / "imports").mkdir()
    half = folder / place / f"{HALF}{LEDGER}"
    if kind == "file":
        half.write_bytes(b"half")
    elif kind == "folder":
        (half / "in it").mkdir(parents=True)
    else:
        (elsewhere / "kept").write_bytes(b"theirs")
        half.symlink_to(elsewhere / "kept")
    append(folder, lambda ledger: new_entry(Author("Amal"), *A_WITHDRAWAL))
    assert len(read_ledger(folder).entries) == 1
    assert not half.exists()
    assert not half.is_symlink()
    if kind == "link":
        assert (elsewhere / "kept").read_bytes() == b"theirs"
