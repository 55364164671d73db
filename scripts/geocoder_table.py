"""How well the geocoder does on the shipped theatre, as the tables of docs/geocoding.md.

`python scripts/geocoder_table.py` measures and writes the tables between the marks of that page;
`python scripts/geocoder_table.py --show` only prints them.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.theatre.catalog import SHIPPED  # noqa: E402
from geo.theatre.loader import read_theatre  # noqa: E402
from geo.theatre.theatre import Theatre  # noqa: E402
from ingest.geocoding import Answer, Gazetteer  # noqa: E402
from ingest.geocoding.folding import fold, words  # noqa: E402
from ingest.geocoding.sounds import without_articles  # noqa: E402

PAGE = ROOT / "docs" / "geocoding.md"
FIXTURES = ROOT / "tests" / "ingest" / "geocoding"
START, END = "<!-- figures: scripts/geocoder_table.py -->", "<!-- end of figures -->"
FOLDS, SEED, LONG, SPLICED = 10, 1, 8, 1000
RIGHT, NAMESAKES, FIRST, LISTED, NOTHING, WRONG = "right", "namesakes", "first", "listed", "nothing", "wrong"
HEADINGS = {
    RIGHT: "right",
    NAMESAKES: "namesakes, both listed",
    FIRST: "waits, right one first",
    LISTED: "waits, right one listed",
    NOTHING: "not found",
    WRONG: "wrong",
}


@dataclass(frozen=True)
class Names:
    """Spellings by place, the governorate of each place, and the places that bear each name, articles aside."""

    spellings: Mapping[str, tuple[str, ...]]
    admin: Mapping[str, str]
    bearers: Mapping[str, frozenset[str]]


def names_of(theatre: Theatre) -> Names:
    """The names of a theatre's places."""
    spellings = {
        str(row.place_id): tuple(
            dict.fromkeys(name for name in (row.name_en, row.name_ar, *row.alt_names) if isinstance(name, str) and name)
        )
        for row in theatre.places.itertuples()
    }
    bearers: dict[str, set[str]] = defaultdict(set)
    for place_id, names in spellings.items():
        for name in names:
            bearers[core(name)].add(place_id)
    governorates = theatre.places["adm1_pcode"].map(theatre.governorate_names)
    admin = dict(zip(theatre.places["place_id"], governorates, strict=True))
    return Names(spellings, admin, {name: frozenset(ids) for name, ids in bearers.items()})


def core(name: str) -> str:
    """A name as namesakes share it: without accents, case, punctuation and articles."""
    return " ".join(without_articles(words(fold(name))))


def outcome(answer: Answer, place_id: str, name: str, names: Names) -> str:
    """What an answer is worth where `name` was meant for `place_id`."""
    ids = [found.place_id for found in answer.candidates]
    if answer.resolved is not None:
        return RIGHT if answer.resolved.place_id == place_id else WRONG
    if place_id not in ids:
        return NOTHING
    if len(names.bearers.get(core(name), ())) > 1:
        return NAMESAKES
    return FIRST if ids[0] == place_id else LISTED


def all_spellings(gazetteer: Gazetteer, names: Names, *, with_admin: bool) -> Iterator[tuple[str, str, str, Answer]]:
    """Place, spelling, outcome and answer of every spelling of the gazetteer."""
    for place_id, spelt in names.spellings.items():
        for name in spelt:
            answer = gazetteer.find(name, admin=names.admin[place_id] if with_admin else "")
            yield place_id, name, outcome(answer, place_id, name, names), answer


def held_out(
    theatre: Theatre, names: Names, *, with_admin: bool, folds: Iterable[int] = range(FOLDS)
) -> Iterator[tuple[str, str, str, Answer]]:
    """The same of spellings that the gazetteer was not told: a tenth of them at a time, each with all that are written
    alike but for accents and marks. Places with one spelling only are left out."""
    groups = [
        (place_id, key, name)
        for place_id, spelt in names.spellings.items()
        for key, name in {" ".join(words(fold(name))): name for name in reversed(spelt)}.items()
    ]
    random.Random(SEED).shuffle(groups)
    for fold_number in folds:
        out = groups[fold_number::FOLDS]
        gone = {(place_id, key) for place_id, key, _ in out}
        left = {
            place_id: [name for name in spelt if (place_id, " ".join(words(fold(name)))) not in gone]
            for place_id, spelt in names.spellings.items()
        }
        places = theatre.places.assign(
            name_en=[next(iter(left[place_id]), "-") for place_id in theatre.places["place_id"]],
            name_ar="",
            alt_names=[tuple(left[place_id][1:]) for place_id in theatre.places["place_id"]],
        )
        gazetteer = Gazetteer(places, theatre.governorates)
        for place_id, _, name in out:
            if left[place_id]:
                answer = gazetteer.find(name, admin=names.admin[place_id] if with_admin else "")
                yield place_id, name, outcome(answer, place_id, name, names), answer


def slips(gazetteer: Gazetteer, names: Names) -> Iterator[tuple[str, str, str, Answer]]:
    """The same of main names of eight letters or more with one slip each of four kinds."""
    dice = random.Random(SEED)
    for place_id, spelt in names.spellings.items():
        name = spelt[0]
        inner = [at for at in range(1, len(name)) if name[at].isalpha() and name[at - 1].isalpha()]
        if sum(map(str.isalpha, name)) < LONG or not inner or "(" in name:
            continue
        at, letter = dice.choice(inner), dice.choice("abcdefghijklmnopqrstuvwxyz")
        for slipped in (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        ):
            answer = gazetteer.find(slipped)
            yield place_id, slipped, outcome(answer, place_id, name, names), answer


def spliced(names: Names) -> list[str]:
    """A thousand names of the first half of one real name and the second of another; none is itself a real name."""
    dice = random.Random(SEED)
    whole = [spelt[0] for spelt in names.spellings.values() if "(" not in spelt[0] and " - " not in spelt[0]]
    made: dict[str, None] = {}
    while len(made) < SPLICED:
        one, other = dice.sample(whole, 2)
        name = one[: len(one) // 2 + 1].strip() + other[len(other) // 2 :].strip()
        if core(name) not in names.bearers:
            made[name] = None
    return list(made)


def made_up() -> list[str]:
    """The fifty names of no place."""
    return _lines(FIXTURES / "made_up.txt")


def near_misses() -> list[tuple[str, str]]:
    """Names one letter off a short one, and that one."""
    return [(one, real) for one, real in (line.split("\t") for line in _lines(FIXTURES / "near_misses.txt"))]


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def spelling_rows(gazetteer: Gazetteer, names: Names) -> list[str]:
    """Rows of the table of figures that are quick to measure."""
    return [
        _row(f"every spelling{said}", [found[2] for found in all_spellings(gazetteer, names, with_admin=given)])
        for said, given in (("", False), (", governorate given", True))
    ]


def slow_rows(theatre: Theatre, gazetteer: Gazetteer, names: Names) -> list[str]:
    """Rows of the table of figures for which the gazetteer is made anew without some of its spellings."""
    rows = [
        _row(f"spelling held out{said}", [found[2] for found in held_out(theatre, names, with_admin=given)])
        for said, given in (("", False), (", governorate given", True))
    ]
    return [*rows, _row("long name with one slip", [found[2] for found in slips(gazetteer, names)])]


def namesake_line(theatre: Theatre, names: Names) -> str:
    """How many of the wrong answers name a place that bears the very spelling asked for."""
    wrong = [
        answer.resolved.place_id in names.bearers[core(name)]
        for _, name, kind, answer in held_out(theatre, names, with_admin=False)
        if kind == WRONG and answer.resolved is not None
    ]
    return f"Of the {len(wrong)} held-out spellings that went wrong, {sum(wrong)} are spellings of the place taken too."


def _row(title: str, outcomes: list[str]) -> str:
    counted = Counter(outcomes)
    cells = [f"{counted[kind]} ({counted[kind] / len(outcomes):.1%})" for kind in HEADINGS]
    return f"| {title} | {len(outcomes)} | {' | '.join(cells)} |"


def miss_rows(gazetteer: Gazetteer, names: Names) -> list[str]:
    """Rows of the table of misses: one for each name of a place that does not resolve, with its spellings."""
    admin = {(place, name): kind for place, name, kind, _ in all_spellings(gazetteer, names, with_admin=True)}
    missed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place_id, name, kind, answer in all_spellings(gazetteer, names, with_admin=False):
        if kind == RIGHT:
            continue
        rivals = " / ".join(dict.fromkeys(found.name_en for found in answer.candidates if found.score >= SHOWN))
        then = "right" if admin[place_id, name] == RIGHT else "waits, both listed"
        missed[f"{names.spellings[place_id][0]}, {names.admin[place_id]}", f"{rivals} | {then}"].append(name)
    return [f"| {', '.join(spelt)} | {place} | {rest} |" for (place, rest), spelt in missed.items()]


SHOWN, NEAR = 0.85, 0.7
MISSES = 25
"""Rows of the table of misses that stand on the page."""


def near_miss_rows(gazetteer: Gazetteer) -> list[str]:
    """What happens to each near miss."""
    rows = []
    for one, real in near_misses():
        answer = gazetteer.find(one)
        best = next((found for found in answer.candidates if found.score >= NEAR), None)
        said = (
            f"waits; nothing scores {NEAR:g}"
            if best is None
            else f"waits; first comes {best.name_en} ({best.score:.2f})"
        )
        if answer.resolved:
            said = f"**resolves** to {answer.resolved.name_en} ({answer.resolved.score:.2f}): {answer.resolved.because}"
        rows.append(f"| {one} | {real} | {said} |")
    return rows


def figures(theatre: Theatre) -> str:
    """All tables of the page."""
    gazetteer, names = Gazetteer(theatre.places, theatre.governorates), names_of(theatre)
    answers = [gazetteer.find(name) for name in made_up()]
    resolved = sum(answer.resolved is not None for answer in answers)
    listing = sum(bool(answer.candidates) for answer in answers)
    best = max((answer.candidates[0].score for answer in answers if answer.candidates), default=0.0)
    missed = miss_rows(gazetteer, names)
    splices = sum(gazetteer.find(name).resolved is not None for name in spliced(names))
    return "\n".join(
        [
            f"| asked | texts | {' | '.join(HEADINGS.values())} |",
            "| --- | --- |" + " --- |" * len(HEADINGS),
            *spelling_rows(gazetteer, names),
            *slow_rows(theatre, gazetteer, names),
            "",
            namesake_line(theatre, names),
            f"Of {len(answers)} made-up names {resolved} resolve; {listing} list a candidate, the best at {best:.2f}.",
            f"Of {SPLICED} names spliced from the halves of two real ones {splices} resolve.",
            "",
            "### Misses",
            "| spellings | meant | candidates | with its governorate given |",
            "| --- | --- | --- | --- |",
            *missed[:MISSES],
            "",
            f"So many stand here; {max(0, len(missed) - MISSES):,} more are alike.",
            "",
            "### One letter off a short name",
            "| asked | a letter off | what happens |",
            "| --- | --- | --- |",
            *near_miss_rows(gazetteer),
        ]
    )


def main() -> None:
    """Measure, and print or write the tables."""
    tables = figures(read_theatre(SHIPPED))
    if "--show" in sys.argv:
        print(tables)
        return
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{START}\n{tables}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
