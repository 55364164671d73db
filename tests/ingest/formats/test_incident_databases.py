"""GTD, AWSD, VIINA, PITF, UCDP's other years and its API, HAPI, DTM: each layout, field by field."""

from __future__ import annotations

import pytest

from geo.common.errors import SchemaError
from geo.events.events import AGGREGATE
from ingest.formats import recognise
from tests.ingest.formats.worlds import csv, document, drafted, held, only

GTD = (
    "eventid,iyear,imonth,iday,country_txt,provstate,city,specificity,latitude,longitude,summary,attacktype1_txt,"
    "targtype1_txt,gname,guncertain1,nkill,nwound,doubtterr"
)


def gtd(attack="Armed Assault", target="Military", group="Group A", sure="0", day="14"):
    return (
        f"2019031{day},2019,3,{day},Syria,North,Exampleton,1,36.5,37.0,Made up.,{attack},{target},{group},{sure},3,4,0"
    )


def test_an_attack_of_the_gtd_is_read_field_by_field(tmp_path):
    found, rows = drafted(csv(tmp_path, GTD, gtd()))
    assert (found.format.id, [one for one in found.questions if one.needed]) == ("gtd", [])
    held(
        only(rows),
        source_id="201903114", event_date="2019-03-14", event_type="Battles", sub_event_type="Armed Assault",
        actor1="Group A", actor2="Military", perpetrator="Group A", place="Exampleton", adm1="North", country="Syria",
        latitude=36.5, longitude=37.0, geo_precision=1, uncertainty_km=5.0, fatalities_best=3, injured=4,
        summary="Made up.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attack", "target", "kind"),
    [
        ("Armed Assault", "Private Citizens & Property", "Violence against civilians"),
        ("Assassination", "Police", "Battles"),
        ("Bombing/Explosion", "Military", "Explosions/Remote violence"),
        ("Hostage Taking (Kidnapping)", "NGO", "Violence against civilians"),
        ("Facility/Infrastructure Attack", "Utilities", "Strategic developments"),
    ],
)
def test_attack_and_target_of_the_gtd_tell_the_type(tmp_path, attack, target, kind):
    _, rows = drafted(csv(tmp_path, GTD, gtd(attack, target)))
    held(only(rows), event_type=kind, sub_event_type=attack)


def test_what_the_gtd_does_not_know_is_asked_and_charged_to_nobody(tmp_path):
    rows = (gtd("Unknown", "Military"), gtd("Armed Assault", "Unknown", day="15"), gtd(group="Unknown", day="16"),
            gtd(sure="1", day="17"), gtd(day="0"))  # fmt: skip
    found, read = drafted(csv(tmp_path, GTD, *rows))
    assert [one.word for one in found.questions if one.needed] == ["Unknown", "Armed Assault"]
    assert read.faults.by_reason() == {"unknown-type": 2}
    assert list(read.accepted["perpetrator"]) == ["", "", "Group A"]
    assert list(read.accepted["actor1"]) == ["not named", "Group A", "Group A"]
    held(read.accepted.iloc[2], event_date="2019-03-01", end_date="2019-03-31", time_precision=3)


AWSD = (
    "Incident ID,Year,Month,Day,Country Code,Country,Region,District,City,UN,INGO,Total killed,Total wounded,"
    "Total kidnapped,Total affected,Means of attack,Attack context,Location,Latitude,Longitude,Motive,Actor type,"
    "Actor name,Details,Verified,Source"
)
TAGS = (
    "#event+id,#date+year,#date+month,#date+day,#country+code,#country,#adm1,#adm2,#loc,#affected+un,#affected+ingo,"
    "#affected+killed,#affected+injured,#affected+kidnapped,#affected,#event+type,#event+context,#loc+type,#geo+lat,"
    "#geo+lon,#cause,#group+type,#group,#description,#status,#meta+source"
)


def awsd(means="Shooting", context="Ambush", city="Exampleton", district="Hill", actor="Unknown", region="North"):
    return (
        f"77,2024,12,2,SY,Syria,{region},{district},{city},0,1,1,2,0,3,{means},{context},Road,36.2,37.1,Unknown,Unknown,{actor},"
        "Made up.,Verified,Media"
    )


@pytest.mark.parametrize("tags", [(), (TAGS,)], ids=["plain", "HXL"])
def test_an_attack_on_aid_workers_is_read_field_by_field_with_and_without_tags(tmp_path, tags):
    found, rows = drafted(csv(tmp_path, AWSD, *tags, awsd()))
    assert (found.format.id, [one for one in found.questions if one.needed]) == ("awsd", [])
    held(
        only(rows),
        source_id="77", event_date="2024-12-02", event_type="Violence against civilians", sub_event_type="Shooting",
        actor1="not named", perpetrator="", place="Exampleton", adm1="North", adm2="Hill", country="Syria",
        fatalities_best=1, civilians_killed=1, injured=2, latitude=36.2, longitude=37.1, uncertainty_km=5.0,
        summary="Made up.", source_publisher="Aid Worker Security Database",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "kind", "sub", "km"),
    [
        (awsd("Aerial bombardment"), "Explosions/Remote violence", "Air/drone strike", 5.0),
        (awsd("Shelling", city=""), "Explosions/Remote violence", "Shelling/artillery/missile attack", 40.0),
        (awsd("Shooting", "Combat/Crossfire", "", ""), "Battles", "Shooting", 120.0),
        (
            awsd("Vehicle-born IED", city="", district="", region=""),
            "Explosions/Remote violence",
            "Remote explosive/landmine/IED",
            500.0,
        ),
        (awsd("Kidnapping"), "Violence against civilians", "Abduction/forced disappearance", 5.0),
        (awsd("Detention/arrest"), "Strategic developments", "Arrests", 5.0),
    ],
)
def test_means_and_context_tell_the_type_and_the_missing_town_the_reach(tmp_path, row, kind, sub, km):
    _, rows = drafted(csv(tmp_path, AWSD, row))
    held(only(rows), event_type=kind, sub_event_type=sub, uncertainty_km=km)


def test_a_known_format_without_its_columns_of_places_says_which_they_are_and_asks_for_others(tmp_path):
    header = AWSD.replace(",City", "").replace(",Latitude,Longitude", "")
    row = awsd().replace(",Exampleton", "").replace(",36.2,37.1", "")
    found, rows = drafted(csv(tmp_path, header, row))
    assert found.format.id == "awsd"
    (asked,) = [one for one in found.questions if one.field == "position"]
    assert "lacks: latitude, longitude, city" in asked.ask
    assert asked.choices[:2] == ("District", "Region")
    (fault,) = rows.faults.frame().to_dict("records")
    assert (fault["reason"], fault["fault"]) == ("no-position", "is read from no column")
    assert "gazetteer" in fault["remedy"]


def test_counts_of_areas_need_no_columns_of_places(tmp_path):
    found, rows = drafted(document(tmp_path, {"data": [HAPI]}))
    assert not [one for one in found.questions if one.field == "position"]
    assert not rows.faults.rejected


VIINA = (
    "viina_version,event_id,event_id_1pd,date,time,geonameid,feature_code,asciiname,ADM1_NAME,ADM1_CODE,ADM2_NAME,"
    "ADM2_CODE,longitude,latitude,GEO_PRECISION,GEO_API,location,address,report_id,source,url,text,lang"
)


def viina(precision="STREET", name="Exampleton", labels=""):
    return (
        f"250101,9001,9001,20250110,09:15,70,PPL,{name},North Oblast,07,,,37.6,49.7,{precision},Yandex,1,"
        f'"Country, North Oblast, Sampleville",8001,gazette,https://example.org/v/1,Made up,ua{labels}'
    )


def test_a_report_of_viina_is_read_field_by_field_and_asked_for_its_type(tmp_path):
    found, rows = drafted(csv(tmp_path, VIINA, viina()), event_type="Battles")
    assert found.format.id == "viina"
    assert [one.field for one in found.questions if one.needed] == ["event_type"]
    held(
        only(rows),
        source_id="9001", event_date="2025-01-10", event_time="2025-01-10T09:15", place="Exampleton",
        adm1="North Oblast", latitude=49.7, longitude=37.6, geo_precision=1, uncertainty_km=2.0, summary="Made up",
        source_publisher="gazette", source_url="https://example.org/v/1",
    )  # fmt: skip


@pytest.mark.parametrize(("word", "code", "km"), [("ADM1", 3, 120.0), ("PPL", 1, 5.0), ("ADM3", 2, 20.0)])
def test_words_of_precision_have_their_reach_and_a_place_without_a_name_that_of_its_address(tmp_path, word, code, km):
    _, rows = drafted(csv(tmp_path, VIINA, viina(word, name="")), event_type="Battles")
    held(only(rows), geo_precision=code, uncertainty_km=km, place="Sampleville")


def test_reports_of_one_day_and_place_told_as_one_have_ids_of_their_own(tmp_path):
    header = (
        "viina_version,event_id_1pd,date,n_reports,event_ids,sources,geonameid,feature_code,asciiname,ADM1_NAME,"
        "ADM1_CODE,ADM2_NAME,ADM2_CODE,longitude,latitude,GEO_PRECISION,t_artillery,t_airstrike,a_rus,a_ukr"
    )
    row = '250101,9001,20250110,2,"9001,9002","gazette,herald",70,PPL,Exampleton,North Oblast,07,Hill,3,37.6,49.7,PPL'
    found, rows = drafted(csv(tmp_path, header, row + ",1,0,1,0"))
    assert (found.format.id, [one for one in found.questions if one.needed]) == ("viina", [])
    held(
        only(rows),
        source_id="1pd-9001", event_date="2025-01-10", place="Exampleton", adm1="North Oblast", adm2="Hill",
        latitude=49.7, longitude=37.6, uncertainty_km=5.0, source_publisher="gazette,herald",
        event_type="Explosions/Remote violence", actor1="Russian or Russian-aligned armed forces",
    )  # fmt: skip


def test_labels_of_viina_tell_type_and_actor_where_they_agree(tmp_path):
    header = VIINA + ",t_airstrike_b,t_uav_b,t_firefight_b,t_property_b,a_rus_b,a_ukr_b"
    rows = [viina(labels=",1,1,0,1,1,0"), viina(labels=",1,0,1,0,1,1").replace("9001,9001", "9002,9002")]
    found, read = drafted(csv(tmp_path, header, *rows))
    assert read.faults.by_reason() == {"no-type": 1}
    asked = [one.ask for one in found.questions if one.needed]
    assert len(asked) == 1
    assert "1 row does not say what happened" in asked[0]
    held(
        read.accepted.iloc[0],
        event_type="Explosions/Remote violence", sub_event_type="Air/drone strike",
        actor1="Russian or Russian-aligned armed forces",
    )  # fmt: skip


@pytest.mark.parametrize("sign", [" ", "."])
def test_an_atrocity_is_read_with_both_days_and_a_campaign_is_a_count(tmp_path, sign):
    names = ["Event Type", "Campaign Identifier", "Start Day", "Start Month", "Start Year", "End Day", "End Month",
             "End Year", "Deaths Number", "Country", "Location", "Latitude", "Longitude", "Description"]  # fmt: skip
    header = ",".join(name.replace(" ", sign) for name in names)
    rows = ("Incident,,2,12,2014,3,12,2014,12,SYR,Exampleton,36.2,37.1,Made up.",
            "Campaign,7,1,11,2014,30,11,2014,dozens,SYR,Exampleton,36.2,37.1,Made up too.")  # fmt: skip
    found, read = drafted(csv(tmp_path, header, *rows))
    assert (found.format.id, read.faults.by_reason()) == ("pitf", {})
    held(
        read.events.iloc[0],
        event_date="2014-12-02", end_date="2014-12-03", event_type="Violence against civilians", fatalities_best=12,
        place="Exampleton", country="SYR", count_as="incident", summary="Made up.", uncertainty_km=25.0,
    )  # fmt: skip
    assert list(read.events["count_as"]) == ["incident", AGGREGATE]


PITF = ("Event Type", "Campaign Identifier", "Event Reporting", "Start Day", "Start Month", "Start Year", "End Day",
        "End Month", "End Year", "Country", "Region", "District", "Locality", "Degrees", "Minutes", "Seconds",
        "Direction", "Degrees", "Minutes", "Seconds", "Direction", "Deaths Number", "Deaths Scale", "Injured Number",
        "Description", "Link")  # fmt: skip
PITF_GROUPS = {0: "Event Type and Reporting", 3: "Event Date", 9: "Event Location", 13: "Latitude", 17: "Longitude",
               21: "Casualties", 24: "Description"}  # fmt: skip


@pytest.mark.parametrize(
    "above",
    [[], [[PITF_GROUPS.get(at, "") for at in range(len(PITF))]],
     [["Worldwide atrocities"], [PITF_GROUPS.get(at, "") for at in range(len(PITF))]]],
    ids=["header", "groups", "title and groups"],
)  # fmt: skip
def test_the_world_files_of_atrocities_give_degrees_minutes_seconds_and_direction_in_columns(tmp_path, above):
    rows = (
        ("Incident", "", "", "5", "03", "2014", "5", "03", "2014", "SYR", "North", "Hill", "Exampleton", "36", "30",
         "36", "North", "37", "15", "0", "East", "12", "", "3", "Made up.", "https://example.org/1"),
        ("incident", "", "", "7", "5", "2014", "8", "5", "2014", " SYR", "North", "", "", "36", "6", "", "N", "37", "0",
         "", "E", "dozens", "10-49", "", "Made up too.", ""),
    )  # fmt: skip
    lines = [",".join(cells) for cells in (*above, PITF, *rows)]
    found, read = drafted(csv(tmp_path, lines[0], *lines[1:]))
    assert (found.format.id, read.faults.by_reason()) == ("pitf", {})
    held(
        read.events.iloc[0],
        event_date="2014-03-05", latitude=36.51, longitude=37.25, place="Exampleton", adm1="North", adm2="Hill",
        country="SYR", uncertainty_km=25.0, fatalities_best=12, injured=3, source_url="https://example.org/1",
    )  # fmt: skip
    held(read.events.iloc[1], latitude=36.1, longitude=37.0, adm1="North", uncertainty_km=120.0, country="SYR")
    assert read.events["fatalities_best"].isna()[1]


UCDP = {
    "id": 1, "relid": "X-1", "year": 2024, "active_year": True, "code_status": "Clear", "type_of_violence": 3,
    "conflict_new_id": 5, "conflict_name": "c", "dyad_new_id": 6, "dyad_name": "d", "side_a_new_id": 7,
    "side_a": "Red Front", "side_b_new_id": 8, "side_b": "Civilians", "number_of_sources": 1, "source_article": "a",
    "source_office": "Gazette", "source_date": "2024-12-03", "source_headline": "h", "source_original": "witness",
    "where_prec": 1, "where_coordinates": "Exampleton", "where_description": "", "adm_1": "North", "adm_2": "Hill",
    "latitude": 36.2, "longitude": 37.1, "geom_wkt": "POINT (37.1 36.2)", "priogrid_gid": 1, "country": "Syria",
    "country_id": 652, "region": "Middle East", "event_clarity": 1, "date_prec": 1, "date_start": "2024-12-02T00:00:00",
    "date_end": "2024-12-02T00:00:00", "deaths_a": 0, "deaths_b": 0, "deaths_civilians": 5, "deaths_unknown": 0,
    "best": 5, "high": 7, "low": 4, "gwnoa": None, "gwnob": None,
}  # fmt: skip


def test_an_answer_of_the_ucdp_api_is_read_field_by_field(tmp_path):
    answer = {"TotalCount": 1, "TotalPages": 1, "PreviousPageUrl": "", "NextPageUrl": "", "Result": [UCDP]}
    found, rows = drafted(document(tmp_path, answer))
    assert (found.format.id, [one for one in found.questions if one.needed]) == ("ucdp", [])
    held(
        only(rows),
        source_id="1", event_date="2024-12-02", event_type="Violence against civilians", perpetrator="Red Front",
        sub_event_type="One-sided violence", fatalities_low=4, fatalities_best=5, fatalities_high=7,
        civilians_killed=5, uncertainty_km=5.0, published_on="2024-12-03", place="Exampleton", event_time="",
    )  # fmt: skip


def test_ged_of_older_years_calls_its_figures_estimates(tmp_path):
    old = {{"best": "best_est", "high": "high_est", "low": "low_est"}.get(name, name): value
           for name, value in UCDP.items()}  # fmt: skip
    found, rows = drafted(document(tmp_path, [old]))
    assert found.format.id == "ucdp"
    held(only(rows), fatalities_low=4, fatalities_best=5, fatalities_high=7)


HAPI = {
    "location_code": "SYR", "location_name": "Syria", "has_hrp": True, "in_gho": True, "provider_admin1_name": "North",
    "provider_admin2_name": "Hill", "admin1_code": "SY01", "admin1_name": "North", "admin2_code": "SY0101",
    "admin2_name": "Hill", "admin_level": 2, "event_type": "political_violence", "events": 9, "fatalities": 4,
    "reference_period_start": "2024-12-01T00:00:00", "reference_period_end": "2024-12-31T23:59:59",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_counts_of_hapi_are_counts_of_their_month_and_district(tmp_path, kind):
    if kind == "json":
        table = document(tmp_path, {"data": [HAPI]})
    else:
        table = csv(tmp_path, ",".join(HAPI), ",".join(map(str, HAPI.values())))
    found, rows = drafted(table)
    assert found.format.id == "hdx-hapi"
    held(
        only(rows),
        count_as=AGGREGATE, event_count=9, fatalities_best=4, event_date="2024-12-01", end_date="2024-12-31",
        event_type="Battles", sub_event_type="Political violence of all types", place="Hill", adm1="North",
        country="SYR",
        summary="9 events, 4 killed, from 2024-12-01 to 2024-12-31: Political violence of all types, Hill.",
    )  # fmt: skip


def test_files_of_hapi_on_hdx_name_the_same_columns_otherwise(tmp_path):
    header = (
        "Country ISO3,Admin 1 PCode,Admin 1 Name,Admin 2 PCode,Admin 2 Name,Start Date,End Date,Event Type,Events,"
        "Fatalities,Dataset Id,Resource Id"
    )
    row = "SYR,SY01,North,SY0101,Hill,2024-12-01 00:00:00+00:00,2024-12-31 00:00:00+00:00,demonstration,9,4,a,b"
    found, rows = drafted(csv(tmp_path, header, row))
    assert found.format.id == "hdx-hapi"
    held(
        only(rows),
        count_as=AGGREGATE, event_count=9, fatalities_best=4, event_date="2024-12-01", end_date="2024-12-31",
        event_type="Protests", place="Hill", adm1="North", country="SYR",
    )  # fmt: skip


def test_figures_of_displaced_people_are_refused_with_what_they_are(tmp_path):
    header = "id,operation,admin0Name,admin1Name,numPresentIdpInd,reportingDate,roundNumber,assessmentType"
    table = csv(tmp_path, header, "1,Conflict,Syria,North,1200,2024-12-01,3,BA")
    with pytest.raises(SchemaError, match="how many displaced people were present in an area"):
        recognise(table)
    assert recognise(table, "table").format.id == "table"
