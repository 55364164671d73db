"""Tables of a few figures as HTML: what stands in them is text, figures line up, and an empty one says why."""

from __future__ import annotations

from io import StringIO

import pandas as pd

from ui.figures_table import figures_table


def test_a_table_gives_back_its_rows_and_heads_them_by_their_first_column():
    rows = pd.DataFrame({"Road": ["M4", "M5"], "km": [1200.4, 3.0], "How": ["taken", ""]})
    told = figures_table("**Roads**, km", rows)
    (read,) = pd.read_html(StringIO(told), keep_default_na=False, thousands=",")
    assert read.to_dict("list") == {"Road": ["M4", "M5"], "km": [1200, 3], "How": ["taken", ""]}
    assert told.count('<th scope="row">') == 2
    assert "<strong>Roads</strong>, km" in told


def test_markup_in_names_and_titles_is_shown_as_text():
    told = figures_table("By <b>unit</b>", pd.DataFrame({"<i>": ["<script>alert(1)</script>"]}))
    assert "<script" not in told
    assert "<b>" not in told
    assert "<i>" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told


def test_without_rows_it_says_so_under_its_title():
    told = figures_table("**Roads**", pd.DataFrame(), empty="No stretch changed hands.")
    assert "<table" not in told
    assert "<strong>Roads</strong>" in told
    assert "No stretch changed hands." in told
