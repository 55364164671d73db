"""Columns that hold counts of events: their names in eleven languages, and what a table that has one is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geo.events import INCIDENT
from ingest.mappings.column_names import Key, key_of
from ingest.mappings.guess import Guess
from ingest.tables import Table

_NAMES = """events|event count|events count|count events|count of events|number of events|number events|no of events
    |nb events|n events|num events|total events|events total|sum events|sum of events|sum event count|events sum
    |incidents|incident count|incidents count|count of incidents|number of incidents|number incidents|no of incidents
    |n incidents|num incidents|total incidents|sum of incidents|attacks|number of attacks|attack count|total attacks
    |battles count|number of strikes|strike count|event counts
    |événements|evenements|nombre d'événements|nombre d'evenements|nombre d événements|nb d'événements|nb événements
    |nombre d'incidents|nb d'incidents|nb incidents|total des événements|total incidents
    |eventos|número de eventos|numero de eventos|cantidad de eventos|n eventos|total de eventos|total eventos|incidentes
    |número de incidentes|numero de incidentes|cantidad de incidentes|total de incidentes
    |событий|события|количество событий|число событий|кол во событий|инцидентов|количество инцидентов|число инцидентов
    |подій|події|кількість подій|число подій|інцидентів|кількість інцидентів
    |عدد الأحداث|عدد الاحداث|عدد الحوادث|الحوادث|الأحداث|مجموع الحوادث|مجموع الأحداث|إجمالي الحوادث|إجمالي الأحداث
    |ereignisse|vorfälle|angriffe|anzahl ereignisse|anzahl der ereignisse|anzahl vorfälle|anzahl der vorfälle
    |anzahl angriffe|anzahl der angriffe|zahl der vorfälle|zahl der ereignisse|vorfälle gesamt|ereignisse gesamt
    |ocorrências|número de ocorrências|nº de ocorrências|total de ocorrências|quantidade de eventos|número de ataques
    |quantidade de incidentes|nombre d'attaques|número de enfrentamientos|число атак|кількість атак
    |olaylar|olay sayısı|toplam olay|toplam olay sayısı|saldırı sayısı
    |تعداد حوادث|تعداد رویدادها|تعداد رویداد|تعداد حملات|מספר אירועים|מספר האירועים|אירועים"""


def _keys(names: str) -> frozenset[Key]:
    """Names parted by `|`, each as its words, in whatever order and with whatever accents they stand."""
    return frozenset(key_of(name) for name in names.replace("\n", " ").split("|"))


NAMES = _keys(_NAMES)
"""English, French, Spanish, Portuguese, Russian, Ukrainian, German, Turkish, Arabic, Persian and Hebrew."""

_PERIODS = {
    7: _keys(
        """week|week start|week starting|week start date|week beginning|week commencing|start of week
        |week of|week date|semaine|semaine du|début de semaine|semana|semana del|inicio de semana|início da semana
        |неделя|начало недели|тиждень|початок тижня|الأسبوع|أسبوع|بداية الأسبوع|woche|woche ab|woche vom|wochenbeginn
        |hafta|hafta başı|هفته|שבוע"""
    ),
}
"""Days -> names of a column with the first day of a span of so many days."""
MONTHS = _keys(
    """month|month start|month year|month of|month starting|year month|mois|mes|mês|месяц|місяць
    |الشهر|شهر|monat|ay|ماه|חודש"""
)
AREAS = frozenset({"adm1", "adm2", "country"})
"""Fields that say where a count lies: its place is the whole area."""
BESIDE_A_PERIOD = _keys(
    """count|counts|number|n|frequency|freq|anzahl|nombre|cantidad|quantidade|количество|кількість|العدد|عدد|sayı|adet
    |تعداد|מספר"""
)
"""Names that say of nothing what they count: of events where the day of a row is a week or a month."""
_PARTS_OF_PERIODS = frozenset({"event_month", "event_week", "event_quarter"})
"""Fields beside a year that make a day a period where no day of the month is told."""
_TAG, _NUMBER = frozenset({"#event", "#incident"}), "num"


def with_counts(table: Table, found: Guess) -> Guess:
    """`found` with the column that counts events and the span of its days, where the mapping says neither what rows
    count as nor which column that is: a row that counts is never one event."""
    mapping, why = found.mapping, dict(found.why)
    said = {*mapping.columns, *mapping.fixed}
    day = key_of(mapping.columns.get("event_date", ""))
    by_parts = not _PARTS_OF_PERIODS.isdisjoint(said) and "event_day" not in said
    names = NAMES | BESIDE_A_PERIOD if by_parts or day in MONTHS.union(*_PERIODS.values()) else NAMES
    taken = frozenset(mapping.columns.values())
    column = None if {"count_as", "event_count"} & said else count_column(table, taken, names)
    if column is not None:
        mapping = replace(mapping, columns={**mapping.columns, "event_count": column})
        why["event_count"] = (
            f"{column!r} counts events, so each row is a count: it is listed and never added to the incidents. If each"
            f" row is one event all the same, say {INCIDENT!r} under Counts as."
        )
    if "event_count" in mapping.columns and mapping.fixed.get("count_as") != INCIDENT:
        mapping = replace(mapping, fixed={**mapping.fixed, **_span(mapping.columns.get("event_date", ""), said, why)})
    left = tuple(name for name in found.left_over if name != column)
    lies_on_area = "event_count" in mapping.columns and not AREAS.isdisjoint(mapping.columns)
    asked = tuple(one for one in found.questions if not (lies_on_area and one.field == "position"))
    return replace(found, mapping=mapping, why=why, left_over=left, questions=asked)


def count_column(table: Table, taken: frozenset[str], names: frozenset[Key] = NAMES) -> str | None:
    """The column of `table`, none of those `taken`, that is called one of `names` of a count of events and holds
    whole numbers, one of them above 1; None where there is none."""
    for column in map(str, table.cells.columns):
        if column not in taken and (key_of(column) in names or _tagged(table, column)) and _counts(table, column):
            return column
    return None


def _tagged(table: Table, column: str) -> bool:
    base, *attributes = table.tags.get(column, "").replace(" ", "").casefold().split("+")
    return base in _TAG and _NUMBER in attributes


def _counts(table: Table, column: str) -> bool:
    cells = pd.Series(table.cells[column].str.strip().unique())
    numbers = pd.to_numeric(cells[cells != ""].str.replace(r"(?<=\d)[, ](?=\d{3}\b)", "", regex=True), errors="coerce")
    whole = numbers.notna() & (numbers >= 0) & (numbers % 1 == 0)
    return bool(len(numbers)) and bool(whole.all()) and bool((numbers > 1).any())


def _span(column: str, said: set[str], why: dict[str, str]) -> dict[str, str]:
    """How long a count runs from the day in a column of that name, as fixed texts of the mapping."""
    name = key_of(column)
    if not name or {"end_date", "span_days", "time_precision"} & said:
        return {}
    for days, names in _PERIODS.items():
        if name in names:
            why["span_days"] = f"{column!r} is called so: the row counts the {days} days that begin with it."
            return {"span_days": str(days)}
    if name in MONTHS:
        why["time_precision"] = f"{column!r} is called so: the row counts the whole month."
        return {"time_precision": "3"}
    return {}
