"""The Data tab: what was brought into the theatre or changed in it, one section a module."""

from __future__ import annotations

from ui.data import Opened
from ui.data_tab.actors import actors_section
from ui.data_tab.log import log_section


def data_tab(opened: Opened) -> None:
    """The sections of the tab, one after the other."""
    actors_section(opened)
    log_section(opened)
