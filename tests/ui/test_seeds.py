"""What a link asks for holds though the first run of the page is cut short by a press."""

from __future__ import annotations

import streamlit as st

from geo.theatre.loader import read_theatre
from tests.worlds import write_theatre
from ui.session import keep_undrawn, seed_once, take_address
from ui.theatre_choice import TheatreChoice


def test_widgets_that_were_not_drawn_yet_are_set_from_the_link_again(tmp_path, monkeypatch):
    """Set again in the next run, a value is sent to the browser as one; else it would show the widget's own."""
    folder = write_theatre(tmp_path / "t")
    theatre, sent = read_theatre(folder), []

    class Session(dict):
        def __setitem__(self, key, value):
            sent.append((key, value))
            super().__setitem__(key, value)

    monkeypatch.setattr(st, "session_state", Session())
    monkeypatch.setattr(st, "query_params", Query(factions="BLUE", layers="none"))
    seed_once(theatre, TheatreChoice("t", "t", folder, in_link="", theatres={}, marked=frozenset(), faulty=(), gone=""))
    sent.clear()
    keep_undrawn(theatre)
    assert ("factions", ["BLUE"]) in sent
    assert ("layer-control", False) in sent


def test_an_address_gone_back_to_takes_no_widget_away_while_streamlit_goes_through_them(monkeypatch):
    """It calls this while it goes through what the browser sent, and fails where one of that is gone afterwards."""
    session = {"theatre": "t", "language": "en"}
    monkeypatch.setattr(st, "session_state", session)
    monkeypatch.setattr(st, "query_params", Query(lang="ar"))
    take_address()
    assert (session["theatre"], session["language"]) == ("t", "ar")


class Query(dict):
    def to_dict(self):
        return dict(self)
