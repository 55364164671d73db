"""What stands on the bar that plays the days, in the reader's language."""

from __future__ import annotations

from datetime import date

from geo.common.messages import _, ngettext, speaking
from geo.common.phrases import Language, Phrase, in_each, phrase, spoken_by
from map.wording import between_days, weekday_of

SPEEDS = (1, 2, 4)
"""Days, or steps of several days, a second."""

WORDS = {
    "bar": phrase("Playback of the days"),
    "play": phrase("Play"),
    "pause": phrase("Pause"),
    "back": phrase("Step back", "a button of the playback"),
    "forward": phrase("Step forward"),
    "space": phrase("space", "a key"),
    "left": phrase("left arrow", "a key"),
    "right": phrase("right arrow", "a key"),
    "progress": phrase("Day", "what a slider chooses"),
    "speed": phrase("Speed"),
    "use": phrase("Use this day"),
    "useHint": phrase("End the range on the day shown and go back to the map"),
    "stop": phrase("Stop", "a button of the playback"),
    "stopHint": phrase("Back to the map of the whole range"),
    "whole": phrase("All days"),
    "wholeHint": phrase("Show the whole range at once"),
}


def stamp(first: date, last: date, language: Language) -> str:
    """The day or the range shown, large on the map; in both languages on a line each."""
    return between_days(first, last).set_apart(language, "\n")


def note(first: date, last: date, certain: int, possible: int, language: Language) -> str:
    """What stands under the day shown: its name and how much happened."""
    name = weekday_of(last) if first == last else WORDS["whole"]
    events = in_each(lambda _language: _events(certain, possible))
    return Phrase(" · ", " · ").join((name, events)).set_apart(language, "\n")


def _events(certain: int, possible: int) -> str:
    """As in "3 events, 1 more possible", in the language that is spoken."""
    told = ngettext("{certain} event", "{certain} events", certain).format(certain=certain)
    return told + _(", {possible} more possible").format(possible=possible) if possible else told


def bar_words(
    days_a_step: int, language: Language, page_stands_for: tuple[date, date] | None = None
) -> dict[str, object]:
    """Every word of the bar: its controls, the speeds in the order of SPEEDS, and `remark`: how many days a step has,
    and for which days the page around the map stands where it does not follow the map."""
    with speaking(spoken_by(language)):  # narrow: one language only
        speeds = [_speed(speed, days_a_step) for speed in SPEEDS]
    remarks = [] if days_a_step == 1 else [_every(days_a_step)]
    if page_stands_for:
        remarks.append(phrase("Figures and tables: {days}").format(days=between_days(*page_stands_for)))
    remark = Phrase(" ", " ").join(remarks).set_apart(language, "\n") if remarks else ""
    words = {key: word.set_apart(language) for key, word in WORDS.items()}
    return {**words, "speeds": speeds, "remark": remark}


def _speed(steps: int, days_a_step: int) -> str:
    """How fast the days pass, in the language that is spoken."""
    told = (
        ngettext("{n} day/s", "{n} days/s", steps) if days_a_step == 1 else ngettext("{n} step/s", "{n} steps/s", steps)
    )
    return told.format(n=steps)


def _every(days: int) -> Phrase:
    """Which days are left out."""
    ending = "th" if days % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(days % 10, "th")
    return phrase("Shows every {nth} day.").format(nth=Phrase(f"{days}{ending}", f"{days}"))
