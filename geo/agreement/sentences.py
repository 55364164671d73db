"""What an agreement tells beside its shares, in sentences for the page and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geo.agreement.agreement import Agreement


def ground_apart(held: Agreement, strip_km: float, name: Callable[[str], str] = str) -> list[str]:
    """Ground that is in no share, and what of the disagreement is not plain, in km²: a sentence for each that there is.

    strip_km : how wide strips between two drawings of one outline may be; name : what a holder is called.
    """
    sentences = [
        f"Only {who} tells of {sum(km2.values()):,.0f} km² ({_listed(km2, name)})."
        for who, km2 in (("ours", held.only_ours), ("theirs", held.only_theirs))
        if km2
    ]
    strips = (
        "Of the ground theirs does not tell of, {:,.0f} km² lie between its drawn edge and the theatre's border or "
        f"coast, no wider than {strip_km:g} km: nobody's."
    )
    others = (
        (held.neither_km2, "Neither tells of {:,.0f} km²."),
        (held.strips_km2, strips),
        (held.beyond_km2, "Beyond the theatre's ground theirs draws {:,.0f} km², which are in no figure."),
        (
            held.partner_km2,
            "On {:,.0f} km² that differ theirs names one of those who share or contest the ground on ours.",
        ),
    )
    return sentences + [sentence.format(km2) for km2, sentence in others if round(km2)]


def _listed(km2: Mapping[str, float], name: Callable[[str], str]) -> str:
    return "; ".join(f"{name(standing)} {area:,.0f}" for standing, area in km2.items())
