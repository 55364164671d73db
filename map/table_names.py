"""What factions, ground and governorates are called in both languages, as the columns of a data file say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geo.common.phrases import Phrase, phrase
from geo.registry.statuses import NO_HOLDER, Status
from geo.theatre.theatre import Theatre
from map.table import LayerColumn, column
from map.wording import STATUS_WORDS

_NOWHERE = ("", "", "")


class Names:
    """The names of one theatre. Where there is no Arabic name the English one stands."""

    def __init__(self, theatre: Theatre) -> None:
        self._factions = theatre.factions
        self._called = theatre.adm1_name.one.en.lower()
        outlines = theatre.governorates
        self._governorates = {
            pcode: (en, ar)
            for pcode, en, ar in zip(outlines["adm1_pcode"], outlines["name_en"], outlines["name_ar"], strict=True)
        }

    def en(self, faction: str) -> str:
        return self._factions[faction].name_en

    def ar(self, faction: str) -> str:
        return self._factions[faction].name_ar or self.en(faction)

    def short(self, factions: Sequence[str]) -> Phrase:
        """Several factions in few words."""
        return Phrase(" / ".join(self._factions[one].short_en for one in factions), " / ".join(map(self.ar, factions)))

    def of_ground(self, status: Status, parties: Sequence[str]) -> Phrase:
        """As in "HTS: controlled"."""
        word = STATUS_WORDS[status]
        return Phrase(": ", ": ").join((self.short(parties), word)) if parties else word.each(str.capitalize)

    def standing(self, standing: str) -> Phrase:
        """A faction, or why nobody holds the ground."""
        return STATUS_WORDS[Status(standing)] if standing in NO_HOLDER else self.short([standing])

    def transition(self, before: str, after: str) -> Phrase:
        """As in "Government to HTS"."""
        return phrase("{before} to {after}").format(before=self.standing(before), after=self.standing(after))

    def governorates(self, pcodes: Iterable[Any]) -> tuple[LayerColumn, ...]:
        """Columns of governorates: code, English, Arabic."""
        known = [(pcode, *self._governorates[pcode]) if pcode in self._governorates else _NOWHERE for pcode in pcodes]
        return (
            column("adm1_pcode", "text", f"code of the {self._called}", [code for code, _, _ in known]),
            column("adm1_en", "text", f"{self._called} in English", [en for _, en, _ in known]),
            column("adm1_ar", "text", f"{self._called} in Arabic", [ar for _, _, ar in known]),
        )
