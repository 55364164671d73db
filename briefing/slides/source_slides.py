"""Slides of sources: licences, method and every page cited."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from briefing.sheet.footer import footer_lines
from briefing.sheet.map_picture import picture_of
from briefing.slides.deck import Cell, Deck, Run
from briefing.slides.slide_parts import SMALL_PT, paged_table, paragraphs
from briefing.text import words
from geo.analysis.situation import Situation
from geo.common.phrases import COMMA, Phrase, languages_in
from geo.common.urls import is_web_address

MOST_PAGES = 200
"""Pages cited that a deck lists one by one; of more, the publishers are."""


def source_slides(deck: Deck) -> None:
    """Licences and method, then every page that the events and the changes rest on."""
    brief, scale = deck.brief, deck.scale
    deck.add_slide(words.ABOUT_DATA)
    size = (deck.body.width, deck.body.height)
    frame = picture_of(brief.situation, (), brief.request.look, size, scale).frame
    told = [
        Phrase(line, line) for language in languages_in(deck.language) for line in footer_lines(brief, frame, language)
    ]
    paragraphs(deck, deck.body, told, 14 * scale)
    listed = list(_pages_cited(brief.situation))
    if not listed:
        return
    rows = [[deck.cell(words.PUBLISHER), deck.cell(words.TITLE_OF_SOURCE), deck.cell(words.USED_FOR)]]
    if len(listed) > MOST_PAGES:
        remark = words.MORE_PAGES.fill(count=f"{len(listed):,}")
        rows.append([Cell(((Run(""),),)), deck.cell(remark), Cell(((Run(""),),))])
        listed = _by_publisher(listed)[:MOST_PAGES]
    for publisher, title, url, events, reports in listed:
        used = [words.USED_EVENTS.fill(count=events)] if events else []
        used += [words.USED_REPORTS.fill(count=reports)] if reports else []
        what = COMMA.join(used)
        shown = title or url or words.GENERAL_KNOWLEDGE.say(deck.language)
        rows.append([Cell(((Run(publisher),),)), Cell(((Run(shown, url),),)), deck.cell(what)])
    paged_table(deck, words.SOURCES, rows, (3, 7, 3), SMALL_PT)


def _by_publisher(pages: list[tuple[str, str, str, int, int]]) -> list[tuple[str, str, str, int, int]]:
    """Pages of one publisher as one, those cited most first."""
    counts: dict[str, tuple[int, int]] = {}
    for publisher, _, _, events, reports in pages:
        before = counts.get(publisher, (0, 0))
        counts[publisher] = before[0] + events, before[1] + reports
    most = sorted(counts.items(), key=lambda cited: (-sum(cited[1]), cited[0]))
    return [(publisher, "-", "", events, reports) for publisher, (events, reports) in most]


def _pages_cited(situation: Situation) -> Iterator[tuple[str, str, str, int, int]]:
    """Publisher, title, address, and for how many events and reports of change each page is cited; by publisher."""
    deciding = [report for place in situation.places_flipped for report in situation.states[place].reports]
    columns = ["source_publisher", "source_title", "source_url"]
    parts = [
        situation.filtered.columns(columns).assign(events=1, reports=0),
        situation.theatre.reports.loc[list(dict.fromkeys(deciding)), columns].assign(events=0, reports=1),
    ]
    cited = pd.concat([pd.DataFrame(part) for part in parts if len(part)] or parts[:1])
    cited[columns] = cited[columns].fillna("").astype(str)
    cited["source_url"] = cited["source_url"].where(cited["source_url"].map(is_web_address).astype(bool), "")
    counted = cited.groupby(columns, sort=True)[["events", "reports"]].sum().reset_index()
    for row in counted.itertuples(index=False):
        yield row.source_publisher, row.source_title, row.source_url, int(row.events), int(row.reports)
