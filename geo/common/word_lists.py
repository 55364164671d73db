"""Lists of words that are data: each in a file beside the module that reads it, by language where that is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def word_list(module: str) -> Mapping[str, Any]:
    """What stands in the TOML file called as a module is, given its `__file__`; read once, when it is asked for."""
    return tomllib.loads(Path(module).with_suffix(".toml").read_text(encoding="utf-8"))


def in_all_languages(by_language: Mapping[str, list[str]]) -> list[str]:
    """The words of every language, in the order of the file."""
    return [word for words in by_language.values() for word in words]


def alternatives(by_language: Mapping[str, list[str]]) -> str:
    """The words of every language, which are patterns, as one pattern that matches any of them; of two that fit, the
    one that stands first in the file."""
    return "|".join(in_all_languages(by_language))
