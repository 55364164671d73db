"""What stands in a cell of which nothing is known: marks of programs and words of people, in every field the same.

A cell says nothing where the whole of it is one of these, case and accents aside; inside a longer text they are a part
of it ("Unidentified Armed Group (Syria)"). A cell without a letter, a digit or a symbol says nothing either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ingest.drafts.letters import folded
from ingest.drafts.unique import plain
from ingest.mappings.fields import FieldType

LONGEST = 40
"""Characters; nothing longer is a mark or a word of this list."""
_SHORT_WITHOUT_DIGITS = re.compile(rf"\D{{,{LONGEST}}}|#DIV/0!", re.IGNORECASE)

_MARKS = """na|n/a|n.a.|n.a|n. a.|n\\a|n/d|n.d.|n.d|s/d|н/д|н.д.|k.a.|k. a.|k.a|null|nan|nat|none|nil|undefined
|\\n|ع.م
|#n/a|#ref!|#value!|#name?|#num!|#null!|#div/0!|#nv|#bezug!|#wert!|#zahl!|#valeur!|#nom?|#nombre!|#¡ref!|#¡valor!
|#¿nombre?|#¡num!|#н/д|#ссылка!|#знач!|#имя?|#число!|#посилання!|#значення!"""
"""What programs and forms write, between brackets too, as <NA> and (null); and the errors of a spreadsheet."""

_WORDS = """
unknown|not known|unkown|unidentified|unspecified|not specified|not stated|not reported|not recorded|not available
|not applicable|undetermined|no data|no info|no information|blank|empty
|inconnu|inconnue|inconnus|inconnues|non connu|non connue|non disponible|non précisé|non précisée|non spécifié
|non renseigné|non renseignée|indéterminé|indéterminée|sans objet|sans données|pas de données|aucune donnée
|aucune information
|desconocido|desconocida|desconocidos|desconocidas|no se sabe|no disponible|no especificado|no especificada
|no identificado|sin datos|sin dato|sin información|sin especificar|no aplica
|desconhecido|desconhecida|desconhecidos|desconhecidas|não disponível|não informado|não informada|não especificado
|sem dados|sem informação|não se aplica
|unbekannt|nicht bekannt|keine angabe|keine angaben|keine daten|nicht verfügbar
|sconosciuto|sconosciuta|sconosciuti|non noto|non nota|nessun dato
|bilinmiyor|bilinmeyen|belirsiz|bilgi yok|veri yok
|неизвестно|неизвестен|неизвестный|неизвестная|неизвестное|неизвестные|не известно|не указано|не указан|не указана
|не установлено|не определено|нет данных|нет информации|не применимо
|невідомо|невідомий|невідома|невідоме|невідомі|не відомо|не вказано|не вказаний|не встановлено|не визначено
|немає даних|немає інформації|не застосовується
|غير معروف|غير معروفة|غير معلوم|غير محدد|غير محددة|غير متوفر|غير متوفرة|غير متاح|غير مذكور|مجهول|مجهولة|مجهولون
|لا توجد بيانات|لا يوجد بيانات|لا توجد معلومات|لا معلومات
|نامشخص|نامعلوم|ناشناس|ناشناخته|معلوم نیست|مشخص نیست|اطلاعات موجود نیست
|לא ידוע|לא ידועה|לא ידועים|לא זמין|אין מידע|אין נתונים|לא רלוונטי
|nayê zanîn|nenas|نەزانراو|نادیار
"""
"""English, French, Spanish, Portuguese, German, Italian, Turkish, Russian, Ukrainian, Arabic, Persian, Hebrew,
Kurdish."""

_NO_ONE = """no|nobody|aucun|aucune|ninguno|ninguna|nenhum|nenhuma|kein|keine|keiner|nessuno|nessuna|yok|нет|немає
|لا يوجد|لا توجد|لا شيء|ندارد|هیچ|אין|none|nil"""
"""Words that say "none": nothing in a text; of a number of people they may mean 0 or that nobody knows."""

_ZERO = "zero|zéro|cero|нуль|ноль|صفر|sıfır|אפס"


def _keys(words: str) -> frozenset[str]:
    return frozenset(folded(" ".join(word.split())) for word in words.split("|"))


MARKS, WORDS, NO_ONE, ZERO = map(_keys, (_MARKS, _WORDS, _NO_ONE, _ZERO))
EMPTY = {
    FieldType.TEXT: (MARKS | WORDS | NO_ONE) - {"no"},
    FieldType.TYPE: MARKS,
    FieldType.COUNT: (MARKS | WORDS) - NO_ONE,
}
"""What says nothing, by what a field holds; in every other field all of them do. What sort of event an "unknown" is, is
asked; a count of "none" is told (see draft_counts)."""

NAMIBIA = "NA"
"""Its code in ISO 3166-1 alpha-2."""
_ALPHA_2 = re.compile(r"[A-Z]{2}")
_SAYS_CODES = re.compile(r"(?:iso|code|alpha)", re.IGNORECASE)

MAY_BE_NAMES = frozenset({"Na", "Nil", "Nan", "Nat"})
"""Marks that also are names of places and people where they are written as names are: with a capital and small letters.
They are read as names. R writes NA, pandas NaN, people n/a."""


def is_nothing(text: str, sort: FieldType) -> bool:
    """Whether a whole cell of a field of this sort says nothing."""
    if not text:
        return True
    if not _SHORT_WITHOUT_DIGITS.fullmatch(text):
        return False
    text = plain(text)
    if sort is FieldType.TEXT and text in MAY_BE_NAMES:
        return False
    return not _says(text) or _key(text) in EMPTY.get(sort, MARKS | WORDS | NO_ONE)


def without_nothing(texts: Iterable[str], sort: FieldType, kept: frozenset[str] = frozenset()) -> list[str]:
    """`texts`, and "" for those that say nothing in a field of this sort; what is `kept` stays."""
    may_be = _SHORT_WITHOUT_DIGITS.fullmatch
    return ["" if may_be(text) and is_nothing(text, sort) and text not in kept else text for text in texts]


def codes_in(texts: Iterable[str], column: str) -> frozenset[str]:
    """What is a code and no mark in a column of countries with these different texts: NA for Namibia, where the others
    are codes of two letters, or where there is no other and `column`, its name, says that it holds codes."""
    others = [text for text in texts if text != NAMIBIA and not is_nothing(text, FieldType.TEXT)]
    of_codes = all(map(_ALPHA_2.fullmatch, others)) if others else _SAYS_CODES.search(column) is not None
    return frozenset([NAMIBIA]) if of_codes else frozenset()


def is_unknown(text: str) -> bool:
    """Whether a cell says in words that something is not known, where a mark says nothing at all."""
    return _key(plain(text)) in WORDS


def is_no_one(text: str) -> bool:
    """Whether a cell says "none"."""
    return _key(plain(text)) in NO_ONE


def is_zero(text: str) -> bool:
    """Whether a cell is a word for 0."""
    return _key(plain(text)) in ZERO


def _key(text: str) -> str:
    """A text as it is looked up: folded, without brackets about it and a full stop behind words."""
    key = folded(text)
    if key[:1] + key[-1:] in ("<>", "()", "[]", "{}"):
        key = key[1:-1].strip()
    return key if key in MARKS else key.rstrip(".")


def _says(text: str) -> bool:
    """Whether a text holds a letter, a digit or a symbol such as an emoji."""
    return any(unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "So" for letter in text)
