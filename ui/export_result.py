"""What becomes of a file of the export panel: a look at it, how far it is, the download, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from briefing.job.brief import Brief, file_name
from briefing.job.formats import OUTPUTS, Group
from briefing.job.jobs import size_words
from geo.analysis.situation import Situation
from geo.common.messages import N_, _
from geo.theatre.theatre import Theatre
from ui.downloads import download
from ui.export_choices import leave_out_settings
from ui.export_jobs import ExportKey, ExportQueue, Job, in_own_process
from ui.html import markdown
from ui.speech import in_readers_language

QUEUE = "export-queue"
PREVIEW = ".png"
POLL_S = 0.6
FIRST_LOOK_S = 0.3
"""What a run of the page waits for a preview that may be there at once."""

STOPPED = N_("Stopped before it was done.")


def export_queue() -> ExportQueue:
    """The files that this reader has asked for."""
    queue: ExportQueue = st.session_state.setdefault(QUEUE, ExportQueue())
    return queue


def download_now(situation: Situation, key: ExportKey) -> None:
    """A button that makes its file when it is clicked; it stands where no timer draws it anew under the finger."""
    theatre, queue = situation.theatre, export_queue()
    name = file_name(Brief(situation, key.request), key.suffix)
    download(
        _("Download {suffix}").format(suffix=key.suffix),
        lambda: queue.now(theatre, key),
        name=name,
        mime="application/octet-stream",
        key="export-download",
        type="primary",
        width="stretch",
    )
    st.caption(markdown(name))


@st.fragment(run_every=POLL_S)
@in_readers_language
def export_result(theatre: Theatre, folder: Path, key: ExportKey, group: Group) -> None:
    """What became of the file, and for a sheet a look at it."""
    queue = export_queue()
    if OUTPUTS[key.suffix].takes_long:
        _long(folder, key)
    elif fault := queue.fault(key):
        st.error(markdown(fault))
    if group is Group.SHEET:
        job = queue.preview(theatre, replace(key, suffix=PREVIEW), _reader_is_there())
        job.wait(FIRST_LOOK_S)
        _preview(job)
    else:
        leave_out_settings(2)


def _long(folder: Path, key: ExportKey) -> None:
    job = export_queue().long
    if job is None or job.key != key:
        st.button(
            _("Make the {suffix} file").format(suffix=key.suffix),
            key="export-make",
            type="primary",
            on_click=export_queue().begin_long,
            args=(in_own_process(folder), key, _reader_is_there()),
            help=_("Takes a while. The page stays usable, and this panel may be closed meanwhile."),
            width="stretch",
        )
    if job is not None:
        _told(job)


@st.fragment(run_every=POLL_S)
@in_readers_language
def file_in_the_making() -> None:
    """The file that takes long, while the panel is closed."""
    if (job := export_queue().long) is not None:
        _told(job)


def _told(job: Job) -> None:
    """How far a file that takes long is."""
    if job.over:
        _download(job)
        st.button(_("Put it away"), key="export-away", on_click=export_queue().put_long_away, width="stretch")
        return
    suffix = job.key.suffix
    if not job.started:
        st.progress(0.0, _("Waiting for another file before the {suffix} file …").format(suffix=suffix))
    else:
        share = job.done / job.of if job.of else 0.0
        making = _("Making the {suffix} file: {share}").format(suffix=suffix, share=f"{share:.0%}")
        if (left := job.left_s) is not None:
            making += " " + _("(about {seconds} s left)").format(seconds=f"{left:.0f}")
        st.progress(min(share, 1.0), making)
    st.button(_("Stop"), key="export-stop", on_click=export_queue().put_long_away, width="stretch")


def _download(job: Job) -> None:
    if job.content is None:
        st.error(markdown(job.fault or _(STOPPED)))
        return
    st.download_button(
        _("Download {suffix}").format(suffix=job.key.suffix),
        job.content,
        file_name=job.name,
        key="export-download-made",
        on_click="ignore",
        type="primary",
        width="stretch",
    )
    st.caption(f"{markdown(job.name)} ({size_words(len(job.content))})")


def _preview(job: Job) -> None:
    if job.content is not None:
        st.image(job.content, alt=_("The sheet as it will be"), width="stretch")
    elif job.fault:
        st.error(markdown(job.fault))
    else:
        st.caption(_("Drawing the sheet …"))


def _reader_is_there() -> Callable[[], bool]:
    """Tells, from any thread, whether the reader still has the page open."""
    context = get_script_run_ctx()
    session = context.session_id if context is not None else ""
    return lambda: not st.runtime.exists() or st.runtime.get_instance().is_active_session(session)
