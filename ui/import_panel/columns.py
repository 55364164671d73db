"""How the columns of the file in hand are read: shown, edited, saved as a file and read from one."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import N_, _
from geo.theatre.theatre import Theatre
from ingest.mappings.mapping import DAY_ORDERS, TABLE, ColumnMapping, from_toml
from ingest.matching.keep import file_slug
from ingest.tables.table import columns_not_read
from ui.data import Opened
from ui.downloads import download
from ui.html import markdown
from ui.import_panel.import_options import IMPORT_TROUBLE, Step, ask
from ui.import_panel.mapping_table import (
    COLUMN,
    FIELD,
    FIXED,
    NOT_THERE,
    SAMPLE,
    SECOND,
    WHY,
    edited_mapping,
    mapping_frame,
)
from ui.import_panel.pending_import import PendingImport, Tell, by_mapping_file, import_error_sentence
from ui.import_panel.questions import read_by
from ui.speech import in_readers_language

NOT_SAID = N_("not said")
CENTURIES = ("", "20", "19")


def columns(now: PendingImport, opened: Opened) -> None:
    """The mapping as a table in a form, the columns that are not read, and the mapping as a file."""
    mapping = now.recognised.mapping
    read, there = len(set(mapping.columns.values())), len(now.table.cells.columns)
    open_at_first = now.recognised.format.id == TABLE and bool(now.recognised.questions)
    with st.expander(
        _("How its columns are read: {read} of {all}").format(read=read, all=there), expanded=open_at_first
    ):
        _form(now)
        if left := now.recognised.left_over:
            st.caption(markdown(columns_not_read(left)))
        if reasons := now.recognised.not_read:
            st.caption("\n".join(f"- {markdown(title)}: {markdown(why)}" for title, why in reasons))
        _as_a_file(now, opened)


def _form(now: PendingImport) -> None:
    mapping, look = now.recognised.mapping, now.look
    centuries = list(dict.fromkeys((*CENTURIES, mapping.century)))
    with st.form(f"bring-in-columns-{look}", border=False):
        edited = st.data_editor(
            mapping_frame(now.recognised, now.table),
            key=f"bring-in-table-{look}",
            hide_index=True,
            placeholder="",
            height=300,
            disabled=[FIELD, SAMPLE, WHY, SECOND],
            column_config={
                FIELD: st.column_config.TextColumn(_(FIELD), pinned=True),
                COLUMN: st.column_config.SelectboxColumn(
                    _(COLUMN),
                    options=[NOT_THERE, *map(str, now.table.cells.columns)],
                    required=True,
                    format_func=lambda one: _(NOT_THERE) if one == NOT_THERE else str(one),
                ),
                FIXED: st.column_config.TextColumn(
                    _(FIXED), width="small", help=_("One text for all rows, where no column says it.")
                ),
                SAMPLE: st.column_config.TextColumn(_(SAMPLE), width="medium"),
                WHY: st.column_config.TextColumn(_(WHY), width="medium"),
                SECOND: st.column_config.TextColumn(
                    _(SECOND), width="large", help=_("The next best column, and why it lost.")
                ),
            },
        )
        day_order, century, zone = st.columns(3)
        order = day_order.selectbox(
            _("What 03/04/2024 means"), DAY_ORDERS, index=DAY_ORDERS.index(mapping.day_order),
            key=f"bring-in-day-order-{look}", format_func=lambda said: _(said or NOT_SAID),
        )  # fmt: skip
        hundreds = century.selectbox(
            _("Years of two digits"), centuries, index=centuries.index(mapping.century),
            key=f"bring-in-century-{look}",
            format_func=lambda said: _("{century}yy").format(century=said) if said else _(NOT_SAID),
        )  # fmt: skip
        time_zone = zone.text_input(
            _("Time zone of its clock times"), mapping.time_zone, key=f"bring-in-zone-{look}",
            placeholder=_("Asia/Damascus or +03:00"),
        )  # fmt: skip
        if st.form_submit_button(_("Read it this way"), key=f"bring-in-read-{look}"):
            said = replace(mapping, day_order=order, century=hundreds, time_zone=time_zone.strip())
            read_by(edited_mapping(edited, said))
            st.rerun()


def _as_a_file(now: PendingImport, opened: Opened) -> None:
    mapping = now.recognised.mapping
    with st.container(horizontal=True, vertical_alignment="bottom"):
        download(
            _("Download this mapping"),
            lambda: mapping.to_toml().encode(),
            name=f"{file_slug(now.table.file)}_mapping.toml",
            mime="application/toml",
            key="bring-in-mapping-download",
            help=_(
                "For the command line (--mapping), or for the next file like this one. What you keep is remembered "
                "with the theatre anyway."
            ),
        )
        with st.popover(_("Read it by a mapping file")):
            given = st.file_uploader(_("A mapping (.toml)"), type="toml", key=f"bring-in-mapping-{now.look}")
            if given is not None:
                st.button(
                    _("Use it"), key="bring-in-use-mapping", on_click=_use, args=(given.getvalue(), given.name, opened)
                )


@in_readers_language
def _use(content: bytes, name: str, opened: Opened) -> None:
    try:
        mapping = from_toml(content.decode("utf-8"), name)
    except UnicodeDecodeError:
        st.session_state[IMPORT_TROUBLE] = _("{file} is not UTF-8 text. Save it as UTF-8.").format(file=name)
        return
    except DataError as error:
        st.session_state[IMPORT_TROUBLE] = import_error_sentence(error)
        return
    ask(_by(mapping, opened))


def _by(mapping: ColumnMapping, opened: Opened) -> Step:
    def step(now: PendingImport, theatre: Theatre, tell: Tell) -> PendingImport:
        return by_mapping_file(now, mapping, opened.folder, theatre, tell)

    return step
