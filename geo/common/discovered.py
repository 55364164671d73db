"""What the modules of a package define, found by being there: a new file is all that a new one of its kind takes."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any


def defined_in(package: str, name: str) -> list[Any]:
    """What each module of `package` that has a `name` calls so, in the order of the modules' names; each has an `id`.

    Raises
    ------
    ValueError : two modules give theirs the same id.
    """
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(import_module(package).__path__):
        one = getattr(import_module(f"{package}.{module.name}"), name, None)
        if one is None:
            continue
        if one.id in found:
            raise ValueError(f"{package}.{module.name} repeats the id {one.id!r} of another {name}")
        found[one.id] = one
    return list(found.values())
