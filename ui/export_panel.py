"""What is on the screen as a file: which kind, how it is set, a look at it, and the file itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from briefing.job.brief import Brief
from briefing.job.errors import BriefingError
from briefing.job.formats import OUTPUTS
from briefing.job.licences import warning
from geo.analysis.situation import Situation
from geo.common.messages import _
from ui.export_choices import leave_out_settings, tell_export_choices_again
from ui.export_jobs import ExportKey
from ui.export_result import download_now, export_queue, export_result, file_in_the_making
from ui.export_settings import choose_file, export_request
from ui.html import markdown
from ui.speech import in_readers_language
from ui.state import ViewState

PANEL = "export"


def export_panel(situation: Situation, view: ViewState, folder: Path) -> None:
    """The button, the panel behind it, and the file in the making while the panel is closed; `folder`: of the
    theatre."""
    panel = st.popover(_("Export"), key=PANEL, on_change="rerun", type="primary")
    if panel.open:
        with panel, st.container(key="export-panel"):
            _panel(situation, view, folder)
    elif export_queue().long is not None:
        file_in_the_making()


@st.fragment
@in_readers_language
def _panel(situation: Situation, view: ViewState, folder: Path) -> None:
    tell_export_choices_again()
    settings, result = st.columns(2, gap="medium")
    with settings:
        group, suffix = choose_file()
        try:
            request = export_request(view, group)
        except BriefingError as error:
            st.error(markdown(error.sentence))
            return
        if left_out := OUTPUTS[suffix].left_out(Brief(situation, request)):
            st.caption(markdown(_("Left out: {layers}").format(layers=left_out)))
    key = ExportKey(situation.theatre.version, request, suffix)
    with result:
        if OUTPUTS[suffix].holds_rows and (told := warning(situation)):
            st.warning(markdown(told))
        else:
            leave_out_settings(1)
        if OUTPUTS[suffix].takes_long:
            leave_out_settings(2)
        else:
            download_now(situation, key)
        export_result(situation.theatre, folder, key, group)
