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
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from geo.common.dates import read_day
from geo.common.errors import DataError, FilterError
from geo.common.measure import HALF_WAY_ROUND_KM
from geo.common.messages import verbatim
from geo.query.own_area import EXAMPLE
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from map.text import visible

FAULTY, UNUSABLE = 1, 2
"""Exit codes: rows were rejected; the theatre or the question cannot be used at all."""

WIDTH = None if sys.stdout.isatty() else 120
"""Into a pipe or a file, tables take this many columns; on a terminal, all it has."""

LONGEST_WORD, LONGEST_TEXT = 200, 20_000
"""Characters of one word and of one text that are printed: more is no name, and takes a terminal minutes to lay out."""
TOO_LONG = re.compile(rf"(\S{{{LONGEST_WORD - 1}}})\S\S+")


class Terminal(Console):
    """Prints words as they are, whoever wrote them: no part is taken for markup, for the name of a picture or for an
    order to the terminal, and words are cut that no name is as long as. What is to look different is made with
    `styled`."""

    def __init__(self, *, stderr: bool = False, width: int | None = None) -> None:
        super().__init__(stderr=stderr, width=width, markup=False, emoji=False, highlight=False)

    def render_str(self, text: str, *args: Any, **kwargs: Any) -> Text:
        """`text` as every string comes to be printed, those in tables too."""
        return super().render_str(printable(text), *args, **kwargs)


def printable(text: str) -> str:
    """`text` with nothing hidden in it, "…" for what goes beyond LONGEST_WORD in a word, and beyond LONGEST_TEXT in
    all."""
    return TOO_LONG.sub(r"\1…", visible(text, LONGEST_TEXT))


out, problems = Terminal(width=WIDTH), Terminal(stderr=True)

FROM, TO = typer.Option("--from", help="First day, 2024-11-26."), typer.Option("--to", help="Last day, included.")
ON = typer.Option("--on", help="The day, 2024-12-02.")
AREA_HELP = f"A named area of the theatre, such as hama; or the corners of your own, latitude first: {EXAMPLE}."
AreaName = Annotated[str | None, typer.Option("--area", help=AREA_HELP)]
KnownBy = Annotated[str | None, typer.Option("--known-by", help="Only what was published by this day.")]
NearKm = Annotated[
    float,
    typer.Option("--near-km", min=0, max=HALF_WAY_ROUND_KM, help="How near the front line counts as near, km."),
]
DataFolder = Annotated[Path | None, typer.Option("--data", help="Theatre folder.", show_default="the shipped one")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def styled(*parts: str | tuple[str, str]) -> Text:
    """One text to print, of words and of words with a style, ("words", "bold")."""
    return Text.assemble(
        *(printable(part) if isinstance(part, str) else (printable(part[0]), part[1]) for part in parts)
    )


def bars() -> Progress:
    """Bars of what is under way, on a terminal alone and gone afterwards; each is called as it is, without markup."""
    return Progress(
        TextColumn("{task.description}", style="progress.description", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=problems,
        transient=True,
        disable=not problems.is_terminal,
    )


def day_of(text: str) -> date:
    """The day `text` writes.

    Raises
    ------
    FilterError : it writes none.
    """
    try:
        return read_day(text)
    except ValueError as error:
        raise FilterError(verbatim(str(error))) from error


def theatre_or_exit(folder: Path) -> Theatre:
    """The theatre of `folder`; ends the command where it cannot be used."""
    try:
        return read_theatre(folder)
    except DataError as error:
        problems.print(styled(("Cannot open the theatre.", "bold red"), f" {error}"), soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error


def refused(error: Exception, what: str = "Cannot answer that.") -> typer.Exit:
    """Say in one line why not; the exit to raise."""
    problems.print(styled((what, "bold red"), f" {error}"), soft_wrap=True)
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
