"""Names of the months in the languages reports are written in, as they stand in a date."""

from __future__ import annotations

import re

from ingest.drafts.letters import folded

_NAMES = (
    """january jan · janvier janv · enero ene · janeiro · januar jänner jän · gennaio gen genn · ocak oca
       · январь января янв · січень січня січ · يناير · كانون الثاني · كانون ثاني · كانون ثان · جانفي · ك2
       · ژانویه · ینایر · جنوری · ינואר בינואר · کانوونی دووەم · çileya paşîn · kanûna paşîn · rêbendan""",
    """february feb · février fevr févr fév · febrero · fevereiro fev · februar feber · febbraio febbr · şubat şub
       · февраль февраля фев февр · лютий лютого лют · فبراير · شباط · اشباط · فيفري
       · فوریه · فبروری · פברואר בפברואר · شوبات · sibat · reşemî""",
    """march mar · mars · marzo · março · märz mär mrz maerz · mart · март марта мар · березень березня бер
       · مارس · آذار · اذار · מרץ במרץ מרס במרס · ئازار · adar avdar""",
    """april apr · avril avr · abril abr · aprile · nisan nis · апрель апреля апр · квітень квітня кві квіт
       · أبريل · إبريل · أفريل · ابرايل · نيسان · آوریل · آپریل · אפריל באפריל · nîsan""",
    """may · mai · mayo · maio · maggio mag · mayıs · май мая · травень травня тра трав · مايو · أيار · ايار · ماي
       · مه · می · מאי במאי · ئایار · gulan""",
    """june jun · juin · junio · junho · juni · giugno giu · haziran haz · июнь июня июн · червень червня чер черв
       · يونيو · يونيه · حزيران · جوان · ژوئن · جون · יוני ביוני · حوزەیران · hezîran pûşper""",
    """july jul · juillet juil · julio · julho · juli · luglio lug · temmuz tem · июль июля июл · липень липня лип
       · يوليو · يوليه · تموز · جويلية · جولية · يوليوز · ژوئیه · جولای · جولائی · יולי ביולי
       · تەمووز · tîrmeh temûz""",
    """august aug · août · agosto ago · ağustos ağu · август августа авг · серпень серпня сер серп
       · أغسطس · آب · أوت · غشت · آگوست · اگست · אוגוסט באוגוסט · ئاب · tebax""",
    """september sep sept · septembre · septiembre setiembre · setembro · settembre sett set · eylül eyl
       · сентябрь сентября сен сент · вересень вересня вер · سبتمبر · أيلول · شتنبر · سپتامبر · سپتمبر
       · ספטמבר בספטמבר · ئەیلوول · îlon""",
    """october oct · octobre · octubre · outubro out · oktober okt · ottobre ott · ekim eki · октябрь октября окт
       · жовтень жовтня жов жовт · أكتوبر · تشرين الأول · تشرين أول · تشرين اول · ت1 · اکتبر · אוקטובר באוקטובר
       · تشرینی یەکەم · cotmeh · çiriya pêşîn""",
    """november nov · novembre · noviembre · novembro · kasım kas · ноябрь ноября ноя нояб
       · листопад листопада лис лист · نوفمبر · نونبر · تشرين الثاني · تشرين ثاني · تشرين ثان · ت2 · نوامبر · نومبر
       · נובמבר בנובמבר · تشرینی دووەم · mijdar · çiriya paşîn""",
    """december dec · décembre déc · diciembre dic · dezembro dez · dezember · dicembre · aralık ara
       · декабрь декабря дек · грудень грудня гру груд · ديسمبر · دجنبر · كانون الأول · كانون أول · كانون اول · ك1
       · دسامبر · دسمبر · דצמבר בדצמבר · کانوونی یەکەم · çileya pêşîn · kanûna pêşîn · berfanbar""",
)
"""One text a month; a dot in the middle parts the languages: English, French, Spanish, Portuguese, German, Italian,
Turkish, Russian, Ukrainian, Arabic (of Egypt, the Levant, the Maghreb), Persian and Dari, Hebrew, Kurdish. Names in
Arabic letters, and Kurdish ones with a word that tells two months apart, may be of two words; others are of one."""

_OF_TWO_WORDS = re.compile("[\u0600-\u06ff]|pêşîn|paşîn")


def _split(names: str) -> list[str]:
    groups = [" ".join(group.split()) for group in names.split("·")]
    return [name for group in groups for name in ([group] if _OF_TWO_WORDS.search(group) else group.split())]


MONTHS = {folded(name): number for number, names in enumerate(_NAMES, start=1) for name in _split(names)}
"""Folded name -> 1 to 12."""

SPELLINGS = {name: number for number, names in enumerate(_NAMES, start=1) for name in _split(names)}
"""Name as it is written -> 1 to 12."""

_MONTH = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
)
_TWICE = re.compile(r"(@\d+@)(?: ?[/(] ?\1(?: ?\))?)+")
"""كانون الأول/ديسمبر: the month once more, in the other custom."""


def month_number(text: str) -> int | None:
    """1 to 12 for the name of a month, with or without the dot that shortens it; None for any other text."""
    return MONTHS.get(folded(text).removesuffix("."))


def with_numbers(text: str) -> str:
    """`text` (folded) with `@12@` in place of a month's name."""
    named = _MONTH.sub(lambda found: f" @{MONTHS[found.group().rstrip('.')]}@ ", text)
    return _TWICE.sub(r"\1", " ".join(named.split()))
