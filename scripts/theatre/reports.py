"""The log of control: the baseline of 26 November and every dated report after it."""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from theatre import corrections, sources
from theatre.conflicts import (
    AREA_NOTES,
    CHANGED,
    CONFLICTS,
    LEFT_OUT,
    NAMED_SPANS,
    NOT_IN_TOWN_LIST,
    RELIABILITY_AT_BEST,
    SHARED_WITH,
    TOWN_LIST_PAGE,
    Row,
    Span,
)
from theatre.paths import DATA, FACTS, FIRST_DAY, SCRIPTS

COLUMNS = (
    "report_id", "place_id", "controller", "status", "shared_with", "event_date_earliest", "event_date",
    "date_precision", "published_on", "published_precision", "scope", "standing", "disagrees", "asserted_by",
    "asserter_faction", "origin", "source_publisher", "source_title", "source_url", "source_kind", "reliability",
    "credibility", "note",
)  # fmt: skip

# How sure the facts are of a baseline row -> Admiralty credibility. Its reliability is C where a page can be shown and
# F, which is "cannot be judged", where it rests on general knowledge alone.
BASELINE_CREDIBILITY = {"high": "2", "medium": "3", "low": "4"}
TOWN_LIST = "Wikipedia town list, October 2023"
CHRONICLE = "Syria Arab Spring chronicle (H. Aoyama)"
PUBLISHERS = {
    "en.kremlin.ru": "Memorandum of Turkey and Russia, 22 October 2019",
    "falestinona.com": "Falestinona",
    "aajsa.com": "Al-Araby Al-Jadeed (Tajammu Ahrar Houran)",
    "www.shafaq.com": "Shafaq News (SOHR)",
}
"""Who published a page of a basis, by its host, where it is not the chronicle."""
BASELINES = ("baseline_2024-11-26", "baseline_2", "baseline_3")  # a row of the later one replaces that of the earlier
DATED = ("reports", "reports_2", "reports_3", "reports_4", "reports_area")
PAGE_OF_BASIS = re.compile(r"(?:; )?(?P<url>https?://\S+)$")

TAGS = re.compile(
    r"^(?P<tag>AREA-LEVEL|SUPERSEDED SAME DAY|SUPERSEDED WITHIN A DAY|DISAGREES|FALSE/EARLY|FALSE/UNVERIFIED"
    r"|FALSE|EARLY|AFTER WINDOW)\b(?P<colon>:)?\s*(?P<rest>.*)$"
)
STANDING = {
    "SUPERSEDED SAME DAY": "superseded",
    "SUPERSEDED WITHIN A DAY": "superseded",
    "EARLY": "early",
    "FALSE": "false",
    "FALSE/EARLY": "false",
    "FALSE/UNVERIFIED": "false",
}
TAG_WORDS = {"AREA-LEVEL": "area-level", "DISAGREES": "disagrees"}
DATE_OF_PAGE_INFERRED = re.compile(r"(publication|page) date[^;]* inferred|^[^;]*; date inferred$")


def build(place_ids: set[str], same_place: dict[str, str]) -> None:
    """Write control/reports.csv, baseline first. `same_place` gives the place that a community of the facts is."""
    asserters = _table(SCRIPTS / "asserters.csv").set_index("asserted_by")
    fixes = corrections.read()
    before: dict[str, dict[str, Any]] = {}
    for file in BASELINES:
        rows = (of_place(row, same_place) for row in _rows(file))
        before |= {report["place_id"]: report for report in corrections.apply(fixes, file, rows, baseline_report)}
    dated = {file: [of_place(row, same_place) for row in _rows(file)] for file in DATED}
    after = [
        report
        for file, rows in dated.items()
        for report in corrections.apply(
            fixes, file, (row for row in rows if key(row) not in LEFT_OUT), partial(dated_report, asserters=asserters)
        )
    ]
    for report in (*before.values(), *after):
        report["origin"] = origin(report, asserters)
        report["report_id"] = report_id(report)
    rows = [*before.values(), *sorted(after, key=lambda report: (report["event_date"], report["report_id"]))]
    assert len({row["report_id"] for row in rows}) == len(rows), "two reports share an id"
    assert {row["place_id"] for row in rows} <= place_ids, "a report names a place that is not in the gazetteer"
    path = DATA / "control" / "reports.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    told = sum(map(len, dated.values()))
    print(f"  reports: {len(before)} baseline, {len(after)} dated, {told - len(after)} left out")
    print("    corrections: " + counted(fix.action for fix in fixes.values()))
    for column in ("scope", "standing", "disagrees", "date_precision", "published_precision", "source_kind"):
        print(f"    dated by {column}: " + counted(row[column] for row in after))


def _rows(file: str) -> list[dict[str, str]]:
    return _table(FACTS / "control" / f"{file}.csv").to_dict("records")


def _table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def counted(words: Iterable[str]) -> str:
    """How often each word comes, as in "area 198, place 667"."""
    return ", ".join(f"{word} {count}" for word, count in sorted(Counter(words).items()))


def of_place(row: dict[str, str], same_place: dict[str, str]) -> dict[str, str]:
    """The row of a community that is a place of the facts, as a row of that place."""
    return {**row, "place_id": same_place.get(row["place_id"], row["place_id"])}


def origin(report: dict[str, Any], asserters: pd.DataFrame) -> str:
    """The announcement a report goes back to: who speaks, whoever passes it on, and the day spoken of."""
    if report["scope"] == "baseline":
        return str(report["asserted_by"])
    voice = asserters.loc[report["asserted_by"], "voice"] or report["asserted_by"]
    return f"{voice}, {report['event_date']}"


def key(row: dict[str, str]) -> Row:
    """What the reviewed tables know a row by."""
    return Row(row["place_id"], row["event_date"], row["asserted_by"])


def report_id(row: dict[str, Any]) -> str:
    """An id made from the content, so that it outlives a reordering of the file."""
    if row["scope"] == "baseline":
        return f"{row['place_id']}-baseline"
    digest = hashlib.sha256("|".join((row["asserted_by"], row["source_url"], row["status"])).encode()).hexdigest()
    day = row["event_date"].replace("-", "")
    return f"{row['place_id']}-{day}-{row['controller'].lower()}-{digest[:8]}"


def baseline_report(row: dict[str, str]) -> dict[str, Any]:
    """A place's state on the first day, before anything moved."""
    page = PAGE_OF_BASIS.search(row["basis"])
    listed = not page and in_town_list(row)
    url = page["url"] if page else TOWN_LIST_PAGE if listed else ""
    chronicled = PUBLISHERS.get(urlsplit(url).hostname or "", CHRONICLE)
    publisher = TOWN_LIST if listed else chronicled if url else "general knowledge"
    return {
        "place_id": row["place_id"],
        "controller": row["controller"],
        "status": row["status"],
        "shared_with": ";".join(shared_with(row)),
        "event_date_earliest": FIRST_DAY,
        "event_date": FIRST_DAY,
        "date_precision": "day",
        "published_on": "",
        "published_precision": "unknown",
        "scope": "baseline",
        "standing": "stands",
        "disagrees": "no",
        "asserted_by": publisher if url else "General knowledge",
        "asserter_faction": "",
        "source_publisher": publisher,
        "source_title": "",
        "source_url": url,
        "source_kind": sources.kind(url, publisher),
        "reliability": "C" if url else "F",
        "credibility": BASELINE_CREDIBILITY[row["confidence"]],
        "note": PAGE_OF_BASIS.sub("", row["basis"]),
    }


def in_town_list(row: dict[str, str]) -> bool:
    """Whether the list of towns that the basis of a row names gives the place to its holder."""
    return "Wikipedia" in row["basis"] and row["place_id"] not in NOT_IN_TOWN_LIST


def shared_with(row: dict[str, str]) -> tuple[str, ...]:
    """Who else stands at a place the facts call shared; empty for every other status."""
    if row["status"] != "shared":
        return ()
    return next(ids for start, ids in SHARED_WITH.items() if row["basis"].startswith(start))


def dated_report(row: dict[str, str], asserters: pd.DataFrame) -> dict[str, Any]:
    """One row of the facts with the tags of its note turned into columns."""
    tag, note = untagged(row["note"])
    span = named_span(row)
    report = {
        "place_id": row["place_id"],
        "controller": row["controller"],
        "status": row["status"],
        "shared_with": "",
        "event_date_earliest": span.first,
        "event_date": span.last,
        "date_precision": "day" if span.first == span.last else "range",
        "published_on": row["reported_on"],
        "published_precision": published_precision(row),
        "scope": "area" if tag == "AREA-LEVEL" or of_an_area(row["place_id"], note) else "place",
        "standing": STANDING.get(tag, "stands"),
        "disagrees": "yes" if tag == "DISAGREES" or in_conflict(row) else "no",
        "asserted_by": row["asserted_by"],
        "asserter_faction": asserters.loc[row["asserted_by"], "faction"],
        "source_publisher": row["source_publisher"],
        "source_title": row["source_title"],
        "source_url": row["source_url"],
        "source_kind": sources.kind(row["source_url"], row["source_publisher"]),
        "reliability": max(row["reliability"], RELIABILITY_AT_BEST.get(row["asserted_by"], "A")),
        "credibility": row["credibility"],
        "note": note,
    }
    columns, reason = CHANGED.get(key(row), ({}, ""))
    report.update(columns)
    if reason:
        report["note"] = "; ".join(filter(None, (note, f"changed here: {reason}")))
    return report


def of_an_area(place_id: str, note: str) -> bool:
    """Whether an untagged row applies a statement about a whole city or province to a place it does not name."""
    return any(note.startswith(start) and place_id not in named for start, named in AREA_NOTES.items())


def untagged(note: str) -> tuple[str, str]:
    """The tag a note begins with ("" for none) and the explanation that stays."""
    match = TAGS.match(note)
    if match is None:
        return "", note
    tag, rest = match["tag"], match["rest"]
    if match["colon"] or tag not in TAG_WORDS:
        return tag, rest
    return tag, f"{TAG_WORDS[tag]} {rest}"


def named_span(row: dict[str, str]) -> Span:
    """First and last possible day: from the note where it names them, else what the facts' own date says.

    A range whose first day nobody knows has a blank first day.
    """
    for start, span in NAMED_SPANS.items():
        if row["note"].startswith(start):
            return span
    first = row["event_date"] if row["date_precision"] == "day" else ""
    return Span(first, row["event_date"])


def published_precision(row: dict[str, str]) -> str:
    """How the day of publication is known."""
    if not row["reported_on"]:
        return "unknown"
    if "Wikipedia" in row["source_publisher"] or "end of article period" in row["note"]:
        return "nominal"
    return "inferred" if DATE_OF_PAGE_INFERRED.search(row["note"]) else "stated"


def in_conflict(row: dict[str, str]) -> bool:
    """Whether the row belongs to one of the known conflicts."""
    return any(
        row["place_id"] in conflict.places and conflict.first_day <= row["event_date"] <= conflict.last_day
        for conflict in CONFLICTS
    )
