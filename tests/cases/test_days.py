"""Days as files write them: in three columns, with a short year, after a weekday, with a slip."""

from __future__ import annotations

from datetime import date

import pytest

from geo.theatre.loader import read_theatre
from tests.cases.running import FILES, brought_in, cli


@pytest.mark.thorough
def test_10_the_day_is_read_from_its_year_month_and_day(syr, tmp_path):
    file = FILES / "10-date-in-three-columns.csv"
    mapping = tmp_path / "map.toml"
    mapping.write_text(cli("import", file, "--data", syr, "--show-mapping").stdout, encoding="utf-8")
    proposed = mapping.read_text(encoding="utf-8")
    said = ('"event_year" = "iyear"',
            '"event_month" = "imonth"', '"event_day" = "iday"', '"actor1" = "gname"',
                 '"fatalities_best" = "nkill"', '"injured" = "nwound"', '"event_type" = "attacktype1_txt"')  # fmt: skip
    assert [line for line in said if line not in proposed] == []
    mapping.write_text(
        proposed.replace("[words.event_type]", '[words.event_type]\n"Armed Assault" = "Battles"'), encoding="utf-8"
    )
    done = brought_in(file, syr, "--mapping", mapping)
    assert (done["read"], done["accepted"], done["by_reason"]) == (2, 2, {})
    events = read_theatre(syr).events.sort_values("event_date")
    assert list(events["event_date"].dt.date) == [date(2019, 3, 14), date(2019, 7, 1)]
    assert [None if day is None else day.date() for day in events["end_date"].astype(object).where(
        events["end_date"].notna(), None)] == [None, date(2019, 7, 31)]  # fmt: skip
    assert list(events["time_precision"]) == [1, 3]


def test_22_a_short_year_is_completed_from_the_year_of_its_row(syr):
    done = brought_in("22-acled-short-year.csv", syr)
    assert (done["accepted"], done["span"]) == (2, ["2019-12-28", "2020-05-09"])
    assert "To be said" not in cli("import", FILES / "22-acled-short-year.csv", "--data", syr, "--dry-run").output


@pytest.mark.thorough
def test_22_a_short_year_that_is_not_the_years_of_its_row_is_told_with_both(syr, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text(
        (FILES / "22-acled-short-year.csv").read_text(encoding="utf-8").replace("9-May-20,2020", "9-May-21,2020"),
        encoding="utf-8",
    )
    told = cli("import", file, "--data", syr, "--dry-run")
    assert (
        "row 2: event_date = 9-May-21: has the year 21, and year says 2020. Which of the two is right?" in told.output
    )
    assert "1 would be accepted" in told.output


@pytest.mark.thorough
def test_37_a_weekday_before_the_day_is_understood_in_every_language(syr):
    done = brought_in("37-weekday-before-the-day.csv", syr)
    # once its day is read, the second row says word for word what the first does
    assert (done["accepted"], done["duplicates"], done["set_aside"]) == (2, 1, 0)
    assert done["span"] == ["2024-12-05", "2024-12-05"]


@pytest.mark.thorough
def test_38_a_year_that_cannot_be_is_asked_about_with_the_year_of_its_row(syr):
    told = cli("import", FILES / "38-year-0025.csv", "--data", syr, "--dry-run").output.replace("\n", " ")
    assert "row 2: event_date = 0025-02-05: is outside the days of the theatre" in told
    assert told.count("Is the year right? year says 2025.") == 3
    assert "Widen" not in told


@pytest.mark.thorough
def test_a_year_within_reason_beyond_the_theatre_is_a_matter_of_its_span(syr, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text(
        "Date,Year,Type,Latitude,Longitude,Place\n2009-02-05,,Battles,36.2,37.1,Aleppo\n"
        "1446-02-05,,Battles,36.2,37.1,Aleppo\n2005-02-05,2015,Battles,36.2,37.1,Aleppo\n",
        encoding="utf-8",
    )
    told = cli("import", file, "--data", syr, "--dry-run").output.replace("\n", " ")
    assert (
        "row 2: Date = 2009-02-05: is outside the days of the theatre, 2011-01-01 to 2025-06-30. Widen the span" in told
    )
    assert "Is the year right? If 1446 is of the Islamic or the Iranian calendar, write the Gregorian day." in told
    assert "row 4: Date = 2005-02-05: is outside the days of the theatre" in told
    assert "Is the year right? Year says 2015." in told


@pytest.mark.thorough
def test_36_a_slip_in_the_day_of_publication_costs_that_day_and_not_the_event(syr):
    done = brought_in("36-ucdp-source-date-slip.csv", syr)
    assert (done["accepted"], done["set_aside"], done["cells_left_out"]) == (2, 0, {"source_date": 1})
    events = read_theatre(syr).events
    assert events["published_on"].isna().sum() == 1
    without = events[events["published_on"].isna()].iloc[0]
    assert without["not_read"] == "source_date = 2919-02-07: lies in the future"
    assert set(events["not_read"]) == {"", without["not_read"]}


@pytest.mark.thorough
def test_36_the_account_says_which_cells_are_left_empty(syr):
    told = cli("import", FILES / "36-ucdp-source-date-slip.csv", "--data", syr, "--dry-run")
    said = told.output.replace("\n", " ")
    assert told.exit_code == 0
    assert "source_date: 1 cell left empty, its row is accepted: The day lies in the future" in said
    assert "row 2: source_date = 2919-02-07: lies in the future." in said
    assert "Is the year right? year says 2019." in said


@pytest.mark.thorough
def test_27_what_r_writes_for_nothing_is_no_actor_no_place_and_no_area(syr):
    done = brought_in("27-na-as-actor.csv", syr)
    assert done["accepted"] == 2
    assert done["unmapped_actors"] == ["Invented Group A"]


@pytest.mark.thorough
def test_more_killed_than_any_event_has_had_is_told_with_the_bound(syr):
    told = cli("import", FILES / "hostile" / "overflow.csv", "--data", syr, "--dry-run").output.replace("\n", " ")
    assert "2 need fixing: A number of persons is larger than any event has had" in told
    assert "9223372036854775807: is more than 1,000,000, and no event has had so many" in told
