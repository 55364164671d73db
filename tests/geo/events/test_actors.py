"""Names of actors and the factions they stand for."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.events.actors import actor_table, check_rules, factions_of_actors, named_factions, read_rules
from geo.validation.readers import ROW_IN_FILE

DAYS = ["2025-01-01", "2025-01-02", "2025-01-03"]


def rules(*rows: tuple[str, ...]):
    """Rules of (match, actor, faction[, first day[, last day]])."""
    columns = ["match", "actor", "faction", "valid_from", "valid_to"]
    raw = pd.DataFrame([[*row, "", ""][:5] for row in rows], columns=columns)
    raw["rule_id"] = [f"r{number}" for number in range(len(raw))]
    raw[ROW_IN_FILE] = range(2, len(raw) + 2)
    checked = check_rules(raw, factions={"BLUE", "RED"}, file="actors.csv")
    assert not checked.rejected
    return read_rules(checked.accepted)


def factions(actor: str, *rows: tuple[str, ...]) -> list[str]:
    days = pd.Series(pd.to_datetime(DAYS))
    return list(factions_of_actors(pd.Series([actor] * 3), days, rules(*rows)))


def test_a_name_stands_for_its_faction_whatever_its_case_and_spaces():
    assert factions("  Blue  ARMY ", ("name", "Blue army", "BLUE")) == ["BLUE"] * 3


def test_a_star_in_a_pattern_stands_for_any_letters():
    assert factions("Military Forces of Blue (2000-)", ("pattern", "military forces of blue*", "BLUE")) == ["BLUE"] * 3


@pytest.mark.parametrize("name", ["Blue [north]", "Blue ?"])
def test_every_other_sign_of_a_pattern_means_itself(name):
    assert factions(name, ("pattern", name, "BLUE")) == ["BLUE"] * 3
    assert factions("Blue n", ("pattern", name, "BLUE")) == [""] * 3


def test_a_name_no_rule_knows_stands_for_nobody():
    assert factions("Green army", ("name", "Blue army", "BLUE")) == [""] * 3


def test_a_rule_holds_for_its_days_only_both_included():
    assert factions("Brigade", ("name", "Brigade", "BLUE", "2025-01-02", "2025-01-02"), ("name", "Brigade", "RED")) == [
        "RED",
        "BLUE",
        "RED",
    ]


def test_a_name_goes_before_a_pattern_and_the_upper_rule_before_the_lower():
    assert factions("Brigade", ("pattern", "*", "RED"), ("name", "Brigade", "BLUE")) == ["BLUE"] * 3
    assert factions("Brigade", ("pattern", "Bri*", "RED"), ("pattern", "*", "BLUE")) == ["RED"] * 3


def test_a_rule_for_a_faction_the_theatre_lacks_is_set_aside():
    raw = pd.DataFrame({"rule_id": ["r"], "match": ["name"], "actor": ["x"], "faction": ["GREY"], ROW_IN_FILE: [2]})
    assert check_rules(raw, factions={"BLUE"}, file="actors.csv").rejected[0][0].column == "faction"


def events(**columns: list[str]) -> pd.DataFrame:
    size = len(next(iter(columns.values())))
    blank = {name: [""] * size for name in ("actor1", "actor2", "perpetrator")}
    return pd.DataFrame({**blank, "event_date": pd.to_datetime(DAYS[:1] * size), **columns})


def test_an_actor_named_first_is_involved_and_not_by_that_the_one_who_did_it():
    named, did = named_factions(events(actor1=["Blue army"], actor2=["Red army"]), rules(
        ("name", "Blue army", "BLUE"), ("name", "Red army", "RED")
    ))  # fmt: skip
    assert list(named) == [("BLUE", "RED")]
    assert list(did) == [()]


def test_what_the_source_says_of_who_did_it_counts():
    _, did = named_factions(events(actor1=["x"], perpetrator=["Red army"]), rules(("name", "Red army", "RED")))
    assert list(did) == [("RED",)]


def test_the_table_of_actors_has_those_no_rule_knows_first_then_the_most_named():
    table = actor_table(
        events(actor1=["Blue army", "Blue army", "Unknown gunmen"], actor2=["", "Militia", ""]),
        rules(("name", "Blue army", "BLUE"), ("name", "Militia", "none")),
    )
    assert list(table["actor"]) == ["Unknown gunmen", "Blue army", "Militia"]
    assert list(table["events"]) == [1, 2, 1]
    assert list(table["factions"]) == [("",), ("BLUE",), ("none",)]


def test_nobody_named_is_an_empty_table():
    assert actor_table(events(actor1=["", ""]), ()).empty
