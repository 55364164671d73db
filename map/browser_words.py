"""What the map says in the browser by itself, besides what its layers say."""

from __future__ import annotations

from geo.common.messages import _


def browser_words() -> dict[str, str]:
    """Every such text by its name in map/js, in the language that is spoken."""
    return {
        "here": _("{number} events here"),
        "share": _("{number} {kind}"),
        "list": _("Click for a list"),
        "spot": _("Click for the list"),
        "closer": _("Click for a closer look"),
        "zoom": _("Click to zoom in"),
        "known": _("Click for what is known of it"),
        "near": _("near {place}"),
        "divider": _("Divider between {left}, left, and {right}, right"),
        "drag": _("Drag, or use the arrow keys"),
        "credits": _("Credits"),
        "comma": _(", "),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "close": _("Close popup"),
        "measure": _("Measure a distance"),
        "measuring": _("Press points on the map; Enter takes its middle. Esc or the ruler ends."),
        "dragPoint": _("Drag to move this point"),
        "km": _("{km} km"),
        "metres": _("{metres} m"),
        "total": _("Total: {km} km"),
        "totalAndLast": _("Total: {km} km. Last part: {last} km."),
    }
