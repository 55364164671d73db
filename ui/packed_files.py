"""The program's own files go over the wire packed: Streamlit sends them as they are, three megabytes to a first map."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import partial

import brotli
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLACES = ("/static/", "/component/")
KINDS = ("javascript", "css", "json", "svg", "html")
"""What of a type of content says that it gets much smaller: pictures and fonts are packed already."""
LEAST_BYTES = 1_000
PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
"""How each is packed that a browser may ask for, the smallest first: browsers ask for "br" over HTTPS and from this
machine alone. The four best qualities of Brotli take seconds for what they save."""


class PackedFiles:
    """Middleware of the server (ASGI): each file is packed once, and kept so as long as the server runs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        way = _way_to_pack(scope)
        if way is None:
            await self.app(scope, receive, send)
            return
        begun: list[Message] = []
        parts: list[bytes] = []

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            parts.append(message["body"])
            if not message.get("more_body"):
                body = await self._packed(way, scope["path"], begun[0], b"".join(parts))
                await send(begun[0])
                await send({"type": "http.response.body", "body": body})

        await self.app(_asking_for_it_plain(scope), receive, held)

    async def _packed(self, way: str, path: str, start: Message, body: bytes) -> bytes:
        """What goes over the wire for `body`; the headers of its answer then say so."""
        headers = MutableHeaders(scope=start)
        packs = any(kind in headers.get("content-type", "") for kind in KINDS)
        if start["status"] != 200 or "content-encoding" in headers or len(body) < LEAST_BYTES or not packs:
            return body
        of = (way, path, headers.get("etag", ""))
        if of not in self.kept:
            self.kept[of] = await to_thread.run_sync(PACKERS[way], body)
        headers["content-encoding"] = way
        headers["content-length"] = str(len(self.kept[of]))
        headers.add_vary_header("Accept-Encoding")
        return self.kept[of]


def _asking_for_it_plain(scope: Scope) -> Scope:
    """The same request of one who takes nothing packed: Streamlit packs files of components itself, less well."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}


def _way_to_pack(scope: Scope) -> str | None:
    """The best of PACKERS that a request for a whole file takes; None for all else."""
    if scope["type"] != "http" or scope["method"] != "GET" or not any(place in scope["path"] for place in PLACES):
        return None
    asked = Headers(scope=scope)
    taken = [one.partition(";")[0].strip() for one in asked.get("accept-encoding", "").split(",")]
    return None if "range" in asked else next((way for way in PACKERS if way in taken), None)
