"""A catalogue that translates every text to nothing but its gaps: what is left to read is data, or was never marked."""

from __future__ import annotations

import gettext
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from string import Formatter

import pytest

from geo.common import messages
from geo.common.messages import speaking

LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")


class Speechless(gettext.NullTranslations):
    """Says of a text its gaps alone, with a stroke before and after each."""

    def gettext(self, message: str) -> str:
        gaps = (f"{{{gap}}}" for _before, gap, _format, _type in Formatter().parse(message) if gap)
        return f"|{'|'.join(gaps)}|"

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(many)


@contextmanager
def speechless() -> Iterator[None]:
    """Arabic is spoken, and of every text of its catalogue no word is said; what stands in pairs is said in Arabic."""
    with pytest.MonkeyPatch.context() as patch, speaking("ar"):
        as_it_is = messages._catalogue
        patch.setattr(messages, "_catalogue", lambda chosen: Speechless() if chosen == "ar" else as_it_is(chosen))
        yield


class Data:
    """Texts that are data: whole cells of tables, which a page shows as they are."""

    def __init__(self, cells: Iterable[object]) -> None:
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for cell in {cell for cell in cells if isinstance(cell, str)}:
            for word in LATIN_WORD.findall(cell)[:1]:
                self._by_word[word].add(cell)

    def english_in(self, said: str) -> list[str]:
        """The Latin words of a text that are not of some cell it shows."""
        shown = {cell for word in LATIN_WORD.findall(said) for cell in self._by_word.get(word, ())}
        for cell in sorted(shown, key=len, reverse=True):
            said = said.replace(cell, "")
        return LATIN_WORD.findall(said)
