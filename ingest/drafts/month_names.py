"""Names of the months in the languages reports are written in, as they stand in a date."""

from __future__ import annotations

import re

_NAMES = (
    """january jan · janvier janv · enero ene · январь января янв · січень січня січ
       · يناير · كانون الثاني · جانفي · ك2""",
    """february feb · février fevrier févr fevr fév · febrero · февраль февраля фев февр · лютий лютого лют
       · فبراير · شباط · فيفري""",
    """march mar · mars · marzo · март марта мар · березень березня бер · مارس · آذار · اذار""",
    """april apr · avril avr · abril abr · апрель апреля апр · квітень квітня кві квіт · أبريل · ابريل · إبريل · نيسان
       · أفريل · افريل""",
    """may · mai · mayo · май мая · травень травня тра трав · مايو · أيار · ايار · ماي""",
    """june jun · juin · junio · июнь июня июн · червень червня чер черв · يونيو · يونيه · حزيران · جوان""",
    """july jul · juillet juil · julio · июль июля июл · липень липня лип · يوليو · يوليه · تموز · جويلية""",
    """august aug · août aout · agosto ago · август августа авг · серпень серпня сер серп
       · أغسطس · اغسطس · آب · اب · أوت · اوت""",
    """september sep sept · septembre · septiembre setiembre · сентябрь сентября сен сент · вересень вересня вер
       · سبتمبر · أيلول · ايلول""",
    """october oct · octobre · octubre · октябрь октября окт · жовтень жовтня жов жовт · أكتوبر · اكتوبر · تشرين الأول
       · تشرين الاول · ت1""",
    """november nov · novembre · noviembre · ноябрь ноября ноя нояб · листопад листопада лис лист · نوفمبر
       · تشرين الثاني · ت2""",
    """december dec · décembre decembre déc · diciembre dic · декабрь декабря дек · грудень грудня гру груд
       · ديسمبر · كانون الأول · كانون الاول · ك1""",
)
"""One text a month; a dot in the middle parts the languages. Arabic names may be of two words, others are of one."""


def _split(names: str) -> list[str]:
    groups = [group.strip() for group in names.split("·")]
    return [name for group in groups for name in ([group] if re.search("[\u0600-\u06ff]", group) else group.split())]


MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in _split(names)}
MONTH = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
)
"""A month's name in text written in small letters, and the dot that may shorten it."""


def with_numbers(text: str) -> str:
    """`text` (small letters) with `@12@` in place of a month's name."""
    return MONTH.sub(lambda found: f" @{MONTHS[found.group().rstrip('.')]}@ ", text)
