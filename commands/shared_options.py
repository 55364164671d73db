"""Options that several commands have, taken as one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any

Command = Callable[..., None]


def taking(
    into: str, options: Sequence[Parameter], made_of: Callable[[Mapping[str, Any]], object]
) -> Callable[[Command], Command]:
    """A command with `options` in the place of its parameter `into`, which gets what `made_of` makes of the words
    behind them."""
    names = [option.name for option in options]

    def with_options(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> None:
            command(**{into: made_of({name: given.pop(name) for name in names})}, **given)

        parameters = [
            one.replace(kind=Parameter.KEYWORD_ONLY) for one in signature(command, eval_str=True).parameters.values()
        ]
        place = [one.name for one in parameters].index(into)
        run.__signature__ = Signature([*parameters[:place], *options, *parameters[place + 1 :]])  # type: ignore[attr-defined]
        run.__annotations__ = {}
        return run

    return with_options


def option(name: str, annotation: Any, default: Any = Parameter.empty) -> Parameter:
    """An option as typer reads it from the signature of a command; without `default` it must be given."""
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
