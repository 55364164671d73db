"""The page on disk: all of the map and its details in one file that asks nobody for anything."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from briefing.job.brief import Brief, brief_of, default_layers
from briefing.job.errors import BriefingError
from briefing.job.formats import brief_again, make, read_stamp
from briefing.job.request import Request
from briefing.web.figures import figure_tables
from geo.analysis.situation import select
from geo.common.messages import speaking
from geo.common.phrases import SPOKEN
from geo.query.time_steps import step_by_step
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from info.details import Facts, Item, Items, Line, Paragraph, Part, Votes
from info.identify import identify
from layers import all_layers
from map.layer import RenderOptions
from map.playback import DAY_LEFT_OPEN
from map.spoken import day
from map.wording import between_days, on_day
from tests.browser.hostile import write_hostile_theatre
from tests.suites import first_quick
from tests.worlds import (
    crossing,
    drawn_theatre,
    event,
    january,
    rectangle,
    row,
    status,
    theatre_of,
)

ROOT = Path(__file__).parent.parent.parent
EVERY_LAYER = frozenset(layer.id for layer in all_layers())
MOST_BYTES = 6_000_000


class _Read(HTMLParser):
    """The elements of a page with their attributes, and the text of each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.elements[-1][0] if self.elements else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def brief(theatre: Theatre, layers: frozenset[str] = EVERY_LAYER, **more: Any) -> Brief:
    """All of `theatre`, or what the fields of Filters and Request in `more` make of it."""
    asked = {name: more.pop(name) for name in list(more) if name in theatre.everything.__dataclass_fields__}
    return brief_of(theatre, Request(filters=replace(theatre.everything, **asked), layers=layers, **more))


def page(of: Brief, folder: Path) -> str:
    make(of, folder / "page.html")
    return (folder / "page.html").read_text(encoding="utf-8")


def data(html: str) -> dict[str, Any]:
    """What the script of the page is given."""
    found = re.search(r'<script type="application/json" id="frontline-data">(.*?)</script>', html, re.DOTALL)
    assert found
    given: dict[str, Any] = json.loads(found.group(1))
    return given


@pytest.fixture
def squares(tmp_path):
    return theatre_of(
        tmp_path / "squares",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-03"),
        ],
        events=[event("clash", "2025-01-02", fatalities_low=3, fatalities_best=4, fatalities_high=9)],
        crossings=[crossing("gate", 1.0, 0.5, status("open", "2025-01-02", "2025-01-03", "BLUE"))],
    )


@pytest.fixture(scope="module")
def shipped() -> Theatre:
    return read_theatre(SHIPPED)


@pytest.fixture(scope="module")
def shipped_page(shipped, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("page") / "syria.html"
    make(brief(shipped, default_layers()), path)
    return path


@pytest.mark.thorough
def test_the_shipped_theatre_with_all_its_days_fits_in_six_megabytes(shipped_page):
    assert shipped_page.stat().st_size < MOST_BYTES
    assert len(data(shipped_page.read_text(encoding="utf-8"))["languages"]["en"]["playback"]["days"]) == 13


@pytest.mark.thorough
def test_a_page_loads_nothing(shipped_page):
    read = _Read(shipped_page.read_text(encoding="utf-8"))
    assert not read.all("link")
    assert not read.all("iframe")
    assert not [one for one in read.all("script") if "src" in one]
    assert all((one["src"] or "").startswith("data:image/svg+xml;base64,") for one in read.all("img"))


@pytest.mark.thorough
def test_only_the_scripts_and_the_style_of_the_page_may_run(squares, tmp_path):
    html = page(brief(squares), tmp_path)
    (policy,) = [m["content"] for m in _Read(html).all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    said = {words.split()[0]: words.split()[1:] for words in str(policy).split("; ")}

    def digests(tag: str) -> list[str]:
        codes = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        return [f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in codes]

    assert said["default-src"] == ["'none'"]
    assert said["script-src"] == digests("script")
    assert said["style-src"] == digests("style")
    assert not [attributes for _, attributes in _Read(html).elements if "style" in attributes]


@pytest.mark.thorough
def test_a_page_says_of_itself_what_it_was_made_from(squares, tmp_path):
    of = brief(squares, title='</script>Two & "squares"', tlp="green", language="both", made_on=january(9))
    html = page(of, tmp_path)
    stamp = read_stamp(tmp_path / "page.html")
    assert stamp == of.stamp
    assert page(brief_again(stamp, squares), tmp_path) == html
    assert "TLP:GREEN" in html


def test_a_file_that_is_no_page_of_ours_has_no_stamp(tmp_path):
    (tmp_path / "other.html").write_text("<p>Hello</p>", encoding="utf-8")
    with pytest.raises(BriefingError, match="no stamp"):
        read_stamp(tmp_path / "other.html")


MAKE = """
import sys
from pathlib import Path
from briefing.job.brief import brief_of
from briefing.job.formats import make
from briefing.job.request import Request
from geo.theatre.loader import read_theatre
from layers import all_layers
theatre = read_theatre(Path(sys.argv[1]))
layers = frozenset(layer.id for layer in all_layers())
make(brief_of(theatre, Request(filters=theatre.everything, layers=layers)), Path(sys.argv[2]))
"""


@pytest.mark.thorough
def test_the_same_request_makes_the_same_bytes_in_another_process(squares, tmp_path):
    made = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        command = [sys.executable, "-c", MAKE, str(tmp_path / "squares"), str(path)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        made.append(path.read_bytes())
    assert made[0] == made[1] == page(brief(squares), tmp_path).encode()


@pytest.mark.thorough
def test_hostile_text_stays_text(tmp_path):
    folder = write_hostile_theatre(tmp_path / "hostile")
    html = page(brief(read_theatre(folder), title="<img src=x onerror=alert(1)>"), tmp_path)
    read = _Read(html)
    assert len(read.all("script")) == 6
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    assert all(one.get("src", "").startswith("data:") for one in read.all("img"))
    assert "javascript:" not in [str(one.get("href")) for one in read.all("a")]
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in html
    links = [piece[1] for item in data(html)["details"]["en"]["items"] for line in item[:2] for piece in line
             if isinstance(piece, list)]  # fmt: skip
    assert not any(links)


@pytest.mark.thorough
def test_a_layer_that_was_not_asked_for_is_not_in_the_file(squares, tmp_path):
    html = page(brief(squares, frozenset({"ground", "crossings"})), tmp_path)
    assert set(data(html)["details"]["en"]["of"]) == {"crossing:gate"}
    assert "They fought." not in html
    assert data(html)["cells"] is None


def legend(html: str, layer: str) -> dict[str, str | None]:
    """The English lines of a layer's legend and the steps on which they are shown (None: on all)."""
    block = html.partition(f'data-layer="{layer}"')[2].partition("</div>")[0]
    lines = re.findall(r'<li(?: data-steps="([\d ]+)")?[ >].*?<span class="en"[^>]*>(.*?)</span>', block, re.DOTALL)
    return {label: steps or None for steps, label in lines}


def samples_of_parties(html: str) -> dict[str, dict[str, str | None]]:
    """For each party of the legend the layers its samples are of, and the steps on which these are shown."""
    block = html.partition('class="layer parties"')[2].partition("</div>")[0]
    found = {}
    for line in block.split("<li")[1:]:
        label = re.findall(r'<(?:bdi|span class="en"[^>]*)>(.*?)</', line)[0]
        found[label] = {of: on or None for of, on in re.findall(r'data-of="(\w+)"(?: data-steps="([\d ]+)")?', line)}
    return found


@pytest.mark.thorough
def test_the_legend_names_on_each_day_what_is_drawn_on_it(squares, tmp_path):
    html = page(brief(squares, end=january(4)), tmp_path)
    assert samples_of_parties(html) == {
        "Taken since 1 Jan (strong), held before (pale)": {},
        "Blue": {"change": "2 3 4", "control": None},
        "Red": {"control": "0 1"},
    }
    assert legend(html, "control") == {}
    assert legend(html, "front-line") == {"Front line: reported": "0 1"}
    assert legend(html, "events") == {"Events": "1 4", "at a place, by number": "1 4", "Battle": "1 4"}
    assert legend(html, "change") == {"Front line: on 1 Jan": "1 2 3 4"}


def plain(line: Line) -> list[Any]:
    return [(words.text, words.link, words.strong) for words in line]


def told(given: dict[str, Any], ref: str, at: int, on: str) -> list[Any]:
    """The details the browser shows for `ref` on a step."""

    def read(line: list[Any]) -> list[Any]:
        pieces = [piece if isinstance(piece, list) else [piece] for piece in line]
        return [
            (text.replace(DAY_LEFT_OPEN, on), *(more[:1] or [""]), bool(more[1:] and more[1])) for text, *more in pieces
        ]

    def reports(numbers: list[int]) -> list[Any]:
        items = [given["items"][number] for number in numbers]
        return [(read(line), read(small), bool(now)) for line, small, now in items]

    title, numbers = given["of"][ref]
    parts = [given["parts"][part] for part in given["all"][numbers if isinstance(numbers, int) else numbers[at]]]
    found: list[Any] = [title]
    for kind, said, *more in parts:
        if kind == "facts":
            found.append([(label, read(line)) for label, line in said])
        elif kind == "items":
            found.append((said, reports(more[0])))
        elif kind == "votes":
            found.append((said, [(title, colour, read(line), reports(of)) for title, colour, line, of in more[0]]))
        else:
            found.append((kind, read(said)))
    return found


def listed(items: tuple[Item, ...]) -> list[Any]:
    return [(plain(item.line), plain(item.small), item.now) for item in items]


def expected(part: Part) -> Any:
    match part:
        case Paragraph(line, note):
            return "note" if note else "text", plain(line)
        case Facts(rows):
            return [(label, plain(line)) for label, line in rows]
        case Items(title, items):
            return title, listed(items)
        case Votes(title, votes):
            return title, [(vote.title, vote.colour, plain(vote.remark), listed(vote.items)) for vote in votes]


@pytest.mark.thorough
@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize("known_by", first_quick([None, january(2)]))
def test_a_click_is_answered_on_each_day_as_the_dashboard_answers_it_on_that_day(squares, tmp_path, known_by, spoken):
    of = brief(squares, end=january(5), known_by=known_by, language="both")
    given = data(page(of, tmp_path))["details"][spoken]
    assert set(given["of"]) == {"event:clash", "crossing:gate", "place:west", "place:east"}
    for at, filters in enumerate([*step_by_step(of.situation.filters), of.situation.filters]):
        for ref in given["of"]:
            with speaking(spoken):
                details = identify(ref, of.situation, filters.end)
                shown = told(given, ref, at, day(filters.end))
            assert shown == [details.title, *(expected(part) for part in details.parts)]


@pytest.mark.thorough
@pytest.mark.parametrize(("language", "spoken"), [("en", ["en"]), ("ar", ["ar"]), ("both", ["en", "ar"])])
def test_details_are_told_in_the_language_the_page_was_made_in(squares, tmp_path, language, spoken):
    given = data(page(brief(squares, end=january(2), language=language), tmp_path))
    assert list(given["details"]) == spoken
    assert given["languages"]["ar"]["words"]["zoom"] == "انقر للتكبير"


@pytest.mark.thorough
def test_the_votes_of_a_disagreement_are_told_with_the_colour_of_each_side(tmp_path):
    theatre = theatre_of(
        tmp_path / "split",
        reports=[
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-02", source_url="https://example.org/blue"),
            row("east", "NAVY", "2025-01-02"),
        ],
    )
    of = brief(theatre, end=january(3))
    votes = [part for part in told(data(page(of, tmp_path))["details"]["en"], "place:east", 1, "2 Jan 2025")
             if str(part[0]).startswith("Sources disagree")]  # fmt: skip
    ((title, sides),) = votes
    assert title == "Sources disagree: 2 votes"
    assert [(said, colour) for said, colour, *_ in sides] == [
        (f"{faction.short_en} holds it", faction.colour) for faction in map(theatre.factions.get, ("BLUE", "NAVY"))
    ]
    assert sides[0][2] == [("1 report since 2 Jan 2025; all decided.", "", False)]
    assert ("https://example.org/blue") in [link for line, small, _ in sides[0][3] for _, link, _ in (*line, *small)]


@pytest.mark.thorough
def test_the_details_of_the_shipped_theatre_are_those_of_the_dashboard(shipped, shipped_page):
    given = data(shipped_page.read_text(encoding="utf-8"))["details"]["en"]
    whole = select(shipped, shipped.everything)
    spoken_of = {f"place:{place_id}" for place_id in shipped.log}
    places = [ref for ref, (_, numbers) in given["of"].items() if ref in spoken_of and isinstance(numbers, list)]
    assert len(places) > 100
    for ref in places[::25]:
        for at, filters in enumerate(step_by_step(shipped.everything)):
            details = identify(ref, whole, filters.end)
            assert told(given, ref, at, day(filters.end)) == [details.title, *map(expected, details.parts)]


def test_figures_stand_there_for_every_day_and_for_the_whole_range(squares):
    whole = replace(squares.everything, end=january(4))
    happened, ground = figure_tables(
        [select(squares, filters) for filters in (*step_by_step(whole), whole)], RenderOptions()
    )
    values = {row.label.en: row.cells for row in (*happened.rows, *ground.rows)}
    assert values["Events, certain"] == (("0", "1", "0", "0", "1"),)
    assert values["Killed, as reported: best (low to high)"][0][1] == "4 (3–9)"
    held, change, _claimed, _inferred = values["Blue"]
    assert held == ("12,308", "12,308", "24,617", "24,617", "24,617")
    assert change == ("±0", "±0", "+12,308", "+12,308", "+12,308")
    assert values["Red"][0] == ("12,308", "12,308", "0", "0", "0")


def test_a_page_is_headed_by_what_happened(squares, tmp_path):
    html = page(brief(squares), tmp_path)
    (head,) = re.findall(r"<h1>(.*?)</h1>", html, re.DOTALL)
    assert "Blue took East (3 Jan) from Red" in head
    assert "Control at the end of each day" in html


def test_a_page_of_one_day_has_no_bar(squares, tmp_path):
    html = page(brief(squares, end=january(1)), tmp_path)
    assert '<body class="one-day">' in html
    assert "change of what is held" not in html


def test_an_empty_situation_says_why_it_is_empty(squares, tmp_path):
    html = page(brief(squares, frozenset(), start=january(5), end=january(5), strikes_only=True), tmp_path)
    notices = re.findall(r'<p class="notice".*?</p>', html)
    assert "no layer was asked for" in notices[0]
    assert "strikes only" in notices[1]
    assert len(notices) == 2


def test_a_theatre_of_which_nothing_is_known_says_so(tmp_path):
    html = page(brief(theatre_of(tmp_path / "quiet", reports=[]), end=january(2)), tmp_path)
    assert "No report says who holds any of this ground" in html


@pytest.mark.thorough
def test_control_drawn_elsewhere_makes_a_page_too(tmp_path):
    theatre = drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))]}, rest="BLUE")
    given = data(page(brief(theatre), tmp_path))
    assert given["cells"] is None
    assert given["details"]["en"]["of"] == {}


def test_another_kind_than_the_map_is_refused(squares, tmp_path):
    with pytest.raises(BriefingError, match=r"no change sheet.*end the file's name with \.pdf"):
        make(brief(squares, kind="change"), tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


@pytest.mark.thorough
def test_progress_is_told_to_its_end(squares, tmp_path):
    steps: list[tuple[int, int]] = []
    make(brief(squares), tmp_path / "page.html", lambda done, of: steps.append((done, of)))
    assert steps == [(n, 4) for n in (1, 2, 3, 4)]


def test_days_are_told_in_arabic_by_their_syrian_names():
    assert on_day(date(2024, 12, 5)).ar == "5 كانون الأول 2024"
    assert between_days(date(2024, 11, 26), date(2024, 12, 8)).ar == "26 تشرين الثاني 2024 إلى 8 كانون الأول 2024"
