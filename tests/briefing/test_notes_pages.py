"""The pages after a sheet: places that changed hands and events, with their reports."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.job.brief import brief_of
from briefing.sheet.notes import notes_pages
from info.details import Facts
from info.identify import identify
from tests.briefing.conftest import ask
from tests.briefing.on_paper import FIFTH, NOVEMBER, boxes, texts
from tests.worlds import event, place, row, theatre_of


def test_no_type_of_the_notes_is_under_seven_points(small):
    sizes = {text.get_fontsize() for page in notes_pages(ask(small)) for axes in page.axes for text in axes.texts}
    assert min(sizes) >= 7.0


@pytest.mark.thorough
def test_the_last_pages_list_each_place_that_changed_with_its_reports(shipped):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change")
    said = " ".join(text for page in notes_pages(brief) for text in texts(page))
    for place_id in brief.situation.change.places:
        assert shipped.places.loc[place_id, "name_en"] in said
    for event_type in brief.situation.events["sub_event_type"]:
        assert event_type.split()[0] in said
    assert "Where sources disagree" in said


def test_the_pages_after_a_change_tell_what_each_party_gained_and_lost(tmp_path):
    reports = [row("west", "RED", "2025-01-01", scope="baseline"), row("west", "BLUE", "2025-01-05")]
    brief = ask(theatre_of(tmp_path / "t", reports=reports, places=[place("west", 0.5, 0.5)]), kind="change")
    said = texts(notes_pages(brief)[0])
    km2 = f"{brief.situation.change.gross_gain['BLUE']:,.0f}"
    first = said.index("Gained and lost, km² with claims")
    assert said[first + 1 : first + 7] == ["Blue", f"gained {km2}", "lost 0", "Red", "gained 0", f"lost {km2}"]
    as_map = ask(brief.theatre, kind="map")
    assert "Gained and lost, km² with claims" not in texts(notes_pages(as_map)[0])


@pytest.mark.thorough
def test_a_note_longer_than_a_column_runs_on_and_stays_on_the_page(tmp_path):
    words_of_it = [f"word{number}" for number in range(3000)]
    theatre = theatre_of(tmp_path / "long", events=[event("long", "2025-01-05", summary=" ".join(words_of_it) + " .")])
    brief = brief_of(theatre, ask(theatre).request)
    pages = [boxes(page) for page in notes_pages(brief)]
    assert len(pages) > 1
    assert all(left >= 0 and bottom >= 0 for page in pages for _, left, bottom, *_ in page)
    printed = " ".join(text for page in pages for text, *_ in page).split()
    assert set(words_of_it) <= set(printed)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"best": 3}, "3 killed; exact day"),
        ({"best": 3, "low": 3, "high": 3}, "3 killed; exact day"),
        ({"best": 1200, "low": 900, "high": 1500}, "1,200 killed (900 to 1,500)"),
        ({"low": 10, "high": 15}, "10 killed (10 to 15)"),
        ({"best": 3, "low": 2}, "3 killed (2 to ?)"),
        ({}, "no figure of killed"),
    ],
)
def test_the_notes_and_the_details_of_an_event_tell_its_killed_alike(tmp_path, figures, told):
    counts = {f"fatalities_{bound}": number for bound, number in figures.items()}
    theatre = theatre_of(tmp_path / "t", events=[event("one", "2025-01-05", **counts)])
    asked = brief_of(theatre, ask(theatre).request)
    assert told in " ".join(text for page in notes_pages(asked) for text in texts(page))
    (facts,) = [part for part in identify("event:one", asked.situation, FIFTH).parts if isinstance(part, Facts)]
    casualties = "".join(words.text for words in dict(facts.rows)["Casualties"])
    assert casualties == (told.partition(";")[0] if figures else "no figure given")


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Shooting near the airport", "Shooting near the airport. 3 killed"),
        ("They fled.", "They fled. 3 killed"),
        ("He said “enough!”", "He said “enough!” 3 killed"),
        ("اشتباكات", "اشتباكات. 3 killed"),
    ],
)
def test_a_summary_ends_before_the_figure_begins(tmp_path, summary, told):
    theatre = theatre_of(tmp_path / "t", events=[event("one", "2025-01-05", summary=summary, fatalities_best=3)])
    asked = brief_of(theatre, ask(theatre).request)
    assert told in " ".join(text for page in notes_pages(asked) for text in texts(page))


@pytest.mark.thorough
def test_a_heading_of_the_notes_is_never_the_last_line_of_its_column(shipped):
    headings = 0
    for area in ("hama", "aleppo", "homs"):
        asked = ask(shipped, start=date(2024, 11, 29), end=FIFTH, area=area, kind="change")
        for page in notes_pages(asked):
            lines = boxes(page)
            for heading, left, bottom, *_ in lines:
                if heading in ("Where sources disagree", "Events in the range"):
                    headings += 1
                    assert any(abs(one[1] - left) < 1 and one[2] < bottom for one in lines if one[0] != heading)
    assert headings
