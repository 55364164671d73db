"""Values that are worked out once, for as long as what they are worked out of is in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from geo.common.messages import language

Of = TypeVar("Of")
Value = TypeVar("Value")
Rest = ParamSpec("Rest")


def remembered(work: Callable[Concatenate[Of, Rest], Value]) -> Callable[Concatenate[Of, Rest], Value]:
    """`work`, done once for each of its further arguments and each language, and kept with its first.

    The first argument is known by identity (a dataclass with `eq=False`), the others are hashable. Nobody may change
    what comes out, and it must not lead back to the first argument, which would then be kept for ever.
    """
    known: WeakKeyDictionary[Of, dict[Any, Value]] = WeakKeyDictionary()

    @wraps(work)
    def told(of: Of, /, *rest: Rest.args, **named: Rest.kwargs) -> Value:
        values = known.setdefault(of, {})
        asked = (language(), rest, *named.items())
        if asked not in values:
            values[asked] = work(of, *rest, **named)
        return values[asked]

    return told
