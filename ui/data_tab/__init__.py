"""The Data tab: what was brought into the theatre or changed in it, one section a module."""

from __future__ import annotations

from ui.data import Opened
from ui.data_tab.actors import actors_section
from ui.data_tab.files import files_section
from ui.data_tab.log import log_section
from ui.import_panel.import_section import import_section
from ui.unmatched_places.unmatched_section import unmatched_section


def data_tab(opened: Opened) -> None:
    """The sections of the tab, one after the other."""
    import_section(opened)
    unmatched_section(opened)
    files_section(opened)
    actors_section(opened)
    log_section(opened)
