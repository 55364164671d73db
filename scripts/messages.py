"""Bring the texts that are marked in the code into the catalogue of every language. `make messages`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from geo.common.messages import LOCALES, languages_with_catalogue

ROOT = LOCALES.parent
PARTS = ("geo", "store", "map", "ingest", "layers", "info", "briefing", "ui")
"""Where texts of the page are said."""
MARKERS = ("_", "N_", "L_", "ngettext", "ngettext_lazy", "pgettext", "phrase")
"""Functions that mark texts."""


def extracted() -> Catalog:
    """Every text that is marked in the code, with the files it is said in."""
    found = Catalog(project="Frontline", charset="utf-8")
    for path in (path for part in PARTS for path in sorted((ROOT / part).rglob("*.py"))):
        for context, message in marked_in(path.read_text(encoding="utf-8")):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), None)], context=context)
    return found


def marked_in(source: str) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """The texts that a module marks, each with its context where it has one, one and many as a pair; those within an
    f-string too, which tokens do not show."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS):
            continue
        texts = [text.value for text in node.args if isinstance(text, ast.Constant) and isinstance(text.value, str)]
        match node.func.id, texts:
            case "_" | "N_" | "L_" | "phrase", [text]:
                yield None, text
            case "ngettext" | "ngettext_lazy", [one, many]:
                yield None, (one, many)
            case ("pgettext", [context, text]) | ("phrase", [text, context]):
                yield context, text


def catalogue_of(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def path_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "frontline.po"


def main() -> None:
    """Add what is new, leave out what is said no more, keep every translation; nothing is guessed from alike texts."""
    marked = extracted()
    for language in sorted(languages_with_catalogue()):
        catalogue = catalogue_of(language)
        marked.creation_date = catalogue.creation_date  # else every run would change every file
        catalogue.update(marked, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        written = BytesIO()
        write_po(written, catalogue, width=0, sort_output=True, omit_header=False)
        path_of(language).write_bytes(written.getvalue())


if __name__ == "__main__":
    main()
