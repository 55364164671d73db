"""What a person answers becomes the mapping a file is read by, and nothing is answered for them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.common.errors import SchemaError
from ingest.formats import recognise
from ingest.mappings.answers import MEANS, TEXT, answered, type_words, with_source, with_words
from ingest.mappings.guess_values import Question
from ingest.mappings.mapping import ColumnMapping
from ingest.matching.preview import AS_YOU_SAY, read_so
from ingest.matching.reasons import REASONS
from tests.ingest.incoming_worlds import table_of, typed

INGEST = Path(__file__).parent.parent.parent / "ingest"
PLAIN = ColumnMapping(columns={"event_date": "day", "event_type": "type"})


def test_an_answer_stands_in_the_mapping():
    assert answered(PLAIN, Question("day_order", "?"), "day first").day_order == "day first"
    assert answered(PLAIN, Question("time_zone", "?"), "+03:00").time_zone == "+03:00"
    assert answered(PLAIN, Question("century", "?"), "20").century == "20"
    assert answered(PLAIN, Question("event_date", "?"), "when").columns["event_date"] == "when"


def test_the_type_of_a_whole_file_is_fixed_and_a_column_is_read():
    asked = Question("event_type", "?")
    fixed = answered(PLAIN, asked, "Protests")
    assert fixed.fixed == {"event_type": "Protests"}
    assert "event_type" not in fixed.columns
    assert answered(fixed, asked, "kind").columns["event_type"] == "kind"


def test_a_word_asked_about_is_translated():
    said = answered(PLAIN, Question("event_type", "?", word="Scuffle"), "Battles")
    assert said.words == {"event_type": {"Scuffle": "Battles"}}
    assert with_words(said, {"Scuffle": ""}).words == {}


def test_words_of_another_column_are_forgotten_with_it():
    said = with_words(PLAIN, {"Scuffle": "Battles"})
    assert with_source(said, "event_type", "type", "").words == said.words
    assert with_source(said, "event_type", "kind", "").words == {}


def test_words_nobody_knows_stand_first():
    table = table_of(typed("1", type="Battles"), typed("2", type="clash"), typed("3", type="Scuffle"))
    words = type_words(table, with_words(PLAIN, {"clash": "Battles"}))
    assert list(words[TEXT]) == ["Scuffle", "clash"]
    assert list(words[MEANS]) == ["", "Battles"]


def test_a_mapping_a_person_edits_says_so_and_asks_what_it_leaves_open():
    table = table_of(typed("1", day="04/01/2025"))
    found = recognise(table)
    said = read_so(found, table, with_source(found.mapping, "summary", "where", ""))
    assert said.why["summary"] == AS_YOU_SAY
    assert "day_order" in {question.field for question in said.questions}
    over = read_so(said, table, answered(said.mapping, Question("day_order", "?"), "day first"))
    assert "day_order" not in {question.field for question in over.questions}


def test_a_mapping_for_another_file_is_refused():
    table = table_of(typed("1"))
    with pytest.raises(SchemaError, match="has no column 'nowhere'"):
        read_so(recognise(table), table, ColumnMapping(columns={"event_date": "nowhere"}))


def test_every_reason_a_row_is_set_aside_for_has_words():
    code = "\n".join(
        path.read_text(encoding="utf-8") for part in ("drafts", "matching") for path in (INGEST / part).glob("*.py")
    )
    slugs = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', code)) - {"utf-8"}
    known = {slug for slug in slugs if slug in REASONS}
    assert known == set(REASONS)
    assert not {slug for slug in slugs - known if slug.startswith(("bad-", "no-", "unreadable-", "place-"))}
