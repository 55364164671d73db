"""What every command shares: where it prints, how it opens a theatre, and how it says that it cannot."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from geo.days import read_day
from geo.errors import DataError, FilterError
from geo.measure import HALF_WAY_ROUND_KM
from geo.theatre import Theatre
from geo.theatre_folder import read_theatre

FAULTY, UNUSABLE = 1, 2
"""Exit codes: rows were set aside; the theatre or the question cannot be used at all."""

WIDTH = None if sys.stdout.isatty() else 120
"""Into a pipe or a file, tables take this many columns; on a terminal, all it has."""

LONGEST_WORD, LONGEST_TEXT = 200, 20_000
"""Characters of one word and of one text that are printed: more is no name, and takes a terminal minutes to lay out."""
TOO_LONG = re.compile(rf"(\S{{{LONGEST_WORD - 1}}})\S\S+")


class Terminal(Console):
    """A console that cuts words no name is as long as; whatever is printed, in a table or outside, passes here."""

    def render_str(self, text: str, *args: Any, **kwargs: Any) -> Text:
        return super().render_str(shortened(text), *args, **kwargs)


def shortened(text: str) -> str:
    """`text` with "…" for what goes beyond LONGEST_WORD in a word, and beyond LONGEST_TEXT in all."""
    text = TOO_LONG.sub(r"\1…", text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


out, problems = Terminal(width=WIDTH, highlight=False), Terminal(stderr=True, highlight=False)

FROM, TO = typer.Option("--from", help="First day, 2024-11-26."), typer.Option("--to", help="Last day, included.")
AreaName = Annotated[str | None, typer.Option("--area", help="A named area of the theatre, such as hama.")]
FactionIds = Annotated[list[str] | None, typer.Option("--faction", help="Only this faction; may be repeated.")]
KnownBy = Annotated[str | None, typer.Option("--known-by", help="Only what was published by this day.")]
CountOnce = Annotated[
    bool, typer.Option("--count-once", help="Leave out events that another source likely tells of too.")
]
NearKm = Annotated[
    float,
    typer.Option("--near-km", min=0, max=HALF_WAY_ROUND_KM, help="How near the front line counts as near, km."),
]
DataFolder = Annotated[Path | None, typer.Option("--data", help="Theatre folder.", show_default="the shipped one")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def day_of(text: str) -> date:
    """The day `text` writes.

    Raises
    ------
    FilterError : it writes none.
    """
    try:
        return read_day(text)
    except ValueError as error:
        raise FilterError(str(error)) from error


def opened(folder: Path) -> Theatre:
    """The theatre of `folder`; ends the command where it cannot be used."""
    try:
        return read_theatre(folder)
    except DataError as error:
        problems.print(f"[bold red]Cannot open the theatre.[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error


def refused(error: Exception, what: str = "Cannot answer that.") -> typer.Exit:
    """Say in one line why not; the exit to raise."""
    problems.print(f"[bold red]{what}[/] {escape(str(error))}", soft_wrap=True)
    return typer.Exit(UNUSABLE)


def print_json(numbers: dict[str, Any]) -> None:
    """Print JSON; with escapes where the output cannot hold all letters, as a file that Windows redirects into."""
    holds_all = "utf" in (sys.stdout.encoding or "").lower()
    typer.echo(json.dumps(numbers, indent=2, ensure_ascii=not holds_all))


def as_text(words: str) -> str:
    """`words` as given; for the options that are kept with a theatre.

    Raises
    ------
    typer.BadParameter : they hold bytes that are no text.
    """
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise typer.BadParameter("holds bytes that are no text. Type it again.") from error
    return words
