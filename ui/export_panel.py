"""What is on the screen as a file: which kind, how it is set, a look at it, and the file itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from briefing.job.brief import Brief, file_name
from briefing.job.errors import BriefingError
from briefing.job.formats import OUTPUTS, Group, suffixes_by_group
from briefing.job.jobs import size_words
from briefing.job.licences import warning
from briefing.job.page_sizes import PAGES
from briefing.job.request import KINDS, LANGUAGES, LONGEST_TITLE, TLPS, Kind, Request, Tlp
from geo.analysis.situation import Situation
from geo.common.messages import N_, _, language
from geo.theatre.theatre import Theatre
from ui.downloads import download
from ui.export_jobs import ExportKey, ExportQueue, Job
from ui.html import markdown
from ui.speech import in_readers_language
from ui.state import ViewState
from ui.words import language_name

DESK = "export-desk"
PANEL = "export"
PREVIEW = ".png"
POLL_S = 0.6
FIRST_LOOK_S = 0.3
"""What a run of the page waits for a preview that may be there at once."""

Word = TypeVar("Word", bound=str)

KIND_NAMES: dict[Kind, str] = {"map": N_("Map"), "change": N_("Change"), "series": N_("Day by day")}
NO_TLP: Literal["none"] = "none"
TLP_NAMES: dict[Literal["none"] | Tlp, str] = {NO_TLP: N_("none")}
MARKINGS: tuple[Literal["none"] | Tlp, ...] = (NO_TLP, *TLPS)
FILM_WIDTHS, FILM_SPEEDS = ("800", "1280", "1920"), ("0.5", "1", "2", "4")

KEPT = "export-kept"
SPOKEN = "export-spoken"
STOPPED = N_("Stopped before it was done.")


def export_panel(situation: Situation, view: ViewState) -> None:
    """The button, the panel behind it, and the file in the making while the panel is closed."""
    panel = st.popover(_("Export"), key=PANEL, on_change="rerun", type="primary")
    if panel.open:
        with panel, st.container(key="export-panel"):
            _panel(situation, view)
    elif _desk().long is not None:
        _in_the_making()


def _put_back(choice: str, usual: object) -> str:
    """Key of the widget of a choice, which has what was chosen last, or the `usual`, where it has nothing.

    Streamlit forgets what was chosen in a widget that is not drawn. It is not told in every run what to remember: what
    a reader presses while a run is under way would be taken back by it.
    """
    key = f"export-{choice}"
    if key not in st.session_state:
        st.session_state[key] = _kept().get(choice, usual)
    return key


def _tell_again() -> None:
    """Give the widgets their choices anew where they were drawn last in another language, and are called otherwise."""
    state = st.session_state
    if state.get(SPOKEN, language()) != language():
        state.update({f"export-{choice}": value for choice, value in _kept().items()})
    state[SPOKEN] = language()


def _kept() -> dict[str, object]:
    """What was chosen last, by choice."""
    kept: dict[str, object] = st.session_state.setdefault(KEPT, {})
    return kept


def _desk() -> ExportQueue:
    desk: ExportQueue = st.session_state.setdefault(DESK, ExportQueue())
    return desk


@st.fragment
@in_readers_language
def _panel(situation: Situation, view: ViewState) -> None:
    _tell_again()
    settings, result = st.columns(2, gap="medium")
    with settings:
        group, suffix = _which_file()
        try:
            request = _request(view, group)
        except BriefingError as error:
            st.error(markdown(error.sentence))
            return
        if left_out := OUTPUTS[suffix].left_out(Brief(situation, request)):
            st.caption(markdown(_("Left out: {layers}").format(layers=left_out)))
    wish = ExportKey(situation.theatre.version, request, suffix)
    with result:
        if OUTPUTS[suffix].holds_rows and (told := warning(situation)):
            st.warning(markdown(told))
        else:
            _leave_out(1)
        if OUTPUTS[suffix].takes_long:
            _leave_out(2)
        else:
            _download_now(situation, wish)
        _result(situation.theatre, wish, group)


def _which_file() -> tuple[Group, str]:
    there_are = suffixes_by_group()
    group = Group(_one(_("What for"), list(there_are), "group", {group: group.value for group in there_are}))
    suffix = _one(_("Kind of file"), there_are[group], "suffix")
    st.caption(markdown(_(OUTPUTS[suffix].title)))
    return group, suffix


def _one(
    label: str,
    options: Sequence[Word],
    choice: str,
    names: Mapping[Word, str] | None = None,
    first: Word | None = None,
) -> Word:
    """One of a few words, all of them in sight, those that have `names` by these; `first` is chosen at first, else the
    one that stands first."""
    usual = first or options[0]
    key = _put_back(choice, usual)
    if st.session_state[key] not in options:
        st.session_state[key] = usual
    called = {word: _(name) for word, name in (names or {}).items()}
    st.segmented_control(label, options, key=key, required=True, format_func=lambda word: called.get(word, word))
    chosen: Word = st.session_state[key]
    _kept()[choice] = chosen
    return chosen


def _request(view: ViewState, group: Group) -> Request:
    """The page's filters and layers, set as the panel says.

    Raises
    ------
    BriefingError : a setting is none.
    """
    if not group.is_drawn:
        _leave_out(8)
        return Request(filters=view.filters, layers=view.layers)
    kind: Kind = "map"
    if group is Group.SHEET:
        kind = _one(_("Sheet"), KINDS, "kind", KIND_NAMES)
    else:
        _leave_out(1)
    page = "A4"
    if group is Group.SHEET:
        page = _one(_("Size"), list(PAGES), "page")
    elif group is Group.SLIDES:
        page = _one(_("Size"), list(PAGES), "slide", first="16:9")
    else:
        _leave_out(1)
    key = f"export-language-{view.language}"  # another language of the page is the panel's too
    language = st.segmented_control(
        _("Language"), LANGUAGES, key=key, default=view.language, required=True, format_func=language_name
    )
    tlp = _one(_("TLP marking"), MARKINGS, "tlp", TLP_NAMES)
    title = st.text_input(
        _("Title"),
        key=_put_back("title", ""),
        max_chars=LONGEST_TITLE,
        placeholder=_("Told from the area and the days"),
    )
    key = _put_back("made_on", None)
    made_on = st.date_input(_("Date on the sheet"), key=key, help=_("Left empty, none is printed."))
    _kept().update(title=title, made_on=made_on)
    width, speed = Request.width, Request.days_per_second
    if group is Group.FILM:
        width = int(_one(_("Width, px"), FILM_WIDTHS, "width", first=str(width)))
        speed = float(_one(_("Days a second"), FILM_SPEEDS, "speed", first=f"{speed:g}"))
    else:
        _leave_out(2)
    return Request(
        filters=view.filters,
        layers=view.layers,
        kind=kind,
        page=page,
        language=language,
        mode=view.mode,
        tlp=None if tlp == NO_TLP else tlp,
        title=title.strip(),
        made_on=made_on,
        width=width,
        days_per_second=speed,
    )


def _leave_out(count: int) -> None:
    """Nothing in the places of so many settings: what a fragment leaves out may otherwise stay on the screen."""
    for _place in range(count):
        st.empty()


def _download_now(situation: Situation, wish: ExportKey) -> None:
    """A button that makes its file when it is clicked; it stands where no timer draws it anew under the finger."""
    theatre, desk = situation.theatre, _desk()
    name = file_name(Brief(situation, wish.request), wish.suffix)
    download(
        _("Download {suffix}").format(suffix=wish.suffix),
        lambda: desk.now(theatre, wish),
        name=name,
        mime="application/octet-stream",
        key="export-download",
        type="primary",
        width="stretch",
    )
    st.caption(markdown(name))


@st.fragment(run_every=POLL_S)
@in_readers_language
def _result(theatre: Theatre, wish: ExportKey, group: Group) -> None:
    """What became of the file, and for a sheet a look at it."""
    desk = _desk()
    if OUTPUTS[wish.suffix].takes_long:
        _long(theatre, wish)
    elif fault := desk.fault(wish):
        st.error(markdown(fault))
    if group is Group.SHEET:
        job = desk.preview(theatre, replace(wish, suffix=PREVIEW), _reader_is_there())
        job.wait(FIRST_LOOK_S)
        _preview(job)
    else:
        _leave_out(2)


def _long(theatre: Theatre, wish: ExportKey) -> None:
    job = _desk().long
    if job is None or job.wish != wish:
        st.button(
            _("Make the {suffix} file").format(suffix=wish.suffix),
            key="export-make",
            type="primary",
            on_click=_desk().begin_long,
            args=(theatre, wish, _reader_is_there()),
            help=_("Takes a while. The page stays usable, and this panel may be closed meanwhile."),
            width="stretch",
        )
    if job is not None:
        _told(job)


@st.fragment(run_every=POLL_S)
@in_readers_language
def _in_the_making() -> None:
    """The file that takes long, while the panel is closed."""
    if (job := _desk().long) is not None:
        _told(job)


def _told(job: Job) -> None:
    """How far a file that takes long is."""
    if job.over:
        _download(job)
        st.button(_("Put it away"), key="export-away", on_click=_desk().put_long_away, width="stretch")
        return
    suffix = job.wish.suffix
    if not job.started:
        st.progress(0.0, _("Waiting for another file before the {suffix} file …").format(suffix=suffix))
    else:
        share = job.done / job.of if job.of else 0.0
        making = _("Making the {suffix} file: {share}").format(suffix=suffix, share=f"{share:.0%}")
        if (left := job.left_s) is not None:
            making += " " + _("(about {seconds} s left)").format(seconds=f"{left:.0f}")
        st.progress(min(share, 1.0), making)
    st.button(_("Stop"), key="export-stop", on_click=_desk().put_long_away, width="stretch")


def _download(job: Job) -> None:
    if job.content is None:
        st.error(markdown(job.fault or _(STOPPED)))
        return
    st.download_button(
        _("Download {suffix}").format(suffix=job.wish.suffix),
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
