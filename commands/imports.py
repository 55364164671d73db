"""Files brought into a theatre: `import`, with its account of every row."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from commands.changes import Who, Why, author
from commands.import_changes import CorrectionOptions, changes_account, print_changes
from commands.rejected_text import refuse_to_write_over, write_rows
from commands.terminal import FAULTY, UNUSABLE, AsJson, as_text, bars, out, print_json, problems, styled
from geo.common.errors import DataError, MissingFileError, UnreadableFileError, shorten
from geo.common.messages import verbatim
from geo.theatre.loader import read_theatre
from geo.theatre.row_accounts import account_words, need_fixing
from geo.theatre.theatre import Theatre
from geo.validation.faults import describe_row, faults_of
from ingest.drafts.draft import Draft
from ingest.formats import Recognised, all_formats
from ingest.mappings.fields import FIELDS
from ingest.mappings.mapping import DAY_ORDERS, TABLE, from_toml
from ingest.matching.change_list import write_changes
from ingest.matching.conflicts import change_words, differing_words
from ingest.matching.incoming import Incoming
from ingest.matching.keep import file_hash, keep
from ingest.matching.preview import REMEMBERED, ImportOptions, match_against_theatre, parse_rows, propose_mapping
from ingest.matching.reasons import left_out_words, reason_words
from ingest.matching.resubmissions import came_from, known_again, terms_of
from ingest.tables import Table as SourceTable
from ingest.tables import read_table
from ingest.tables.rejected import write_rejected
from ingest.tables.table import counted
from store.store import Author, ChangedMeanwhileError

TRIES = 5
"""How often an import is held against the theatre anew when somebody else writes at the same time."""
SHOWN, SHOWN_OF_EACH = 10, 3
"""Faults that are printed: a page of them, and few of each kind; all are in the file of --rejected."""

LONGEST_MAPPING = 1 << 20
"""Bytes."""

FORMATS = ", ".join(known.id for known in all_formats())


def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, XLSX, JSON, GeoJSON, KML, GeoPackage, shapefile, GeoParquet.")],
    data: Annotated[Path, typer.Option("--data", help="Theatre folder the rows go into.")],
    kind: Annotated[str, typer.Option("--format", help=f"Read it as one of {FORMATS}; left out: by its content.")] = "",
    mapping: Annotated[Path | None, typer.Option("--mapping", help="How its columns are read, as TOML.")] = None,
    show_mapping: Annotated[bool, typer.Option("--show-mapping", help="Print how it would be read, and stop.")] = False,
    day_order: Annotated[str, typer.Option(help=f"What 03/04/2024 means: {' or '.join(DAY_ORDERS[1:])}.")] = "",
    sheet: Annotated[str, typer.Option(help="Sheet, layer or part of a zip; left out: the likeliest.")] = "",
    rejected: Annotated[
        Path | None, typer.Option("--rejected", help="Write the rows that need fixing to this CSV.")
    ] = None,
    credit: Annotated[
        str, typer.Option(help="Whom the rows are owed to; left out: as the format says.", callback=as_text)
    ] = "",
    licence: Annotated[str, typer.Option(help="On what terms; left out: as the format says.", callback=as_text)] = "",
    complete: Annotated[
        bool, typer.Option("--complete", help="It is complete for what it covers: withdraw what it lacks.")
    ] = False,
    take: Annotated[
        list[str] | None,
        typer.Option("--prefer-file", help="Id of an event whose version of the file counts before a person's; all."),
    ] = None,
    changes: Annotated[Path | None, typer.Option(help="Write what it corrects, field by field, to this CSV.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would become of each row.")] = False,
    who: Who = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Bring the events of a file into a theatre.

    Exits 0 when every row is accepted or known already, 1 when rows need fixing (all of them too: the log keeps their
    account), 2 when the file cannot be read or brought in.
    """
    started = time.monotonic()
    try:
        refuse_to_write_over(rejected, file, mapping)
        refuse_to_write_over(changes, file, mapping, rejected)
        said = CorrectionOptions(complete, frozenset(take or ()))
        wishes = ImportOptions(format=kind, mapping=from_toml(_text(mapping), str(mapping)) if mapping else None,
                        day_order=_day_order(day_order))  # fmt: skip
        sha256 = file_hash(file)
        with bars() as progress:
            reading = progress.add_task("Reading", total=None)
            theatre = read_theatre(data)
            table = _table_of(file, sha256, sheet, lambda done, of: progress.update(reading, completed=done, total=of))
            table = known_again(table, data, theatre.ledger)
            recognised = propose_mapping(table, data, theatre, wishes)
            if show_mapping:
                typer.echo(recognised.mapping.to_toml(), nl=False)
                return
            progress.add_task("Checking every row", total=None)
            rows = parse_rows(table, recognised.mapping)
            if dry_run:
                incoming = said.of(match_against_theatre(rows, theatre, sha256))
            else:
                terms = terms_of(recognised.format, came_from(table, theatre.ledger), credit, licence)
                incoming, theatre = _kept(data, theatre, sha256, rows, said, terms, author(who, why))
        written = rejected is None or write_rows(
            rejected, write_rejected(incoming.cells, incoming.faults, file_hash(file))
        )
        written &= changes is None or write_rows(changes, write_changes(incoming))
    except DataError as error:
        problems.print(styled(("Nothing was brought in.", "bold red"), f" {error}"), soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error
    seconds = time.monotonic() - started
    if as_json:
        print_json(import_account(incoming, recognised, seconds) | changes_account(incoming, theatre))
    else:
        _print_account(incoming, recognised, data, seconds, dry_run=dry_run)
        print_changes(incoming, theatre, listed=changes is not None)
        _print_left_out(incoming)
        _print_faults(incoming, rejected)
    _print_differing(incoming)
    if incoming.rejected or not written:
        raise typer.Exit(FAULTY)


def _table_of(file: Path, sha256: str, sheet: str, on_progress: Callable[[int, int], None]) -> SourceTable:
    """The table a file holds, which is refused where it is no longer the file that the mark is of."""
    table = read_table(file, sheet=sheet, on_progress=on_progress)
    if file_hash(file) != sha256:
        raise UnreadableFileError(
            file, verbatim("changed while it was read"), verbatim("Bring it in again once it is written.")
        )
    return table


def _kept(
    data: Path, theatre: Theatre, sha256: str, rows: Draft, said: CorrectionOptions, terms: tuple[str, str], by: Author
) -> tuple[Incoming, Theatre]:
    """Hold the rows against the theatre and keep them, with their credit and licence; anew where somebody else has
    changed it meanwhile. With the theatre they were held against."""
    for tries_left in reversed(range(TRIES)):
        incoming = said.of(match_against_theatre(rows, theatre, sha256))
        if not incoming.keeps_something and sha256 in {note.sha256 for note in theatre.imports.values()}:
            return incoming, theatre
        try:
            keep(data, incoming, sha256, *terms, by)
        except ChangedMeanwhileError as error:
            if not tries_left:
                fault = f"was changed by somebody else each of the {TRIES} times the file was checked against it"
                raise ChangedMeanwhileError(data, verbatim(fault), verbatim("Import it again.")) from error
            theatre = read_theatre(data)
        else:
            break
    return incoming, theatre


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_MAPPING + 1)
        text = content.decode("utf-8")
    except FileNotFoundError as error:
        raise MissingFileError(path, verbatim("is missing"), verbatim("Make one with --show-mapping.")) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            path, verbatim(f"cannot be read ({error})"), verbatim("Save it as UTF-8 text.")
        ) from error
    if len(content) > LONGEST_MAPPING:
        raise UnreadableFileError(
            path,
            verbatim(f"is longer than {LONGEST_MAPPING:,} bytes, as no mapping is"),
            verbatim("Make one with --show-mapping."),
        )
    return text


def _day_order(text: str) -> str:
    words = text.strip().lower().replace("-", " ")
    if words not in DAY_ORDERS:
        raise DataError(
            "--day-order", verbatim(f"is {text!r}"), verbatim(f"Say {' or '.join(map(repr, DAY_ORDERS[1:]))}.")
        )
    return words


def import_account(incoming: Incoming, recognised: Recognised, seconds: float) -> dict[str, Any]:
    """What became of the rows of a file: read = accepted + superseded + unchanged + withdrawn + duplicates +
    set_aside; by_reason adds up to set_aside. `conflicts`: events of which the file says otherwise than a person;
    `gone`: events the file lacks, `gone_withdrawn` of them taken out as the file is complete; `questions`: what only a
    person can say of the file, each with its answers."""
    span, bbox = incoming.span, incoming.bbox
    return {
        "read": incoming.read,
        **incoming.counts,
        "abroad": len(incoming.abroad.rows),
        "contradicting_country": len(incoming.abroad.contradicting),
        "conflicts": len(incoming.conflicting),
        "gone": len(incoming.gone.events),
        "gone_withdrawn": len(incoming.withdrawals) - incoming.withdrawn,
        "by_reason": dict(incoming.by_reason),
        "cells_left_out": incoming.left_out["column"].value_counts().to_dict(),
        "unmapped_actors": incoming.unmapped_actors,
        "questions": [question.words for question in recognised.questions],
        "span": [day.isoformat() for day in span] if span else None,
        "bbox": [round(edge, 6) for edge in bbox] if bbox else None,
        "seconds": round(seconds, 2),
    }


def _print_account(incoming: Incoming, recognised: Recognised, data: Path, seconds: float, *, dry_run: bool) -> None:
    table = incoming.draft.table
    out.print(f"{table.file}: {recognised.format.title}. {recognised.because}")
    for note in (*table.notes, *recognised.notes):
        out.print(styled((note, "dim")))
    if recognised.format.id == TABLE:
        out.print(_mapping_table(recognised))
    else:
        for reason in recognised.of_days:
            out.print(f"Days: {reason}", soft_wrap=True)
    for question in recognised.questions:
        out.print(styled(("To be said:", "bold"), f" {question.words}"))
    if waiting := [question for question in recognised.questions if question.needed]:
        out.print(
            "To say it: save what --show-mapping prints as mapping.toml, write the answer into it, as in "
            f"{waiting[0].in_mapping}, and import with --mapping mapping.toml.",
            soft_wrap=True,
        )
    would = "would be " if dry_run else ""
    out.print(f"{counted(incoming.read, 'row')} read = {account_words(incoming.counts, would=would)}. {seconds:.1f} s.")
    if told := incoming.abroad.words:
        out.print(told, soft_wrap=True)
    if incoming.span:
        out.print(f"Days {incoming.span[0]} to {incoming.span[1]}.")
    if actors := incoming.unmapped_actors:
        more = f" and {len(actors) - SHOWN} more" if len(actors) > SHOWN else ""
        stand = counted(len(actors), "actor stands", "actors stand")
        out.print(
            f"{stand} for no faction yet: {', '.join(map(shorten, actors[:SHOWN]))}{more}. "
            f'Say which: python cli.py actors --data {data} --set "NAME=FACTION"',
            soft_wrap=True,
        )


def _mapping_table(recognised: Recognised) -> Table:
    """What is read of which column, why where there is more to say than that a mapping has it so, and which column came
    second; and why a column that is called so is not read."""
    mapping, why, second = recognised.mapping, recognised.why, recognised.second
    unsaid = "as before" if recognised.because == REMEMBERED else ""
    rows: list[tuple[str, str, str, str]] = [
        (field.title, mapping.columns.get(field.name) or f"always {mapping.fixed[field.name]}",
         why.get(field.name) or unsaid, second.get(field.name, ""))
        for field in FIELDS.values()
        if field.name in mapping.columns or field.name in mapping.fixed
    ]  # fmt: skip
    rows += [("Days", mapping.day_order, reason, "") for reason in recognised.of_days]
    rows += [(title, "no column", reason, "") for title, reason in recognised.not_read]
    if recognised.left_over:
        rows.append(("not read", ", ".join(recognised.left_over), "", ""))
    headings = ["what", "from", "why", "second"]
    while len(headings) > 2 and not any(row[len(headings) - 1] for row in rows):
        headings.pop()
    table = Table(*headings)
    for row in rows:
        table.add_row(*row[: len(headings)])
    return table


def _print_differing(incoming: Incoming) -> None:
    for told in (differing_words(incoming), change_words(incoming)):
        if told:
            problems.print(told, soft_wrap=True)


def _print_left_out(incoming: Incoming) -> None:
    """The cells of accepted rows that are left empty, the first few of them one by one."""
    cells = incoming.left_out
    for words in left_out_words(cells):
        problems.print(words, soft_wrap=True)
    shown = cells.groupby("reason", sort=False).head(SHOWN_OF_EACH).head(SHOWN)
    for fault in faults_of(shown, incoming.draft.table.file):
        problems.print(describe_row((fault,)), soft_wrap=True)


def _print_faults(incoming: Incoming, rejected: Path | None) -> None:
    for reason, count in incoming.by_reason.items():
        problems.print(f"{need_fixing(count)}: {reason_words(reason)}")
    rows = incoming.faults.drop_duplicates("row")
    shown = rows.groupby("reason", sort=False).head(SHOWN_OF_EACH).head(SHOWN)
    for fault in faults_of(shown, incoming.draft.table.file):
        problems.print(describe_row((fault,)), soft_wrap=True)
    if incoming.rejected > len(shown):
        problems.print(f"… and {incoming.rejected - len(shown):,} more rows.")
    if incoming.rejected:
        written = (
            "--rejected mend.csv, correct the file, and import it again"
            if rejected is None
            else (f"correct {rejected} and import it")
        )
        problems.print(f"To mend them: {written}.", soft_wrap=True)
