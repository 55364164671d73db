"""The text of a file's cells as the mapping sees them."""

from __future__ import annotations

from collections.abc import Mapping as Texts
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from geo.common.messages import L_, Sentence
from ingest.drafts.markup import in_one_line, without_markup
from ingest.drafts.nothing import codes_in, is_nothing, without_nothing
from ingest.drafts.unique import coded, word_key
from ingest.mappings.fields import FIELDS
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

OF_LINES = frozenset({"summary"})
"""Fields whose text may have several lines."""


@dataclass(frozen=True, eq=False)
class DraftCells:
    """The cells of `table` through `mapping`. `derived`: field -> (n,) text that its format makes of several columns or
    of part of a cell, in the words of the program; it comes before the mapping's own cell, None leaves it to that."""

    table: Table
    mapping: ColumnMapping
    derived: Texts[str, np.ndarray] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.table.cells)

    def with_derived(self, derived: Texts[str, np.ndarray]) -> DraftCells:
        """These cells, and what their format derives."""
        return replace(self, derived=derived)

    def has(self, field: str) -> bool:
        """Whether anything says what `field` is."""
        return self._is_mapped(field) or field in self.derived or bool(self.mapping.parts_of(field))

    def has_whole(self, field: str) -> bool:
        """As `has`, the parts of a day aside."""
        return self._is_mapped(field) or field in self.derived

    def label(self, field: str) -> str:
        """What a fault of `field` is shown under."""
        return self.mapping.label(field)

    def raw(self, field: str) -> pd.Series:
        """(n,) text as it stands in the file, or as it is fixed; "" where the mapping says nothing. Where that is
        empty: the parts of a day with commas between, or what is derived. A fault is shown with it."""
        own = self._own(field)
        if parts := self.mapping.parts_of(field):
            own = own.where(own.str.strip() != "", self._joined(parts))
        return self._or_derived(own, field)

    def text(self, field: str) -> np.ndarray:
        """(n,) object: what is derived; else text without blanks about it, through the words of the mapping, where it
        has that word; "" where it says nothing (see `nothing`).
        """
        codes, texts = self._texts(field)
        words = {word_key(word): meaning for word, meaning in self.mapping.words.get(field, {}).items()}
        sort = FIELDS[field].sort
        kept = codes_in(texts, self.mapping.columns.get(field, "")) if field == "country" else frozenset()
        left = without_nothing(texts, sort, kept)
        read = [words.get(word_key(text), other) for text, other in zip(texts, left, strict=True)] if words else left
        own = np.array(read, dtype=object)[codes] if read else np.empty(0, dtype=object)
        if field not in self.derived:
            return own
        derived = self.derived[field]
        return np.where(pd.isna(derived), own, derived).astype(object)

    def untranslated(self, field: str) -> np.ndarray:
        """(n,) bool: something stands there that the words of the mapping do not have, though they have others."""
        words = {word_key(word) for word in self.mapping.words.get(field, {})}
        if not words or not len(self):
            return np.zeros(len(self), dtype=bool)
        codes, texts = self._texts(field)
        sort = FIELDS[field].sort
        strange = [word_key(text) not in words and not is_nothing(text, sort) for text in texts]
        return np.array(strange, dtype=bool)[codes]

    def use_one(self, field: str) -> Sentence:
        """The remedy for a word that is none of the codes of `field`: the words its mapping has for them, and how to
        add one."""
        words, codes = sorted(self.mapping.words.get(field, {})), ", ".join(FIELDS[field].codes)
        may_be_empty = field not in ("event_type", "geo_precision")
        if not words and may_be_empty:
            return L_("Use one of {codes}; or leave it empty.", codes=codes)
        if not words:
            return L_("Use one of {codes}.", codes=codes)
        said = ", ".join(words)
        if may_be_empty:
            return L_(
                "Use one of {words}; say in the mapping which of {codes} it means; or leave it empty.",
                words=said,
                codes=codes,
            )
        return L_("Use one of {words}; say in the mapping which of {codes} it means.", words=said, codes=codes)

    def series(self, field: str) -> pd.Series:
        """`text` on the index of the table."""
        return pd.Series(self.text(field), index=self.table.cells.index, dtype=object)

    def _is_mapped(self, field: str) -> bool:
        return field in self.mapping.columns or field in self.mapping.fixed

    def _own(self, field: str) -> pd.Series:
        """(n,) text of the column, or as it is fixed."""
        if field in self.mapping.columns:
            return self.table.cells[self.mapping.columns[field]]
        return pd.Series(self.mapping.fixed.get(field, ""), index=self.table.cells.index, dtype="str")

    def _texts(self, field: str) -> tuple[np.ndarray, list[str]]:
        """As `coded`, without HTML; lines are kept where several belong."""
        codes, texts = coded(self._own(field))
        clean = [without_markup(text) if "<" in text or "&" in text else text for text in texts]
        return codes, clean if field in OF_LINES else [in_one_line(text) if "\n" in text else text for text in clean]

    def _or_derived(self, own: pd.Series, field: str) -> pd.Series:
        if field not in self.derived:
            return own
        derived = pd.Series(self.derived[field], index=own.index, dtype="str").fillna("")
        return own.where(own.str.strip() != "", derived)

    def _joined(self, parts: tuple[str, ...]) -> pd.Series:
        """The cells of a row's parts of a day as one text; "" where all are empty."""
        first, *others = (self._own(part).str.strip() for part in parts)
        joined = first.str.cat(others, sep=", ")
        return joined.where(joined.str.strip(", ") != "", "")
