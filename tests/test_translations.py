"""Every text that is marked in the code stands in every catalogue, whole; no catalogue has one that is said no more."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from geo.common.messages import languages_with_catalogue
from scripts.messages import PARTS, ROOT, catalogue_of, extracted, marked_in

WORDS = re.compile("[A-Za-z]{2}")
LANGUAGES = sorted(languages_with_catalogue())
ARABIC = re.compile("[\u0600-\u06ff]")
READERS_OF_ARABIC = {
    "geo/common/punctuation.py": "marks of texts from elsewhere",
    "ingest/drafts/counts.py": "the sign between thousands",
    "ingest/drafts/letters.py": "letters that are written in several ways",
    "ingest/drafts/unique.py": "digits",
    "ingest/drafts/weekday_names.py": "the comma after a weekday",
    "ingest/drafts/written_days.py": "the comma within a day",
    "ingest/geocoding/directions.py": "the word between two ends of a distance",
    "ingest/geocoding/folding.py": "letters that are written in several ways",
    "ingest/geocoding/phrases.py": "the small words between names",
    "ingest/geocoding/sounds.py": "how letters sound",
    "ingest/mappings/column_names.py": "letters and the article of headings",
    "ui/new_theatre/countries.py": "letters that stand in one place of an alphabetical list",
}
"""Modules that know Arabic letters because they read or sort what others wrote, and which."""


def forms(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_text_is_found_wherever_it_is_marked():
    source = (
        'X = {"a": N_("one" " long")}\n'
        "said = f\"{_('two {gap}').format(gap=1)}, {ngettext('three', 'four', 5)}\"\n"
        '_(X["a"])\n'
        'pgettext("of what", "five")\n'
        'SAID = phrase("six"), phrase("five", "of what else")\n'
    )
    assert set(marked_in(source)) == {
        (None, "one long"), (None, "two {gap}"), (None, ("three", "four")), ("of what", "five"),
        (None, "six"), ("of what else", "five"),
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_what_is_said_and_nothing_else(language):
    marked = {(message.context, message.id) for message in extracted() if message.id}
    assert {(one.context, one.id) for one in catalogue_of(language) if one.id} == marked  # `make messages`


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    missing = [message.id for message in catalogue_of(language) if message.id and not all(forms(message))]
    assert missing == []
    assert [message.id for message in catalogue_of(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_gaps_of_the_text(language):
    """A singular or dual form may say its number in a word."""
    for message in catalogue_of(language):
        if not message.id:
            continue
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = gaps(texts[-1])
        for form in forms(message):
            assert gaps(form) <= wanted, message.id
        assert gaps(forms(message)[-1]) == wanted, message.id


@pytest.mark.parametrize(
    ("another", "term"),
    [
        ("محل اشتباك", "منطقة اشتباك"),
        ("متنازع", "منطقة اشتباك"),
        ("المعجم", "دليل الأماكن"),
        ("رخصة", "ترخيص"),
        ("تمرير", "تداول"),
        ("مجموع جارٍ", "حصيلة تراكمية"),
        ("ساحة العمليات", "المسرح"),
        ("مضلع", "مضلّع"),
        ("بحسب: {", "لكل {"),  # a division of the country is called by its singular, without an article
        ("أفضل الأرقام", "الأرقام الأرجح"),
    ],
)
def test_one_notion_has_one_term_in_arabic(another, term):
    """The head of the catalogue lists them."""
    assert [message.id for message in catalogue_of("ar") if any(another in form for form in forms(message))] == []
    assert any(term in form for message in catalogue_of("ar") for form in forms(message))


def says(node: ast.AST) -> bool:
    """Whether a piece of code says a text there and then."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext", "pgettext")
    )


@cache
def functions() -> list[tuple[Path, ast.FunctionDef]]:
    """The functions of the modules that say texts."""
    modules = {path: path.read_text(encoding="utf-8") for part in PARTS for path in sorted((ROOT / part).rglob("*.py"))}
    return [
        (path, node)
        for path, module in modules.items()
        if "geo.common.messages" in module
        for node in ast.walk(ast.parse(module))
        if isinstance(node, ast.FunctionDef)
    ]


def test_a_function_that_says_a_text_gives_its_marker_no_other_meaning():
    """`one, _ = ...` in a function makes `_` a name of its own from its first line on."""
    given = [
        f"{path}:{function.lineno}"
        for path, function in functions()
        if any(map(says, ast.walk(function)))
        and any(isinstance(n, ast.Name) and n.id == "_" and isinstance(n.ctx, ast.Store) for n in own(function))
    ]
    assert given == []


def own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function without those of its comprehensions, whose names are their own."""
    left: list[ast.AST] = [function]
    while left:
        node = left.pop()
        yield node
        kept = not isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
        left += ast.iter_child_nodes(node) if kept else ()


def unmarked(value: ast.AST) -> Iterator[str]:
    """The words of the program that may come to stand in a gap and that no marker says."""
    match value:
        case ast.Constant(value=str(text)) if WORDS.search(text):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*unmarked(one), *unmarked(other))
        case ast.BoolOp(values=several) | ast.JoinedStr(values=several):
            for one in several:
                yield from unmarked(one)


def test_no_word_of_the_program_stands_unmarked_in_the_gap_of_a_sentence():
    """`L_("is {what}", what="empty")` would say `empty` in every language."""
    left = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {text}"
        for path, function in functions()
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("L_", "ngettext_lazy")
        for gap in call.keywords
        for text in unmarked(gap.value)
    ]
    assert left == []


def test_arabic_letters_stand_in_catalogues_data_and_the_vocabulary_of_imports_and_in_no_other_module():
    """What the program says itself is `phrase("in English")`: another language is another file in locales/."""
    parts = (*PARTS, "commands")
    modules = [*ROOT.glob("*.py"), *(path for part in parts for path in (ROOT / part).rglob("*.py"))]
    found = {path.relative_to(ROOT).as_posix() for path in modules if ARABIC.search(path.read_text(encoding="utf-8"))}
    assert found == set(READERS_OF_ARABIC)
