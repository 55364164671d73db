"""Keeping the file in hand, or discarding it."""

from __future__ import annotations

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _, ngettext
from ingest.matching.keep import keep
from ingest.matching.resubmissions import came_from, terms_of
from map.spoken import listing
from store.permission import read_only_reason
from store.store import Author, ChangedMeanwhileError
from ui.data import Opened
from ui.html import markdown
from ui.import_panel.corrections import as_said
from ui.import_panel.import_options import IMPORT_TROUBLE, discard_import
from ui.import_panel.last_import import KEPT, Kept
from ui.import_panel.pending_import import PendingImport, days_outside, import_error_sentence
from ui.manual_edit.editing import WHO
from ui.session import OPEN_TAB
from ui.speech import in_readers_language

NAME, WHY, CREDIT, LICENCE = "bring-in-who", "bring-in-why", "bring-in-credit", "bring-in-licence"


def keeping(now: PendingImport, opened: Opened) -> None:
    """Who keeps the file and why; the two buttons."""
    before = now.brought_in_before(opened.theatre)
    if before is not None:
        told = _("This very file was brought in before, as {file}, by {who}.")
        st.info(markdown(told.format(file=before.file, who=before.who or _("somebody"))))
    hindrance = why_not_kept(now, known=before is not None)
    with st.container(key="bring-in-keep", border=True):
        if not hindrance:
            who, why = st.columns([0.35, 0.65])
            st.session_state.setdefault(NAME, st.session_state.get(WHO, ""))
            who.text_input(f"{_('Your name')} *", key=NAME, max_chars=200)
            why.text_input(f"{_('Why it is brought in')} *", key=WHY, max_chars=500)
            if not now.recognised.format.credit:
                owed, terms = st.columns(2)
                inherited = terms_of(now.recognised.format, came_from(now.table, opened.theatre.ledger))
                for key, said in zip((CREDIT, LICENCE), inherited, strict=True):
                    st.session_state.setdefault(key, said)
                owed.text_input(_("Whom the rows are owed to"), key=CREDIT, max_chars=500)
                terms.text_input(_("On what terms"), key=LICENCE, max_chars=500, help=_("Left empty: not known."))
        go, away = st.columns(2)
        go.button(
            keep_words(now, known=before is not None), key="bring-in-do-keep", type="primary", width="stretch",
            disabled=bool(hindrance), on_click=_keep, args=(now, opened),
        )  # fmt: skip
        away.button(_("Discard"), key="bring-in-discard", width="stretch", on_click=discard_import)
        st.caption(
            hindrance or _("Nothing is written before you keep it. A file that was kept can be withdrawn again.")
        )


def keep_words(now: PendingImport, *, known: bool) -> str:
    """What the button does, as in "Keep 937 events"; `known`: the very same file was kept before."""
    incoming = as_said(now)
    if incoming.superseded or len(incoming.withdrawals):
        corrected, withdrawn = incoming.superseded, len(incoming.withdrawals)
        new = [
            (incoming.accepted, ngettext("{number} event", "{number} events", incoming.accepted)),
            (corrected, ngettext("{number} correction", "{number} corrections", corrected)),
            (withdrawn, ngettext("{number} withdrawal", "{number} withdrawals", withdrawn)),
        ]
        parts = (told.format(number=f"{count:,}") for count, told in new if count)
        return _("Keep {what}").format(what=listing(parts))
    if incoming.accepted:
        keep_events = ngettext("Keep {number} event", "Keep {number} events", incoming.accepted)
        return keep_events.format(number=f"{incoming.accepted:,}")
    if not now.waiting or known:
        return _("Keep")
    to_place = ngettext("Keep {number} row to be placed", "Keep {number} rows to be placed", now.waiting)
    return to_place.format(number=f"{now.waiting:,}")


def why_not_kept(now: PendingImport, *, known: bool) -> str:
    """Why there is nothing to keep, "" where there is."""
    if as_said(now).keeps_something or (now.waiting and not known):
        return ""
    if known and now.waiting:
        return _("Nothing of this file is new here. Those of its rows that wait stand under Unmatched places already.")
    if known or now.incoming.rejected == 0:
        return _("Nothing of this file is new here.")
    return _("No row can be kept as it stands. Say how the file is to be read, or mend the rows that need fixing.")


@in_readers_language
def _keep(now: PendingImport, opened: Opened) -> None:
    state = st.session_state
    author = Author(state.get(NAME, "").strip(), state.get(WHY, "").strip())
    if not author.who or not author.why:
        state[IMPORT_TROUBLE] = _("Not kept yet. Give your name and say why it is brought in: the log keeps both.")
        return
    if reason := read_only_reason(opened.folder):
        state[IMPORT_TROUBLE] = reason
        return
    known = now.recognised.format
    credit = known.credit or state.get(CREDIT, "").strip()
    licence = (state.get(LICENCE, "").strip() if not known.credit else "") or known.licence
    try:
        entry = keep(opened.folder, as_said(now), now.upload.sha256, credit, licence, author)
    except ChangedMeanwhileError:
        return  # the page holds the rows against the theatre anew, shows that, and is asked again
    except DataError as error:
        state[IMPORT_TROUBLE] = import_error_sentence(error)
        return
    state[WHO] = author.who
    shown = state["start"], state["end"]
    state[KEPT] = Kept(
        _told(now), entry.key, entry.id, now.incoming.span if days_outside(now.incoming, *shown) else None
    )
    state[OPEN_TAB] = "data"  # the first file brings the tabs, and what came of it is told in this one
    discard_import()


def _told(now: PendingImport) -> str:
    incoming = as_said(now)
    if not incoming.keeps_something and now.waiting:
        told = _("{file} was brought in: no event of it counted at once.").format(file=now.table.file)
    else:
        told = ngettext(
            "Brought in {number} event from {file}.", "Brought in {number} events from {file}.", incoming.accepted
        ).format(number=f"{incoming.accepted:,}", file=now.table.file)
        if incoming.superseded or len(incoming.withdrawals):
            corrected, withdrawn = incoming.superseded, len(incoming.withdrawals)
            done = [
                (corrected, ngettext("{count} event corrected", "{count} events corrected", corrected)),
                (withdrawn, ngettext("{count} event withdrawn", "{count} events withdrawn", withdrawn)),
            ]
            told += f" {listing(what.format(count=f'{count:,}') for count, what in done if count)}."
        if incoming.conflicting:
            stays = ngettext(
                "{number} event stays as a person has it.",
                "{number} events stay as a person has them.",
                len(incoming.conflicting),
            )
            told += " " + stays.format(number=f"{len(incoming.conflicting):,}")
    if rest := incoming.rejected - now.waiting:
        mend = ngettext(
            "{number} row needs fixing, under Files brought in.",
            "{number} rows need fixing, under Files brought in.",
            rest,
        )
        told += " " + mend.format(number=f"{rest:,}")
    return told
