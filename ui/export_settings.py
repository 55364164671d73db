"""How a file of the export panel is set: of which kind it is, and with what size, words and marking."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from briefing.job.formats import OUTPUTS, Group, suffixes_by_group
from briefing.job.page_sizes import PAGES
from briefing.job.request import KINDS, LONGEST_TITLE, TLPS, Kind, Request, Tlp
from geo.common.messages import N_, _
from geo.common.phrases import LANGUAGES
from ui.export_choices import choose_one, last_choices, leave_out_settings, put_back
from ui.html import markdown
from ui.state import ViewState
from ui.words import language_name

KIND_NAMES: dict[Kind, str] = {"map": N_("Map"), "change": N_("Change"), "series": N_("Day by day")}
NO_TLP: Literal["none"] = "none"
TLP_NAMES: dict[Literal["none"] | Tlp, str] = {NO_TLP: N_("none"), **{tlp: tlp.upper() for tlp in TLPS}}
"""The markings as they are printed: the Traffic Light Protocol has them in English in every language."""
PAGE_NAMES = {"letter": N_("US letter")}
MARKINGS: tuple[Literal["none"] | Tlp, ...] = (NO_TLP, *TLPS)
TLP_TIP = N_(
    "Who may get it, by the Traffic Light Protocol 2.0. CLEAR: everyone. GREEN: one's own community. AMBER: one's own "
    "organisation and its clients. AMBER+STRICT: one's own organisation. RED: only those it is given to."
)
FILM_WIDTHS, FILM_SPEEDS = ("800", "1280", "1920"), ("0.5", "1", "2", "4")


def choose_file() -> tuple[Group, str]:
    """What the file is for, and its suffix, as the reader chooses them."""
    there_are = suffixes_by_group()
    group = Group(choose_one(_("What for"), list(there_are), "group", {group: group.value for group in there_are}))
    suffix = choose_one(_("Kind of file"), there_are[group], "suffix")
    st.caption(markdown(_(OUTPUTS[suffix].title)))
    return group, suffix


def export_request(view: ViewState, group: Group) -> Request:
    """The page's filters and layers, set as the panel says.

    Raises
    ------
    BriefingError : a setting is none.
    """
    if not group.is_drawn:
        leave_out_settings(8)
        return Request(filters=view.filters, layers=view.layers)
    kind: Kind = "map"
    if group is Group.SHEET:
        kind = choose_one(_("Sheet"), KINDS, "kind", KIND_NAMES)
    else:
        leave_out_settings(1)
    page = "A4"
    if group is Group.SHEET:
        page = choose_one(_("Size"), list(PAGES), "page", PAGE_NAMES)
    elif group is Group.SLIDES:
        page = choose_one(_("Size"), list(PAGES), "slide", PAGE_NAMES, first="16:9")
    else:
        leave_out_settings(1)
    key = f"export-language-{view.language}"  # another language of the page is the panel's too
    language = st.segmented_control(
        _("Language"), LANGUAGES, key=key, default=view.language, required=True, format_func=language_name
    )
    tlp = choose_one(_("TLP marking"), MARKINGS, "tlp", TLP_NAMES, tip=_(TLP_TIP))
    title = st.text_input(
        _("Title"),
        key=put_back("title", ""),
        max_chars=LONGEST_TITLE,
        placeholder=_("Told from the area and the days"),
    )
    key = put_back("made_on", None)
    made_on = st.date_input(
        _("Date on the sheet"), key=key, format="DD/MM/YYYY", help=_("Left empty, none is printed.")
    )
    last_choices().update(title=title, made_on=made_on)
    width, speed = Request.width, Request.days_per_second
    if group is Group.FILM:
        width = int(choose_one(_("Width, px"), FILM_WIDTHS, "width", first=str(width)))
        speed = float(choose_one(_("Days a second"), FILM_SPEEDS, "speed", first=f"{speed:g}"))
    else:
        leave_out_settings(2)
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
