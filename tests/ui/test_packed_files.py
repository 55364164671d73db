"""Files of the program go over the wire packed, once, to those who can read that."""

from __future__ import annotations

import asyncio
import gzip

import brotli
import pytest
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message

from ui.packed_files import PackedFiles

SCRIPT = b"let one = 1;\n" * 1_000


def answer(
    app: ASGIApp, path: str = "/static/js/a.js", accept: str = "gzip, deflate", **more: str
) -> tuple[int, Headers, bytes]:
    """Status, headers and body of the answer to one GET."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [
        (b"accept-encoding", accept.encode()),
        *((name.encode(), value.encode()) for name, value in more.items()),
    ]
    asyncio.run(app({"type": "http", "method": "GET", "path": path, "headers": headers}, receive, send))
    start, *bodies = sent
    return start["status"], Headers(raw=start["headers"]), b"".join(body["body"] for body in bodies)


def serving(content: bytes = SCRIPT, kind: str = "text/javascript", **headers: str) -> PackedFiles:
    return PackedFiles(Response(content, media_type=kind, headers=headers))


def test_a_script_comes_packed_and_says_so():
    status, headers, body = answer(serving(etag='"1"'))
    assert status == 200
    assert gzip.decompress(body) == SCRIPT
    assert len(body) < len(SCRIPT) / 10
    assert (headers["content-encoding"], headers["content-length"]) == ("gzip", str(len(body)))
    assert headers["vary"] == "Accept-Encoding"


def test_who_takes_brotli_is_sent_less_still():
    status, headers, body = answer(serving(), accept="gzip, deflate, br, zstd")
    assert (status, headers["content-encoding"]) == (200, "br")
    assert brotli.decompress(body) == SCRIPT
    assert len(body) < len(answer(serving())[2])


def test_a_file_is_packed_once_and_anew_when_it_has_changed():
    files = serving(etag='"1"')
    assert answer(files)[2] == answer(files)[2]
    assert len(files.kept) == 1
    files.app = Response(SCRIPT * 2, media_type="text/javascript", headers={"etag": '"2"'})
    assert gzip.decompress(answer(files)[2]) == SCRIPT * 2


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        (serving(), {"accept": "zstd"}),
        (serving(), {"path": "/media/film.mp4"}),
        (serving(), {"range": "bytes=0-9"}),
        (serving(kind="font/woff2"), {}),
        (serving(b"let a;"), {}),
        (PackedFiles(Response(SCRIPT, status_code=404, media_type="text/javascript")), {}),
    ],
    ids=["a reader who cannot", "another place", "a part of it", "packed by itself", "a small one", "none there"],
)
def test_everything_else_comes_as_it_is(files, asked):
    _, headers, body = answer(files, **asked)
    assert "content-encoding" not in headers
    assert body in (SCRIPT, b"let a;")
