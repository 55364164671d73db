"""The key figures of a page: one row for each, its value for every step of the range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.web_words import Both, day_both
from geo.control_rule import Status
from geo.situation import Ground, Situation
from layers.control import style_of
from layers.figures import signed
from layers.styles import AreaStyle


@dataclass(frozen=True)
class FigureRow:
    """`values`: what stands there on each step."""

    label: Both
    values: tuple[str, ...]
    swatch: AreaStyle | None = None


@dataclass(frozen=True)
class FigureGroup:
    title: Both
    rows: tuple[FigureRow, ...]


def figure_groups(steps: Sequence[Situation]) -> list[FigureGroup]:
    """What happened and how long the front is; the ground by holder, with its change since the end of the first day.

    The last of `steps` is the whole range.
    """
    figures = [step.figures for step in steps]
    happened = (
        FigureRow(Both("Events, certain", "أحداث مؤكدة"), tuple(f"{one.certain:,}" for one in figures)),
        FigureRow(Both("Events, possible", "أحداث محتملة"), tuple(f"{one.possible:,}" for one in figures)),
        FigureRow(
            Both("Killed, as reported: best (low to high)", "القتلى وفق التقارير: الأرجح (من أدنى إلى أعلى)"),
            tuple(_killed(step) for step in steps),
        ),
        FigureRow(
            Both("Events without a figure of killed", "أحداث بلا رقم للقتلى"),
            tuple(f"{one.fatalities.silent:,}" for one in figures),
        ),
        FigureRow(Both("Front line, km", "خط الجبهة، كم"), tuple(f"{one.front_line_km:,.0f}" for one in figures)),
    )
    groups = [FigureGroup(Both("Events and front line", "الأحداث وخط الجبهة"), happened)]
    if ground := _ground(steps):
        groups.append(FigureGroup(_ground_title(steps[-1]), ground))
    return groups


def _killed(step: Situation) -> str:
    deaths, figures = step.figures.fatalities, step.figures
    told = deaths.silent < figures.certain + figures.possible
    return f"{deaths.best:,} ({deaths.low:,}\N{EN DASH}{deaths.high:,})" if told else "\N{EN DASH}"


def _changes(whole: Situation) -> bool:
    return whole.filters.start != whole.filters.end


def _ground_title(whole: Situation) -> Both:
    since = day_both(whole.filters.start)
    if not _changes(whole):
        return Both("Ground held, km²", "الأرض المسيطَر عليها، كم²")
    return Both(
        f"Ground held, km² (change since {since.en})",
        f"الأرض المسيطَر عليها، كم² (التغيّر منذ {since.ar})",
    )


def _ground(steps: Sequence[Situation]) -> tuple[FigureRow, ...]:
    """Held and claimed ground of each faction, and ground without a holder, where there is any on one of the steps."""
    whole = steps[-1]
    factions = whole.theatre.factions

    def row(label: Both, style: AreaStyle, km2: Sequence[float], at_first: float) -> FigureRow:
        values = (f"{now:,.0f} ({signed(now - at_first)})" if _changes(whole) else f"{now:,.0f}" for now in km2)
        return FigureRow(label, tuple(values), style)

    every, first = [step.figures.ground for step in steps], whole.figures.ground_at_from
    rows = []
    for faction_id, faction in factions.items():
        held = [ground.held.get(faction_id, 0.0) for ground in every]
        claimed = [ground.claimed.get(faction_id, 0.0) for ground in every]
        if any(map(round, held)):
            label, style = Both(faction.short_en, faction.name_ar), style_of(Status.CONTROLLED, (faction_id,), factions)
            rows.append(row(label, style, held, first.held.get(faction_id, 0.0)))
        if any(map(round, claimed)):
            label = Both(f"{faction.short_en}, claimed only", f"{faction.name_ar} (ادّعاء فقط)")
            style = style_of(Status.CLAIMED, (faction_id,), factions)
            rows.append(row(label, style, claimed, first.claimed.get(faction_id, 0.0)))
    nobodys = [_unheld(ground) for ground in every]
    if any(map(round, nobodys)):
        label = Both("No holder: contested, disputed, unknown", "بلا مسيطر: محل اشتباك أو خلاف أو مجهول")
        rows.append(row(label, style_of(Status.UNKNOWN, (), factions), nobodys, _unheld(first)))
    return tuple(rows)


def _unheld(ground: Ground) -> float:
    return sum(ground.unheld.values())
