"""Briefings from the command line: one file, a set by day or area, a file made again, a morning's whole set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, cast

import typer

from briefing.job.batch_file import BatchError, read_orders
from briefing.job.brief import Brief, Progress, brief_of, default_layers, file_name
from briefing.job.errors import BriefingError, DataHasChangedError
from briefing.job.formats import brief_again, make, output_for, read_stamp
from briefing.job.jobs import (
    ExportJob,
    JobResult,
    for_each_area,
    for_each_day,
    new_folder,
    run_jobs,
    size_words,
    suffix_of,
)
from briefing.job.licences import rows_not_to_be_passed_on
from briefing.job.request import KINDS, TLPS, Kind, Request, Tlp
from commands.questions import Asked, asks
from commands.terminal import (
    FAULTY,
    UNUSABLE,
    DataFolder,
    bars,
    day_of,
    out,
    problems,
    refused,
    styled,
    theatre_or_exit,
)
from geo.common.errors import FilterError
from geo.common.messages import verbatim
from geo.common.phrases import LANGUAGES
from geo.theatre.catalog import chosen_folder
from geo.theatre.theatre import Theatre
from map.layer import MAP_MODES, MapMode
from map.layer_choice import NO_LAYERS

NOT_MADE = "Nothing was made."


@asks()
def snapshot(
    asked: Asked,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file; or a folder, with --format.", show_default=False)
    ] = None,
    suffix: Annotated[str, typer.Option("--format", help="Kind of file, .pdf, where -o names none.")] = "",
    layers: Annotated[
        list[str] | None, typer.Option(help="Layers, separated by commas or repeated; left out: those of the page.")
    ] = None,
    kind: Annotated[str, typer.Option(help=f"Kind of sheet: {', '.join(KINDS)}.")] = "map",
    page: Annotated[str, typer.Option(help="Size: A4, A3, letter or 16:9.")] = "A4",
    lang: Annotated[str, typer.Option(help=f"Language: {', '.join(LANGUAGES)}.")] = "en",
    mode: Annotated[str, typer.Option(help=f"What the map shows first: {', '.join(MAP_MODES)}.")] = Request.mode,
    tlp: Annotated[str | None, typer.Option(help=f"Who may read it, TLP: {', '.join(TLPS)}.")] = None,
    title: Annotated[str, typer.Option(help="A title of your own.")] = "",
    made_on: Annotated[str | None, typer.Option(help="A date to print on the sheet.")] = None,
    width: Annotated[int, typer.Option(help="Of a film, px.")] = Request.width,
    days_per_second: Annotated[float, typer.Option(help="Speed of a film.")] = Request.days_per_second,
    each_day: Annotated[bool, typer.Option("--each-day", help="A file for each day of the range.")] = False,
    each_area: Annotated[bool, typer.Option("--each-area", help="A file for each named area.")] = False,
    data: DataFolder = None,
) -> None:
    """What the page shows as a file: its kind is told by the ending of FILE."""
    theatre = theatre_or_exit(data or chosen_folder())
    try:
        request = Request(
            filters=asked.of(theatre),
            layers=default_layers() if layers is None else _layers(layers),
            kind=cast(Kind, kind),
            page=page,
            language=lang,
            mode=cast(MapMode, mode),
            tlp=cast(Tlp, tlp) if tlp else None,
            title=title,
            made_on=day_of(made_on) if made_on else None,
            width=width,
            days_per_second=days_per_second,
        )
        if each_day or each_area:
            if each_area and asked.given["area"]:
                raise BriefingError(verbatim("--each-area stands beside --area. Leave one of the two out."))
            orders = _set(theatre, request, output, suffix, each_day=each_day, each_area=each_area)
        else:
            brief = brief_of(theatre, request)
            path = _path(brief, output, suffix)
            orders = [ExportJob(path.name, request, path)]
    except (BriefingError, FilterError) as error:
        raise refused(error, NOT_MADE) from error
    _make_all(theatre, orders)


def _layers(given: list[str]) -> frozenset[str]:
    return frozenset(word.strip() for part in given for word in part.split(",") if word.strip()) - {NO_LAYERS}


def _path(brief: Brief, output: Path | None, suffix: str) -> Path:
    """Where one file goes: under its own name, or under the standard one in a folder."""
    if output is not None and not output.is_dir():
        if suffix and suffix_of(suffix) != output_for(output).suffix:
            raise BriefingError(verbatim(f"-o {output} and --format {suffix} do not agree. Leave out --format."))
        output_for(output)
        return output
    if not suffix and output is not None:
        raise BriefingError(
            verbatim(f"-o {output} is a folder. Say the kind of file with --format .pdf, or name a file in it.")
        )
    if not suffix:
        raise BriefingError(verbatim("No file is named. Use -o hama.pdf, or --format .pdf for the standard name."))
    return (output or Path()) / file_name(brief, suffix_of(suffix))


def _set(
    theatre: Theatre, request: Request, folder: Path | None, suffix: str, *, each_day: bool, each_area: bool
) -> list[ExportJob]:
    """An order for each day, for each area, or for each day of each area."""
    if not suffix:
        raise BriefingError(verbatim("A set needs its kind of file. Use --format .png."))
    ending, place = suffix_of(suffix), folder or Path()
    areas = for_each_area(request, theatre) if each_area else [request]
    requests = [day for one in areas for day in (for_each_day(one, theatre) if each_day else [one])]
    names = [file_name(brief_of(theatre, one), ending) for one in requests]
    new_folder(place)
    return [ExportJob(name, one, place / name) for name, one in zip(names, requests, strict=True)]


def _make_all(theatre: Theatre, orders: list[ExportJob]) -> None:
    """Make the files and print each; ends the command with an error when one could not be made."""
    missing = 0
    closed: dict[str, list[str]] = {}
    left_out: dict[str, None] = {}
    for filled in _with_bars(theatre, orders):
        if filled.fault:
            missing += 1
            what = NOT_MADE if len(orders) == 1 else f"{filled.order.path.name} was not made."
            problems.print(styled((what, "bold red"), f" {filled.fault}"), soft_wrap=True)
        else:
            typer.echo(f"{filled.order.path} ({size_words(filled.size)})")
            if filled.closed:
                closed.setdefault(filled.closed, []).append(filled.order.path.name)
            if filled.left_out:
                left_out[filled.left_out] = None
    for layers in left_out:
        problems.print(styled(("Left out:", "bold"), f" {layers}"), soft_wrap=True)
    for rows, names in closed.items():
        _warn_of(rows, names)
    if len(orders) > 1:
        made = len(orders) - missing
        problems.print(f"{made} of {len(orders)} files made." if missing else f"{made} files made.")
    if missing:
        raise typer.Exit(UNUSABLE)


def _warn_of(rows: str, names: list[str]) -> None:
    """Say which of the files hold rows that may not be handed on."""
    subject = f"{names[0]} holds" if len(names) == 1 else f"{len(names)} files hold"
    problems.print(styled(("Before it is passed on:", "bold"), f" {subject} {rows}"), soft_wrap=True)


def _with_bars(theatre: Theatre, orders: list[ExportJob]) -> Iterator[JobResult]:
    with bars() as shown:
        files = shown.add_task("Files", total=len(orders), visible=len(orders) > 1)
        steps = shown.add_task("", total=None)

        def told(order: ExportJob) -> Progress:
            shown.update(steps, description=order.title, total=None, completed=0)
            return lambda done, of: shown.update(steps, completed=done, total=of)

        for filled in run_jobs(theatre, orders, told):
            shown.advance(files)
            yield filled


def reproduce(
    file: Annotated[Path, typer.Argument(help="A file made here.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Where to; left out: beside it, as FILE_again.", show_default=False),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Make a file again from what it says of itself, and say whether the two are the same to the byte.

    Exits 0 when they are, 1 when they differ or the data has changed since, 2 when the file cannot be made again.
    """
    try:
        stamp = read_stamp(file)
        ending = output_for(file).suffix
        again = output or file.with_name(f"{file.name[: -len(ending)]}_again{file.name[-len(ending) :]}")
        if output_for(again).suffix != ending:
            raise BriefingError(verbatim(f"{file.name} is made again as {ending}. End the name after -o with it."))
        before = file.read_bytes()
        theatre = theatre_or_exit(data or chosen_folder())
        brief = brief_again(stamp, theatre)
        with bars() as shown:
            task = shown.add_task(again.name, total=None)
            make(brief, again, lambda done, of: shown.update(task, completed=done, total=of))
    except DataHasChangedError as error:
        problems.print(styled(("Not made again.", "bold red"), f" {error}"), soft_wrap=True)
        raise typer.Exit(FAULTY) from error
    except (BriefingError, FilterError) as error:
        raise refused(error, "Not made again.") from error
    same = again.read_bytes() == before
    typer.echo(f"{again} ({size_words(again.stat().st_size)})")
    if output_for(again).holds_rows and (rows := rows_not_to_be_passed_on(brief.situation)):
        _warn_of(rows, [again.name])
    if not same:
        problems.print(
            styled(
                ("Not the same.", "bold red"),
                f" The data is, the bytes differ: the file was changed after it was made, or {stamp.tool} made it with "
                f"other versions of the libraries than {brief.stamp.tool} has now.",
            ),
            soft_wrap=True,
        )
        raise typer.Exit(FAULTY)
    out.print(f"The same to the byte as {file}.", soft_wrap=True)


def brief(
    file: Annotated[Path, typer.Argument(help="A TOML file of named sheets; docs/brief.toml is one.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder of the files.")] = Path(),
    data: DataFolder = None,
) -> None:
    """Make every sheet that a file names: a morning's whole set in one go.

    The whole file is checked first. A sheet that fails does not stop the others; the exit is 2 then.
    """
    theatre = theatre_or_exit(data or chosen_folder())
    try:
        orders = read_orders(file, theatre, output)
        new_folder(output)
    except BatchError as error:
        _say_all(error.faults)
        raise typer.Exit(UNUSABLE) from error
    except BriefingError as error:
        raise refused(error, NOT_MADE) from error
    _make_all(theatre, orders)


def _say_all(faults: Iterable[str]) -> None:
    for fault in faults:
        problems.print(styled((NOT_MADE, "bold red"), f" {fault}"), soft_wrap=True)
