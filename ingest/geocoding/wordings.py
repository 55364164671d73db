"""How a place can be asked for at a service: by its name, and by what it lies in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """A text to send, and in words what it is made of."""

    text: str
    told: str


def wordings(place: str, area: str, country: str) -> tuple[Wording, ...]:
    """The narrowest first: "Saraqib, Idlib, Syria"; what the name holds already is not said again.

    Services read such a text from the left, and every part has to fit. So the area keeps namesakes of one country
    apart, and finds nothing where the service writes it in another way: then the shorter ones are to be asked for.
    """
    held = {part.strip().casefold() for part in place.split(",")}
    made_of = {area: "the area", country: "the country"}
    within = [part for part in made_of if part and part.casefold() not in held]
    found = []
    for first in range(len(within) + 1):
        parts = within[first:]
        told = " and ".join(made_of[part] for part in parts)
        found.append(Wording(", ".join((place, *parts)), f"the place name with {told}" if told else "the place name"))
    return tuple(found)
