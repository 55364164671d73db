"""The browser that tests and benchmarks drive: the one place that finds it, and fetches it where there is none.

`make browser`, or `python -m scripts.browser`: an installed Chromium or Chrome is used; else Playwright's own is
fetched; else, as root on Debian, apt-get brings Debian's; else one line says what to do.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMED = "FRONTLINE_BROWSER"
"""Environment variable with the path of the browser to use, where it is not one that is found."""

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Started so, a browser asks no host by itself."""

REMEDY = f"Install Chromium or Chrome (Debian: apt-get install chromium), or name the path of one in {NAMED}."
DOWNLOAD_S, APT_S, STARTS_S = 900, 900, 300


def find_browser() -> str | None:
    """Path of a Chromium or Chrome that starts here; None where there is none.

    Raises
    ------
    SystemExit : the environment names one that does not start.
    """
    if named := os.environ.get(NAMED):
        if not starts(named):
            raise SystemExit(f"{NAMED} names {named}, which does not start. {REMEDY}")
        return named
    return next((path for path in _candidates() if starts(path)), None)


def browser_path() -> str:
    """Path of a Chromium or Chrome that starts here.

    Raises
    ------
    SystemExit : there is none.
    """
    found = find_browser()
    if found is None:
        raise SystemExit(f"No browser was found. Run: make browser. {REMEDY}")
    return found


def starts(path: str) -> bool:
    """Whether the program at `path` is there and finds its libraries: it tells its version."""
    try:
        return subprocess.run([path, "--version"], check=False, capture_output=True, timeout=STARTS_S).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, COMMANDS))
    yield from (str(path) for path in APPLICATIONS if path.is_file())
    own = _own_of_playwright()
    if Path(own).is_file():
        yield own


@cache
def _own_of_playwright() -> str:
    """Where Playwright puts the Chromium it fetches."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def set_up() -> str:
    """Path of the browser, which is fetched first where there is none.

    Raises
    ------
    SystemExit : there is none and it cannot be fetched; says what to do.
    """
    if found := find_browser():
        return found
    print("No Chromium or Chrome was found. Fetching Playwright's own, once ...", flush=True)
    # --no-shell: the browser itself, which is what tests and benchmarks start
    _ran([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"], DOWNLOAD_S)
    if found := find_browser():
        return found
    if is_debian() and os.geteuid() == 0:
        print("It cannot be had, or does not start. Installing Debian's with apt-get ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _ran(["apt-get", "update", "--quiet"], APT_S, quiet)
        _ran(["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"], APT_S, quiet)
        if found := find_browser():
            return found
    raise SystemExit(f"The browser tests need a browser, and none could be fetched. {REMEDY}")


def is_debian() -> bool:
    """Whether apt-get has a Chromium here; that of Ubuntu and its kin only stands for a snap."""
    try:
        about = platform.freedesktop_os_release()
    except OSError:
        return False
    kin = {about.get("ID", ""), *about.get("ID_LIKE", "").split()}
    return "debian" in kin and "ubuntu" not in kin


def _ran(command: list[str], seconds: int, environment: dict[str, str] | None = None) -> bool:
    """Whether a command went well; what it says is shown only if it did not."""
    try:
        done = subprocess.run(
            command, check=False, env=environment, timeout=seconds, stdin=subprocess.DEVNULL, encoding="utf-8",
            errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}")
        return False
    if done.returncode:
        print("\n".join(done.stdout.strip().splitlines()[:3]))
    return done.returncode == 0


if __name__ == "__main__":
    print(f"browser: {set_up()}")
