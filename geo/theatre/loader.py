"""How a folder of data becomes a theatre: its files read once, checked once, trusted from here on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from geo.changelog.hand_order import hand_order
from geo.changelog.imports import BatchNote, batch_notes
from geo.changelog.log import Ledger, read_ledger
from geo.changelog.resubmissions import read_resubmissions
from geo.common.messages import L_
from geo.control.admin_units import Units
from geo.control.control_files import check_control
from geo.control.ground_files import GROUND_OF_A_DAY, joined_ground
from geo.control.ground_polygons import reports_of_ground
from geo.control.report_files import CONTROL_BY_PLACE
from geo.control.report_log import REPORTS, joined_reports
from geo.events.abroad import Home, with_abroad
from geo.events.actors import ACTORS, ActorRule, check_all_rules, joined_rules
from geo.events.event_files import OWN, check_all_events
from geo.polygons.history import PolygonHistory, has_history, read_history
from geo.registry.attributions import ATTRIBUTIONS, check_attributions
from geo.registry.settings import NOT_SAID, Credit
from geo.theatre.event_part import EventPart, event_inputs, event_part, events_changed, log_about, part_after
from geo.theatre.given_part import GivenPart, given_part, no_features, read_features
from geo.theatre.row_accounts import accounts_of
from geo.theatre.theatre import Theatre
from geo.theatre.version import data_version, require_folder
from geo.validation.faults import Checked
from geo.validation.readers import ROW_IN_FILE, read_csv


def read_theatre(folder: Path, before: Theatre | None = None) -> Theatre:
    """Read and check a data folder; `before`: the theatre as it was read last, of which everything is taken over that
    is made of the same, and nothing is changed.

    Raises
    ------
    DataError : a file is missing, unreadable, or lacks what everything else needs. A faulty row is no error: it
        is rejected with its reason, in `Theatre.rejected`.
    """
    require_folder(folder)
    has_files_of_history = has_history(folder / "control")
    given = given_part(folder, has_files_of_history, before.given if before is not None else None)
    frame, places = given.frame, given.places
    factions = frame.factions
    ledger = read_ledger(folder)
    history = read_history(folder / "control", factions) if has_files_of_history else None
    settings = {**frame.settings, **_span(frame.settings, history)}
    span = (settings["start"], settings["end"])
    same = before is not None and before.given is given and (before.start, before.end) == span
    control = check_control(
        partial(_rows, folder / REPORTS, history),
        folder,
        ledger,
        factions=factions,
        places=places.accepted,
        extent=frame.extent,
        span=span,
        before=before.checked_control if before is not None and same else None,
    )
    ground = joined_ground(control.grounds)
    actors = check_all_rules(_optional_rows(folder / ACTORS), ledger, factions=factions.keys())
    rules = joined_rules(actors)
    attributions = check_attributions(_optional_rows(folder / ATTRIBUTIONS))
    imports = batch_notes(ledger)
    events = _events(folder, given, ledger, before, rules=rules, span=span, history=history)
    checked: dict[str, Checked[Any]] = {
        "places.geojson": places,
        **control.reports,
        **control.grounds,
        **events.accounted.checked,
        "crossings.geojson": given.crossings,
        "crossings.geojson, statuses": given.statuses,
        **actors,
        **({ATTRIBUTIONS: attributions} if attributions.read else {}),
    }

    by_hand = ledger.manual_edits
    resubmissions = read_resubmissions(
        folder, ledger, imports, lambda event_id: event_id in events.events.index or event_id in by_hand
    )
    credited = (*map(_credit_of, imports.values()), *_credits_of_units(given.units))
    settings["credits"] = (*settings["credits"], *credited)
    if before is not None and control is before.checked_control:
        reports, reported = before.reports, before.reported_by_same
    else:
        reports = joined_reports(control.reports, reports_of_ground(ground))
        reported = before.reported_by(reports, control) if before is not None and before.given is given else None
    return Theatre(
        **settings,
        factions=factions,
        given=given,
        places=places.accepted,
        checked_control=control,
        reports=reports,
        reported_before=reported,
        ground=ground,
        history=history,
        event_part=events,
        crossings=given.crossings.accepted,
        crossing_statuses=given.statuses.accepted,
        countries=given.countries,
        governorates=frame.governorates,
        units=given.units,
        basemap=given.basemap,
        ledger=ledger,
        imports=imports,
        resubmissions=resubmissions,
        actor_rules=rules,
        attributions=dict(attributions.accepted[["asserted_by", "name_ar"]].itertuples(index=False)),
        accounts=accounts_of(checked, events.accounted, imports, resubmissions.since),
        rejected=tuple(row for part in checked.values() for row in part.rejected),
        version=data_version(folder),
    )


def _events(
    folder: Path,
    given: GivenPart,
    ledger: Ledger,
    before: Theatre | None,
    *,
    rules: Sequence[ActorRule],
    span: tuple[date, date],
    history: PolygonHistory | None,
) -> EventPart:
    """The events of a folder, checked; those of `before` where nothing they are made of has changed."""
    made_of = event_inputs(folder, ledger, span)
    frame, known = given.frame, before.event_part if before is not None else None
    if known is not None and known.made_of == made_of:
        return known
    home = Home.of(frame.settings["country"], given.countries)
    marked = partial(with_abroad, home=home, governorates=frame.governorates, extent=frame.extent)
    check = partial(
        check_all_events,
        folder=folder,
        rules=rules,
        factions=frame.factions.keys(),
        adm1_pcodes=frame.adm1_pcodes,
        span=span,
    )
    own = partial(read_features, folder / OWN, history is not None)
    changed = events_changed(known.made_of, made_of, ledger) if known is not None else frozenset()
    if known is not None and changed and (found := log_about(known, changed, ledger)) is not None:
        about, of_files = found
        told = check(own() if of_files else no_features(), ledger=about, only=changed)
        by_hand = bool(hand_order(ledger).counting)
        if (part := part_after(known, made_of, changed, told, marked, by_hand=by_hand)) is not None:
            return part
    return event_part(made_of, check(own(), ledger=ledger), marked)


def _credits_of_units(units: Units | None) -> tuple[Credit, ...]:
    """Whom finer units are owed to, where their file says so."""
    if units is None or not units.source:
        return ()
    return (Credit(L_("Level {number} units", number=units.level), units.source, units.licence),)


def _credit_of(note: BatchNote) -> Credit:
    """Whom the rows of a file that was brought in are owed to."""
    of_control = note.format in (CONTROL_BY_PLACE, GROUND_OF_A_DAY)
    part = L_("Control from {file}", file=note.file) if of_control else L_("Events from {file}", file=note.file)
    return Credit(part, note.credit or note.file, note.licence or L_(NOT_SAID))


def _rows(path: Path, history: PolygonHistory | None) -> pd.DataFrame:
    """The rows of a file, which may be missing where a history tells of control."""
    if history is not None and not path.exists():
        return pd.DataFrame({ROW_IN_FILE: []})
    return read_csv(path)


def _optional_rows(path: Path) -> pd.DataFrame:
    return read_csv(path) if path.exists() else pd.DataFrame({ROW_IN_FILE: []})


def _span(settings: Mapping[str, Any], history: PolygonHistory | None) -> dict[str, date]:
    """The days of a theatre: those it names and those of its history."""
    if history is None:
        return {}
    return {"start": min(settings["start"], history.first_day), "end": max(settings["end"], history.last_day)}
