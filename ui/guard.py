"""What stands before every answer of the server: headers that keep a browser to this server, and requests it refuses.

Streamlit sends none of these headers, and its endpoints for files and for measures of the process are open to all.
"""

from __future__ import annotations

import os

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from store.permission import is_read_only
from ui.online_base_maps import ONLINE_BASE_MAPS

EMBEDDED_BY = "FRONTLINE_EMBEDDED_BY"
"""Environment variable: the sites that may show the page in a frame of theirs, with blanks between; none by itself."""

METRICS, UPLOADS = "/_stcore/metrics", "/_stcore/upload_file/"


def content_policy() -> str:
    """What a browser may load and ask for on the page, as a Content-Security-Policy: of this server alone, but for the
    tiles of an online base map that its reader chose.

    Streamlit, Leaflet and the charts put scripts and styles into the page itself; what was written by others is
    escaped (ui/html.py).
    """
    tiles = " ".join(sorted({f"https://{one.host} https://*.{one.host}" for one in ONLINE_BASE_MAPS.values()}))
    rules = {
        "default-src": "'self'",
        "script-src": "'self' blob: 'unsafe-inline' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {tiles}",
        "font-src": "'self' data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(("'self'", *os.environ.get(EMBEDDED_BY, "").split())),
    }
    return "; ".join(f"{what} {whence}" for what, whence in rules.items())


class Guard:
    """Middleware of the server (ASGI): adds the headers, and answers itself what nobody is to ask."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_policy(),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await (_refusal(scope) or self.app)(scope, receive, guarded)


def _refusal(scope: Scope) -> ASGIApp | None:
    """The answer to a request that is refused; None where it is not."""
    if scope["path"].rstrip("/").endswith(METRICS):
        return PlainTextResponse("Not found", status_code=404)
    if UPLOADS in scope["path"] and scope["method"] not in ("OPTIONS", "DELETE") and is_read_only():
        return PlainTextResponse("This page is for reading only: it takes no file.", status_code=403)
    return None
