"""What the page asks about a file brought in before it reads it: days, columns, words, sheets."""

from __future__ import annotations

import pytest

from tests.ingest.tables.files import xlsx
from tests.suites import first_quick
from tests.ui.conftest import drop
from tests.ui.import_steps import EITHER_WAY, HEAD, KEEP, SOUND, keep, told
from tests.worlds import january

FORM = "Timestamp,Date of incident,Date of attack,Type,Lat,Lon,ID,Geo precision\n"


FILLED_IN = (
    "2025-01-20 09:11:02,2025-01-05,2025-01-06,Battles,0.5,0.5,7,street\n"
    "2025-01-21 09:11:02,2025-01-06,2025-01-08,Battles,0.5,0.6,7,hamlet\n"
)


@pytest.mark.thorough
def test_day_and_month_are_asked_for_and_never_guessed(short_war, open_data):
    page = open_data(short_war, HEAD + EITHER_WAY)
    assert "0 accepted" in told(page)
    assert page.button(key=KEEP).disabled
    question = next(box for box in page.selectbox if "04/01/2025" in box.label)
    assert question.value is None
    question.select("day first").run()
    assert "1 row = 1 accepted" in told(page)
    assert "4 Jan 2025" in told(page)


@pytest.mark.thorough
def test_how_days_are_read_is_said_where_the_file_decided_it_and_no_more_once_a_person_did(short_war, open_data):
    page = open_data(short_war, HEAD + SOUND.replace("2025-01-05", "14/01/2025"))
    assert "Read day first: 14/01/2025 can be read in no other way" in told(page)
    (order,) = [one for one in page.selectbox if one.label == "What 03/04/2024 means"]
    order.select("month first")
    (read,) = [one for one in page.button if (one.key or "").endswith("bring-in-read-0")]
    read.click().run()
    assert not page.exception
    assert "Read day first" not in told(page)


@pytest.mark.thorough
def test_of_two_columns_that_do_equally_well_the_reader_says_which_and_sees_what_came_second_and_what_is_not_read(
    short_war, open_data
):
    page = open_data(short_war, FORM + FILLED_IN, "form.csv")
    assert "0 accepted" in told(page)
    assert "Id at the source: Not read: 'ID' is called so, but its ids repeat with other contents" in told(page)
    day = next(box for box in page.selectbox if box.label.startswith("Which column holds the day"))
    assert (day.value, day.options) == (None, ["Date of attack", "Date of incident"])
    day.select("Date of incident").run()
    exact = next(box for box in page.selectbox if "'hamlet' (1 row)" in box.label)
    exact.select("1").run()
    assert not page.exception
    assert "2 rows = 2 accepted" in told(page)
    assert "5 Jan 2025" in told(page)


@pytest.mark.thorough
def test_the_column_that_came_second_is_shown(short_war, open_data):
    page = open_data(short_war, FORM.replace("Date of attack", "Entered") + FILLED_IN, "form.csv")
    (columns,) = [frame.value for frame in page.dataframe if "Came second" in frame.value.columns]
    assert columns.loc["event_date", "Column of the file"] == "Date of incident"
    assert columns.loc["event_date", "Came second"] == "'Timestamp' tells when a form was sent."


@pytest.mark.thorough
def test_a_word_nobody_knows_is_asked_for_in_a_table(short_war, open_data):
    page = open_data(short_war, HEAD + SOUND.replace("Battles", "Scuffle"))
    assert "Words for types of event: 1, 1 not known yet" in [box.label for box in page.expander]
    assert "The type of event is not known here" in str([frame.value for frame in page.dataframe])


@pytest.mark.thorough
def test_the_sheets_of_a_workbook_are_offered_as_a_list_and_the_chosen_one_is_read(short_war, open_data):
    header, row = HEAD.strip().split(","), SOUND.strip().split(",")
    book = xlsx(("Plan", [header]), ("North", [header, row]), ("South", [header, row, ["8", *row[1:]]]))
    page = open_data(short_war, book, "diary.xlsx")
    (sheets,) = [one for one in page.selectbox if one.label == "Sheet"]
    assert sheets.options == ["the first with rows", "Plan", "North", "South"]
    assert "1 row = 1 accepted" in told(page)
    sheets.select("South").run()
    assert not page.exception
    assert "2 rows = 2 accepted" in told(page)


@pytest.mark.parametrize(("name", "pack"), first_quick([("diary.xlsx", True), ("diary.csv", False)], parameters=2))
def test_a_file_of_one_table_has_no_list_of_sheets(short_war, open_data, name, pack):
    rows = [line.split(",") for line in (HEAD + SOUND).strip().split("\n")]
    page = open_data(short_war, xlsx(("Log", rows)) if pack else HEAD + SOUND, name)
    assert "1 row = 1 accepted" in told(page)
    assert "Sheet" not in {one.label for one in page.selectbox}


@pytest.mark.thorough
def test_days_outside_the_range_are_offered(short_war, open_data):
    page = open_data(short_war)
    page.date_input(key="start").set_value(january(20)).run()
    page = keep(drop(page, HEAD + SOUND))
    page.button(key="bring-in-days").click().run()
    assert str(page.session_state["start"]) == "2025-01-05"


@pytest.mark.thorough
def test_the_columns_of_a_file_are_remembered_with_the_theatre(short_war, open_data):
    page = open_data(short_war, HEAD + EITHER_WAY)
    next(box for box in page.selectbox if "04/01/2025" in box.label).select("day first").run()
    page = drop(keep(page), HEAD + "9,05/01/2025,Battles,Blue army,0.5,0.5,West,1\n", name="later.csv")
    assert "Read as the last file with these columns was." in told(page)
    assert "1 row = 1 accepted" in told(page)
