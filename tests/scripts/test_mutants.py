"""A mutant passes as killed only where a test failed on it."""

from __future__ import annotations

import pytest

from scripts.mutants import faults_of, outcomes_in

RULE = "geo.control.rule.x_history__mutmut_1"
METHOD = "geo.control.first_day.xǁFirstDayǁmemory__mutmut_11"


def test_each_mutant_is_told_with_its_outcome():
    told = f"    {RULE}: killed\n\n    {METHOD}: no tests\nsome other line: killed\n"
    assert outcomes_in(told) == {RULE: "killed", METHOD: "no tests"}


@pytest.mark.parametrize(
    "outcome",
    [
        "survived",
        "no tests",
        "suspicious",
        "timeout",
        "segfault",
        "skipped",
        "not checked",
        "check was interrupted by user",
    ],
)
def test_what_was_not_killed_is_a_fault(outcome):
    outcomes = outcomes_in(f"    {RULE}: {outcome}\n    {METHOD}: killed\n")
    assert faults_of(outcomes, ["geo/control/rule.py", "geo/control/first_day.py"]) == [f"{RULE}: {outcome}"]


def test_a_module_or_folder_without_mutants_is_a_fault_for_nothing_was_tried():
    assert faults_of({RULE: "killed"}, ["geo/control/rule.py"]) == []
    assert faults_of({}, ["geo/control/rule.py"]) == ["geo.control.rule: no mutants"]
    assert faults_of({RULE: "killed"}, ["geo/control/rule.py", "geo/registry", "geo/control"]) == [
        "geo.registry: no mutants"
    ]
    assert faults_of({RULE: "killed"}, ["geo/control/rule_texts.py"]) == ["geo.control.rule_texts: no mutants"]
    assert faults_of({RULE: "killed"}, ["geo/con"]) == ["geo.con: no mutants"]
