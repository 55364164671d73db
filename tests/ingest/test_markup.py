"""HTML in a cell becomes the text it shows; what only looks like a tag stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingest.drafts.draft import draft
from ingest.drafts.markup import without_markup
from ingest.mappings.mapping import ColumnMapping
from tests.ingest.small_tables import table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Date: 03/12/2024<br>Killed: 4<br/>Type: Strike", "Date: 03/12/2024\nKilled: 4\nType: Strike"),
        ("<p>One.</p>\n<p>Two <b>bold</b>.</p>", "One.\nTwo bold."),
        ("<div>A</div><div>B</div>", "A\nB"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<table><tr><td>Killed</td><td>4</td></tr></table>", "Killed 4"),
        ("Tom &amp; J&eacute;r&ocirc;me&nbsp;&#39;s &lt;5", "Tom & Jérôme 's <5"),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\nTwo."),
        ('See <a href="https://example.org/x?a=1&amp;b=2">the report</a>.',
         "See the report https://example.org/x?a=1&b=2 ."),
        ('<a href="https://example.org/x">https://example.org/x</a>', "https://example.org/x"),
        ('<img src="https://example.org/p.jpg" height="200"/><br><br>Text', "https://example.org/p.jpg\nText"),
        ("<!-- hidden --><style>p {}</style><script>if (a < b) {}</script>Shown", "Shown"),
        ("<BR>Upper<Br />case", "Upper\ncase"),
        ("<b>قصف</b><br>غارة", "قصف\nغارة"),
    ],
)  # fmt: skip
def test_html_is_read_as_the_text_it_shows(text, shown):
    assert without_markup(text) == shown


@pytest.mark.parametrize(
    "text",
    ["killed <5", "a < b > c", "<NA>", "<Unknown> group", "5 <b", "AT&T", "https://example.org/?a=1&copy=2", "x<y>z",
     "Q&A; later", "line\nline", "<<>>", "fire & smoke"],
)  # fmt: skip
def test_what_only_looks_like_markup_stays_as_it_is(text):
    assert without_markup(text) == text


@given(some.text(alphabet=some.characters(exclude_characters="<&"), max_size=60))
def test_a_text_without_markup_is_left_alone(text):
    assert without_markup(text) == text


@given(some.text(alphabet="<>/abrp &;lt\n", max_size=60))
def test_no_text_breaks_it_and_no_tag_is_left(text):
    assert "<br>" not in without_markup(text.replace("&", "+"))


@pytest.mark.parametrize("part", ["<script>", "<a href='", "<!--", "<a <", "&lt;br&gt;", "<br>", "&amp;amp;"])
def test_a_long_text_is_read_in_one_go(part):
    assert len(without_markup(part * 40_000)) <= 40_000 * len(part)  # read again at every tag it would take minutes


def test_every_text_of_every_format_is_read_without_its_html():
    columns = {
        "day": ["<b>2024-12-02</b>"], "type": ["Battles<br>"], "place": ["<p>Azaz</p>"], "at": ["36.2, 37.1"],
        "killed": ["<i>4</i>"], "who": ["Brigade&nbsp;A &amp; B"], "said": ["One.<br>Two."],
        "link": ['<a href="https://example.org/x">Report</a>'],
    }  # fmt: skip
    fields = {"event_date": "day", "event_type": "type", "place": "place", "position": "at",
              "fatalities_best": "killed", "actor1": "who", "summary": "said", "source_url": "link"}  # fmt: skip
    found = draft(table(columns), ColumnMapping(columns=fields, fixed={"uncertainty_km": "5"}), today=date(2026, 1, 1))
    assert found.faults.rejected == 0
    row = found.events.iloc[0]
    assert (row["event_type"], row["place"], row["actor1"]) == ("Battles", "Azaz", "Brigade A & B")
    assert (row["summary"], row["fatalities_best"]) == ("One.\nTwo.", 4)
    assert (row["source_url"], row["source_title"]) == ("https://example.org/x", "Also Report")
