"""A catalogue that lies in locales/ is a language: everything a reader meets offers it, is in it and runs its way."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from geo.common.messages import LOCALES
from geo.common.phrases import LANGUAGES
from scripts.messages import catalogue_of
from tests.suites import first_quick
from tests.worlds import crossing, event, place, row, status, write_theatre

ROOT = Path(__file__).parent.parent
NOT_YET = "Location"
SAID = re.compile("‹[^‹›]*(?:›|…)")
"""A text of the made-up language, or as much of it as there was room for."""
WORD = re.compile(r"\b[^\W\d_]{2,}\b")
OF_DATA = frozenset({"BLUE", "RED", "Blue", "Red", "Both", "East", "West", "Gate", "Square", "monitor"})
"""What the theatre below calls its things."""
OF_THE_FOOT = frozenset(
    {"Frontline", "squares", "data", "from", "to", "area", "both", "lang", "fr", "WGS", "UTM", "zone", "EPSG"}
)
"""What stands under a sheet in every language: with what it was made, from which data, and its link."""


def in_brackets(text: str) -> str:
    """A text of the made-up language: English in brackets; what fills its gaps stands outside them."""
    pieces = []
    for words, gap, spec, conversion in Formatter().parse(text):
        pieces.append(f"‹{words.replace('{', '{{').replace('}', '}}')}›" if words else "")
        if gap is not None:
            pieces.append("{" + gap + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}")
    return "".join(pieces)


def write_catalogue(language: str, locales: Path) -> None:
    """The catalogue of a language with every text that is marked in the code; one of them is not translated yet."""
    made = Catalog(locale=language)
    for one in catalogue_of("ar"):
        if one.id == NOT_YET:
            made.add(one.id, "")
        elif isinstance(one.id, str):
            made.add(one.id, in_brackets(one.id), context=one.context)
        else:
            made.add(one.id, [in_brackets(one.id[-1])] * made.num_plurals, context=one.context)
    folder = locales / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "frontline.po").open("wb") as file:
        write_po(file, made)


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """The catalogues there are, one of French, and one of Persian, which is written from the right."""
    folder = tmp_path_factory.mktemp("locales")
    shutil.copytree(LOCALES, folder, dirs_exist_ok=True)
    write_catalogue("fr", folder)
    write_catalogue("fa", folder)
    return folder


@pytest.fixture(scope="module")
def war(tmp_path_factory):
    """Two places of which one falls, a battle, a strike, an event without a place and a crossing."""
    return write_theatre(
        tmp_path_factory.mktemp("war") / "war",
        places=[place("p1", 0.5, 0.5, name_en="West"), place("p2", 1.5, 0.5, name_en="East")],
        reports=[
            row("p1", "BLUE", "2025-01-01", scope="baseline"),
            row("p2", "RED", "2025-01-01", scope="baseline"),
            row("p2", "BLUE", "2025-01-10"),
        ],
        events=[
            event("e1", "2025-01-05", location_en="West", fatalities_low=1, fatalities_best=2, fatalities_high=4),
            event("e2", "2025-01-10", 1.5, 0.5, event_type="Explosions/Remote violence", location_en="East",
                  sub_event_type="Air/drone strike"),
            event("e3", "2025-01-07", geo_precision=3, uncertainty_km=50, location_en="West"),
        ],
        crossings=[crossing("c1", 0.2, 0.0, status("open", "2025-01-01", "2025-01-31", "BLUE"), name_en="Gate")],
    )  # fmt: skip


def run(locales: Path, war: Path, *command: str) -> str:
    """What a program says that finds those catalogues and that theatre."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.with_locales", str(locales), *command],
        cwd=ROOT,
        env={**os.environ, "FRONTLINE_DATA": str(war)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def snapshot(locales: Path, war: Path, to: Path, language: str, *more: str) -> str:
    run(locales, war, "cli.py", "snapshot", "--data", str(war), "--lang", language, *more, "-o", str(to))
    return to.read_text(encoding="utf-8")


def english_in(text: str) -> set[str]:
    """Words of a text that are not said in the made-up language, but for the month that Babel tells."""
    return set(WORD.findall(SAID.sub(" ", text))) - {"janv", "ژانویه"}


def read_by(language: str, page: str) -> str:
    """What of a page on disk a reader of a language reads."""
    unseen = rf'(?s)<(script|style).*?</\1>|<span class="(?!{language}")\w\w" lang.*?</span>|<[^>]+>'
    return html.unescape(re.sub(unseen, " ", page))


def texts_in(drawn: str) -> list[str]:
    """The lines of an SVG in the order they are drawn."""
    return [html.unescape(text) for text in re.findall("<text[^>]*>([^<]*)</text>", drawn)]


def strings(value: object) -> Iterator[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.fixture(scope="module")
def on_disk(locales, war, tmp_path_factory):
    return snapshot(locales, war, tmp_path_factory.mktemp("disk") / "page.html", "fa")


@pytest.fixture(scope="module")
def on_the_page(locales, war):
    return json.loads(run(locales, war, "tests/ui/print_page.py", "fr"))


@pytest.mark.parametrize("kind", first_quick(["change", "map", "series"]))
def test_a_sheet_is_in_it_and_only_names_of_the_data_are_not(locales, war, tmp_path, kind):
    drawn = snapshot(locales, war, tmp_path / "sheet.svg", "fr", "--kind", kind, "--page", "A3")
    said = " ".join(texts_in(drawn))
    assert english_in(said) <= OF_DATA | OF_THE_FOOT | {NOT_YET}
    assert "‹Legend›" in texts_in(drawn)
    assert "East (10 janv.)" in said
    assert kind != "map" or NOT_YET in said


def test_a_page_on_disk_offers_every_language_by_its_own_name_and_runs_its_way(on_disk):
    offered = dict(re.findall(r'data-choose="(\w+)" lang="\w+">([^<]+)<', on_disk))
    assert offered == {"en": "English", "ar": "العربية", "fa": "فارسی", "fr": "français"}
    assert '<html lang="fa" dir="rtl" data-language="fa">' in on_disk
    assert {'[data-language="both"] :is(.fa, .fr)', '[data-language="fa"] :is(.en, .ar, .fr)'} <= {
        rule.partition(" {")[0] for rule in on_disk.splitlines()
    }


def test_a_page_on_disk_is_in_it_around_the_map_on_it_and_where_it_answers(on_disk):
    around = read_by("fa", on_disk).partition("كلتاهما")[2].partition("‹This view in Frontline›")[0]
    assert english_in(around) <= OF_DATA | OF_THE_FOOT
    data = json.loads(re.search('(?s)id="frontline-data">(.*?)</script>', on_disk)[1])
    assert {spoken: told["way"] for spoken, told in data["languages"].items()} == {
        "en": "ltr", "ar": "rtl", "fa": "rtl", "fr": "ltr", "both": "ltr",
    }  # fmt: skip
    still = [data["payloads"][number] for *_layer, number in data["languages"]["fr"]["still"]]
    played = data["languages"]["fr"]["playback"]
    assert "mercredi · 0‹ events›" in set(strings(played))
    assert any("‹, place not known›" in text for text in strings([still, played, data["payloads"]]))
    assert set(data["details"]) == {"fa"}
    assert "‹Armed clash›" in " ".join(strings(data["details"]["fa"]))


def test_the_page_offers_it_by_its_own_name_and_is_in_it(on_the_page):
    assert on_the_page["languages"] == ["English", "العربية", "فارسی", "français", "‹Both›"]
    assert on_the_page["runs"] == ["fr", "ltr"]
    (lead,) = (text for text in on_the_page["texts"] if 'class="fl-lead"' in text)
    assert "Blue‹ took ›East (10 janv.)‹ from ›Red" in lead
    assert {"‹What changed›", "‹Areas of control›"} <= set(on_the_page["texts"])


@pytest.mark.thorough
def test_the_page_runs_from_the_right_where_its_language_does(locales, war):
    assert json.loads(run(locales, war, "tests/ui/print_page.py", "fa"))["runs"] == ["fa", "rtl"]


@pytest.mark.thorough
def test_a_sheet_turns_where_its_language_runs_from_the_right(locales, war, tmp_path):
    """Where a legend begins: at the left edge of its column, or at the right one."""
    anchors = []
    for language in ("fr", "fa"):
        drawn = snapshot(locales, war, tmp_path / f"{language}.svg", language, "--kind", "map")
        (legend,) = re.findall("<text([^>]*)>‹Legend›</text>", drawn)
        anchors.append("end" if "text-anchor: end" in legend else "start")
    assert anchors == ["start", "end"]


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", [".pptx", ".gif", ".xlsx", ".pdf", ".kml", ".gpkg"])
def test_every_other_kind_of_file_is_made_in_it(locales, war, tmp_path, suffix):
    to = tmp_path / f"file{suffix}"
    run(locales, war, "cli.py", "snapshot", "--data", str(war), "--lang", "fa", "-o", str(to))
    assert to.stat().st_size


@pytest.mark.thorough
def test_a_brief_may_ask_for_it(locales, war, tmp_path):
    (tmp_path / "brief.toml").write_text(
        '[[sheets]]\nname = "one"\nformats = [".svg"]\nlang = "fr"\n', encoding="utf-8"
    )
    run(locales, war, "cli.py", "brief", str(tmp_path / "brief.toml"), "--data", str(war), "-o", str(tmp_path / "out"))
    (made,) = (tmp_path / "out").rglob("*.svg")
    assert "‹Legend›" in texts_in(made.read_text(encoding="utf-8"))


def test_what_has_no_catalogue_is_no_language():
    assert LANGUAGES == ("en", "ar", "both")
