"""What a strike was made with: told by the words of its summary where they are plain, else as both kinds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.events.events import STRIKE_DELIVERY
from geo.events.strike_kinds import STRIKE_KIND_NAMES, STRIKE_KINDS, possible_strike_kinds, strike_words

AIR, SHELLING = STRIKE_KINDS


def strike(sub_event_type: str, summary: str) -> pd.DataFrame:
    return pd.DataFrame({"sub_event_type": [sub_event_type], "summary": [summary]})


@pytest.mark.parametrize(
    ("sub_event_type", "summary", "kind"),
    [
        (AIR, "Russian warplanes bombed Khan Shaykhun.", "air"),
        (AIR, "AIRSTRIKES on the market", "air"),
        (AIR, "Four barrel-bomb drops; barrel bombs fell on Halfaya.", "air"),
        (AIR, "شنّ الطيران الحربي غارات جوية على سراقب", "air"),
        (AIR, "Авіаудар по місту", "air"),
        (AIR, "A rebel UAV hit a meeting of officers.", "drone"),
        (AIR, "An FPV struck a car", "drone"),
        (AIR, "طائرة مسيّرة استهدفت سيارة", "drone"),
        (AIR, "Удар БпЛА по складу", "drone"),
        (AIR, "A US A-10 hit a team preparing a rocket rail.", "air or drone"),
        (AIR, "Drones and warplanes struck the column.", "air or drone"),
        (AIR, "", "air or drone"),
        (SHELLING, "HTS shelled Nubl.", "artillery"),
        (SHELLING, "قصف مدفعي على الأتارب", "artillery"),
        (SHELLING, "Mortar fire on Mahardah", "artillery"),
        (SHELLING, "Rockets hit Idlib city", "missile"),
        (SHELLING, "راجمات الصواريخ تقصف أريحا", "missile"),
        (SHELLING, "Ракетний удар", "missile"),
        (SHELLING, "Artillery and rockets hit Ariha.", "artillery or missile"),
        ("Armed clash", "Drones, warplanes, artillery and rockets took part.", ""),
    ],
)
def test_the_words_of_the_summary_tell_the_kind(sub_event_type, summary, kind):
    assert list(strike_words(strike(sub_event_type, summary))) == [kind]


@pytest.mark.parametrize("summary", ["The commune of Sandrone was hit.", "A bombshell", "sprocket works"])
def test_a_word_inside_another_latin_word_tells_nothing(summary):
    assert {" or ".join(kinds) for kinds in STRIKE_KINDS.values()} == {
        strike_words(strike(kind, summary))[0] for kind in STRIKE_KINDS
    }


def test_a_summary_that_is_missing_tells_nothing():
    assert list(strike_words(pd.DataFrame({"sub_event_type": [AIR, SHELLING], "summary": [None, np.nan]}))) == [
        "air or drone",
        "artillery or missile",
    ]


@given(some.lists(some.tuples(some.sampled_from([*STRIKE_KINDS, "Armed clash"]), some.text())))
def test_every_strike_may_be_of_one_kind_at_least_and_nothing_else_of_any(rows):
    events = pd.DataFrame(rows, columns=["sub_event_type", "summary"]).astype(object)
    kinds = possible_strike_kinds(events)
    assert list(kinds) == list(STRIKE_KIND_NAMES)
    is_any = np.logical_or.reduce(list(kinds.values())) if rows else np.zeros(0, dtype=bool)
    assert list(is_any) == [sub_event_type in STRIKE_DELIVERY for sub_event_type, _ in rows]


def test_each_kind_belongs_to_one_sub_event_type_that_is_a_strike():
    assert STRIKE_KINDS.keys() == STRIKE_DELIVERY.keys()
    assert [kind for kinds in STRIKE_KINDS.values() for kind in kinds] == list(STRIKE_KIND_NAMES)
