"""Who speaks or fights for whom: the names sources give to actors, and the faction each stands for.

The rules belong to the theatre (`actors.csv`): a name as it is, or a pattern with `*` for any letters, the faction, and
the days for which that holds. They are applied whenever the theatre is read, so that a new rule changes every event at
once. A name that no rule knows stands for no faction and is listed as such; none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fnmatch import translate

import numpy as np
import pandas as pd

from geo.changelog.apply import numbered, rows_from_log, rows_not_in_log
from geo.changelog.log import LEDGER, Ledger, Subject
from geo.common.messages import L_
from geo.validation.faults import Checked
from geo.validation.schema import Column, ColumnKind, check_columns

ACTORS = "actors.csv"

NAME, PATTERN = "name", "pattern"
NOT_NAMED = "not named"
"""What stands for the first party of an event whose source names none."""
NO_FACTION = "none"
"""What a rule says of an actor that belongs to none of the factions: it is known, and not asked about again."""


@dataclass(frozen=True)
class ActorRule:
    """`match`: NAME or PATTERN; `first` and `last` (both count) bound the days it holds for, NaT for no bound."""

    rule_id: str
    match: str
    actor: str
    faction: str
    first: np.datetime64
    last: np.datetime64
    note: str = ""

    @property
    def always(self) -> bool:
        return bool(np.isnat(self.first) and np.isnat(self.last))


def rule_columns(factions: Set[str]) -> tuple[Column, ...]:
    """The columns of actors.csv: which names of actors stand for which faction."""
    return (
        Column("rule_id", required=True, unique=True),
        Column("match", required=True, choices=frozenset({NAME, PATTERN})),
        Column("actor", required=True),
        Column("faction", required=True, choices=frozenset(factions) | {NO_FACTION}),
        Column("valid_from", ColumnKind.DAY),
        Column("valid_to", ColumnKind.DAY),
        Column("note"),
    )


def check_rules(raw: pd.DataFrame, *, factions: Set[str], file: str) -> Checked[pd.DataFrame]:
    """The rules of a theatre in the order of the file."""
    typed, faults = check_columns(raw, rule_columns(factions), file)
    faults.add(
        typed["valid_to"] < typed["valid_from"],
        "valid_to",
        raw["valid_to"] if "valid_to" in raw else typed["valid_to"],
        "end-before-start",
        L_("is before valid_from"),
        L_("Swap the two days."),
    )
    return faults.split(typed, file, "rule_id")


def check_all_rules(own: pd.DataFrame, ledger: Ledger, *, factions: Set[str]) -> Mapping[str, Checked[pd.DataFrame]]:
    """Rules by the file they stand in, those of the log of changes first: what a person said last is asked first."""
    changed = ledger.last(Subject.ACTOR)
    raw = {}
    if changed:
        rows, lines = rows_from_log(changed, "rule_id")
        raw[f"{LEDGER}, actors"] = numbered(rows[::-1], lines[::-1])
    if len(own):
        raw[ACTORS] = rows_not_in_log(own, "rule_id", changed.keys())
    return {file: check_rules(frame, factions=factions, file=file) for file, frame in raw.items()}


def joined_rules(parts: Mapping[str, Checked[pd.DataFrame]]) -> tuple[ActorRule, ...]:
    """The accepted rules of all files, in the order they are asked."""
    return read_rules(pd.concat([part.accepted for part in parts.values()])) if parts else ()


def read_rules(checked: pd.DataFrame) -> tuple[ActorRule, ...]:
    """The rules of a checked table, in the order they are asked: names before patterns, each from the top."""
    rules = [
        ActorRule(
            rule_id=str(row.rule_id),
            match=str(row.match),
            actor=str(row.actor),
            faction=str(row.faction),
            first=first,
            last=last,
            note=str(row.note),
        )
        for row, first, last in zip(
            checked.itertuples(),
            checked["valid_from"].to_numpy(dtype="datetime64[D]"),
            checked["valid_to"].to_numpy(dtype="datetime64[D]"),
            strict=True,
        )
    ]
    return tuple(sorted(rules, key=lambda rule: rule.match != NAME))


def factions_of_actors(actors: pd.Series, days: pd.Series, rules: Sequence[ActorRule]) -> np.ndarray:
    """The faction each actor stands for on its day.

    Parameters
    ----------
    actors : Series, (n,) text; "" names nobody. Case and white space at the ends do not matter.
    days : Series, (n,) datetime64.

    Returns
    -------
    array, (n,) of str: id of a faction, NO_FACTION where a rule says so, "" where no rule speaks. The first rule that
    fits counts: names before patterns, each from the top of the table.
    """
    codes, names = pd.factorize(actors.fillna("").astype(object))
    found = np.full(len(actors), "", dtype=object)
    day = days.to_numpy().astype("datetime64[D]")
    fitting = _fitting([str(name) for name in names], rules)
    always = np.array([rules[0].faction if rules and rules[0].always else "" for rules in fitting], dtype=object)
    if len(names):
        found[:] = always[codes]
    for code, of_name in enumerate(fitting):
        if of_name and not of_name[0].always:
            rows = np.flatnonzero(codes == code)
            found[rows] = _by_day(day[rows], of_name)
    return found


def _fitting(names: Sequence[str], rules: Sequence[ActorRule]) -> list[list[ActorRule]]:
    """For each name the rules that fit it, whatever the day, in their order."""
    by_name: dict[str, list[ActorRule]] = {}
    patterns = []
    for rule in rules:
        if rule.match == NAME:
            by_name.setdefault(_key(rule.actor), []).append(rule)
        else:
            patterns.append((re.compile(translate(_only_stars(_key(rule.actor)))), rule))
    return [
        by_name.get(_key(name), []) + [rule for pattern, rule in patterns if name and pattern.fullmatch(_key(name))]
        for name in names
    ]


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _only_stars(pattern: str) -> str:
    """`pattern` with every sign but the star meaning itself."""
    return re.sub(r"([\[?])", r"[\1]", pattern)


def _by_day(days: np.ndarray, rules: Sequence[ActorRule]) -> np.ndarray:
    found = np.full(len(days), "", dtype=object)
    open_ = np.ones(len(days), dtype=bool)
    for rule in rules:
        fits = open_ & ~(days < rule.first) & ~(days > rule.last)
        found[fits] = rule.faction
        open_ &= ~fits
    return found


def named_factions(events: pd.DataFrame, rules: Sequence[ActorRule]) -> tuple[pd.Series, pd.Series]:
    """The factions named in each event (those of actor1 and actor2) and those it is laid to (of `perpetrator`).

    An actor that is named first is not the perpetrator by that: only what a source says of who did it counts.

    Returns
    -------
    two Series, (n,) tuples of faction ids, on the index of `events`.
    """
    days = events["event_date"]
    one, other, did = (
        factions_of_actors(events[column], days, rules) for column in ("actor1", "actor2", "perpetrator")
    )
    return _tuples(events.index, one, other), _tuples(events.index, did)


def _tuples(index: pd.Index, *columns: np.ndarray) -> pd.Series:
    pairs = pd.MultiIndex.from_arrays([*columns])
    codes, unique = pd.factorize(pairs)
    words = np.empty(len(unique), dtype=object)
    for number, pair in enumerate(unique):
        words[number] = tuple(dict.fromkeys(word for word in pair if word not in ("", NO_FACTION)))
    return pd.Series(words[codes] if len(codes) else np.empty(0, dtype=object), index=index, dtype=object)


def actor_table(events: pd.DataFrame, rules: Sequence[ActorRule]) -> pd.DataFrame:
    """Every actor named in `events`, those that no rule knows first, then the most often named.

    Returns
    -------
    DataFrame: actor, events, first_day, last_day (datetime64), factions (ids its rules give it over these days; "" part
    of them where no rule speaks).
    """
    parts = [
        pd.DataFrame({"actor": events[column].to_numpy(), "day": events["event_date"].to_numpy()})
        for column in ("actor1", "actor2", "perpetrator")
    ]
    named = pd.concat(parts, ignore_index=True)
    named = named[~named["actor"].fillna("").isin(["", NOT_NAMED])].reset_index(drop=True)
    named["faction"] = factions_of_actors(named["actor"], named["day"], rules)
    grouped = named.groupby("actor", sort=True)
    table = grouped.agg(events=("day", "size"), first_day=("day", "min"), last_day=("day", "max")).reset_index()
    factions: Mapping[str, tuple[str, ...]] = (
        grouped["faction"].unique().map(lambda found: tuple(sorted(found))).to_dict()
    )
    table["factions"] = table["actor"].map(factions)
    table["_mapped"] = table["factions"].map(lambda found: "" not in found)
    table = table.sort_values(["_mapped", "events", "actor"], ascending=[True, False, True], kind="stable")
    return table.drop(columns="_mapped").reset_index(drop=True)
