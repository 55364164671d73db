"""What the documents promise about themselves: the rule's table of cases and the tests are one."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_row_of_the_rules_table_of_cases_is_a_test_and_only_the_laws_stand_beside_it():
    methods = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    section = methods.split("\n## The rule's table of cases\n")[1].split("\n#")[0]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")]
    cases = [case for case in rows if case not in ("case", "---")]
    tests = (ROOT / "tests" / "geo" / "test_control_rule.py").read_text(encoding="utf-8")
    names = [name.replace("_", " ") for name in re.findall(r"^def test_(\w+)", tests, re.MULTILINE)]
    assert len(cases) == len(set(cases))
    assert set(names) - set(cases) == {
        "the order of the reports does not matter",
        "what happens later never changes an earlier day",
        "every answer names its parties and its reports",
    }
    assert set(cases) <= set(names)
