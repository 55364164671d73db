"""A service on this machine that speaks as Nominatim does, and keeps what it was asked. No test asks the internet."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

LICENCE = "Data © OpenStreetMap contributors, ODbL 1.0."


def result(name: str, lon: float, lat: float, osm_id: int = 1, **more: Any) -> dict[str, Any]:
    """One result as Nominatim writes it: numbers as text."""
    return {
        "osm_type": "node",
        "osm_id": osm_id,
        "display_name": name,
        "lon": str(lon),
        "lat": str(lat),
        "licence": LICENCE,
        **more,
    }


@dataclass
class Nominatim:
    """`answers`: what is answered to a text, any other finds nothing; `status`, `body`, `to`: a fault instead."""

    port: int = 0
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    status: int = 200
    body: str | None = None
    to: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)

    @property
    def options(self) -> dict[str, str]:
        """The options that point geopy's Nominatim to it."""
        return {"user_agent": "desk", "domain": f"127.0.0.1:{self.port}", "scheme": "http"}


@contextmanager
def nominatim(port: int = 0) -> Iterator[Nominatim]:
    """The service on `port`, 0 for a free one, until the end of the block."""
    told = Nominatim()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
            told.asked.append(text)
            told.heads.append(dict(self.headers))
            body = json.dumps(told.answers.get(text, [])) if told.body is None else told.body
            self.send_response(302 if told.to else told.status)
            if told.to:
                self.send_header("Location", told.to)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            """Tests tell what they need to."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Answering)
    told.port = server.server_address[1]
    running = threading.Thread(target=server.serve_forever, args=(0.02,))
    running.start()
    try:
        yield told
    finally:
        server.shutdown()
        running.join()
        server.server_close()
