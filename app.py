"""Frontline: who holds what, what changed, and how that is known. `streamlit run app.py`."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from ui.guard import Guard
from ui.packed_files import PackedFiles

app = st.App("page.py", middleware=[Middleware(Guard), Middleware(PackedFiles)])
