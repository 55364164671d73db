"""Downloads whose file is made when it is asked for, and stays until the reader's browser has fetched it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from geo.common.messages import SOURCE_LANGUAGE, speaking


def download(
    label: str,
    make: Callable[[], bytes],
    *,
    name: str,
    mime: str,
    key: str,
    type: Literal["primary", "secondary"] = "secondary",
    width: Literal["content", "stretch"] = "content",
    help: str | None = None,
) -> None:
    """A button that makes its file of `name` when it is pressed; the page does not run again for it."""
    st.download_button(
        label,
        _kept(make, name, mime, key),
        file_name=name,
        mime=mime,
        key=key,
        on_click="ignore",
        type=type,
        width=width,
        help=help,
    )


def _kept(make: Callable[[], bytes], name: str, mime: str, key: str) -> Callable[[], bytes]:
    """`make`, whose file stays with the server until the page of its reader runs again.

    Streamlit lets go of a file that was made on demand when two runs of anybody's page or timer are over, which is
    about a second while a preview is drawn: a browser that is slow or far away comes too late and is told 404.
    """
    context = get_script_run_ctx()

    def made() -> bytes:
        with speaking(SOURCE_LANGUAGE):  # files are as they are, whoever fetches them
            content = make()
        if st.runtime.exists():
            keeper = threading.Thread(target=_keep, args=(content, name, mime, key))
            add_script_run_ctx(keeper, context)  # it is this reader's file: it goes when they go
            keeper.start()
            keeper.join()
        return content

    return made


def _keep(content: bytes, name: str, mime: str, key: str) -> None:
    files = st.runtime.get_instance().media_file_mgr
    files.add(content, mime, f"download-{key}", name, is_for_static_download=True)
