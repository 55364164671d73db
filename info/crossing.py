"""One crossing with all its dated statuses."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geo.analysis.situation import Situation
from geo.common.messages import N_, _
from info.details import Details, Item, Items, Paragraph, Words, both_names, plain, source
from layers.crossings import STATUS_WORDS
from map.spoken import faction_names, listing, span
from map.wording import within

SENTENCES = {
    "official": (N_("Official crossing."), N_("Official crossing to {other}.")),
    "informal": (N_("Informal crossing."), N_("Informal crossing to {other}.")),
    "internal": (N_("Internal crossing."), N_("Internal crossing to {other}.")),
}
"""What a crossing of each kind is, without and with what lies on its other side."""
CONFIDENCE = {"high": N_("high"), "medium": N_("medium"), "low": N_("low"), "": N_("not given")}


def crossing_details(crossing_id: str, situation: Situation, on: date) -> Details:
    """Where the crossing is and who said it was open when; the status on the day `on` is marked."""
    theatre = situation.theatre
    crossing = theatre.crossings.loc[crossing_id]
    spans = theatre.crossing_statuses[theatre.crossing_statuses["crossing_id"] == crossing_id]
    other = listing((crossing["other_side_name"], crossing["country_other"]))
    statuses = tuple(
        Item(
            (
                Words(_(STATUS_WORDS[row["status"]]), strong=True),
                Words(
                    _(", {days}: {holder}. ").format(
                        days=span(row["valid_from"], row["valid_to"]),
                        holder=faction_names(row["controllers"], theatre.factions) or _("nobody known to hold it"),
                    )
                ),
                *plain(row["note"]),
            ),
            (*source(row), Words(_("; confidence {confidence}").format(confidence=_(CONFIDENCE[row["confidence"]])))),
            now=_holds(row, on),
        )
        for _id, row in spans.iterrows()
    )
    return Details(
        both_names(crossing["name_en"], crossing["name_ar"]),
        (
            Paragraph(plain(_(SENTENCES[crossing["kind"]][bool(other)]).format(other=other))),
            Paragraph(
                plain(
                    _("Position {within} ({source}).").format(
                        within=within(float(crossing["uncertainty_km"])),
                        source=crossing["coord_source"] or _("source not named"),
                    )
                )
            ),
            Items(_("Status by day"), statuses or (Item(plain(_("No dated status: unknown.")), ()),)),
        ),
    )


def _holds(row: pd.Series, on: date) -> bool:
    return bool(row["valid_from"] <= pd.Timestamp(on) <= row["valid_to"])
