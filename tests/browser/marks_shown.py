"""Which marks a map shows: those a situation should show, and one that stands alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.analysis.situation import Situation, select
from geo.events.vague import is_pinned
from geo.theatre.theatre import Theatre
from map.event_marks import pinned
from tests.browser.visit import Visit


def pins(situation: Situation, *, strikes: bool) -> set[str]:
    events = pinned(situation)
    return set(events.loc[(events["strike"] != "") | (not strikes), "event_id"])


def hama_falls(theatre: Theatre, **more) -> Situation:
    filters = replace(theatre.everything, start=date(2024, 12, 1), end=date(2024, 12, 6), area="hama", **more)
    return select(theatre, filters)


def alone(page: Visit, kind: str) -> tuple[str, float, float]:
    """A symbol of one kind in view with nothing near it and nothing over it: its ref, latitude and longitude."""
    found = page.map.evaluate(
        """(kind) => {
            const size = map.getSize();
            const alone = ({ count, members: [{ layer, spot }] }) =>
                count === 1 ? layer.refs[layer.indicesAt(spot)[0]] : null;
            const all = map.frontline.drawn.filter((layer) => layer.payload.level === 'points')
                .flatMap((layer) => layer.shown.map((item) => ({
                    at: map.layerPointToContainerPoint([item.x, item.y]),
                    ref: item.members ? alone(item) : (item.layer || layer).refs[item.index],
                })));
            for (const one of all) {
                const inside = one.at.x > 60 && one.at.y > 60 && one.at.x < size.x - 60 && one.at.y < size.y - 60
                    && !(one.at.x < 290 && one.at.y > size.y - 390); // there the legend lies
                const top = document.elementFromPoint(one.at.x, one.at.y);
                const free = top && (top === map.getContainer() || map.getPane('mapPane').contains(top));
                const near = all.some((other) => other !== one && other.at.distanceTo(one.at) < 18);
                if (inside && free && !near && one.ref && one.ref.startsWith(kind + ':')) {
                    const ground = map.containerPointToLatLng(one.at);
                    return [one.ref, ground.lat, ground.lng];
                }
            }
            return null;
        }""",
        kind,
    )
    assert found, f"no {kind} stands alone in this view"
    return tuple(found)


def strikes_shown(situation: Situation) -> set[str]:
    """In the area, and small and grey outside it."""
    return pins(situation, strikes=True) | shown_outside(situation, strikes=True)


def shown_outside(situation: Situation, *, strikes: bool = False) -> set[str]:
    outside = situation.filtered_outside.frame[is_pinned(situation.filtered_outside.frame)]
    return set(outside.loc[(outside["strike"] != "") | (not strikes), "event_id"])
