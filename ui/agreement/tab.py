"""The map of the last day held against another: what agrees, what differs, where, and on whose word."""

from __future__ import annotations

import json
from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo.agreement.agreement import Agreement, Share, agreement, how_it_counts
from geo.agreement.agreement_summary import differences_geojson
from geo.agreement.sentences import ground_apart
from geo.analysis.situation import Situation
from geo.common.errors import DataError
from geo.common.messages import _
from geo.theatre.frame import Frame, read_frame
from geo.theatre.row_accounts import need_fixing
from ingest.histories.history_options import HistoryOptions
from ingest.histories.other_map import OtherMap, read_other_map
from map.spoken import day
from ui.agreement.agreement_chart import agreement_chart, colour_of
from ui.agreement.other import Other, asked_of, not_compared, remembered, uploaded_map
from ui.charts import colour_key
from ui.data import Opened
from ui.dates import day_column
from ui.downloads import download
from ui.faults import fault_list
from ui.html import markdown
from ui.import_panel.pending_import import import_error_sentence
from ui.page import theme
from ui.table_height import table_height
from ui.words import area_name, in_both, other_language, standing_name

KM2 = st.column_config.NumberColumn(format="%,.0f")
PERCENT = st.column_config.NumberColumn(format="%.1f%%")
NAMED = st.column_config.TextColumn(pinned=True, width=165)
MOST_FAULTS = 200
TALLEST = 400


def agreement_tab(situation: Situation, opened: Opened) -> None:
    """A file to hold against the map of the last day, and how far the two agree in the area that is chosen."""
    if not situation.theatre.tells_control:
        st.info(_("No report says who holds ground here, so there is nothing to hold against another map."))
        return
    on = situation.filters.end
    st.caption(
        _(
            "{area} at the end of {day} against another map of that day. A file that says no day is taken to be of "
            "this one. Nothing of it is kept."
        ).format(area=markdown(area_name(situation.area)), day=day(on))
    )
    other = uploaded_map(opened)
    if other is None:
        return
    try:
        frame = read_frame(opened.folder)
        options = asked_of(other, frame)
        if options is None:
            return
        with st.spinner(_("Holding the two maps against each other …")):
            theirs, held = _held(situation, other, options, frame)
    except DataError as error:
        not_compared(import_error_sentence(error))
        return
    _read(theirs)
    _shares(held)
    _apart(held, theirs)
    left, right = st.columns(2)
    with left:
        _map(held)
    with right:
        _confusion(held)
    _differences(held, other)


def _held(situation: Situation, other: Other, options: HistoryOptions, frame: Frame) -> tuple[OtherMap, Agreement]:
    """The other map as it is read, and how far ours agrees with it; both kept until something else is asked.

    Raises
    ------
    DataError : it cannot be read so.
    """
    filters = situation.filters
    asked = (other.upload.sha256, repr(options), situation.theatre.version, filters.end)
    theirs = remembered("map", asked, lambda: read_other_map(other.upload.path, options, frame, filters.end))
    question = (*asked, filters.area, filters.known_by)
    return theirs, remembered("agreement", question, lambda: agreement(situation, theirs.drawing(frame)))


def _read(theirs: OtherMap) -> None:
    imported = theirs.imported
    said: list[str] = [imported.account]
    if theirs.drawn_for != theirs.day:
        other = _("It draws nothing for {day}: this is its drawing of {drawn_for}.")
        said.append(other.format(day=day(theirs.day), drawn_for=day(theirs.drawn_for)))
    st.caption(" ".join(map(markdown, [*said, *imported.notes])))
    if imported.rejected:
        title = _("{count}, with faults and remedies").format(count=_(need_fixing(len(imported.rejected))))
        with st.expander(title):
            fault_list(
                (fault for row in imported.rejected[:MOST_FAULTS] for fault in row),
                key="agreement-faults",
                where=lambda fault: _("Feature {number} of {file}").format(number=fault.row, file=fault.file),
            )
            if len(imported.rejected) > MOST_FAULTS:
                st.caption(_("The first {count} are listed.").format(count=MOST_FAULTS))


def _shares(held: Agreement) -> None:
    rows = [
        *((_in_km2(_(name)), share) for name, share in held.shares.items()),
        (_("Places"), held.by_place),
    ]
    table = pd.DataFrame([{_("What"): name, **_share(share)} for name, share in rows])
    st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        column_config={
            _("What"): NAMED, _("Both tell of"): KM2, _("Agree"): KM2, _("Of all"): PERCENT, _("Both to a party"): KM2,
            _("Agree there"): KM2, _("Of these"): PERCENT,
        },
    )  # fmt: skip


def _in_km2(part: str) -> str:
    return _("{part}, km²").format(part=f"{part[0].upper()}{part[1:]}")


def _share(share: Share) -> dict[str, float | None]:
    return {
        _("Both tell of"): share.compared,
        _("Agree"): share.agreed,
        _("Of all"): _percent(share.of_all),
        _("Both to a party"): share.held,
        _("Agree there"): share.held_agreed,
        _("Of these"): _percent(share.of_held),
    }


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _apart(held: Agreement, theirs: OtherMap) -> None:
    said = ground_apart(held, theirs.strip_km, _name(held))
    st.caption("\n".join(f"- {markdown(sentence)}" for sentence in said))
    with st.expander(_("How each kind of ground counts")):
        st.markdown("\n".join(f"- {markdown(sentence)}" for sentence in how_it_counts()))


def _name(held: Agreement) -> Callable[[str], str]:
    return lambda standing: standing_name(standing, held.situation.theatre.factions)


def _map(held: Agreement) -> None:
    st.markdown(_("**Where they differ**"))
    name, factions = _name(held), held.situation.theatre.factions
    differing = sorted({one.theirs for one in held.differences} | {one.ours for one in held.differences})
    colour_key({name(standing): colour_of(standing, factions) for standing in differing})
    st.altair_chart(agreement_chart(held, dark=theme() == "dark"), width="stretch")
    st.caption(
        _(
            "Grey: the maps agree. Filled in the colour of who holds it on the other map, edged in that of who does on "
            "ours. Empty: only one of them tells of it, or neither."
        )
    )


def _confusion(held: Agreement) -> None:
    st.markdown(_("**Whose ground it is**, km²: on ours by row, on theirs by column"))
    name = _name(held)
    theirs = sorted({theirs for _, theirs in held.confusion})
    rows = [
        {_("Ours"): name(ours), **{name(their): held.confusion.get((ours, their)) for their in theirs}}
        for ours in sorted({ours for ours, _ in held.confusion})
    ]
    if not rows:
        st.caption(_("There is no ground that both tell of."))
        return
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        placeholder="",
        column_config={_("Ours"): NAMED, **dict.fromkeys(map(name, theirs), KM2)},
    )


def _differences(held: Agreement, other: Other) -> None:
    st.markdown(_("**The largest differences**, with our reports that decide"))
    if not held.differences:
        st.caption(_("There is none: wherever both tell of ground, they give it to the same hands."))
        return
    theatre, name = held.situation.theatre, _name(held)
    names, in_other = in_both(theatre.places)
    rows = []
    for one in held.differences:
        known = one.place_id in theatre.places.index
        reports = theatre.reports.loc[list(one.reports)]
        rows.append(
            {
                _("Place"): names[one.place_id] if known else "",
                other_language(): in_other[one.place_id] if known else "",
                _("Which"): _("the place too") if one.inside else _("ground near it"),
                _("Ours"): name(one.ours),
                _("Theirs"): name(one.theirs),
                _("km²"): one.area_km2,
                _("Reports"): len(reports),
                _("Latest"): reports["event_date"].max().date() if len(reports) else None,
                _("Who says so"): _("; ").join(
                    theatre.attributed_to(one).say() for one in reports["asserted_by"].unique()
                ),
            }
        )
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        placeholder="",
        height=table_height(len(rows), tallest=TALLEST),
        column_config={_("Place"): NAMED, _("km²"): KM2, _("Latest"): day_column()},
    )
    download(
        _("Differences (GeoJSON)"),
        lambda: json.dumps(differences_geojson(held, other.upload.name), ensure_ascii=False).encode(),
        name=f"differences-{held.situation.filters.end}.geojson",
        mime="application/geo+json",
        key="agreement-differences",
    )
