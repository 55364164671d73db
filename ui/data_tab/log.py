"""The log of changes: who changed what, when and why, newest first, and the way back."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from geo.changelog.describe import corrected_words, describe_action, describe_change, what_was_undone
from geo.changelog.log import Action, Entry, Ledger, Row, Subject
from geo.common.messages import _, either, ngettext
from geo.theatre.theatre import Theatre
from map.event_words import kind_name
from map.spoken import day, listing, short_name
from store.store import Hindrance, why_not_undone
from ui.data import Opened
from ui.data_tab.actors import faction_word
from ui.data_words import code_in_words
from ui.downloads import download
from ui.html import apart, markdown
from ui.manual_edit.editing import start_undoing
from ui.manual_edit.report_form import STATUSES
from ui.manual_edit.undo_labels import undo_labels
from ui.tables_csv import as_csv
from ui.words import place_name

A_PAGE = 10
SHOWN = "log-shown"


def log_section(opened: Opened) -> None:
    """Every change with its way back, and all of them as a file."""
    ledger, theatre = opened.theatre.ledger, opened.theatre
    st.markdown("### " + _("Log of changes"))
    if not ledger.entries:
        st.caption(_("Nothing was added, edited, withdrawn or brought in since this theatre was made."))
        return
    count = len(ledger.entries)
    st.caption(
        ngettext(
            "{count} change, the newest first. Nothing in the theatre's own files is ever overwritten: a change that "
            "is undone stays in the log.",
            "{count} changes, the newest first. Nothing in the theatre's own files is ever overwritten: a change that "
            "is undone stays in the log.",
            count,
        ).format(count=f"{count:,}")
    )
    if opened.read_only_reason:
        st.caption(opened.read_only_reason)
    newest = list(reversed(ledger.entries))
    shown = st.session_state.setdefault(SHOWN, A_PAGE)
    with st.container(key="log"):
        for entry in newest[:shown]:
            _change(entry, opened)
    if len(newest) > shown:
        more = min(A_PAGE, len(newest) - shown)
        label = ngettext("Show {count} older change", "Show {count} older changes", more).format(count=more)
        st.button(label, key="log-older", on_click=_older)
    download(
        _("Download the log (CSV)"),
        lambda: as_csv(log_table(theatre)),
        name=f"frontline_changes_{theatre.id}.csv",
        mime="text/csv",
        key="log-download",
    )


def log_table(theatre: Theatre) -> pd.DataFrame:
    """All changes, newest first, one row each; moments in UTC."""
    ledger = theatre.ledger
    standing = {entry.id for entry in ledger.standing}
    return pd.DataFrame(
        [
            {
                "When (UTC)": entry.at,
                "Who": entry.who,
                "What": describe_change(entry, ledger),
                "About": about(entry, theatre),
                "Why": entry.why,
                "Stands": "" if entry.action is Action.UNDO else "yes" if entry.id in standing else "undone",
                "Id": entry.id,
            }
            for entry in reversed(ledger.entries)
        ]
    )


def about(entry: Entry, theatre: Theatre) -> str:
    """What a change speaks of, by the names a reader knows."""
    ledger = theatre.ledger
    if entry.action is Action.UNDO:
        undone, _back = what_was_undone(entry, ledger)
        return about(undone, theatre) if undone else ""
    row = entry.row or _as_it_was(entry, ledger)
    if not row:
        return entry.key
    if entry.subject is Subject.EVENT:
        place = either(str(row.get("location_en")), str(row.get("location_ar") or ""))
        when = listing([kind_name(str(row.get("sub_event_type"))), place, str(row.get("event_date"))])
        return f"{when}: {row.get('summary')}"
    if entry.subject is Subject.REPORT:
        place_id = str(row.get("place_id"))
        place = place_name(theatre, place_id) if place_id in theatre.places.index else place_id
        return f"{place}: {_who_does_what(row, theatre)}"
    if entry.subject is Subject.GROUND:
        who = theatre.attributed_to(str(row.get("asserted_by"))).say()
        return _("{what}, says {who}").format(what=_who_does_what(row, theatre), who=who)
    if entry.subject is Subject.ACTOR:
        faction = faction_word(str(row.get("faction")), theatre.factions)
        return _("{actor} stands for {faction}").format(actor=row.get("actor"), faction=faction)
    name, corrected = str(row.get("file", entry.key)), corrected_words(row)
    return f"{name} ({corrected})" if corrected else name


def _who_does_what(row: Row, theatre: Theatre) -> str:
    """As in "Blue holds it, 2024-12-05"."""
    who, status = str(row.get("controller")), str(row.get("status"))
    faction = short_name(theatre.factions[who]) if who in theatre.factions else who
    return listing([f"{faction} {code_in_words(status, STATUSES)}", str(row.get("event_date"))])


def _as_it_was(entry: Entry, ledger: Ledger) -> Row | None:
    """The last row the log has of what was withdrawn; None where it only ever stood in a file."""
    return next(
        (
            other.row
            for other in reversed(ledger.entries)
            if other.row and (other.subject, other.key) == (entry.subject, entry.key)
        ),
        None,
    )


def _change(entry: Entry, opened: Opened) -> None:
    theatre = opened.theatre
    what = f"{describe_action(entry, theatre.ledger)}: {about(entry, theatre)}"
    with st.container(border=True, key=f"log-{entry.id}"):
        said, beside = st.columns([0.82, 0.18], vertical_alignment="center")
        with said:
            st.markdown(f"**{markdown(describe_action(entry, theatre.ledger))}**: {apart(about(entry, theatre))}")
            st.caption(when_who_why(entry))
        if opened.read_only_reason:
            return
        if hindrance := why_not_undone(theatre.ledger, entry):
            beside.caption(markdown(_in_words(hindrance)))
            return
        beside.button(
            _(undo_labels(entry, theatre.ledger).listed),
            key=f"log-undo-{entry.id}",
            width="stretch",
            on_click=start_undoing,
            args=(opened, entry, what),
        )


def when_who_why(entry: Entry) -> str:
    """As in "5 Dec 2024, 14:05, Amal: seen in a video", for Markdown."""
    told = listing([apart(local_moment(entry.at)), apart(entry.who or _("somebody"))])
    return f"{told}: {apart(entry.why)}" if entry.why else told


def _in_words(hindrance: Hindrance) -> str:
    return _("A later change builds on it: undo that first.") if hindrance.later else _("Undone already.")


def _older() -> None:
    st.session_state[SHOWN] += A_PAGE


def local_moment(at: str) -> str:
    """A moment of the log where the reader is, as in "5 Dec 2024, 14:05"; as it stands where it is none."""
    try:
        when = datetime.fromisoformat(at).astimezone(_zone())
    except ValueError:
        return at
    return listing([day(when.date()), f"{when:%H:%M %Z}".strip()])


def _zone() -> tzinfo:
    """The zone of the reader's clock; UTC where the browser does not tell."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
