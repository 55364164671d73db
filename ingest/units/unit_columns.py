"""Which columns of a boundary file hold code and names of its units: guessed by name and by their cells,
shown, and overridable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.common.errors import SchemaError
from geo.common.messages import L_, joined
from geo.common.word_lists import word_list

NUMBERED = re.compile(r"(?:adm|admin|gid|name|nl_name)_?([1-5])")
_SPELLINGS = word_list(__file__)
CODES, NAMES, NAMES_AR = (tuple(_SPELLINGS[key]) for key in ("codes", "names", "names_ar"))
PLAIN_NAMES, IN_LOCAL_LETTERS = (tuple(_SPELLINGS[key]) for key in ("plain_names", "in_local_letters"))
IN_LANGUAGES = tuple((f"adm{{n}}_name{which}", f"lang{which}") for which in ("", "1", "2", "3"))
"""Names of a unit in several languages, and the columns that say which: the layout of the common operational datasets
since 2025. All are spellings of the common operational datasets, GADM and geoBoundaries, case aside; n is the level."""
ENGLISH, ARABIC = "en", "ar"
ROWS_A_CODE = 2
"""A column with more rows than this to a code holds the codes of what the units lie in. Below, a code that stands twice
is a fault of its row. adm1_code, iso_3166_2 and ne_id are Natural Earth's."""
_ARABIC_LETTER, _LETTER = re.compile("[\u0600-\u06ff]"), re.compile(r"[^\W\d_]")

Texts = Mapping[str, Sequence[str]]
"""Column -> the text of each row, "" where it has none."""


@dataclass(frozen=True)
class UnitColumns:
    """Columns of code, English and Arabic name ("" for none), and the level of the units."""

    level: int
    code: str
    name: str
    name_ar: str


def guessed(cells: Texts, file: Path, *, level: int | None, code: str, name: str, name_ar: str) -> UnitColumns:
    """The columns as named, and where none is named as a common dataset of that level calls them, if their cells can be
    that: codes differ from row to row, and an Arabic name is written in Arabic.

    Without a level it is the finest one the columns speak of, else 2.

    Raises
    ------
    SchemaError : a column named is not there, or none can be guessed for the code.
    """
    columns = list(cells)
    if absent := [column for column in (code, name, name_ar) if column and column not in columns]:
        raise SchemaError(
            file,
            L_("has no column {absent}", absent=", ".join(absent)),
            L_("It has {columns}.", columns=", ".join(columns)),
        )
    level = level or _finest(columns)
    codes = _called(columns, CODES, level)
    code = code or next((column for column in codes if not _repeats(cells[column])), "")
    if not code:
        raise _no_code(cells, file, level, codes)
    return UnitColumns(
        level,
        code,
        name or _name(cells, level),
        name_ar or _arabic_name(cells, level),
    )


def _no_code(cells: Texts, file: Path, level: int, codes: Sequence[str]) -> SchemaError:
    fault = L_("has no column that looks like the code of a level {level} unit", level=level)
    if codes:
        again = cells[codes[0]]
        example = next(text for at, text in enumerate(again) if text and text in again[:at])
        repeats = L_(
            "{code} repeats ({example}), as the code of what the units lie in does", code=codes[0], example=example
        )
        fault = joined([fault, repeats], ": ")
    different = [column for column, texts in cells.items() if all(texts) and len(set(texts)) == len(texts)]
    remedy = (
        L_("Name one with --code (and --name): different in every row are {columns}.", columns=", ".join(different))
        if different
        else L_("Name one with --code (and --name): it has {columns}.", columns=", ".join(cells))
    )
    return SchemaError(file, fault, remedy)


def _name(cells: Texts, level: int) -> str:
    """The column of English names: as a column of languages says, else the first that is called so, of those written in
    other letters than Arabic where there is one."""
    if told := _in_language(cells, level, ENGLISH):
        return told
    called = _called(list(cells), (*NAMES, *PLAIN_NAMES), level)
    filled = [column for column in called if any(cells[column])] or called
    return next((column for column in filled if not _is_arabic(cells[column])), filled[0] if filled else "")


def _arabic_name(cells: Texts, level: int) -> str:
    columns = list(cells)
    numbered = _called(columns, [*(name for name, _ in IN_LANGUAGES), *IN_LOCAL_LETTERS], level)
    called = [_in_language(cells, level, ARABIC), *_called(columns, NAMES_AR, level)]
    return next((column for column in called if column), next((one for one in numbered if _is_arabic(cells[one])), ""))


def _in_language(cells: Texts, level: int, language: str) -> str:
    """The column of names that the column of its language says is in `language`; "" for none."""
    for name, lang in IN_LANGUAGES:
        names, langs = _called(list(cells), (name,), level), _called(list(cells), (lang,), level)
        if names and langs and {text.casefold() for text in cells[langs[0]] if text} == {language}:
            return names[0]
    return ""


def _repeats(texts: Sequence[str]) -> bool:
    there = [text for text in texts if text]
    return len(there) > ROWS_A_CODE * len(set(there))


def _is_arabic(texts: Sequence[str]) -> bool:
    """Whether most of the names are written in Arabic letters."""
    lettered = [text for text in texts if _LETTER.search(text)]
    return bool(lettered) and 2 * sum(bool(_ARABIC_LETTER.search(text)) for text in lettered) > len(lettered)


def _finest(columns: Iterable[str]) -> int:
    levels = [int(found[1]) for column in columns if (found := NUMBERED.match(column.lower()))]
    return max([2, *levels])


def _called(columns: Sequence[str], spellings: Sequence[str], level: int) -> list[str]:
    """The columns that are called so, the usual spelling first."""
    plain = {column.lower(): column for column in columns}
    return [plain[name] for spelling in spellings if (name := spelling.format(n=level)) in plain]
