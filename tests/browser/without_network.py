"""Start the page of a folder with a Streamlit and look at it in a browser, all in this process' network: a program.

`python -m tests.browser.without_network STREAMLIT FOLDER BROWSER PICTURE SECONDS` prints one JSON object: what the map
holds, what the browser asked for and was refused, what went wrong. Nobody but the server is talked to: the browser's
other requests are refused, and the server's proxies lead to a closed port. Started by `unshare --net`, there is no
network at all.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, sync_playwright

from scripts.browser import SWITCHES

MAP_FRAME = "iframe[src*='streamlit_folium']"
NOWHERE = "http://127.0.0.1:9"
"""The discard port: nothing listens there."""

SET_FLAGS, UP = 0x8914, 0x1 | 0x40  # SIOCSIFFLAGS; IFF_UP and IFF_RUNNING

HOLDS = """() => {
  const box = map.getContainer().getBoundingClientRect();
  const paths = Array.from(map.getContainer().querySelectorAll("path"));
  const painted = paths.filter((path) => {
    const at = path.getBoundingClientRect();
    const [width, height] = [Math.min(at.right, box.right) - Math.max(at.left, box.left),
                             Math.min(at.bottom, box.bottom) - Math.max(at.top, box.top)];
    const style = getComputedStyle(path);
    return width > 1 && height > 1 && (style.fill !== "none" || style.stroke !== "none");
  });
  return {
    leaflet: L.version,
    alive: map.getContainer().classList.contains("leaflet-container") && map.getZoom() > 0,
    size: [box.width, box.height],
    painted: painted.length,
    symbols: map.getContainer().querySelectorAll(".frontline-point, .frontline-ring").length,
    layers: map.frontline.drawn.length,
    scripts: Array.from(document.scripts, (script) => script.src).filter(Boolean),
  };
}"""


def loopback_up() -> None:
    """Switch the loopback device on: in a network of its own it is off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        try:
            fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh", b"lo", UP))
        except PermissionError:
            return  # not ours: it is on


@contextmanager
def served(streamlit: str, folder: Path, seconds: float) -> Iterator[str]:
    """The page as `streamlit run app.py` in `folder` serves it, in an environment that holds nothing of this one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [streamlit, "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile("w+") as log:
        environment = {"HOME": home, "PATH": os.defpath, "LANG": "C.UTF-8", "NO_PROXY": "localhost,127.0.0.1"}
        environment |= dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        address = f"http://localhost:{port}"
        try:
            if not _answers(f"{address}/_stcore/health", server, seconds):
                log.seek(0)
                raise SystemExit(f"the server did not start:\n{log.read()[-4000:]}")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=60)


def _answers(address: str, server: subprocess.Popen[bytes], seconds: float) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with direct.open(address, timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    return False


def seen(page: Page, address: str, picture: Path, seconds: float) -> dict[str, Any]:
    """What a reader with `page` sees at `address`."""
    refused: list[str] = []
    trouble: list[str] = []

    def only_the_server(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.netloc == urlsplit(address).netloc:
            return route.continue_()
        refused.append(route.request.url[:200])
        return route.abort()

    page.context.route("**/*", only_the_server)
    page.on("pageerror", lambda error: trouble.append(f"page error: {error}"))
    page.on("console", lambda said: trouble.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("response", lambda got: trouble.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.set_default_timeout(1000 * seconds)
    page.goto(address)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    shown = page.get_by_test_id("stApp").inner_text()
    if page.get_by_test_id("stException").count():
        raise SystemExit(f"the page ended with an error:\n{shown[-4000:]}")
    frame = page.locator(MAP_FRAME).element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function("() => window.map && map.frontline && map.frontline.viewed")
    holds = frame.evaluate(HOLDS)
    page.locator(MAP_FRAME).screenshot(path=picture)
    return {"map": holds, "refused": refused, "trouble": trouble, "page": shown}


def main() -> None:
    """Look, and print what was seen."""
    streamlit, folder, browser, picture, seconds = sys.argv[1:]
    loopback_up()
    with served(streamlit, Path(folder), float(seconds)) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=[*SWITCHES, "--no-proxy-server"])
        page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
        print(json.dumps(seen(page, address, Path(picture), float(seconds))))
        chromium.close()


if __name__ == "__main__":
    main()
