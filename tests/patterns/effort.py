"""How the work of a function grows with the length of its text; told by the processor's time, whatever the machine."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

FLOOR_SECONDS = 0.05
"""What takes less is not judged: what is linear takes some thousandth of a second for the longest of these texts."""
MOST_SECONDS = 10.0
LONGEST = 16_000
LENGTHS = (30, 500, 4_000, LONGEST)
STEEP = 9.0
"""Text of four times the length takes four times the time where work is linear, and sixteen times where it is
quadratic."""


class TooLongError(Exception):
    """More of the processor than MOST_SECONDS."""


def seconds(run: Callable[[], Any]) -> float:
    """What `run` takes of the processor; infinite where that is more than MOST_SECONDS."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    began = time.process_time()
    try:
        run()
    except TooLongError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - began


def is_steep(work: Callable[[str], Any], before: str, pump: str, end: str) -> str:
    """How the time of `work` grows where it grows faster than the text; "" where it does not."""

    def took(length: int) -> float:
        text = before + pump * (length // len(pump) + 1) + end
        return seconds(lambda: work(text))

    if took(LONGEST) < FLOOR_SECONDS:
        return ""
    for length in LENGTHS:
        if (long := took(length)) < FLOOR_SECONDS:
            continue
        if long == float("inf"):
            return f"more than {MOST_SECONDS:g} s for {length:,} letters"
        short = min(took(length // 4) for _ in range(3))
        long = min(long, *(took(length) for _ in range(2)))
        if long > STEEP * max(short, FLOOR_SECONDS / STEEP / 2):
            return f"{short:.3f} s for {length // 4:,} letters, {long:.3f} s for {length:,}"
    return ""
