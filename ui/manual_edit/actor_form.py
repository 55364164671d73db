"""The form of a rule that says which faction an actor stands for. Free of Streamlit."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.common.messages import N_, _
from geo.events.actors import NAME, NO_FACTION, PATTERN, ActorRule
from geo.theatre.theatre import Theatre
from ui.manual_edit.fields import FieldGroup, Form, FormField, InputKind
from ui.manual_edit.shared_fields import factions, typed_day

MATCHES = {NAME: N_("this name"), PATTERN: N_("a pattern, * for any letters")}


def actor_form(theatre: Theatre) -> Form:
    """The form for a rule: which actor stands for which faction."""
    several, names = factions(theatre)
    return (
        FieldGroup(
            "",
            (
                (
                    FormField("actor", _("Actor, as the source writes it"), mandatory=True),
                    FormField("match", _("It fits"), InputKind.CHOICE, options=tuple(MATCHES), mandatory=True,
                          names=lambda match: _(MATCHES[match])),
                ),
                (
                    FormField("faction", _("It stands for"), InputKind.CHOICE, options=(NO_FACTION, *several),
                          mandatory=True,
                          names=lambda faction: _("none of the factions") if faction == NO_FACTION else names(faction)),
                    typed_day("valid_from", _("From"), help=_("Empty: always.")),
                    typed_day("valid_to", _("To, included"), help=_("Empty: always.")),
                ),
                (FormField("note", _("Note")),),
            ),
        ),
    )  # fmt: skip


def new_rule(actor: str) -> dict[str, Any]:
    """What the form shows at first for an actor that no rule knows."""
    return {"actor": actor, "match": NAME}


def rule_row(rule: ActorRule) -> dict[str, Any]:
    """A rule as the log keeps it."""
    return {
        "match": rule.match,
        "actor": rule.actor,
        "faction": rule.faction,
        "valid_from": _day(rule.first),
        "valid_to": _day(rule.last),
        "note": rule.note or None,
    }


def _day(day: np.datetime64) -> str | None:
    return None if np.isnat(day) else str(day)
