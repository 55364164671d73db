"""Days as files write them: in three columns, with a short year, after a weekday, with a slip."""

from __future__ import annotations

from datetime import date

from geo.theatre_folder import read_theatre
from tests.cases.running import FILES, brought_in, cli


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
    done = brought_in(file, syr, "--map", mapping)
    assert (done["read"], done["accepted"], done["by_reason"]) == (2, 2, {})
    events = read_theatre(syr).events.sort_values("event_date")
    assert list(events["event_date"].dt.date) == [date(2019, 3, 14), date(2019, 7, 1)]
    assert [None if day is None else day.date() for day in events["end_date"].astype(object).where(
        events["end_date"].notna(), None)] == [None, date(2019, 7, 31)]  # fmt: skip
    assert list(events["time_precision"]) == [1, 3]
