"""The program's own files go over the wire packed: Streamlit sends them as they are, three megabytes to a first map."""

from __future__ import annotations

import gzip

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLACES = ("/static/", "/component/")
KINDS = ("javascript", "css", "json", "svg", "html")
"""What of a type of content says that it gets much smaller: pictures and fonts are packed already."""
LEAST_BYTES = 1_000
FAST = 6


class PackedFiles:
    """Middleware of the server (ASGI): each file is packed once, and kept so as long as the server runs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _asks_for_file(scope):
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
                body = await self._packed(scope["path"], begun[0], b"".join(parts))
                await send(begun[0])
                await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, held)

    async def _packed(self, path: str, start: Message, body: bytes) -> bytes:
        """What goes over the wire for `body`; the headers of its answer then say so."""
        headers = MutableHeaders(scope=start)
        packs = any(kind in headers.get("content-type", "") for kind in KINDS)
        if start["status"] != 200 or "content-encoding" in headers or len(body) < LEAST_BYTES or not packs:
            return body
        of = (path, headers.get("etag", ""))
        if of not in self.kept:
            self.kept[of] = await to_thread.run_sync(lambda: gzip.compress(body, FAST, mtime=0))
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(self.kept[of]))
        headers.add_vary_header("Accept-Encoding")
        return self.kept[of]


def _asks_for_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not any(place in scope["path"] for place in PLACES):
        return False
    asked = Headers(scope=scope)
    return "gzip" in asked.get("accept-encoding", "") and "range" not in asked
