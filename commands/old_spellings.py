"""Names the command line had before: for one release they work as the new ones do, and say so."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from commands.terminal import problems

DRAWN = ("import-control", "agreement")
NOW = {
    "--as": {"import": "--format", "snapshot": "--format"},
    "--map": {"import": "--mapping", **dict.fromkeys(DRAWN, "--map-factions")},
    "--set-aside": {"import": "--rejected", **dict.fromkeys(DRAWN, "--rejected")},
    "--take": {"import": "--prefer-file"},
    "--rest": dict.fromkeys(DRAWN, "--undrawn-holder"),
    "--strip-km": dict.fromkeys(DRAWN, "--sliver-km"),
    "--end-excluded": dict.fromkeys(DRAWN, "--end-exclusive"),
    "--who": dict.fromkeys(("import", "import-control", "actors", "undo"), "--author"),
    "--why": dict.fromkeys(("import", "import-control", "actors", "undo"), "--reason"),
}
"""By its old spelling, what an option of a command is called now."""
COMMANDS_NOW = {"waiting": "unmatched-places"}


class Commands(TyperGroup):
    """The commands; one that is given an old spelling reads the new one and names it on standard error."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, in_new_words(args))


def in_new_words(args: list[str]) -> list[str]:
    """`args` of the command line with every old spelling in the new one; a notice is printed for each."""
    if not args:
        return args
    command = _now(args[0], COMMANDS_NOW.get(args[0]))
    words = [command]
    for place, word in enumerate(args[1:], 1):
        if word == "--":
            return [*words, *args[place:]]
        option, equals, value = word.partition("=")
        words.append(_now(option, NOW.get(option, {}).get(command)) + equals + value)
    return words


def _now(word: str, new: Any) -> str:
    if new is None:
        return word
    problems.print(f"{word} is called {new} now; the old name works until the next release.", soft_wrap=True)
    return str(new)
