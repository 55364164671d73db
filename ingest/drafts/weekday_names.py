"""Names of the days of the week, as they stand before or after a date."""

from __future__ import annotations

import re

from ingest.drafts.letters import folded

_NAMES = (
    """monday mon|lundi lun|lunes|segunda segunda-feira seg 2ª|montag mo|lunedì|pazartesi pzt pts|понедельник пн пон
       |понеділок пнд|الاثنين الإثنين الأثنين اثنين إثنين التنين الاتنين|دوشنبه دو\u200cشنبه|יום שני|duşem|دووشەممە""",
    """tuesday tue tues|mardi mar|martes|terça terça-feira ter|dienstag di die|martedì|salı sal|вторник вт втр
       |вівторок вів|الثلاثاء الثلاثا الثلثاء ثلاثاء التلاتاء التلاتا التلات|سه\u200cشنبه سهشنبه|سه شنبه|יום שלישי
       |sêşem|سێشەممە""",
    """wednesday wed|mercredi mer|miércoles mié mie|quarta quarta-feira qua|mittwoch mi|mercoledì|çarşamba çar çrş
       |среда ср срд|середа сер|الأربعاء الاربعا أربعاء اربعا الإربعاء|چهارشنبه چهار\u200cشنبه|יום רביעי|çarşem
       |چوارشەممە""",
    """thursday thu thur thurs|jeudi jeu|jueves jue|quinta quinta-feira qui|donnerstag do|giovedì gio|perşembe per prş
       |четверг чт чтв|четвер чет|الخميس خميس|پنجشنبه پنج\u200cشنبه|יום חמישי|pêncşem|پێنجشەممە""",
    """friday fri|vendredi ven|viernes vie|sexta sexta-feira sex|freitag fr|venerdì|cuma cum|пятница пт птн
       |п'ятниця п’ятниця птн|الجمعة جمعة الجمعه|جمعه آدینه|יום שישי|înî|هەینی""",
    """saturday sat|samedi sam|sábado sáb|samstag sonnabend sa|sabato|cumartesi cmt cts|суббота сб сбт|субота суб
       |السبت سبت|شنبه|יום שבת|שבת|şemî|شەممە""",
    """sunday sun|dimanche dim|domingo dom|sonntag so|domenica|pazar paz pzr|воскресенье вс вск воскр|неділя нд ндл нед
       |الأحد احد الاحد|یکشنبه یک\u200cشنبه|יום ראשון|yekşem|یەکشەممە""",
)
"""Monday to Sunday; the languages are those of the months. A name of several words stands by itself between two
bars."""

_SEVERAL = re.compile("^(?:יום |سه شنبه)")


def _split(names: str) -> list[str]:
    groups = [" ".join(group.split()) for group in names.split("|")]
    return [name for group in groups for name in ([group] if _SEVERAL.match(group) else group.split())]


WEEKDAYS = {folded(name): number for number, names in enumerate(_NAMES) for name in _split(names)}
"""Folded name -> 0 (Monday) to 6."""

SPELLINGS = {name: number for number, names in enumerate(_NAMES) for name in _split(names)}
"""Name as it is written -> 0 (Monday) to 6."""

_EITHER = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
_BEFORE = re.compile(rf"(?:يوم |نهار |le |el |am |den |il |на )?({_EITHER})(?:[.,،]+ ?| )(?:le |el |dia |den )?(?=.)")
_AFTER = re.compile(rf"(?<=.)(?:, ?|، ?| ?\(| )(?:يوم )?({_EITHER})\.?\)?$")


def parted(text: str) -> tuple[str, int] | None:
    """A text (folded) without the day of the week before or after it, and which one that is, 0 (Monday) to 6; None
    where it names none."""
    if found := _BEFORE.match(text):
        return text[found.end() :].strip(), WEEKDAYS[found[1]]
    if found := _AFTER.search(text):
        return text[: found.start()].strip(), WEEKDAYS[found[1]]
    return None
