"""Errors of libraries written in Rust: a panic there is no Exception in Python, and ends what nothing else ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

PANIC_MODULE = "pyo3_runtime"
"""Where pyo3 says its PanicException is from; the class itself cannot be imported."""


class PanicError(Exception):
    """A library gave up on what it was given."""


@contextmanager
def panics_as_errors() -> Iterator[None]:
    """Raises PanicError for a panic inside; whatever else is raised goes on as it is."""
    try:
        yield
    except BaseException as error:  # a panic is derived from nothing nearer
        if type(error).__module__ != PANIC_MODULE:
            raise
        raise PanicError(str(error)) from error
