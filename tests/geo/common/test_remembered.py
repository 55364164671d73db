"""What is worked out once: for its owner, its further arguments and the language that is spoken."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from weakref import ref

import pytest

from geo.common.messages import language, speaking
from geo.common.remembered import remembered


@dataclass(frozen=True, eq=False)
class Owner:
    number: int


def test_a_value_is_worked_out_once_for_each_owner_argument_and_language():
    asked = []

    @remembered
    def told(owner: Owner, power: int = 1) -> str:
        asked.append((owner, power))
        return f"{owner.number**power} {language()}"

    one, other = Owner(3), Owner(3)
    assert [told(one), told(one), told(one, 2), told(other), told(one, power=2)] == [
        "3 en",
        "3 en",
        "9 en",
        "3 en",
        "9 en",
    ]
    assert asked == [(one, 1), (one, 2), (other, 1), (one, 2)]
    with speaking("ar"):
        assert told(one) == "3 ar"
    assert told(one) == "3 en"


def test_what_is_no_longer_in_use_is_forgotten():
    @remembered
    def told(owner: Owner) -> list[int]:
        return [owner.number]

    owner = Owner(1)
    value, seen = told(owner), ref(owner)
    assert value == [1]
    del owner
    gc.collect()
    assert seen() is None


def test_an_error_is_not_kept():
    tried = []

    @remembered
    def told(owner: Owner) -> int:
        tried.append(owner)
        if len(tried) == 1:
            raise ValueError("not yet")
        return owner.number

    owner = Owner(5)
    with pytest.raises(ValueError, match="not yet"):
        told(owner)
    assert told(owner) == 5
