"""The legend of exactly what is drawn."""

from __future__ import annotations

from base64 import b64encode

import streamlit as st

from map.layer import LegendItem, RenderOptions
from map.swatches import swatch_svg
from ui.html import text


def legend(items: list[LegendItem], days: str, look: RenderOptions, *, remark: str = "") -> None:
    """A sample and a name for everything that is drawn, and the days it is drawn for."""
    if not items:
        st.caption("No layer is on: choose some under Layers.")
        return
    lines = "".join(f"<li>{_sample(item)}<span>{text(_legend_label(item, look))}</span></li>" for item in items)
    below = f'<p class="fl-note">{text(remark)}</p>' if remark else ""
    st.html(f'<div class="fl-legend"><h5>Legend, {text(days)}</h5><ul>{lines}</ul>{below}</div>')


def _sample(item: LegendItem) -> str:
    """The sample as an image: Streamlit strips SVG elements from what it is given."""
    encoded = b64encode(swatch_svg(item.swatch).encode()).decode()
    return f'<img alt="" width="28" height="18" src="data:image/svg+xml;base64,{encoded}">'


def _legend_label(item: LegendItem, look: RenderOptions) -> str:
    if look.language == "en":
        return item.label
    return item.label_ar if look.language == "ar" else f"{item.label} · {item.label_ar}"
