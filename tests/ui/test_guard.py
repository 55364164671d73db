"""What the server answers before Streamlit does: headers on all it sends, and what nobody is to ask."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message

from store.permission import READ_ONLY
from ui.guard import EMBEDDED_BY, Guard


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    text: str


def asked(path: str, method: str = "GET") -> Answer:
    """What a server that says yes to everything answers from behind the guard."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "method": method, "headers": []}
    asyncio.run(Guard(PlainTextResponse("yes"))(scope, receive, send))
    start, *bodies = sent
    text = b"".join(body["body"] for body in bodies).decode()
    return Answer(start["status"], Headers(raw=start["headers"]), text)


def policy() -> dict[str, list[str]]:
    rules = asked("/").headers["content-security-policy"].split("; ")
    return {what: whence for what, *whence in map(str.split, rules)}


@pytest.mark.parametrize("path", ["/", "/_stcore/metrics"])
def test_every_answer_keeps_a_browser_to_this_server(path):
    headers = asked(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].startswith("default-src 'self'; ")


def test_only_images_come_from_other_hosts_those_of_the_base_maps_a_reader_can_choose():
    rules = policy()
    hosts = {what: [one for one in whence if "." in one] for what, whence in rules.items()}
    assert "https://tile.openstreetmap.org" in hosts.pop("img-src")
    assert not any(hosts.values())
    assert rules["object-src"] == ["'none'"]


def test_no_other_site_shows_the_page_in_a_frame_but_those_that_are_named(monkeypatch):
    assert policy()["frame-ancestors"] == ["'self'"]
    monkeypatch.setenv(EMBEDDED_BY, "https://news.example https://desk.example")
    assert policy()["frame-ancestors"] == ["'self'", "https://news.example", "https://desk.example"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/behind/a/proxy/_stcore/metrics"])
def test_measures_of_the_process_are_told_to_nobody(path):
    assert asked(path).status == 404


def test_a_page_for_reading_only_takes_no_file(monkeypatch):
    assert asked("/_stcore/upload_file/session/file", "PUT").text == "yes"
    monkeypatch.setenv(READ_ONLY, "1")
    refused = asked("/_stcore/upload_file/session/file", "PUT")
    assert refused.status == 403
    assert "for reading only" in refused.text
    assert asked("/_stcore/upload_file/session/file", "DELETE").text == "yes", "what lies there can go"
