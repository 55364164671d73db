"""Values that are worked out when somebody asks for them, the ones asked for last kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """`make` of what is asked for, kept for the `most` asked for last: as `functools.lru_cache`, but what is kept can
    be looked at. Nobody may change what comes out."""

    def __init__(self, make: Callable[[Key], Value], most: int) -> None:
        self._make, self._most = make, most
        self._kept: dict[Key, Value] = {}
        self._lock = Lock()

    def __call__(self, asked: Key) -> Value:
        with self._lock:
            if asked in self._kept:
                self._kept[asked] = self._kept.pop(asked)
                return self._kept[asked]
        value = self._make(asked)
        with self._lock:
            self._kept[asked] = value
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        return value

    @property
    def kept(self) -> Mapping[Key, Value]:
        """What is kept now, what was asked for last at the end."""
        with self._lock:
            return dict(self._kept)

    def kept_with(self, before: Mapping[Key, Value]) -> Mapping[Key, Value]:
        """The same, and what was kept `before` of the rest: no more together than `most`."""
        both = {**{key: value for key, value in before.items() if key not in self.kept}, **self.kept}
        return dict(list(both.items())[-self._most :])
