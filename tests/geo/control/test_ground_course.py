"""Ground day by day: three villages a mile apart, and the laws that hold for any log of reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.control.ground_course import Verdict
from geo.control.nested_dissection import Floats
from geo.control.report import ControlReport
from geo.control.rule_texts import Rule
from geo.registry.statuses import Status
from tests.geo.control.villages import VILLAGES, Log, course
from tests.worlds import SIDES, baseline, january, report


def verdict(log: Log, village: str, day: int) -> Verdict:
    return course(log).verdicts(january(day))[village]


def test_a_village_nobody_reported_on_goes_with_those_beside_it():
    found = verdict({"west": [report("BLUE", 5)], "east": [report("BLUE", 5)]}, "middle", 5)
    assert (found.holder, found.own) == ("BLUE", False)
    assert 0.9 < found.sure < 1.0


def test_a_report_about_the_village_itself_decides_whatever_lies_around_it():
    log = {"west": [report("BLUE", 5)], "middle": [report("RED", 5)], "east": [report("BLUE", 5)]}
    assert verdict(log, "middle", 5).holder == "RED"
    assert verdict(log, "middle", 5).own


def test_a_row_of_the_first_day_gives_way_to_what_is_reported_around_it():
    log = {"west": [report("BLUE", 5)], "middle": [baseline("RED")], "east": [report("BLUE", 5)]}
    assert verdict(log, "middle", 4).holder == "RED"
    later = verdict(log, "middle", 12)
    assert (later.holder, later.own) == ("BLUE", False)
    assert 0.2 < later.sure < 0.6


def first_day(controller: str, grade: str) -> ControlReport:
    return report(controller, 1, scope="baseline", grade=grade)


ENCLAVE: Log = {
    "west": [first_day("BLUE", "A1")],
    "middle": [first_day("RED", "D4")],
    "east": [first_day("BLUE", "A1")],
}
"""Middle is the one village of another side than those beside it, by a weaker row."""


def test_rows_of_the_first_day_never_overrule_each_other():
    assert course(ENCLAVE).on(january(1)).holder.tolist() == [0, 0, 0]  # what pulls all three most is blue
    for day in (1, 9):
        found = verdict(ENCLAVE, "middle", day)
        assert (found.holder, found.rival, found.own) == ("RED", "BLUE", True)
        assert 0.0 < found.sure < 0.4


def test_an_enclave_of_the_first_day_stands_until_reports_around_it_outweigh_its_row():
    reported = {**ENCLAVE, "west": [*ENCLAVE["west"], report("BLUE", 5)]}
    assert [verdict(reported, "middle", day).holder for day in (4, 5)] == ["RED", "BLUE"]


def test_an_enclave_goes_sooner_when_its_side_has_lost_the_rest():
    """A report 7 km off does not outweigh its row while red holds two towns far away; once these are blue's it does."""
    villages = {**VILLAGES, "edge": (0.08, 0.0), "north": (0.0, 0.5), "south": (0.0, -0.5)}
    beside, town, lost = {**ENCLAVE, "edge": [report("BLUE", 5)]}, first_day("RED", "B2"), report("BLUE", 5)
    for far, holder in (([town], "RED"), ([town, lost], "BLUE")):
        log = {**beside, "north": far, "south": far}
        assert course(log, villages).verdicts(january(6))["middle"].holder == holder


def test_a_holders_own_word_that_it_stays_keeps_its_village_from_its_neighbours():
    log = {
        "west": [report("BLUE", 5)],
        "middle": [baseline("RED"), report("RED", 12, by="RED")],
        "east": [report("BLUE", 5)],
    }
    assert verdict(log, "middle", 11).holder == "BLUE"
    assert verdict(log, "middle", 12).holder == "RED"
    assert verdict(log, "middle", 12).own


def test_a_city_is_not_lost_in_silence():
    log = {"west": [report("BLUE", 5)], "middle": [baseline("RED")], "east": [report("BLUE", 5)]}
    assert course(log, kind="city").verdicts(january(12))["middle"].holder == "RED"


def test_it_does_not_give_way_to_an_ally_of_its_holder():
    log = {"west": [report("NAVY", 5)], "middle": [baseline("BLUE")], "east": [report("NAVY", 5)]}
    assert verdict(log, "middle", 12).holder == "BLUE"
    assert course(log).told(january(12))["middle"].controller == "BLUE"


def test_two_reports_that_pull_alike_leave_the_village_between_them_to_nobody():
    log = {"west": [report("BLUE", 5)], "east": [report("RED", 5)]}
    found = verdict(log, "middle", 5)
    assert found == Verdict("", pytest.approx(0.0, abs=1e-6), found.rival, own=False)


def test_a_village_between_two_sides_goes_to_neither_because_one_report_is_older():
    """BLUE's report is three days fresher and pulls a little more; RED had the village before there was any."""
    log = {"west": [baseline("RED"), report("RED", 3)], "middle": [], "east": [baseline("RED"), report("BLUE", 6)]}
    assert verdict(log, "middle", 5).holder == "RED"
    assert verdict(log, "middle", 6) == Verdict("RED", 0.0, "BLUE", own=False)
    found = course(log)
    one_turn_back = replace(found, setting=replace(found.setting, turns=1))
    assert one_turn_back.verdicts(january(6))["middle"] == Verdict("RED", 0.0, "BLUE", own=False)
    assert [one_turn_back.on(january(day)).holder.tolist() for day in (5, 6)] == [[3, 3, 3], [0, 3, 3]]


def test_each_turn_on_the_way_counts():
    """RED has the village from the fifth to the eighth; BLUE is ahead again on the ninth, and too little to have it."""
    log = {
        "west": [report("BLUE", 3), report("BLUE", 9)],
        "middle": [],
        "east": [report("RED", 5), report("RED", 8, grade="A1")],
    }
    holders = [course(log).verdicts(january(day))["middle"].holder for day in (3, 5, 8, 9)]
    assert holders == ["BLUE", "BLUE", "RED", "RED"]


def test_a_fight_keeps_its_village_for_two_days_and_then_its_neighbours_say_who_holds_it():
    log = {"west": [report("BLUE", 5)], "middle": [report("RED", 5, "contested")], "east": [report("BLUE", 5)]}
    assert verdict(log, "middle", 7) == Verdict("", 0.0, "BLUE", own=True)
    assert verdict(log, "middle", 8).holder == "BLUE"


def test_whom_a_party_fights_of_which_alone_reports_speak_is_told_by_the_places_around():
    log = {"west": [report("RED", 5)], "middle": [report("BLUE", 5, "contested")], "east": [report("RED", 5)]}
    found = course(log)
    told = found.told(january(5))["middle"]
    assert (told.status, told.parties, told.rule) == (Status.CONTESTED, ("RED", "BLUE"), Rule.LONE_FIGHTER)
    assert (told.controller, told.sure, told.since) == ("", 0.0, january(5))
    assert told.reports == (log["middle"][0].id,)
    assert found.decided("middle", january(5)) is None


def test_a_party_that_alone_is_said_to_fight_amid_ground_of_its_side_holds_the_place_as_that_ground_is():
    log = {"west": [report("NAVY", 5)], "middle": [report("BLUE", 5, "contested")], "east": [report("NAVY", 5)]}
    told = course(log).told(january(5))["middle"]
    assert (told.status, told.controller, told.rule) == (Status.CONTROLLED, "NAVY", Rule.NEIGHBOURS)
    assert told.inferred
    assert verdict(log, "middle", 5).own is False


def test_an_ally_nearby_is_not_whom_it_fights():
    """NAVY is the strongest around, though not so strong as nobody, for RED left the village on the other side."""
    left = [report("RED", 4), report("RED", 5, "withdrawn")]
    log = {"west": [report("NAVY", 5)], "middle": [report("BLUE", 5, "contested")], "east": left}
    assert verdict(log, "middle", 5) == Verdict("", 0.0, "NAVY", own=True)
    told = course(log).told(january(5))["middle"]
    assert (told.status, told.parties, told.rule) == (Status.CONTESTED, ("BLUE",), Rule.CONTESTED)


def test_whom_it_fights_far_from_all_that_is_known_nobody_says():
    told = course({"middle": [report("BLUE", 5, "contested")]}).told(january(5))["middle"]
    assert (told.status, told.parties, told.rule) == (Status.CONTESTED, ("BLUE",), Rule.CONTESTED)


def test_a_fight_that_no_neighbour_decides_stays_one():
    log = {"west": [], "middle": [baseline("RED"), report("BLUE", 5, "contested")], "east": []}
    assert course(log).told(january(31))["middle"].status == "contested"


def test_a_village_that_was_left_is_nobodys_however_close_its_neighbours():
    log = {"west": [report("BLUE", 5)], "middle": [baseline("RED"), report("RED", 5, "withdrawn")]}
    assert verdict(log, "middle", 5) == Verdict("", 0.0, "BLUE", own=True)


def test_that_nobody_holds_a_village_is_not_sure_though_its_neighbours_would_have_it_held():
    left, fresh = [baseline("RED"), report("RED", 2, "withdrawn")], [report("BLUE", 30)]
    log = {"west": fresh, "middle": left, "east": fresh}
    assert course(log).on(january(30)).holder.tolist() == [0, 0, 0]
    assert verdict(log, "middle", 30) == Verdict("", 0.0, "BLUE", own=True)


def test_what_a_village_says_of_itself_is_as_sure_as_it_is_believed_whatever_lies_around_it():
    log = {"west": [report("BLUE", 5)], "middle": [report("RED", 5, grade="A1")], "east": [report("BLUE", 5)]}
    assert course(log).on(january(5)).margin[1] < 0.8
    assert verdict(log, "middle", 5) == Verdict("RED", 1.0, "BLUE", own=True)
    told = course(log).told(january(5))["middle"]
    assert (told.sure, told.rival) == (1.0, "BLUE")


def test_how_sure_a_place_is_told_in_hundredths():
    log = {"west": [report("BLUE", 5)], "middle": [], "east": [report("RED", 4)]}
    found = course(log)
    exact, told = found.verdicts(january(5)), found.told(january(5))
    assert told["west"].sure == pytest.approx(exact["west"].sure, abs=0.005)
    assert told["west"].sure * 100 == pytest.approx(round(told["west"].sure * 100), abs=1e-9)
    assert exact["west"].sure * 100 != pytest.approx(round(exact["west"].sure * 100), abs=1e-3)


def test_a_click_names_the_reports_that_pulled_the_strongest_first():
    near, far = report("BLUE", 5), report("BLUE", 5)
    villages = {"middle": (0.0, 0.0), "near": (0.02, 0.001), "far": (-0.1, 0.0)}
    pulls = course({"near": [near], "far": [far]}, villages).pulls("middle", january(5))
    assert [(pull.place_id, round(pull.km, 1), pull.faction, pull.reports) for pull in pulls] == [
        ("near", 2.2, "BLUE", (near.id,)),
        ("far", 11.1, "BLUE", (far.id,)),
    ]
    assert pulls[0].share > pulls[1].share > 0


def test_what_is_brought_to_a_village_adds_up_to_the_share_of_its_party():
    found = course({"west": [report("BLUE", 5)], "east": [report("BLUE", 5)]})
    shares = [pull.share for pull in found.pulls("middle", january(5))]
    assert sum(shares) == pytest.approx(found.on(january(5)).shares[1, found.parties["BLUE"]])


def test_a_click_names_no_place_that_brings_nothing():
    """RED, at home in the west since the first day, is left alone there: no report of those days names it."""
    log = {"west": [baseline("RED"), report("BLUE", 3, "contested"), report("BLUE", 5, "withdrawn")]}
    found = course({**log, "east": [report("BLUE", 5)]})
    assert found.told(january(5))["west"].controller == "RED"
    assert [pull.place_id for pull in found.pulls("middle", january(5))] == ["east"]


def test_a_click_names_a_place_that_brings_little():
    """A row of the first day, graded B2 (trusted by 0.775), weighs 0.5 x 0.775 = 0.39 after a week."""
    found = course({"west": [baseline("BLUE")]})
    assert found.on(january(9)).labels.weight[found.place_ids.index("west")] == pytest.approx(0.3875)
    assert [pull.place_id for pull in found.pulls("middle", january(9))] == ["west"]


def test_a_click_names_five_places_and_none_that_was_left():
    """Seven villages north of the one clicked, ever farther; the nearest was left by its holder."""
    villages = {"here": (0.0, 0.0)} | {f"north{number}": (0.0, number / 50) for number in range(1, 8)}
    log = {name: [report("BLUE", 5)] for name in villages if name != "here"}
    log["north1"] = [report("RED", 4, "withdrawn"), report("RED", 5, "withdrawn")]
    pulls = course(log, villages).pulls("here", january(5))
    assert len({pull.place_id for pull in pulls} - {"here", "north1"}) == len(pulls) == 5
    assert [pull.share for pull in pulls] == sorted((pull.share for pull in pulls), reverse=True)
    assert {pull.faction for pull in pulls} == {"BLUE"}


def test_a_pull_names_the_reports_that_speak_for_it_and_not_who_left():
    """RED left the place on the day BLUE stayed: both reports decide its state, and only BLUE's pulls."""
    stays, left = report("BLUE", 5), report("RED", 6, "withdrawn")
    shared = report("BLUE", 3, "shared", shared_with=("RED",))
    found = course({"west": [shared, stays, left]})
    assert left.id in found.states(january(6))[found.place_ids.index("west")].reports
    (pull,) = found.pulls("middle", january(6))
    assert (pull.faction, pull.reports[-1]) == ("BLUE", stays.id)
    assert left.id not in pull.reports


def test_a_village_that_gives_way_is_pulled_by_its_neighbours_and_not_by_itself():
    log = {"west": [report("BLUE", 5)], "middle": [baseline("RED")], "east": [report("BLUE", 5)]}
    assert course(log).told(january(12))["middle"].inferred
    assert {pull.place_id for pull in course(log).pulls("middle", january(12))} == {"west", "east"}


def memory(log: Log, day: int) -> Floats:
    told = course(log)
    return told.first.memory(january(day), told.said.at(told.spans.on(january(day))))


def test_what_a_side_held_is_forgotten_as_it_loses_the_rest():
    """RED loses one of the two villages that rows of the first day give it: half of what is remembered is forgotten."""
    first = {"west": [baseline("RED")], "east": [baseline("RED")]}
    lost = {**first, "west": [*first["west"], report("BLUE", 3)]}
    before, after = memory(first, 3), memory(lost, 3)
    red = course(first).parties["RED"]
    assert after[:, red] == pytest.approx(before[:, red] / 2)
    assert after[:, -1] == pytest.approx(before[:, -1])


def test_what_was_known_of_the_first_day_makes_a_village_surer_than_one_fought_over_since():
    """Both lie beside the west, and nothing is reported of them but that there was a fight in one."""
    villages = {"west": (0.0, 0.0), "quiet": (0.02, 0.0), "fought": (-0.02, 0.0)}
    told = course({"west": [baseline("RED")], "fought": [report("BLUE", 3, "contested")]}, villages)
    shares = dict(zip(told.place_ids, told.on(january(9)).shares[:, told.parties["RED"]].tolist(), strict=True))
    assert shares["quiet"] > shares["fought"] + 1e-4


def test_before_the_first_day_places_are_told_by_their_own_reports_alone():
    years_ago = {"earliest": date(2023, 1, 5), "latest": date(2023, 1, 5), "published_on": date(2023, 1, 5)}
    log = {"west": [replace(report("BLUE", 5), **years_ago)], "middle": [], "east": [baseline("RED")]}
    found = course(log)
    told = found.told(date(2024, 12, 31))
    assert {name: (state.controller, state.inferred) for name, state in told.items()} == {
        "west": ("BLUE", False), "middle": ("", False), "east": ("", False),
    }  # fmt: skip
    assert found.told(date(2023, 1, 4))["west"].controller == ""
    assert found.told(january(1))["middle"].inferred


def test_a_place_decides_by_its_own_reports_or_leaves_it_to_those_around_it():
    log = {"west": [report("BLUE", 5)], "middle": [baseline("RED")], "east": []}
    found = course(log)
    assert found.decided("west", january(5)) == found.states(january(5))[found.place_ids.index("west")]
    assert found.decided("west", january(4)) is None
    assert found.decided("middle", january(1)) is None
    assert found.decided("east", january(9)) is None
    before = found.decided("middle", date(2024, 12, 31))
    assert before is not None
    assert before.status is Status.UNKNOWN


def test_a_fight_and_a_city_decide_as_long_as_they_keep_their_places():
    log = {"west": [baseline("RED"), report("BLUE", 5, "contested")], "middle": [baseline("RED")]}
    found, of_cities = course(log), course(log, kind="city")
    assert [found.decided("west", january(day)) is not None for day in (7, 8)] == [True, False]
    assert (found.decided("middle", january(9)), of_cities.decided("middle", january(9)) is None) == (None, False)


def test_one_report_of_an_earlier_year_does_not_make_the_first_day_forgotten():
    first = {"west": [baseline("RED")], "east": [baseline("RED")]}
    years_ago = {"earliest": date(2023, 1, 5), "latest": date(2023, 1, 5)}
    old = {**first, "middle": [replace(report("RED", 5), **years_ago)]}
    assert course(old).first_day == january(1)
    assert memory(old, 1).any()


def test_a_fight_on_the_last_day_there_is_never_lapses():
    """31 December 9999, which tables write for "no end"."""
    log = {"west": [replace(report("BLUE", 5, "contested"), earliest=date.max, latest=date.max)]}
    assert course(log).turns == [date.max]


def test_where_no_row_of_the_first_day_is_known_nothing_is_remembered():
    assert not memory({"west": [report("BLUE", 5)]}, 5).any()


def test_a_village_is_near_from_the_day_on_which_reports_speak_of_one_beside_it():
    """West and middle are a mile apart, far is 100 km away; near is within 15 km."""
    villages = {"west": (0.0, 0.0), "middle": (0.02, 0.001), "far": (0.9, 0.0)}
    told = course({"far": [baseline("RED")], "west": [report("BLUE", 5)]}, villages).told
    near = {day: {village for village, state in told(january(day)).items() if state.near} for day in (1, 4, 5)}
    assert near == {1: {"far"}, 4: {"far"}, 5: {"far", "west", "middle"}}


def reports(day: some.SearchStrategy[int]) -> some.SearchStrategy[dict[str, list[ControlReport]]]:
    one = some.builds(
        report,
        some.sampled_from(sorted(SIDES)),
        day,
        some.sampled_from(["controlled", "claimed", "contested", "withdrawn"]),
        grade=some.sampled_from(["A1", "B2", "C3", "F3"]),
        scope=some.sampled_from(["place", "area"]),
    )
    return some.fixed_dictionaries({village: some.lists(one, max_size=3) for village in VILLAGES})


def joined(*logs: Log) -> dict[str, list[ControlReport]]:
    return {village: [one for log in logs for one in log[village]] for village in VILLAGES}


@pytest.mark.thorough
@given(reports(some.integers(1, 9)), reports(some.integers(10, 31)))
def test_what_is_reported_later_never_changes_an_earlier_day(early, late):
    first = {"west": [baseline("RED")], "middle": [], "east": [baseline("BLUE")]}
    known, all_of_it = course(joined(first, early)), course(joined(first, early, late))
    for day in (1, 5, 9):
        assert known.verdicts(january(day)) == all_of_it.verdicts(january(day))
        assert known.told(january(day)) == all_of_it.told(january(day))


@pytest.mark.thorough
@given(reports(some.integers(1, 9)))
def test_the_order_of_places_and_reports_does_not_matter(log):
    turned = {village: list(reversed(log[village])) for village in reversed(VILLAGES)}
    places = {village: VILLAGES[village] for village in turned}
    assert course(log).verdicts(january(9)) == course(turned, places).verdicts(january(9))


def mirrored(log: Log, names: Mapping[str, str]) -> dict[str, list[ControlReport]]:
    return {place: [replace(one, controller=names[one.controller]) for one in told] for place, told in log.items()}


@pytest.mark.thorough
@given(reports(some.integers(1, 9)))
def test_exchanging_two_enemies_in_every_report_exchanges_them_on_the_ground(log):
    names = {"BLUE": "RED", "RED": "BLUE", "NAVY": "NAVY", "GREEN": "GREEN"}
    only_two = {place: [one for one in told if one.controller in ("BLUE", "RED")] for place, told in log.items()}
    there, back = course(only_two).verdicts(january(9)), course(mirrored(only_two, names)).verdicts(january(9))
    for place, found in there.items():
        assert back[place].holder == names.get(found.holder, "")
        assert back[place].sure == pytest.approx(found.sure, abs=1e-9)
