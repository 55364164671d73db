"""What GRASS GIS makes of a drawn history, for work_out.py. README.md tells what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from tests.oracles.grass_commands import WORLD, Ask, areas, front, measured, rounded, table

DAYS = ("before", "after")
NAMES = {"before": ("BLUE", "GREEN", "RED", "contested", "unknown"), "after": ("BLUE", "GREEN", "RED", "contested")}
REST = "GREEN"
"""Who holds what is not drawn."""
STRIP_KM = 0.3
"""What is narrower, and so holds no disc of 150 m radius, is a line traced twice."""


def worked_out_drawn(degrees: Ask) -> dict[str, object]:
    """The figures of world/drawn.geojson; the governorates are there as `whole`."""
    for day in DAYS:
        lay_over_each_other(degrees, day)
        degrees("v.overlay", "ainput=whole", f"binput=laid_{day}", "operator=or", f"output=ground_{day}")
        write(degrees, f"ground_{day}", "state_is", {row["cat"]: row["b_state_is"] or REST
                                                    for row in table(degrees, f"ground_{day}")})  # fmt: skip
        degrees("v.extract", f"input=ground_{day}", "where=a_adm1_pcode IS NOT NULL", f"output=drawn_{day}")
        write(degrees, f"drawn_{day}", "holder_is", {row["cat"]: row["state_is"].split()[0]
                                                    for row in table(degrees, f"drawn_{day}")})  # fmt: skip
        degrees("v.dissolve", f"input=drawn_{day}", "column=holder_is", f"output=held_{day}")
    degrees("v.overlay", "ainput=held_before", "binput=held_after", "operator=and", "output=redrawn")
    return {
        "state_km2": {day: areas(degrees, f"drawn_{day}", ["state_is"]) for day in DAYS},
        "holder_km2": {day: areas(degrees, f"drawn_{day}", ["a_adm1_pcode", "holder_is"]) for day in DAYS},
        "changed_km2": redrawn(degrees, strips=False),
        "strips_km2": redrawn(degrees, strips=True),
        "front_km": {day: front(degrees, f"held_{day}", "holder_is") for day in DAYS},
    }


def lay_over_each_other(degrees: Ask, day: str) -> None:
    """`laid_<day>`: what is drawn on a day, cut wherever two drawings meet, each piece with its `state_is`."""
    laid = ""
    for name in NAMES[day]:
        degrees("v.in.ogr", f"input={WORLD / 'drawn.geojson'}", f"where=day='{day}' AND faction='{name}'",
                f"output={day}_{name}")  # fmt: skip
        if laid:
            degrees("v.overlay", f"ainput={laid}", f"binput={day}_{name}", "operator=or", f"output=upto_{day}_{name}")
        laid = f"upto_{day}_{name}" if laid else f"{day}_{name}"
    degrees("g.copy", f"vector={laid},laid_{day}")
    width = widths(degrees, laid)
    write(degrees, f"laid_{day}", "state_is", {
        row["cat"]: state({row[column] for column in row if column.endswith("_faction")} - {""}, width[row["cat"]])
        for row in table(degrees, laid)
    })  # fmt: skip


def state(names: Set[str], width_km: float) -> str:
    """What docs/histories.md says of ground so wide that is drawn for `names`, and for whom."""
    parties = sorted(names - {"contested", "unknown"})
    if "contested" in names:
        return " ".join(["contested", *parties])
    if len(parties) > 1 and width_km >= STRIP_KM:
        return " ".join(["disputed", *parties])
    return parties[0] if parties else "unknown"


def redrawn(degrees: Ask, *, strips: bool) -> dict[str, float]:
    """km² of the pieces that changed hands, by holder before and after: of strips alone, or without them."""
    km2, width = measured(degrees, "redrawn", "area"), widths(degrees, "redrawn")
    sums: Counter[str] = Counter()
    for row in table(degrees, "redrawn"):
        before, after = row["a_holder_is"], row["b_holder_is"]
        if before != after and (width[row["cat"]] < STRIP_KM) == strips:
            sums[f"{before} {after}"] += km2[row["cat"]]  # type: ignore[assignment]
    return rounded(sums)


def widths(degrees: Ask, name: str) -> dict[str, float]:
    """How wide each piece is, km: twice its area by its perimeter."""
    km = measured(degrees, name, "perimeter")
    return {cat: 2 * km2 / km[cat] for cat, km2 in measured(degrees, name, "area").items()}


def write(degrees: Ask, name: str, column: str, values: dict[str, str]) -> None:
    """Give a map a column of text, by category."""
    degrees("v.db.addcolumn", f"map={name}", f"columns={column} varchar(60)")
    for value in sorted({*values.values()}):
        cats = ",".join(cat for cat, other in values.items() if other == value)
        degrees("v.db.update", f"map={name}", f"column={column}", f"value={value}", f"where=cat IN ({cats})")
