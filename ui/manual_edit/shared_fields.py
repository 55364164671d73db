"""Fields that events and reports of control have in common. Free of Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geo.changelog.log import Row
from geo.common.messages import _
from geo.common.urls import is_web_address
from geo.registry.admiralty import CREDIBILITY, RELIABILITY
from geo.theatre.theatre import Theatre
from map.spoken import short_name
from ui.manual_edit.fields import FormField, InputKind
from ui.words import told_apart

NO_PAGE = "none"


def typed_day(column: str, label: str, *, mandatory: bool = False, help: str = "") -> FormField:
    """A field for a day."""
    return FormField(column, label, InputKind.DAY, mandatory=mandatory, help=help)


def factions(theatre: Theatre) -> tuple[tuple[str, ...], Callable[[str], str]]:
    """All factions, and how each is called."""
    names = told_apart({key: short_name(faction) for key, faction in theatre.factions.items()})
    return tuple(names), names.__getitem__


def source_fields() -> tuple[tuple[FormField, ...], ...]:
    """The fields that say whose word a row is, and where it can be read."""
    return (
        (
            FormField(
                "asserted_by", _("Attributed to"), mandatory=True, help=_("The person or body whose word it is.")
            ),
            FormField("source_publisher", _("Publisher"), help=_("Who printed it, where that is somebody else.")),
        ),
        (
            FormField(
                "source_url", _("Link"), help=_("Without a link it counts as something no page can be shown for.")
            ),
            FormField("source_title", _("Title of the page")),
            typed_day("published_on", _("Published on")),
        ),
    )


def grade() -> tuple[FormField, ...]:
    """The fields of the Admiralty grade."""
    return (
        FormField("reliability", _("The source is"), InputKind.CHOICE, options=tuple(RELIABILITY), mandatory=True,
              names=lambda letter: f"{letter}: {_(RELIABILITY[letter])}"),
        FormField("credibility", _("The report is"), InputKind.CHOICE, options=tuple(CREDIBILITY), mandatory=True,
              names=lambda number: f"{number}: {_(CREDIBILITY[number])}"),
    )  # fmt: skip


def source_kind(row: Mapping[str, Any], before: Row) -> str | None:
    """Whether there is a page to show: as it was while the link stays; else a link leads to its publisher's own."""
    if "source_kind" in before and (row["source_url"] or None) == (before.get("source_url") or None):
        return before["source_kind"] or None
    return "original" if is_web_address(row["source_url"]) else NO_PAGE
