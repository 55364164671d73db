"""Tables of a few figures, as HTML: read at once, from the side the language runs from, and light for the browser.

What a reader sorts, searches or chooses from is a table of Streamlit's, which costs a page more than all else on it.
"""

from __future__ import annotations

from html import escape

import pandas as pd

from ui.html import strong, text


def figures_table(title: str, rows: pd.DataFrame, *, note: str = "", empty: str = "") -> str:
    """A table with its `title`, what stands between two stars in it strong; the first column heads its row.

    `note` : HTML under the rows. `empty` : said in place of a table without rows.
    """
    if rows.empty:
        return heading(title) + paragraph(text(empty))
    head = "".join(_head(column, rows[column]) for column in rows.columns)
    body = "".join(_row(row) for row in rows.itertuples(index=False, name=None))
    named = escape(title.replace("**", ""), quote=True)
    table = f"<caption>{strong(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="fl-figures" role="group" tabindex="0" aria-label="{named}"><table>{table}</table></div>{note}'


def heading(title: str) -> str:
    """What stands above figures that are no table, what stands between two stars in it strong."""
    return f'<p class="fl-figures">{strong(title)}</p>'


def paragraph(html: str) -> str:
    """HTML as a remark under or above a table."""
    return f'<p class="fl-note">{html}</p>'


def _head(column: str, cells: pd.Series) -> str:
    over = ' class="fl-number"' if pd.api.types.is_numeric_dtype(cells) else ""
    return f'<th scope="col"{over}>{text(column)}</th>'


def _row(cells: tuple[object, ...]) -> str:
    first, *others = cells
    return f'<tr><th scope="row">{text(first)}</th>{"".join(map(_cell, others))}</tr>'


def _cell(value: object) -> str:
    """Figures stand under each other, without places behind the point."""
    if isinstance(value, int | float):
        return f'<td class="fl-number">{value:,.0f}</td>'
    return f"<td>{text(value)}</td>"
