"""What pydantic refuses of a file of settings, in the sentences of the file's own reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from geo.common.errors import SchemaError, SentenceError, shorten
from geo.common.messages import L_, N_, Sentence, joined

Model = TypeVar("Model")

Wordings = Mapping[str, tuple[str, str]]
"""Fault and remedy for each of pydantic's kinds of error, and under "" for all others, marked with `N_`. Both may hold
{key}, the key it is about; {keys}, those of all errors with these words; {where}, the way to it; {said}, what stands
there; {wanted}, what should; and {why}, the sentence of the check that refused it. A Sentence is told as it is."""


def usual_wordings(remedy: Sentence) -> Wordings:
    """The words of a file where one remedy fits all that can be wrong with it."""
    return {
        "missing": (N_("lacks {key!r}"), remedy),
        "value_error": (N_("cannot be used: {why}"), remedy),
        "": (N_("cannot be used: {where} is {said} and no {wanted}"), remedy),
    }


WANTED = {"bool": L_("true or false"), "float": L_("number"), "int": L_("whole number"), "string": L_("text")} | {
    **dict.fromkeys(("frozen", "list", "tuple"), L_("list")),
    **dict.fromkeys(("dataclass", "dict", "mapping"), L_("table")),
}
"""What pydantic's kinds of error ask for, by their first word, as whoever writes TOML calls it."""


def read_model(
    model: type[Model], raw: object, *, file: object, wordings: Wordings, about: Sentence | None = None
) -> Model:
    """`raw`, what a TOML or JSON file holds, as a value of `model`; `about`: which part of the file it is.

    Raises
    ------
    SchemaError : what `model` refuses first, and all of the same kind, in the words of `wordings`.
    """
    try:
        return TypeAdapter(model).validate_python(raw)
    except ValidationError as error:
        fault, remedy = worded(error.errors(), raw, wordings)
        raise SchemaError(str(file), joined((about, fault)) if about else fault, remedy) from error


def worded(errors: Sequence[ErrorDetails], raw: object, wordings: Wordings) -> tuple[Sentence, Sentence]:
    """Fault and remedy of the first thing that pydantic refused of `raw`, and of all that take the same words."""

    def words(error: ErrorDetails) -> tuple[str, str]:
        return wordings.get(error["type"]) or wordings[""]

    first = errors[0]
    parts = {
        "key": _key(first, raw),
        "keys": ", ".join(_key(error, raw) for error in errors if words(error) == words(first)),
        "where": ".".join(map(str, first["loc"])),
        "said": shown(first["input"]),
        "wanted": WANTED.get(first["type"].split("_")[0], first["msg"]),
        "why": _why(first),
    }
    fault, remedy = (one if isinstance(one, Sentence) else L_(one, **parts) for one in words(first))
    return fault, remedy


def _why(error: ErrorDetails) -> str:
    """What a check says that refused a value."""
    refused = error.get("ctx", {}).get("error")
    return refused.sentence if isinstance(refused, SentenceError) else error["msg"].removeprefix("Value error, ")


def _key(error: ErrorDetails, raw: Any) -> str:
    """The key an error is about; of one that is missing, the first that there is not on the way to it."""
    *way, last = error["loc"] or ("",)
    for step in way if error["type"] == "missing" else ():
        if isinstance(raw, dict) and step not in raw:
            return str(step)
        raw = raw[step]
    return str(last)


def shown(value: object) -> str:
    """A value as an error shows it: a text in quotation marks, no longer than `shorten` leaves it."""
    return shorten(repr(value) if isinstance(value, str) else str(value))
