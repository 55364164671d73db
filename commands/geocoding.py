"""A place name to a point, on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table

from commands.terminal import (
    FAULTY,
    UNUSABLE,
    AsJson,
    DataFolder,
    out,
    print_json,
    problems,
    refused,
    styled,
    theatre_or_exit,
)
from geo.common.errors import DataError, FilterError
from geo.common.messages import verbatim
from geo.theatre.catalog import chosen_folder
from ingest.geocoding import MARGIN, THRESHOLD, Answer, Gazetteer

NOT_SENT = "Nothing was sent. Say --send as well to send it."


def geocode(
    name: Annotated[str, typer.Argument(help='A name or phrase, as in "Tell Rifaat" or "5 km north of Saraqib".')],
    near: Annotated[str, typer.Option(help="A point (LON,LAT) or a place it should be near.")] = "",
    admin: Annotated[str, typer.Option(help="The governorate or district it lies in.")] = "",
    online: Annotated[
        str, typer.Option(help="Ask this service on the internet in place of the gazetteer, nominatim say.")
    ] = "",
    option: Annotated[
        list[str] | None, typer.Option(help="An option of that service, user_agent=our-desk-name; repeatable.")
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it; without this, --online only says what it would.")
    ] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Where a place is, in the theatre's own gazetteer, with every candidate and its score.

    Exits 0 when one place is clear, 1 when candidates need a person or there are none, 2 when the question is unusable.
    """
    try:
        if not any(letter.isalpha() for letter in name):
            raise FilterError(verbatim(f"{name!r} holds no name. Give a place, in any alphabet."))
        if online:
            answer = _asked_online(name, online, option or [], send=send)
        else:
            theatre = theatre_or_exit(data or chosen_folder())
            gazetteer = Gazetteer(theatre.places, theatre.governorates)
            answer = gazetteer.find(name, admin=admin, near=_point(near, gazetteer) if near else None)
    except (FilterError, DataError) as error:
        raise refused(error) from error
    if as_json:
        print_json(_numbers(answer))
    else:
        for line in _text(answer):
            out.print(line, soft_wrap=not isinstance(line, Table))
    if answer.resolved is None:
        raise typer.Exit(FAULTY)


def _asked_online(name: str, online: str, options: list[str], *, send: bool) -> Answer:
    """The answer of a service, after saying what it is sent; ends the command where that was not agreed to."""
    # what speaks to services takes a third of a second to import, and hardly any command asks one
    from ingest.geocoding.online import OnlineGazetteer, OnlineService
    from ingest.geocoding.online_choice import options_of

    service = OnlineService(online, options_of(options, "--option"))
    gazetteer = OnlineGazetteer(service)
    problems.print(f"{service.says(name)} They are in {gazetteer.folder}.", soft_wrap=True)
    if not send:
        problems.print(styled((NOT_SENT, "bold red")))
        raise typer.Exit(UNUSABLE)
    return gazetteer.find(name)


def _point(near: str, gazetteer: Gazetteer) -> tuple[float, float]:
    """The point a --near names: two numbers, or a place that is clear.

    Raises
    ------
    FilterError : it is neither.
    """
    west, comma, north = near.partition(",")
    try:
        lon, lat = float(west), float(north)
    except ValueError:
        found = gazetteer.find(near)
        if found.resolved is None:
            listed = "; ".join(f"{place.name_and_area} ({place.lon:g},{place.lat:g})" for place in found.candidates)
            raise FilterError(
                verbatim(
                    f"--near {near!r} is no clear place. " + (f"Candidates: {listed}." if listed else "Give LON,LAT.")
                )
            ) from None
        return found.resolved.lon, found.resolved.lat
    if not (comma and -180 <= lon <= 180 and -90 <= lat <= 90):
        raise FilterError(verbatim(f"--near {near!r} is not longitude,latitude in degrees, as in 36.8,35.86."))
    return lon, lat


def _numbers(answer: Answer) -> dict[str, Any]:
    return {
        "query": answer.query,
        "resolved": asdict(answer.resolved) if answer.resolved else None,
        "candidates": [asdict(found) for found in answer.candidates],
        "others": answer.others,
        "threshold": THRESHOLD,
        "margin": MARGIN,
    }


def _text(answer: Answer) -> Iterator[RenderableType]:
    if not answer.candidates:
        yield f"Nothing here is called {answer.query}."
        return
    best = answer.resolved
    if best:
        called = f" {best.name_ar}" if best.name_ar else ""
        yield styled(
            (best.name_en, "bold"),
            f"{called}: {best.lon:.5f}, {best.lat:.5f} (longitude, latitude), within {best.uncertainty_km:g} km,"
            f" precision {best.geo_precision}.",
        )
    else:
        yield styled(("Not clear.", "bold"), f" {_why_not(answer)}")
    table = Table("place", "area", "id", "because")
    for column in ("lon", "lat", "± km", "precision", "score"):
        table.add_column(column, justify="right")
    for found in answer.candidates:
        names = " ".join(filter(None, (found.name_en, found.name_ar)))
        figures = (f"{found.lon:.4f}", f"{found.lat:.4f}", f"{found.uncertainty_km:g}", str(found.geo_precision))
        table.add_row(
            names,
            found.district_and_area,
            found.place_id,
            found.because,
            *figures,
            f"{found.score:.2f}",
        )
    yield table
    if answer.others:
        yield answer.others_told


def _why_not(answer: Answer) -> str:
    if not answer.fits:
        return f"The best candidate is below {THRESHOLD:g}: choose one, or give another spelling."
    return f"The first two are less than {MARGIN:g} apart: choose one, or narrow it with --admin or --near."
