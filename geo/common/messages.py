"""What the program says, in the language its reader chose: texts stand in English where they are said, and in
locales/<language>/LC_MESSAGES/frontline.po in every other."""

from __future__ import annotations

import gettext
import hashlib
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import date
from functools import cache
from io import BytesIO
from numbers import Number
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo.common.cache_folder import cache_folder

LOCALES = Path(__file__).resolve().parents[2] / "locales"
SOURCE_LANGUAGE = "en"
"""What texts are written in where they are said; it needs no catalogue."""
SECOND_LANGUAGE = "ar"
"""What names, and texts that are shown in two languages at once, have beside it."""


def languages_with_catalogue() -> set[str]:
    """Those in whose folder of locales/ texts lie: each is a language of the page and of all that is made."""
    return {catalogue.parent.parent.name for catalogue in LOCALES.glob("*/LC_MESSAGES/frontline.po")}


_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


class Sentence(str):
    """A text that is kept, and told later in the language of whoever reads it then: what is wrong with a row or a file.

    It is its English text: so it is compared, sorted, written to files and printed by the command line. `_` tells it in
    the language that is spoken. A text made of it in any other way than as a gap of a further Sentence is English.
    """

    __slots__ = ("_forms", "_gaps", "_number")

    _forms: tuple[str, ...]
    _gaps: dict[str, Any]
    _number: int

    def __new__(cls, forms: tuple[str, ...], gaps: dict[str, Any], number: int = 1) -> Sentence:
        """`forms`: the text; or that of one and that of many; or "" and a text that has no translation."""
        gaps = {name: value if isinstance(value, _AS_IT_IS) else str(value) for name, value in gaps.items()}
        made = super().__new__(cls, encodable(_form(forms, number, _ENGLISH).format(**gaps)))
        made._forms, made._gaps, made._number = forms, gaps, number
        return made

    def __reduce__(self) -> tuple[type[Sentence], tuple[tuple[str, ...], dict[str, Any], int]]:
        return Sentence, (self._forms, self._gaps, self._number)

    def told(self, shown: Callable[[str], str] = str, gap: Callable[[str], str] = str) -> str:
        """The text in the language that is spoken.

        shown : what is made of the program's own words. gap : what is made of a text in a gap.
        """
        words = _form(self._forms, self._number, _catalogue(_language.get()))
        return encodable("".join(_parts(words, self._gaps, shown, gap)))

    def with_texts(self, change: Callable[[str], str]) -> Sentence:
        """The same with `change` made to each text in its gaps, and in those of the sentences in them."""
        changed = {
            name: value.with_texts(change)
            if isinstance(value, Sentence)
            else change(value)
            if isinstance(value, str)
            else value
            for name, value in self._gaps.items()
        }
        return Sentence(self._forms, changed, self._number)


_AS_IT_IS = (str, int, float, date, Number)
"""What stays in a gap as it is, to be told as the text asks; anything else is kept as its text."""


def _parts(text: str, gaps: dict[str, Any], shown: Callable[[str], str], gap: Callable[[str], str]) -> Iterator[str]:
    """The words of a text and what fills its gaps, in turn: sentences are told, other texts as `gap` makes them."""
    filled = Formatter()
    for words, name, spec, conversion in filled.parse(text):
        yield shown(words)
        if name is None:
            continue
        value = filled.convert_field(filled.get_field(name, (), gaps)[0], conversion)
        if isinstance(value, Sentence):
            yield value.told(shown, gap)
        else:
            told = format(value, spec or "")
            yield told if isinstance(value, Number) else gap(told)


_ENGLISH = gettext.NullTranslations()


def _form(forms: tuple[str, ...], number: int, catalogue: gettext.NullTranslations) -> str:
    if len(forms) == 1:
        return catalogue.gettext(forms[0])
    one, many = forms
    return catalogue.ngettext(one, many, number) if one else many


def encodable(text: str) -> str:
    """`text` with a question mark for each byte of a file's name that is no letter, which no output takes."""
    return text if text.isascii() else text.encode("utf-8", errors="replace").decode("utf-8")


def L_(message: str, /, **gaps: Any) -> Sentence:  # noqa: N802 - beside gettext's N_
    """The text with its gaps filled, to be kept and told later with `_`."""
    return Sentence((message,), gaps)


def ngettext_lazy(one: str, many: str, number: int, /, **gaps: Any) -> Sentence:
    """The text for this number with its gaps filled, to be kept and told later with `_`."""
    return Sentence((one, many), gaps, number)


def verbatim(text: str) -> Sentence:
    """A text that has no translation: what another program says, or what the command line alone says."""
    return text if isinstance(text, Sentence) else Sentence(("", "{text}"), {"text": text})


def joined(parts: Iterable[str], between: str = " ") -> Sentence:
    """Several texts as one, with `between` between them: a text that is the same in every language, or a Sentence."""
    gaps = {f"part_{number}": part for number, part in enumerate(parts)}
    wedge = "{between}" if isinstance(between, Sentence) else between.replace("{", "{{").replace("}", "}}")
    return Sentence(("", wedge.join(f"{{{name}}}" for name in gaps)), {**gaps, "between": between})


def _(message: str) -> str:
    """The text in the reader's language; as it is written where the catalogue has none.

    Gaps are filled afterwards, as in `_("{place} falls").format(place=name)`: translators get the text with its gaps. A
    Sentence has its gaps filled already.
    """
    if isinstance(message, Sentence):
        return message.told()
    return _catalogue(_language.get()).gettext(message)


def pgettext(context: str, message: str) -> str:
    """The text where its words alone would mean two things; `context` says which, for translators."""
    return _catalogue(_language.get()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """The text as it stands, marked for the catalogue: for a constant that is said later, with `_`."""
    return message


def ngettext(one: str, many: str, number: int) -> str:
    """The text for this number, by the plural rules of the reader's language."""
    return _catalogue(_language.get()).ngettext(one, many, number)


def names_in_arabic() -> bool:
    """Whether names of the data, which are kept in English and in Arabic, are told in Arabic."""
    return language() == SECOND_LANGUAGE


def either(english: str, arabic: str) -> str:
    """Of a name that the data have in both languages the one that is told; English where there is no Arabic."""
    return arabic if arabic and names_in_arabic() else english


def language() -> str:
    """The language that is spoken now, as in "ar"."""
    return _language.get()


def speak(chosen: str) -> None:
    """Say everything in this language from now on, within this thread."""
    _language.set(chosen)


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Say everything in this language for a while."""
    before = _language.set(chosen)
    try:
        yield
    finally:
        _language.reset(before)


def in_arabic(text: str) -> str:
    """A text of the catalogue in Arabic."""
    with speaking(SECOND_LANGUAGE):
        return _(text)


@cache
def _catalogue(of: str) -> gettext.NullTranslations:
    """The texts of a language, compiled for gettext once and kept: to read what translators write takes longer than all
    else that is read when the program starts. A cache that cannot be read or written is no fault."""
    path = LOCALES / of / "LC_MESSAGES" / "frontline.po"
    if not path.exists():
        return gettext.NullTranslations()
    written = path.read_bytes()
    kept = cache_folder() / "catalogues" / f"{of}-{hashlib.sha256(written).hexdigest()}.mo"
    with suppress(OSError, ValueError, struct.error), kept.open("rb") as file:
        return gettext.GNUTranslations(file)
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(written), locale=of))
    _keep(compiled.getvalue(), kept)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _keep(compiled: bytes, kept: Path) -> None:
    """Write the file whole or not at all."""
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".half-", dir=kept.parent) as folder:
            half = Path(folder) / kept.name
            half.write_bytes(compiled)
            half.replace(kept)
