"""Services on the internet: what is sent is said first, nothing is asked twice, and errors are told in words."""

from __future__ import annotations

from typing import Any

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter

from ingest.geocoding.online import OnlineGazetteer, OnlineService
from ingest.geocoding.online_error import OnlineError
from tests.nominatim import LICENCE, Nominatim, result
from tests.nominatim import nominatim as served

TOWN = {"lat": "35.86", "lon": "36.80", "display_name": "Saraqib, Idlib, Syria", "osm_type": "node", "osm_id": 7}
OUTLINE = {**TOWN, "lat": "35.87", "osm_type": "relation", "boundingbox": ["35.8", "35.9", "36.7", "36.9"]}
ABROAD = {**TOWN, "lat": "52.0", "lon": "13.0", "osm_id": 8, "display_name": "Saraqib, Elsewhere"}


class Wire(BaseSyncAdapter):
    """Stands for the network: answers what it is told to and keeps what it was asked."""

    asked: list[str]

    def __init__(self, answers: list[Any] | Exception, **how: Any) -> None:
        super().__init__(**how)
        self.answers, self.asked = answers, []

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        self.asked.append(url)
        if isinstance(self.answers, Exception):
            raise self.answers
        return self.answers

    get_text = get_json


def nominatim(answers: list[Any] | Exception, **options: str) -> tuple[OnlineService, list[Wire]]:
    wires: list[Wire] = []

    def plugged(**how: Any) -> Wire:
        wires.append(Wire(answers, **how))
        return wires[-1]

    return OnlineService("nominatim", {"user_agent": "desk", **options}, plugged), wires


def test_it_says_what_it_sends_to_whom_before_it_sends_anything():
    service, wires = nominatim([])
    said = service.says("Saraqib")
    for part in (
        "'Saraqib'",
        "nominatim.openstreetmap.org",
        "user agent 'desk'",
        "network address",
        "one name a second",
    ):
        assert part in said
    assert not wires


def test_what_it_says_is_what_it_sends(tmp_path):
    service, wires = nominatim([TOWN])
    OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Saraqib")
    assert wires[0].asked == [service.request("Saraqib")[0]]
    assert wires[0].asked[0] in service.says("Saraqib")


def test_a_secret_among_the_options_is_not_repeated():
    said = OnlineService("opencage", {"api_key": "s3cr3t"}).says("Saraqib")
    assert "s3cr3t" not in said
    assert "opencagedata.com" in said


def test_no_name_is_sent_twice_not_even_by_the_next_program(tmp_path):
    service, wires = nominatim([TOWN])
    first = OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Saraqib")
    again = OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Saraqib")
    assert first == again
    assert sum(len(wire.asked) for wire in wires) == 1


def test_that_nothing_was_found_is_kept_too(tmp_path):
    service, wires = nominatim([])
    for _ in range(2):
        assert OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Blorvax").candidates == ()
    assert sum(len(wire.asked) for wire in wires) == 1


def test_a_broken_cache_is_asked_anew(tmp_path):
    service, wires = nominatim([TOWN])
    OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Saraqib")
    for file in tmp_path.rglob("*.json"):
        file.write_text("{", encoding="utf-8")
    OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Saraqib")
    assert sum(len(wire.asked) for wire in wires) == 2


def test_at_most_one_name_a_second_is_sent(tmp_path, monkeypatch):
    now, sent_at = 100.0, []

    def wait(_: RateLimiter, seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr(RateLimiter, "_clock", lambda _: now)
    monkeypatch.setattr(RateLimiter, "_sleep", wait)
    service, wires = nominatim([TOWN])
    ask = OnlineGazetteer(service, folder=tmp_path)
    for name in ("Saraqib", "Ariha", "Saraqib", "Sarmin"):
        before = len(wires[-1].asked)
        ask.find(name)
        sent_at += [now] * (len(wires[-1].asked) - before)
    assert sent_at == [100.0, 101.0, 102.0]


def test_a_clear_answer_resolves_and_the_outline_of_a_town_is_that_town(tmp_path):
    service, _ = nominatim([TOWN, OUTLINE])
    answer = OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Saraqib")
    assert [place.place_id for place in answer.candidates] == ["nominatim:node7"]
    assert answer.resolved is not None
    assert (answer.resolved.lon, answer.resolved.lat, answer.resolved.uncertainty_km) == (36.8, 35.86, 5.0)


def test_two_places_of_one_name_wait_and_so_does_another_name(tmp_path):
    service, _ = nominatim([TOWN, ABROAD])
    assert OnlineGazetteer(service, folder=tmp_path / "a", seconds=0).find("Saraqib").resolved is None
    service, _ = nominatim([TOWN])
    assert OnlineGazetteer(service, folder=tmp_path / "b", seconds=0).find("Blorvax").resolved is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (GeocoderUnavailable("no route"), "could not be reached"),
        (AdapterHTTPError("refused", status_code=403, headers={}, text=""), "gave no answer"),
        (
            AdapterHTTPError("busy", status_code=503, headers={}, text=""),
            r"answered that it is not available now \(503",
        ),
    ],
)
def test_a_service_that_does_not_answer_is_an_error_in_words_and_is_not_kept(tmp_path, error, said):
    service, _ = nominatim(error)
    with pytest.raises(OnlineError, match=said):
        OnlineGazetteer(service, folder=tmp_path, seconds=0).find("Saraqib")
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("nonesuch", {}, "no service that geopy knows"),
        ("nominatim", {}, "cannot be used so"),
        ("nominatim", {"user_agent": "desk", "colour": "red"}, "cannot be used so"),
    ],
)
def test_a_service_that_cannot_be_used_says_why(name, options, said):
    with pytest.raises(OnlineError, match=said):
        OnlineService(name, options).request("Saraqib")


@pytest.fixture
def service():
    """A Nominatim on this machine that knows Saraqib."""
    with served() as told:
        told.answers["Saraqib"] = [result("Saraqib, Idlib Governorate, Syria", 36.8, 35.86)]
        yield told


def asking(service: Nominatim, folder, **options: str) -> OnlineGazetteer:
    return OnlineGazetteer(OnlineService("nominatim", {**service.options, **options}), folder=folder, seconds=0)


def test_a_nominatim_of_ones_own_is_asked_in_english_and_with_the_user_agent_that_was_said(service, tmp_path):
    found = asking(service, tmp_path).look_up("Saraqib")
    assert [place.lon for place in found.answer.candidates] == [36.8]
    assert found.credits == LICENCE
    assert service.asked == ["Saraqib"]
    assert service.heads[0]["User-Agent"] == "desk"
    said = OnlineService("nominatim", service.options).says("Saraqib")
    assert f"http://127.0.0.1:{service.port}/search" in said
    assert "accept-language=en" in said


def test_it_can_be_told_beforehand_whether_anything_would_be_sent(service, tmp_path):
    gazetteer = asking(service, tmp_path)
    assert not gazetteer.knows("Saraqib")
    gazetteer.find("Saraqib")
    assert gazetteer.knows("Saraqib")
    assert service.asked == ["Saraqib"]


@pytest.mark.parametrize(
    "body",
    [
        "<html>busy</html>",
        "",
        "7",
        '"busy"',
        "[7]",
        '[{"display_name": "Saraqib"}]',
        '[{"display_name": "Saraqib", "lat": "north", "lon": "36.8"}]',
        '[{"display_name": "Saraqib", "lat": "NaN", "lon": "36.8"}]',
        '[{"display_name": "Saraqib", "lat": "35.8", "lon": "36.8", "boundingbox": ["a", "b", "c", "d"]}]',
        '[{"display_name": "Saraqib", "lat": "35.8", "lon": "36.8", "boundingbox": ["NaN", "1", "2", "3"]}]',
    ],
)
def test_nonsense_is_an_error_in_words_and_is_not_kept(service, tmp_path, body):
    service.body = body
    with pytest.raises(OnlineError, match="answered something that cannot be read"):
        asking(service, tmp_path).find("Saraqib")
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_refusal_is_an_error_in_words_and_is_not_asked_again_by_itself(service, tmp_path, status):
    service.status = status
    with pytest.raises(OnlineError, match=r"^nominatim: (gave no answer|answered that it is not available now)"):
        asking(service, tmp_path).find("Saraqib")
    assert service.asked == ["Saraqib"]


def test_a_service_that_sends_on_to_another_host_is_not_followed(service, tmp_path):
    with served() as elsewhere:
        service.to = f"http://127.0.0.1:{elsewhere.port}/search?q=Saraqib"
        with pytest.raises(OnlineError, match="gave no answer"):
            asking(service, tmp_path).find("Saraqib")
        assert elsewhere.asked == []


def test_a_service_that_is_not_there_could_not_be_reached(tmp_path):
    with served() as gone:
        pass
    with pytest.raises(OnlineError, match="could not be reached"):
        asking(gone, tmp_path).find("Saraqib")


def test_a_patience_that_is_no_number_is_said(tmp_path):
    with pytest.raises(OnlineError, match="cannot be used so"):
        OnlineService("nominatim", {"user_agent": "desk", "timeout": "long"}).request("Saraqib")


def test_a_secret_is_left_out_however_an_address_writes_it():
    said = OnlineService("opencage", {"api_key": "a/b c=="}).says("Saraqib")
    for written in ("a/b c==", "a%2Fb+c%3D%3D", "a%2Fb%20c%3D%3D"):
        assert written not in said
    said = OnlineService("nominatim", {"user_agent": "desk", "domain": "amal:pass@geo.example.org"}).says("Saraqib")
    assert "pass" not in said
    assert "geo.example.org" in said
