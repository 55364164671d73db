"""Small files, all made up, with a fault that a real file of the same kind had: what has to come out of each.

`files/` holds them by number. Each is brought in, on the command line, into a fresh copy of one of three theatres.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ingest.new_theatre.atlas import atlas_folder, is_installed
from ingest.new_theatre.make import NewTheatreRequest, make_theatre
from ingest.new_theatre.parties import read_parties

THEATRES = {
    "syr": ("SYR", date(2011, 1, 1), date(2025, 6, 30), ["GOV=Government", "OPP=Opposition", "IS=Islamic State"]),
    "ukr": ("UKR", date(2022, 2, 24), date(2026, 9, 30), ["UA=Ukraine", "RU=Russia"]),
    "bfa": ("BFA", date(1997, 1, 1), date(2025, 12, 31), ["GOV=Government", "JNIM=JNIM"]),
}
"""Id: country, first and last day, factions."""


@pytest.fixture(scope="session")
def made(tmp_path_factory, outlines_read_once):
    """The three theatres as they were made, by id: each is made once, when it is first asked for."""
    home = tmp_path_factory.mktemp("cases")

    def theatre(name: str) -> Path:
        folder = home / name
        if not folder.exists():
            if not is_installed(atlas_folder()):
                pytest.skip("the outlines are not installed (make atlas)")
            country, start, end, parties = THEATRES[name]
            make_theatre(
                folder, NewTheatreRequest(country=country, start=start, end=end, parties=read_parties(parties))
            )
        return folder

    return theatre


@pytest.fixture
def syr(made, tmp_path):
    """A theatre of Syria, 2011 to 2025, that holds nothing yet."""
    return Path(shutil.copytree(made("syr"), tmp_path / "syr"))


@pytest.fixture
def ukr(made, tmp_path):
    """A theatre of Ukraine, 2022 to 2026, that holds nothing yet."""
    return Path(shutil.copytree(made("ukr"), tmp_path / "ukr"))


@pytest.fixture
def bfa(made, tmp_path):
    """A theatre of Burkina Faso, 1997 to 2025, that holds nothing yet."""
    return Path(shutil.copytree(made("bfa"), tmp_path / "bfa"))
