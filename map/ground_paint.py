"""What ground is painted with: its holder decides the hue, what became of it the lightness, how it is held the texture.

Doubt is quiet: a party's own claim is a thin ruling over its colour, ground nobody holds alone is a neutral tone, and
what is inferred fades.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from geo.analysis.situation import Situation
from geo.control.sureness import Sureness
from geo.registry.factions import NO_SIDE, Faction, Factions, opposed
from geo.registry.statuses import UNSETTLED, Status
from map.layer import RenderOptions, Theme
from map.styles import AreaStyle
from map.tints import PAPER, Role, mixed, present_tint, tint

NOBODY = "#7a7a7a"
NEUTRAL = "#8d8d8d"
"""Ground that is contested, or about which reports differ."""
VEILS: Mapping[Sureness, float] = {"sure": 0.0, "likely": 0.25, "doubtful": 0.5}
"""How much of the paper lies over ground, the more the less sure it is who holds it."""
RULED = 0.5
"""How far the lines over a claim go from its colour to that of the paper."""


def drawn_parties(parties: tuple[str, ...], factions: Factions) -> tuple[str, ...]:
    """The one or two parties whose colours a pattern takes: the first, and the first that is its enemy, else the next.

    The details name all of them.
    """
    first, others = parties[:1], parties[1:]
    enemies = tuple(party for party in others if opposed(factions, first[0], party))
    return first + (enemies or others)[:1]


@dataclass(frozen=True)
class GroundColours:
    """What ground is painted with: `of_party` makes a tint of the colour of a party; `unsettled` is the tone of what
    nobody holds alone; `dots`: the tint of a second party that shares it; `paper` shows through doubt."""

    of_party: Callable[[str], str]
    dots: Callable[[str], str]
    unsettled: str
    paper: str


def colours_of(role: Role, theme: Theme) -> GroundColours:
    """Those of one role in a map of change."""
    return GroundColours(
        of_party=lambda colour: tint(colour, role, theme),
        dots=lambda colour: tint(colour, "taken", theme),
        unsettled=tint(NEUTRAL, "unsettled", theme),
        paper=PAPER[theme],
    )


def present_colours(theme: Theme) -> GroundColours:
    """Those of a map of who holds the ground."""
    return replace(colours_of("gainer", theme), of_party=lambda colour: present_tint(colour, theme))


def painted(
    status: Status, parties: tuple[str, ...], factions: Factions, colours: GroundColours, sureness: Sureness = "sure"
) -> AreaStyle:
    """Fill for one state of ground: the tint of its first party, ruled where it is a claim, with dots where another
    shares it, under a veil where it is in doubt; one tone where it is contested or disputed; an outline where nobody
    is known to hold it."""
    named = [factions[party].colour for party in drawn_parties(parties, factions)]
    if status is Status.UNKNOWN or not named:
        return AreaStyle(fill="none", colour=NOBODY, weight=0.8, dash="2 4")
    if status in UNSETTLED:
        return AreaStyle(colour=colours.unsettled, opacity=1.0, weight=SEAM_PX)
    own = colours.of_party(named[0])
    plain = AreaStyle(colour=own, opacity=1.0, outline=own, weight=SEAM_PX, veil=VEILS[sureness], paper=colours.paper)
    if status is Status.CLAIMED:
        return replace(plain, fill="ruled", second=mixed(colours.paper, own, RULED))
    if status is Status.SHARED:
        return replace(plain, fill="shared", second=colours.dots(named[1]) if len(named) > 1 else colours.unsettled)
    return plain


SEAM_PX = 0.7
"""An outline in the colour of the fill, so that nothing shines through between two areas."""


def ground_style(
    status: Status, parties: tuple[str, ...], factions: Factions, sureness: Sureness = "sure"
) -> AreaStyle:
    """How one state of ground looks in a data file, in whole colours that let a map below them shine through."""
    whole = GroundColours(of_party=str, dots=str, unsettled=NEUTRAL, paper="#ffffff")
    style = painted(status, parties, factions, whole, sureness)
    fades = 1 - style.veil
    return replace(style, veil=0.0, opacity=0.3 * fades)


def colours_by_party(situation: Situation, look: RenderOptions) -> Callable[[str], GroundColours]:
    """What the ground of a party is painted with in this map."""
    present, other, gainer = (
        present_colours(look.theme),
        colours_of("other", look.theme),
        colours_of("gainer", look.theme),
    )
    if look.mode == "control":
        return lambda _: present
    gained = situation.gainers if look.mode == "change" else frozenset()
    return lambda party: gainer if party in gained else other


def key_colour(faction: Faction, situation: Situation, look: RenderOptions) -> str:
    """What stands for a party beside a figure: the strongest tint that its ground has in this map."""
    if look.mode == "change" and faction.id in situation.gainers:
        return tint(faction.colour, "taken", look.theme)
    return colours_by_party(situation, look)(faction.id).of_party(faction.colour)


def key_style(standing: str, situation: Situation, look: RenderOptions) -> AreaStyle:
    """The same for a party or for ground without a holder ("contested", "disputed", "unknown"): as the legend of the
    map has it."""
    faction = situation.theatre.factions.get(standing)
    if faction is None:
        return sample(Status(standing), look.theme)
    return AreaStyle(colour=key_colour(faction, situation, look), opacity=1.0, weight=0)


_ANY = Faction("#", "", "", "", NEUTRAL, NO_SIDE, holds_ground=True)


def sample(status: Status, theme: Theme, sureness: Sureness = "sure") -> AreaStyle:
    """How ground so held looks in the legend, in the colour of no party."""
    grey = replace(colours_of("gainer", theme), of_party=lambda _: tint(NEUTRAL, "unsettled", theme))
    if status is Status.SHARED:
        grey = replace(grey, unsettled=NOBODY)
    return painted(status, () if status is Status.UNKNOWN else ("#",), {"#": _ANY}, grey, sureness)
