"""The agreement of two maps as plain values: km² with one decimal, shares with four (0 to 1), days ISO text."""

from __future__ import annotations

from typing import Any

import shapely
from shapely.geometry import mapping

from geo.agreement.agreement import Agreement, MapDifference, Share
from geo.analysis.change_summary import km2_numbers, nested
from geo.analysis.summary import report_numbers

DEGREES_DECIMALS = 6


def agreement_numbers(held: Agreement) -> dict[str, Any]:
    """The figures of an agreement. `confusion_km2` is by our holder, then theirs; it adds up to `compared` of all
    ground, and with what only one map knows and neither knows to the area."""
    theatre, filters = held.situation.theatre, held.situation.filters
    return {
        "theatre": theatre.id,
        "version": theatre.version,
        "on": filters.end.isoformat(),
        "known_by": filters.known_by.isoformat() if filters.known_by else None,
        "area": filters.area,
        "agreement_km2": {name.replace(" ", "_"): _share(share) for name, share in held.shares.items()},
        "agreement_places": _share(held.by_place),
        "confusion_km2": nested(held.confusion),
        "only_ours_km2": km2_numbers(held.only_ours),
        "only_theirs_km2": km2_numbers(held.only_theirs),
        "neither_km2": round(held.neither_km2, 1),
        "strips_km2": round(held.strips_km2, 1),
        "beyond_theatre_km2": round(held.beyond_km2, 1),
        "theirs_names_a_partner_km2": round(held.partner_km2, 1),
        "differences": [
            {**_difference(held, one), "reports": [report_numbers(theatre, report) for report in one.reports]}
            for one in held.differences
        ],
    }


def differences_geojson(held: Agreement, name: str) -> dict[str, Any]:
    """The differences as a GeoJSON collection in EPSG:4326, `name` that of the other map; `reports`: ids of ours."""
    filters = held.situation.filters
    return {
        "type": "FeatureCollection",
        "name": "differences",
        "frontline": {
            "theatre": held.situation.theatre.id,
            "version": held.situation.theatre.version,
            "on": filters.end.isoformat(),
            "known_by": filters.known_by.isoformat() if filters.known_by else None,
            "area": filters.area,
            "other": name,
        },
        "features": [
            {
                "type": "Feature",
                "properties": {**_difference(held, one), "reports": "; ".join(one.reports)},
                "geometry": mapping(shapely.transform(one.shape, lambda xy: xy.round(DEGREES_DECIMALS))),
            }
            for one in held.differences
        ],
    }


def _share(share: Share) -> dict[str, float | None]:
    of_all, of_held = (None if part is None else round(part, 4) for part in (share.of_all, share.of_held))
    return {
        "compared": round(share.compared, 1),
        "agreed": round(share.agreed, 1),
        "share": of_all,
        "both_to_a_party": round(share.held, 1),
        "both_to_a_party_agreed": round(share.held_agreed, 1),
        "both_to_a_party_share": of_held,
    }


def _difference(held: Agreement, one: MapDifference) -> dict[str, Any]:
    places = held.situation.theatre.places
    known = one.place_id in places.index
    return {
        "place_id": one.place_id,
        "place": str(places.loc[one.place_id, "name_en"]) if known else "",
        "place_ar": str(places.loc[one.place_id, "name_ar"]) if known else "",
        "place_inside": one.inside,
        "ours": one.ours,
        "theirs": one.theirs,
        "area_km2": round(one.area_km2, 1),
    }
