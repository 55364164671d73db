"""Films play the days of the range, and nothing moves in them that does not move on the ground."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from briefing.film.film import read_stamp
from briefing.film.frames import MARGIN_MM, Reel, frames
from briefing.job.brief import Brief
from briefing.job.errors import BriefingError
from briefing.job.formats import brief_again, make
from geo.analysis.situation import select
from geo.query.time_steps import step_by_step
from tests.briefing.briefs import brief, empty_brief, full_brief, full_theatre
from tests.suites import first_quick
from tests.worlds import january, row, theatre_of

SMALL = {"width": 800}


def film(asked: Brief, path: Path) -> Path:
    make(asked, path)
    return path


def pictures_of(path: Path) -> list[np.ndarray]:
    with Image.open(path) as gif:
        found = []
        for number in range(gif.n_frames):
            gif.seek(number)
            found.append(np.asarray(gif.convert("RGB")))
        return found


def durations_of(path: Path) -> list[int]:
    with Image.open(path) as gif:
        durations = []
        for number in range(gif.n_frames):
            gif.seek(number)
            durations.append(gif.info["duration"])
        return durations


def days(theatre, first: int, last: int, **more) -> Brief:
    filters = replace(theatre.everything, start=january(first), end=january(last))
    return brief(theatre, filters=filters, **{**SMALL, **more})


def moving_front(tmp_path):
    """BLUE holds the west; on 3 January it takes the east from RED."""
    return theatre_of(
        tmp_path / "t",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-03"),
        ],
    )


@pytest.mark.thorough
def test_a_film_has_one_frame_for_each_step_and_stays_on_the_last(tmp_path):
    asked = days(moving_front(tmp_path), 1, 5, days_per_second=4.0)
    path = film(asked, tmp_path / "a.gif")
    assert len(pictures_of(path)) == len(step_by_step(asked.situation.filters)) == 5
    assert durations_of(path) == [250, 250, 250, 250, 2250]


@pytest.mark.thorough
def test_a_long_range_is_taken_in_steps_as_on_the_page(tmp_path):
    theatre = moving_front(tmp_path)
    reel = Reel(days(theatre, 1, 31))
    assert [step.filters for step in reel.steps] == list(step_by_step(reel.brief.situation.filters))
    last = reel.steps[-1].figures.ground
    assert last == select(theatre, step_by_step(reel.brief.situation.filters)[-1]).figures.ground


@pytest.mark.thorough
def test_a_frame_is_as_large_as_asked_and_even_on_both_sides(tmp_path):
    for width in (800, 1002, 1920):
        asked = days(moving_front(tmp_path / str(width)), 1, 1, width=width)
        (picture,) = frames(Reel(asked))
        assert picture.shape == (round(width * 9 / 32) * 2, width, 3)


@pytest.mark.thorough
def test_what_stands_still_is_the_same_px_on_every_frame(tmp_path):
    """From one day to the next without a change only the day, its place on the line and its events differ."""
    first, second, third, *_ = pictures_of(film(days(moving_front(tmp_path), 1, 4), tmp_path / "a.gif"))
    reel = Reel(days(moving_front(tmp_path / "again"), 1, 4))
    height, width = first.shape[:2]
    changed = (first != second).any(axis=-1)
    assert changed.any(), "the date stamp is another"
    mm = width / reel.page.width
    header = int(12 * reel.page.scale * mm)
    assert not changed[:header].any()
    on_map = (slice(header, int(height * 0.7)), slice(0, int(width * 0.4)))
    assert not changed[on_map].any()
    assert (second != third)[on_map].any(), "the east has fallen"


@pytest.mark.thorough
def test_no_line_of_sources_runs_into_the_margin(tmp_path, monkeypatch):
    credit = "Events from diary.csv: Armed Conflict Location and Event Data; keep files that hold its rows to yourself"
    monkeypatch.setattr("briefing.sheet.footer.credit_lines", lambda _theatre, _language: (credit,) * 12)
    reel = Reel(days(moving_front(tmp_path), 1, 1, width=1280))
    (picture,) = frames(reel)
    margin = int(MARGIN_MM * reel.page.scale * picture.shape[1] / reel.page.width)
    foot = picture[int(picture.shape[0] * 0.85) :]
    assert (foot[:, :-margin] != foot[0, -1]).any(), "the sources stand there"
    assert (foot[:, 3 - margin :] == foot[0, -1]).all()


@pytest.mark.thorough
def test_the_dates_on_all_frames_differ(tmp_path):
    found = pictures_of(film(days(moving_front(tmp_path), 1, 5), tmp_path / "a.gif"))
    assert len({picture.tobytes() for picture in found}) == 5


@pytest.mark.thorough
def test_a_colour_of_a_gif_is_hardly_off_and_the_flat_ones_are_exact(tmp_path):
    asked = days(moving_front(tmp_path), 1, 3)
    for drawn, shown in zip(frames(Reel(asked)), pictures_of(film(asked, tmp_path / "a.gif")), strict=True):
        off = np.abs(drawn.astype(int) - shown.astype(int)).max(axis=-1)
        assert (off == 0).mean() > 0.95
        assert off.max() <= 48


@pytest.mark.thorough
def test_the_bars_tell_the_ground_of_each_step(tmp_path):
    reel = Reel(days(moving_front(tmp_path), 1, 4))
    bars = {bar.name.en: bar for bar in reel.ground}
    assert set(bars) == {"Blue", "Red"}
    assert bars["Red"].km2 == pytest.approx([12_309, 12_309, 0, 0], rel=1e-3)
    assert bars["Blue"].km2 == pytest.approx([12_309, 12_309, 24_617, 24_617], rel=1e-3)


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", first_quick([".gif", ".mp4"]))
@pytest.mark.parametrize("title", first_quick(["", "a=b;c#d\\e \"f\" 'g' %s{}", "\N{RIGHT-TO-LEFT OVERRIDE}<b>حماة"]))
def test_a_film_carries_its_stamp_and_leads_back_to_its_request(tmp_path, suffix, title):
    theatre = full_theatre(tmp_path)
    asked = days(theatre, 5, 6, title=title, days_per_second=1.5, tlp="amber")
    stamp = read_stamp(film(asked, tmp_path / f"a{suffix}"))
    assert stamp == asked.stamp
    assert brief_again(stamp, theatre).request == asked.request


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", [".gif", ".mp4"])
def test_the_same_film_is_the_same_bytes_also_in_a_process_of_its_own(tmp_path, suffix):
    asked = days(full_theatre(tmp_path), 5, 6)
    once = film(asked, tmp_path / f"a{suffix}").read_bytes()
    assert film(asked, tmp_path / f"b{suffix}").read_bytes() == once
    script = (
        "import sys; from pathlib import Path; from dataclasses import replace\n"
        "from geo.theatre.loader import read_theatre; from tests.briefing.briefs import brief\n"
        "from tests.worlds import january; from briefing.job.formats import make; t = read_theatre(Path(sys.argv[1]))\n"
        "f = replace(t.everything, start=january(5), end=january(6))\n"
        "make(brief(t, filters=f, width=800), Path(sys.argv[2]))\n"
    )
    again = tmp_path / f"c{suffix}"
    subprocess.run([sys.executable, "-c", script, tmp_path / "full", again], check=True)
    assert again.read_bytes() == once


@pytest.mark.thorough
def test_a_video_plays_at_the_speed_asked_for(tmp_path):
    path = film(days(moving_front(tmp_path), 1, 4, days_per_second=2.0), tmp_path / "a.mp4")
    count, seconds = imageio_ffmpeg.count_frames_and_secs(str(path))
    assert seconds == pytest.approx(4 / 2 + 2, abs=0.1)
    assert count == pytest.approx(24 * 4, abs=2)
    reader = imageio_ffmpeg.read_frames(str(path))
    about = next(reader)
    reader.close()
    assert (about["codec"], about["pix_fmt"].split("(")[0], about["size"]) == ("h264", "yuv420p", (800, 450))
    head = path.read_bytes()
    assert head.index(b"moov") < head.index(b"mdat"), "it plays before all of it has come"


@pytest.mark.thorough
def test_one_day_is_one_frame(tmp_path):
    asked = days(moving_front(tmp_path), 3, 3)
    assert len(pictures_of(film(asked, tmp_path / "a.gif"))) == 1
    assert film(asked, tmp_path / "a.mp4").stat().st_size > 0


@pytest.mark.thorough
def test_an_empty_situation_says_that_it_is_empty(tmp_path):
    asked = empty_brief(tmp_path, width=800)
    full = full_brief(tmp_path, width=800)
    assert Reel(asked).ground[-1].name.en == "No clear holder"
    assert len(pictures_of(film(asked, tmp_path / "a.gif"))) == 2
    assert len(list(frames(Reel(asked)))) == 2
    assert full.situation.events.shape[0] > 0


@pytest.mark.thorough
@pytest.mark.parametrize("language", first_quick(["both", "en", "ar"]))
def test_hostile_names_make_a_film_in_every_language(tmp_path, language):
    asked = days(full_theatre(tmp_path), 5, 6, language=language, tlp="red")
    assert len(pictures_of(film(asked, tmp_path / "a.gif"))) == 2


@pytest.mark.thorough
def test_the_progress_counts_every_frame(tmp_path):
    told: list[tuple[int, int]] = []
    make(days(moving_front(tmp_path), 1, 3), tmp_path / "a.gif", lambda done, of: told.append((done, of)))
    assert told == [(0, 4), (1, 4), (2, 4), (4, 4)]


@pytest.mark.thorough
def test_a_film_that_cannot_be_encoded_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.film.film.FRAMES_PER_SECOND", -1)
    with pytest.raises(BriefingError, match="The video cannot be encoded"):
        make(days(moving_front(tmp_path), 1, 2), tmp_path / "a.mp4")
    assert not list(tmp_path.glob("*.mp4"))


@pytest.mark.parametrize("name", ["a.gif", "a.mp4"])
@pytest.mark.parametrize("content", [b"", b"GIF89a", b"not a film"])
def test_a_file_that_is_no_film_has_no_stamp(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BriefingError, match="carries no stamp"):
        read_stamp(path)


def test_the_days_of_a_film_end_with_the_range(tmp_path):
    reel = Reel(days(moving_front(tmp_path), 2, 4))
    ends = [step.filters.end for step in reel.steps]
    assert ends == [january(2) + timedelta(days=number) for number in range(3)]
