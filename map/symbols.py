"""Point symbols, drawn in a box from -12 to 12: each has a silhouette of its own; colour comes on top."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """`shape`: SVG path filled with the colour. `glyph`: SVG path stroked in white on top of it, or ''."""

    shape: str
    glyph: str = ""


_CIRCLE = "M-10,0A10,10 0 1 1 10,0A10,10 0 1 1 -10,0Z"
_SQUARE = "M-9,-9H9V9H-9Z"
_TRIANGLE = "M0,-11L11,9H-11Z"
_DIAMOND = "M0,-11L11,0L0,11L-11,0Z"
_OCTAGON = "M-4.5,-11H4.5L11,-4.5V4.5L4.5,11H-4.5L-11,4.5V-4.5Z"
_QUESTION = "M-3,-3C-3,-6.5 3,-6.5 3,-3C3,-0.5 0,-0.5 0,2M0,5.4V5.6"

SYMBOLS: dict[str, Symbol] = {
    # fighting: two crossed blades
    "battle": Symbol("M-11,-7L-7,-11L0,-4L7,-11L11,-7L4,0L11,7L7,11L0,4L-7,11L-11,7L-4,0Z"),
    # explosion or remote violence of no stated kind: an eight-pointed burst
    "explosion": Symbol(
        "M0,-12L3,-6.5L8.5,-8.5L6.5,-3L12,0L6.5,3L8.5,8.5L3,6.5L0,12L-3,6.5L-8.5,8.5L-6.5,3L-12,0L-6.5,-3"
        "L-8.5,-8.5L-3,-6.5Z"
    ),
    # strikes: aircraft, small four-rotor drone, shell, missile
    "strike-air": Symbol(
        "M0,-12L2.4,-7V-3.5L12,3.5V6.5L2.4,3.5V7.5L6,10.5V12.5L0,11L-6,12.5V10.5L-2.4,7.5V3.5L-12,6.5V3.5L-2.4,-3.5V-7Z"
    ),
    "strike-drone": Symbol(
        "M-11,-7A4,4 0 1 1 -4.6,-5.6L0,-2.5L4.6,-5.6A4,4 0 1 1 7.6,-3.2L4,0L7.6,3.2A4,4 0 1 1 4.6,5.6L0,2.5"
        "L-4.6,5.6A4,4 0 1 1 -7.6,3.2L-4,0L-7.6,-3.2A4,4 0 0 1 -11,-7Z"
    ),
    "strike-artillery": Symbol("M-5,11V-3C-5,-8 -2,-11 0,-12C2,-11 5,-8 5,-3V11Z", "M-4,6H4"),
    "strike-missile": Symbol("M0,-12L3.5,-6V4L8,9V12L2.5,9.5H-2.5L-8,12V9L-3.5,4V-6Z"),
    "strike-ground": Symbol("M-5,11V-3C-5,-8 -2,-11 0,-12C2,-11 5,-8 5,-3V11Z"),
    # people harmed: a person
    "civilians": Symbol(
        "M0,-12A4.4,4.4 0 1 1 0,-3.2A4.4,4.4 0 1 1 0,-12ZM-8,12V4C-8,-0.5 -5,-2.4 0,-2.4C5,-2.4 8,-0.5 8,4V12Z"
    ),
    # protest or riot: a placard on its pole
    "protest": Symbol("M-10,-11H10V2H1.8V12H-1.8V2H-10Z", "M-5.5,-6.5H5.5M-5.5,-2.5H2"),
    # strategic development, agreement, movement: a diamond with a dot
    "strategic": Symbol(_DIAMOND, "M-0.1,0H0.1M-3,0A3,3 0 1 1 3,0A3,3 0 1 1 -3,0"),
    # a statement or meeting: a speech bubble; a running total: a sum sign
    "statement": Symbol("M-11,-10H11V5H0L-6,11V5H-11Z", "M-6,-5H6M-6,0H3"),
    "aggregate": Symbol(_SQUARE, "M5,-5H-4L1,0L-4,5H5"),
    "other": Symbol(_CIRCLE),
    # known to a region only: no exact spot
    "somewhere": Symbol(_CIRCLE, _QUESTION),
    # crossings: the ground shape says how passable, the sign repeats it
    "crossing-open": Symbol(_CIRCLE, "M-6,0H6M-6,0L-3,-3M-6,0L-3,3M6,0L3,-3M6,0L3,3"),
    "crossing-closed": Symbol(_OCTAGON, "M-5,-5L5,5M5,-5L-5,5"),
    "crossing-restricted": Symbol(_TRIANGLE, "M0,-4V2M0,5.6V5.8"),
    "crossing-humanitarian": Symbol(_SQUARE, "M0,-5V5M-5,0H5"),
    "crossing-unknown": Symbol(_DIAMOND, _QUESTION),
    "place": Symbol("M-5,0A5,5 0 1 1 5,0A5,5 0 1 1 -5,0Z"),
    # rows looked at and not kept; places to choose between, by number, and the spot a person has chosen
    "not-kept": Symbol(_CIRCLE, "M-5,0H5M0,-5V5"),
    "choice-1": Symbol(_SQUARE, "M-2.4,-3.4L0.4,-5.4V5.4"),
    "choice-2": Symbol(_SQUARE, "M-3.2,-2.6C-3.2,-6.4 3.2,-6.4 3.2,-2.6C3.2,0 -3.2,2.4 -3.2,5.2H3.4"),
    "choice-3": Symbol(
        _SQUARE,
        "M-3,-4.2C-0.6,-6.6 3.2,-5 3.2,-2.6C3.2,-0.8 1.4,0 -0.6,0C1.6,0 3.4,0.8 3.4,2.8C3.4,5.6 -0.8,6.4 -3.2,4",
    ),
    "choice-4": Symbol(_SQUARE, "M1.6,5.4V-5.2L-3.6,2.2H3.8"),
    "choice-5": Symbol(_SQUARE, "M3,-5.2H-2.2L-2.6,-0.6C0,-1.8 3.4,-0.8 3.4,2C3.4,5.4 -0.6,6.2 -3.2,4.2"),
    "choice-6": Symbol(_SQUARE, "M2.6,-5C-1.4,-5 -3.2,-1.6 -3.2,1.8A3.2,3.2 0 1 0 3.2,1.8A3.2,3.2 0 1 0 -3.2,1.8"),
    "choice-7": Symbol(_SQUARE, "M-3.2,-5.2H3.2L-1,5.4"),
    "choice-8": Symbol(_SQUARE, "M0,-0.4A2.5,2.5 0 1 0 0,-5.4A2.5,2.5 0 1 0 0,-0.4A3,3 0 1 0 0,5.6A3,3 0 1 0 0,-0.4"),
    "choice-9": Symbol(_SQUARE, "M-2.6,5C1.4,5 3.2,1.6 3.2,-1.8A3.2,3.2 0 1 0 -3.2,-1.8A3.2,3.2 0 1 0 3.2,-1.8"),
    "choice-10": Symbol(_SQUARE, "M-6,-3.4L-3.6,-5.4V5.4M3,-5.4C6.4,-5.4 6.4,5.4 3,5.4C-0.4,5.4 -0.4,-5.4 3,-5.4"),
    "chosen-spot": Symbol(_DIAMOND, "M-5,0H5M0,-5V5"),
}
