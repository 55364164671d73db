"""What a report may say, and what is told of one that says something else: its row, its fault and a remedy."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.changelog.log import Action, Entry, Ledger, Subject
from geo.common.errors import SchemaError
from geo.control.report import ControlReport, Scope
from geo.control.report_files import CONTROL_BY_PLACE
from geo.control.report_log import REPORTS, check_order_of_days, check_reports, joined_reports, raw_reports, read_log
from geo.registry.factions import Faction
from geo.validation.faults import Checked, FaultLog
from geo.validation.readers import ROW_IN_FILE
from tests.worlds import january, row, theatre_of

FACTIONS = {
    name: Faction(name, name, name, name, "#112233", side, holds_ground=name != "UN")
    for name, side in (("BLUE", "north"), ("RED", "south"), ("UN", "none"))
}
FIRST = row("west", "BLUE", "2025-01-01", scope="baseline")


def table(*rows):
    """Unchecked rows of a file whose header is row 1."""
    return pd.DataFrame(rows, dtype=object).assign(**{ROW_IN_FILE: range(2, len(rows) + 2)})


def judged(*rows):
    return check_reports(
        table(*rows), factions=FACTIONS, place_ids={"west", "east"}, first_day=january(1), file="reports.csv"
    )


def told(checked):
    return [(one.row, one.column, one.value, one.fault, one.remedy) for found in checked.rejected for one in found]


LATE = "is after the first day of the theatre, 2025-01-01, and the scope is baseline"
GIVE_THE_SCOPE = "Give the scope place to what is reported of that day, or the first day to what stood before."
NO_BEGINNING = "is not how ground is held before the first day"
USE_CONTROLLED = "Use controlled or shared, or give the scope place or area to a report."
WITH_NOBODY = "names nobody beside the holder, and the status is shared"
NAME_WHO = "Name who else is there, or give another status."
FAULTS = {
    "a row of before the first day that is of a later one": (
        row("east", "RED", "2025-01-02", scope="baseline"),
        ("event_date", "2025-01-02", LATE, GIVE_THE_SCOPE, "baseline-late"),
    ),
    "a leaving before the first day": (
        row("east", "RED", "2025-01-01", "withdrawn", scope="baseline"),
        ("status", "withdrawn", NO_BEGINNING, USE_CONTROLLED, "baseline-status"),
    ),
    "a fight before the first day": (
        row("east", "RED", "2025-01-01", "contested", scope="baseline"),
        ("status", "contested", NO_BEGINNING, USE_CONTROLLED, "baseline-status"),
    ),
    "ground shared with nobody": (
        row("east", "RED", "2025-01-05", "shared"),
        ("shared_with", "empty", WITH_NOBODY, NAME_WHO, "shared-with-nobody"),
    ),
    "ground shared with itself": (
        row("east", "RED", "2025-01-05", "shared", shared_with="RED"),
        ("shared_with", "empty", WITH_NOBODY, NAME_WHO, "shared-with-nobody"),
    ),
    "a first likely day after the latest": (
        row("east", "RED", "2025-01-05", event_date_earliest="2025-01-06", published_on="2025-01-07"),
        (
            "event_date_earliest",
            "2025-01-06",
            "is after event_date",
            "event_date is the latest likely day, event_date_earliest the first.",
            "start-after-end",
        ),
    ),
    "a report published before the first day it may tell of": (
        row("east", "RED", "2025-01-05", event_date_earliest="2025-01-04", published_on="2025-01-03"),
        (
            "published_on",
            "2025-01-03",
            "is before the day that it tells of",
            "Nobody tells of what is yet to come: check both days, or leave the day of publication empty.",
            "published-before",
        ),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_set_aside_and_the_rest_stands(name):
    report, expected = FAULTS[name]
    checked = judged(FIRST, report)
    (((fault),),) = checked.rejected
    assert (fault.column, fault.value, fault.fault, fault.remedy, fault.reason) == expected
    assert (fault.file, fault.row, fault.row_id) == ("reports.csv", 3, report["report_id"])
    assert list(checked.accepted.index) == [FIRST["report_id"]]


def test_it_is_set_aside_when_a_theatre_is_read_too(tmp_path):
    theatre = theatre_of(tmp_path / "t", reports=[FIRST, row("east", "RED", "2025-01-05", "shared")])
    ((fault,),) = theatre.rejected
    assert (fault.file, fault.row, fault.fault) == ("control/reports.csv", 3, WITH_NOBODY)
    assert set(theatre.log) == {"west"}


SOUND = {
    "held before the first day": row("east", "RED", "2025-01-01", scope="baseline"),
    "shared before the first day": row("east", "RED", "2025-01-01", "shared", scope="baseline", shared_with="BLUE"),
    "told of before the first day": row("east", "RED", "2025-01-01", scope="baseline", published_on="2024-12-31"),
    "left on the first day": row("east", "RED", "2025-01-01", "withdrawn"),
    "shared with somebody beside itself": row("east", "RED", "2025-01-05", "shared", shared_with="RED; UN"),
    "of one day, published on that day": row("east", "RED", "2025-01-05"),
    "published on the first of its likely days": row(
        "east", "RED", "2025-01-05", event_date_earliest="2025-01-04", published_on="2025-01-04"
    ),
    "of an unknown first day": row("east", "RED", "2025-01-05", event_date_earliest=""),
    "of an unknown day of publication": row("east", "RED", "2025-01-05", published_on=""),
    "as believable as can be": row("east", "RED", "2025-01-05", credibility="1"),
    "as unbelievable as can be": row("east", "RED", "2025-01-05", credibility="6"),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_report_may_be(name):
    assert told(judged(SOUND[name])) == []


WORDS = {
    "place_id": "east, west",
    "controller": "BLUE, RED",
    "status": "claimed, contested, controlled, shared, withdrawn",
    "shared_with": "BLUE, RED, UN",
    "date_precision": "day, range",
    "published_precision": "inferred, nominal, stated, unknown",
    "scope": "area, baseline, place",
    "standing": "early, false, stands, superseded",
    "disagrees": "no, yes",
    "asserter_faction": "BLUE, RED, UN",
    "source_kind": "mirror, none, original",
    "reliability": "A, B, C, D, E, F",
}


@pytest.mark.parametrize("column", WORDS)
def test_a_word_that_a_column_does_not_take_is_told_with_those_it_takes(column):
    checked = judged(row("east", "RED", "2025-01-05") | {column: "purple"})
    assert told(checked) == [(2, column, "purple", "is not known here", f"Use one of {WORDS[column]}.")]


def test_a_report_needs_these_cells_and_may_lack_all_others():
    needed = [
        "report_id", "place_id", "controller", "status", "event_date", "date_precision", "scope", "standing",
        "disagrees", "asserted_by", "reliability", "credibility",
    ]  # fmt: skip
    least = {name: value for name, value in row("east", "RED", "2025-01-05").items() if name in needed}
    assert told(judged(least)) == []
    with pytest.raises(SchemaError) as caught:
        judged({"note": "nothing else"})
    assert f"lacks the columns {', '.join(needed)}." in str(caught.value)
    assert str(caught.value).startswith("reports.csv")


def test_a_file_without_rows_or_columns_has_no_reports():
    checked = judged()
    assert (len(checked.accepted), checked.rejected) == (0, ())


@pytest.mark.parametrize(("said", "fault"), [("0", "is less than 1"), ("7", "is more than 6")])
def test_credibility_is_one_of_six_numbers(said, fault):
    assert [one[1:4] for one in told(judged(row("east", "RED", "2025-01-05", credibility=said)))] == [
        ("credibility", said, fault)
    ]


def test_of_two_reports_of_one_id_the_second_is_set_aside():
    one, other = (row("east", holder, "2025-01-05", report_id="r1") for holder in ("RED", "BLUE"))
    checked = judged(one, other)
    assert [found[:4] for found in told(checked)] == [(3, "report_id", "r1", "stands twice")]
    assert list(checked.accepted["controller"]) == ["RED"]


def test_a_day_of_which_the_file_has_no_column_is_told_as_it_is_understood():
    """A caller may hand on days that it read itself, of rows whose file has no such column."""
    days = pd.DataFrame(
        {name: pd.to_datetime([day]) for name, day in
         (("event_date_earliest", "2025-01-05"), ("event_date", "2025-01-05"), ("published_on", "2025-01-04"))}
    )  # fmt: skip
    faults = FaultLog(pd.Series([1]))
    check_order_of_days(days, pd.DataFrame(index=[0]), faults)
    (((fault),),) = faults.by_row("ground.geojson", str)
    assert (fault.column, fault.value) == ("published_on", "2025-01-04 00:00:00")


WHOLE = row(
    "east", "RED", "2025-01-05", "shared", report_id="r1", shared_with="BLUE; UN", event_date_earliest="2025-01-03",
    date_precision="range", published_on="2025-01-06", scope="area", asserter_faction="UN", origin="a wire",
    source_kind="mirror", credibility="3", note="a note",
)  # fmt: skip


def test_every_cell_of_a_report_is_kept():
    typed = {
        "shared_with": ("BLUE", "UN"),
        "event_date_earliest": pd.Timestamp("2025-01-03"),
        "event_date": pd.Timestamp("2025-01-05"),
        "published_on": pd.Timestamp("2025-01-06"),
        "credibility": 3,
    }
    assert judged(WHOLE).accepted.loc["r1"].to_dict() == {**WHOLE, **typed}


def test_reports_stand_by_day_and_those_of_one_day_by_id():
    rows = [row("east", "RED", f"2025-01-0{day}", report_id=name) for name, day in (("b", 5), ("c", 4), ("a", 5))]
    log = judged(*rows).accepted
    assert list(log.index) == list(log["report_id"]) == ["c", "a", "b"]
    assert log.index.name is None


def read(**said):
    (told_of,) = read_log(judged({**WHOLE, **said}).accepted).values()
    (report,) = told_of
    return report


def test_a_row_of_the_log_is_a_report_of_its_place():
    assert read_log(judged(WHOLE).accepted) == {
        "east": [
            ControlReport(
                id="r1", controller="RED", status="shared", shared_with=("BLUE", "UN"), earliest=january(3),
                latest=january(5), published_on=january(6), scope=Scope.AREA, stands=True, sourced=True,
                disagrees=False, asserter_faction="UN", origin="a wire", reliability="B", credibility=3,
            )
        ]
    }  # fmt: skip


def test_reports_of_one_place_stay_together_in_their_order():
    places = (("r1", "east", 5), ("r2", "west", 6), ("r3", "east", 7))
    log = judged(*(row(where, "RED", f"2025-01-0{day}", report_id=name) for name, where, day in places)).accepted
    by_place = {place: [report.id for report in reports] for place, reports in read_log(log).items()}
    assert by_place == {"east": ["r1", "r3"], "west": ["r2"]}


def test_a_range_whose_first_day_is_unknown_is_its_latest_day():
    assert read(event_date_earliest="").earliest == january(5)


def test_a_report_without_a_day_of_publication_has_none():
    assert read(published_on="").published_on is None


def test_only_what_stands_stands_and_only_what_disagrees_disagrees():
    assert not read(standing="superseded").stands
    assert read(disagrees="yes").disagrees


def test_a_report_is_sourced_where_a_page_can_be_shown_or_its_source_has_none_of_its_own():
    assert not read(source_kind="none").sourced
    assert read(source_url="").sourced
    assert not read(source_url="a shelf in the office").sourced


def test_a_report_of_no_named_origin_goes_back_to_who_says_it_that_day():
    assert read(origin="").origin == "A monitor, 2025-01-05"


def entry(action, subject, key, said=None, line=7):
    return Entry("c1", "2025-02-01T12:00:00Z", "A", "", action, subject, key, said, line=line)


def test_a_report_of_which_the_log_speaks_counts_in_the_log_alone(tmp_path):
    own = table(row("east", "RED", "2025-01-05", report_id="r1"), row("east", "RED", "2025-01-05", report_id="r2"))
    edited = entry(Action.EDIT, Subject.REPORT, "r2", row("east", "BLUE", "2025-01-05"))
    raw = raw_reports(lambda: own, tmp_path, Ledger((edited,)))
    assert list(raw) == ["control/reports.csv", "changes.ndjson, reports"]
    assert list(raw["control/reports.csv"].rows["report_id"]) == ["r1"]
    of_log = raw["changes.ndjson, reports"].rows[["report_id", "controller", ROW_IN_FILE]]
    assert of_log.to_numpy().tolist() == [["r2", "BLUE", 7]]


def test_reports_of_files_brought_in_stand_beside_the_theatres_own(tmp_path):
    kept = tmp_path / "imports" / "b1"
    kept.mkdir(parents=True)
    rows = (row("west", "RED", "2025-01-05", report_id="b1-1"), row("west", "RED", "2025-01-06", report_id="b1-2"))
    table(*rows).to_parquet(kept / "reports.parquet")
    changes = (
        entry(Action.IMPORT, Subject.BATCH, "b1", {"format": CONTROL_BY_PLACE}),
        entry(Action.IMPORT, Subject.BATCH, "b2", {"format": "events"}),
        entry(Action.WITHDRAW, Subject.REPORT, "b1-2"),
    )
    raw = raw_reports(lambda: table(FIRST), tmp_path, Ledger(changes))
    assert list(raw)[:2] == ["control/reports.csv", "imports/b1/reports.parquet"]
    assert list(raw["imports/b1/reports.parquet"].rows["report_id"]) == ["b1-1"]
    assert raw["changes.ndjson, reports"].rows.empty


def part(*days):
    """Checked reports of some days of January, named by their day."""
    return Checked(judged(*(row("east", "RED", str(january(day)), report_id=f"r{day}") for day in days)).accepted, ())


NO_GROUND = part(1).accepted[:0].assign(ground_id="")


def test_days_stay_days_where_nobody_drew_ground():
    log = joined_reports({REPORTS: part(4, 1), "b1": part(2)}, pd.DataFrame(columns=NO_GROUND.columns, dtype=object))
    assert log["event_date"].dtype == part(4).accepted["event_date"].dtype


def test_reports_of_all_files_and_of_ground_are_one_log_by_day():
    of_ground = part(3).accepted.assign(ground_id="g1", more="is left out")
    log = joined_reports({REPORTS: part(4, 1), "b1": part(2), "b2": Checked(part(9).accepted[:0], ())}, of_ground)
    assert list(log.index) == ["r1", "r2", "r3", "r4"]
    assert list(log["ground_id"]) == ["", "", "g1", ""]
    assert "more" not in log


@pytest.mark.parametrize("filled", ["own", "brought"])
def test_reports_of_one_file_alone_are_the_log(filled):
    empty = Checked(part(1).accepted[:0], ())
    parts = {REPORTS: empty, "b1": empty} | {REPORTS if filled == "own" else "b1": part(1, 2)}
    log = joined_reports(parts, NO_GROUND)
    assert log["ground_id"].to_dict() == {"r1": "", "r2": ""}


def test_two_files_without_ground_are_one_log_and_so_is_one_with_ground():
    assert list(joined_reports({REPORTS: part(2), "b1": part(1)}, NO_GROUND).index) == ["r1", "r2"]
    of_ground = part(1).accepted.assign(ground_id="g1")
    assert list(joined_reports({REPORTS: part(2)}, of_ground).index) == ["r1", "r2"]


def test_a_theatre_without_reports_has_an_empty_log():
    log = joined_reports({REPORTS: Checked(part(1).accepted[:0], ())}, NO_GROUND)
    assert log.empty
    assert "ground_id" in log
