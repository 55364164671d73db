"""Page sizes, all lying on their side: a map and its legend stand beside each other."""

from __future__ import annotations

from dataclasses import dataclass

MM_PER_INCH = 25.4
PT_PER_INCH = 72


@dataclass(frozen=True)
class Page:
    """A sheet of paper or a slide, in mm. `scale`: how much larger than on A4 type and symbols are."""

    name: str
    width: float
    height: float
    file_name: str
    scale: float

    @property
    def inches(self) -> tuple[float, float]:
        return self.width / MM_PER_INCH, self.height / MM_PER_INCH


PAGES = {
    page.name: page
    for page in (
        Page("A4", 297.0, 210.0, "A4", 1.0),
        Page("A3", 420.0, 297.0, "A3", 1.38),
        Page("letter", 279.4, 215.9, "letter", 1.0),
        Page("16:9", 338.667, 190.5, "16x9", 1.15),
    )
}
