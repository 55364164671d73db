"""What an agreement tells beside its shares, in sentences for the page and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geo.agreement.agreement import Agreement
from geo.common.messages import _


def ground_apart(held: Agreement, strip_km: float, name: Callable[[str], str] = str) -> list[str]:
    """Ground that is in no share, and what of the disagreement is not plain, in km²: a sentence for each that there is.

    strip_km : how wide strips between two drawings of one outline may be; name : what a holder is called.
    """
    only = (
        (_("Only ours tells of {km2} km² ({holders})."), held.only_ours),
        (_("Only theirs tells of {km2} km² ({holders})."), held.only_theirs),
    )
    sentences = [
        sentence.format(km2=f"{sum(km2.values()):,.0f}", holders=_listed(km2, name)) for sentence, km2 in only if km2
    ]
    strips = _(
        "Of the ground theirs does not tell of, {km2} km² lie between its drawn edge and the theatre's border or "
        "coast, no wider than {km} km: nobody's."
    )
    others = (
        (held.neither_km2, _("Neither tells of {km2} km².")),
        (held.strips_km2, strips),
        (held.beyond_km2, _("Beyond the theatre's ground theirs draws {km2} km², which are in no figure.")),
        (
            held.partner_km2,
            _("On {km2} km² that differ theirs names one of those who share or contest the ground on ours."),
        ),
    )
    told = [sentence.format(km2=f"{km2:,.0f}", km=f"{strip_km:g}") for km2, sentence in others if round(km2)]
    return sentences + told


def _listed(km2: Mapping[str, float], name: Callable[[str], str]) -> str:
    return "; ".join(f"{name(standing)} {area:,.0f}" for standing, area in km2.items())
