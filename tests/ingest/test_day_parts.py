"""The day of an event in columns of its parts: year, month, day of the month."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.errors import SchemaError
from ingest.drafts.draft import Draft, draft
from ingest.drafts.month_names import MONTHS
from ingest.formats import format_of, recognise
from ingest.mappings.mapping import TABLE, ColumnMapping, from_toml
from tests.ingest.small_tables import table

TODAY = date(2026, 11, 28)
PARTS = {"event_year": "Y", "event_month": "M", "event_day": "D"}


def drafted(columns: dict[str, list[str]], fields: dict[str, str], **settings) -> Draft:
    """Battles at one place, with `columns` read as `fields` say."""
    fixed = {"event_type": "Battles", "position": "36.2, 37.1", "uncertainty_km": "5", **settings.pop("fixed", {})}
    return draft(table(columns), ColumnMapping(columns=fields, fixed=fixed, **settings), today=TODAY)


def the_days(year: str, month: str = "", day: str = "") -> tuple[str, str, int]:
    """First day, last day ("NaT" where there is none), precision of the one row that holds these parts."""
    found = drafted({"Y": [year], "M": [month], "D": [day]}, PARTS)
    assert found.faults.rejected == 0, found.faults.frame().to_dict("records")
    row = found.events.iloc[0]
    return str(row["event_date"])[:10], str(row["end_date"])[:10], int(row["time_precision"])


def the_fault(year: str, month: str = "", day: str = "", **settings) -> pd.Series:
    return drafted({"Y": [year], "M": [month], "D": [day]}, PARTS, **settings).faults.frame().iloc[0]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2019", "3", "14"), ("2019-03-14", "NaT", 1)),
        (("2019", "07", "0"), ("2019-07-01", "2019-07-31", 3)),
        (("2020", "2", ""), ("2020-02-01", "2020-02-29", 3)),
        (("2019", "0", "0"), ("2019-01-01", "2019-12-31", 3)),
        (("2019", "", ""), ("2019-01-01", "2019-12-31", 3)),
        (("2019.0", "12.0", "31.0"), ("2019-12-31", "NaT", 1)),
        (("2019", "Décembre", "5"), ("2019-12-05", "NaT", 1)),
        (("٢٠٢٤", "كانون الأول", "٥"), ("2024-12-05", "NaT", 1)),
        (("2024", "грудня", "unknown"), ("2024-12-01", "2024-12-31", 3)),
        (("2024", "Dec.", "n/a"), ("2024-12-01", "2024-12-31", 3)),
    ],
)
def test_the_parts_of_a_day_say_as_much_as_is_known_of_it(parts, expected):
    assert the_days(*parts) == expected


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        (("", "", ""), "is empty"),
        (("", "3", "14"), "has no year"),
        (("2019", "0", "14"), "is no day that can be read"),
        (("2019", "13", "1"), "is no day that can be read"),
        (("2019", "2", "29"), "is no day that can be read"),
        (("2019", "spring", "1"), "is no day that can be read"),
        (("19", "2", "2"), "has a year of two digits"),
        (("about 2019", "2", "2"), "is no day that can be read"),
        (("2027", "1", "1"), "lies in the future"),
    ],
)
def test_parts_that_make_no_day_are_told_with_all_three_columns(parts, fault):
    told = the_fault(*parts)
    assert told["fault"] == fault
    assert told["column"] == "Y, M, D"
    assert told["value"] == ("" if not any(parts) else ", ".join(parts))


def test_a_year_of_two_digits_is_of_the_century_the_mapping_says():
    found = drafted({"Y": ["19"], "M": ["2"], "D": ["3"]}, PARTS, century="20")
    assert found.accepted["event_date"].iloc[0] == pd.Timestamp(2019, 2, 3)


def test_the_last_day_may_stand_in_parts_and_the_year_be_the_same_in_every_row():
    fields = {**PARTS, "end_year": "Y", "end_month": "EM", "end_day": "ED"}
    fields.pop("event_year"), fields.pop("end_year")
    found = drafted(
        {"M": ["5", "5"], "D": ["1", "9"], "EM": ["5", "May"], "ED": ["3", "8"]},
        fields,
        fixed={"event_year": "2019", "end_year": "2019"},
    )
    assert list(found.accepted["end_date"]) == [pd.Timestamp(2019, 5, 3)]
    assert found.faults.by_reason() == {"end-before-start": 1}


def test_where_a_column_of_whole_days_is_empty_the_parts_say_the_day():
    found = drafted(
        {"Date": ["2019-03-14", "", "2019-02-31"], "Y": ["2019"] * 3, "M": ["3"] * 3, "D": ["15"] * 3},
        {"event_date": "Date", **PARTS},
    )
    assert [str(day)[:10] for day in found.accepted["event_date"]] == ["2019-03-14", "2019-03-15"]
    assert found.faults.frame()["value"].to_list() == ["2019-02-31"]


def test_a_year_alone_beside_a_column_of_days_makes_no_day():
    found = drafted({"Date": [""], "Y": ["2019"]}, {"event_date": "Date", "event_year": "Y"})
    assert found.faults.by_reason() == {"no-date": 1}


def test_a_month_of_no_year_and_a_day_of_no_month_are_refused_in_a_mapping():
    for columns in ({"event_month": "M"}, {"event_year": "Y", "event_day": "D"}, {"end_day": "D"}):
        with pytest.raises(SchemaError, match=r"says \w+ and no \w+"):
            from_toml(ColumnMapping(columns=columns).to_toml())
    assert from_toml(ColumnMapping(columns=PARTS).to_toml()).columns == PARTS


@pytest.mark.thorough
@given(day=some.dates(date(1900, 1, 1), TODAY), name=some.sampled_from(sorted(MONTHS)))
def test_reading_the_parts_of_a_day_is_the_inverse_of_writing_them(day, name):
    assert the_days(str(day.year), str(day.month), str(day.day))[0] == day.isoformat()
    assert the_days("2020", name, "3")[0] == f"2020-{MONTHS[name]:02}-03"


@pytest.mark.thorough
@given(some.randoms())
def test_the_order_of_rows_is_irrelevant_to_their_days(random):
    rows = [("2019", "3", "14"), ("2019", "0", ""), ("", "1", "1"), ("2020", "Feb", "29"), ("2019", "14", "3")]
    mixed = random.sample(rows, len(rows))
    there, mixed_there = (drafted({"Y": list(y), "M": list(m), "D": list(d)}, PARTS) for y, m, d in
                          (zip(*rows, strict=True), zip(*mixed, strict=True)))  # fmt: skip
    assert dict(zip(rows, there.events["event_date"].astype(str), strict=True)) == dict(
        zip(mixed, mixed_there.events["event_date"].astype(str), strict=True)
    )


@pytest.mark.parametrize(
    "names",
    [
        ("iyear", "imonth", "iday"), ("Year", "Month", "Day"), ("année", "mois", "jour"), ("año", "mes", "día"),
        ("год", "месяц", "день"), ("рік", "місяць", "день"), ("سنة", "شهر", "يوم"), ("السنة", "الشهر", "اليوم"),
        ("yıl", "ay", "gün"), ("Jahr", "Monat", "Tag"),
    ],
)  # fmt: skip
def test_a_table_with_the_parts_of_a_day_is_proposed_to_be_read_by_them(names):
    year, month, day = names
    found = recognise(table({year: ["2019", "2020"], month: ["3", "0"], day: ["14", ""], "Place": ["Azaz", "Azaz"]}))
    assert {name: found.mapping.columns.get(name) for name in ("event_date", *PARTS)} == {
        "event_date": None, "event_year": year, "event_month": month, "event_day": day
    }  # fmt: skip
    assert "event_date" not in {question.field for question in found.questions}


def test_the_parts_of_a_day_are_known_by_their_tags():
    tags = {"a": "#date+year", "b": "#date +month", "c": "#date+day", "d": "#date+published+year"}
    found = recognise(table({"a": ["2019"], "b": ["3"], "c": ["14"], "d": ["2020"]}, tags=tags))
    assert {name: found.mapping.columns[name] for name in PARTS} == dict(zip(PARTS, "abc", strict=True))
    assert found.left_over == ("d",)


def test_beside_a_column_of_whole_days_only_the_year_is_read():
    found = recognise(table({"Date": ["2019-03-14"], "Year": ["2019"], "Month": ["March"], "Day": ["14"]}))
    assert {name for name in found.mapping.columns if name.startswith("event_")} == {"event_date", "event_year"}
    assert found.left_over == ("Month", "Day")


def test_a_year_is_all_that_is_known_where_it_is_all_that_is_told():
    found = recognise(table({"Year": ["2019"], "Place": ["Azaz"]}))
    assert found.mapping.columns["event_year"] == "Year"
    assert "only the year is known" in found.why["event_year"]
    asked = recognise(table({"Month": ["3"], "Place": ["Azaz"]}))
    assert "event_month" not in asked.mapping.columns
    assert [question.field for question in asked.questions if question.field == "event_date"] == ["event_date"]


def test_columns_that_are_called_so_and_hold_something_else_are_not_read_so():
    found = recognise(table({"Year": ["second", "third"], "Date": ["2019-03-14", "2019-03-15"]}))
    assert "event_year" not in found.mapping.columns


def test_a_format_may_derive_any_field_and_leaves_rows_to_the_own_column(monkeypatch):
    derived = {
        "event_date": np.array(["2019-03", "2020", None], dtype=object),
        "end_date": np.array(["", "2020-03-04", ""], dtype=object),
        "time_precision": np.array(["", "2", "1"], dtype=object),
        "fatalities_best": np.array(["3", "x", "4"], dtype=object),
        "reliability": np.array(["B", "", ""], dtype=object),
    }
    known = format_of(TABLE, "")
    monkeypatch.setattr("ingest.drafts.draft.format_of", lambda *_: _Deriving(known, derived))
    found = drafted({"Date": ["", "", "2024-12-02"]}, {"event_date": "Date"})
    assert [str(day)[:10] for day in found.events["event_date"]] == ["2019-03-01", "2020-01-01", "2024-12-02"]
    assert [str(day)[:10] for day in found.events["end_date"]] == ["2019-03-31", "2020-03-04", "NaT"]
    assert list(found.events["time_precision"]) == [3, 3, 1]
    assert list(found.events["reliability"]) == ["B", "F", "F"]
    fault = found.faults.frame().iloc[0]
    assert (fault["row"], fault["value"], fault["reason"]) == (3, "x", "unreadable-count")
    assert int(found.events["fatalities_best"].iloc[0]) == 3


class _Deriving:
    def __init__(self, known, derived):
        self.derive = lambda cells: derived


# Weeks and quarters --------------------------------------------------------------------------------------------------

WEEKS = {**PARTS, "event_week": "W", "event_quarter": "Q"}


def with_week(year: str, month: str = "", day: str = "", week: str = "", quarter: str = "") -> Draft:
    return drafted({"Y": [year], "M": [month], "D": [day], "W": [week], "Q": [quarter]}, WEEKS)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"year": "2024", "week": "49"}, ("2024-12-02", "2024-12-08", 2)),
        ({"year": "2024", "week": "W49"}, ("2024-12-02", "2024-12-08", 2)),
        ({"year": "2025", "week": "1"}, ("2024-12-30", "2025-01-05", 2)),  # weeks of ISO 8601 begin on a Monday
        ({"year": "2020", "week": "53.0"}, ("2020-12-28", "2021-01-03", 2)),
        ({"year": "2024", "week": "0"}, ("2024-01-01", "2024-12-31", 3)),
        ({"year": "2024", "week": "unknown"}, ("2024-01-01", "2024-12-31", 3)),
        ({"year": "2024", "month": "12", "week": "49"}, ("2024-12-02", "2024-12-08", 2)),
        ({"year": "2024", "month": "12", "day": "5", "week": "49"}, ("2024-12-05", "NaT", 1)),
        ({"year": "2024", "quarter": "3"}, ("2024-07-01", "2024-09-30", 3)),
        ({"year": "2024", "quarter": "Q3"}, ("2024-07-01", "2024-09-30", 3)),
        ({"year": "2024", "month": "8", "quarter": "3"}, ("2024-08-01", "2024-08-31", 3)),
    ],
)
def test_a_week_or_a_quarter_of_the_year_is_its_days_where_no_day_of_the_month_is_known(parts, expected):
    found = with_week(**parts)
    assert found.faults.rejected == 0, found.faults.frame().to_dict("records")
    row = found.events.iloc[0]
    assert (str(row["event_date"])[:10], str(row["end_date"])[:10], int(row["time_precision"])) == expected


@pytest.mark.parametrize(
    "parts",
    [{"week": "54"}, {"week": "53"}, {"week": "late"}, {"quarter": "5"}, {"month": "3", "week": "49"}],
    ids=["no year has it", "2024 has it not", "no number", "no year has it either", "is in another month"],
)
def test_a_week_or_a_quarter_that_cannot_be_costs_the_row(parts):
    assert with_week("2024", **parts).faults.by_reason() == {"unreadable-date": 1}


def test_columns_of_years_and_weeks_are_read_together_and_the_reason_names_both():
    columns = {"Year": ["2024", "2024"], "Week": ["48", "49"], "Type": ["Battles"] * 2, "Town": ["A", "B"]}
    found = recognise(table(columns))
    assert (found.mapping.columns["event_year"], found.mapping.columns["event_week"]) == ("Year", "Week")
    assert "only the year" not in found.why["event_year"]
    assert not [one for one in found.questions if one.field == "event_date"]


@pytest.mark.parametrize("cells", [["2024-W48", "2024-W49"], ["W48 2024", "W49 2024"]])
def test_a_column_of_weeks_that_tell_their_year_is_the_day(cells):
    found = recognise(table({"Week": cells, "Type": ["Battles"] * 2, "Town": ["A", "B"]}))
    assert found.mapping.columns["event_date"] == "Week"


def test_a_bare_count_beside_a_year_and_a_week_counts_events():
    columns = {"Year": ["2024", "2024"], "Week": ["48", "49"], "Count": ["3", "7"], "Type": ["Battles"] * 2,
               "Region": ["A", "B"]}  # fmt: skip
    assert recognise(table(columns)).mapping.columns["event_count"] == "Count"
