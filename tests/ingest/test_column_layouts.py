"""Layouts as they are kept and published: which column each field is read from, whatever else stands beside it.

Names of columns and forms of cells are as seen in public; what the cells say is made up.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from ingest.mappings.guess import guess_mapping
from tests.ingest.small_tables import table

DAYS = ["2024-12-01", "2024-12-02", "2024-12-05"]
SENT = ["12/6/2024 9:11:02", "12/17/2024 9:15:02", "12/18/2024 10:00:00"]
ISO_SENT = ["2024-12-06T09:11:02.123+03:00", "2024-12-07T09:15:02.001+03:00", "2024-12-08T10:00:00.500+03:00"]
TYPES = ["clash", "shelling", "clash"]
TOWNS = ["Saraqib", "Suran", "Binnish"]
LAT, LON = ["36.2021", "35.1318", "35.9"], ["37.1613", "36.7578", "36.7"]
SOME, MORE, FEW = ["2", "0", "3"], ["5", "4", "1"], ["1", "0", "1"]
LINKS = ["https://example.org/1", "https://example.org/2", "https://example.org/3"]
NAMES = ["Desk One", "Desk Two", "Desk Three"]
TEXTS = ["Shells fell on the mill.", "They fought at the gate.", "Two were hurt."]
IDS = ["17", "18", "19"]
UUIDS = ["a1-b2", "a1-b3", "a1-b4"]
GEOPOINTS = ["36.2021 37.1613 0 0", "35.1318 36.7578 312.4 4.9", "35.9 36.7 0 0"]
PAPERS = ["Invented Times", "Invented Post", "Invented Times"]


@dataclass(frozen=True)
class Layout:
    """The columns of a file and the cells under them, the column expected for each field that is named ("" for none),
    the fields whose column is asked for, and HXL tags."""

    columns: dict[str, list[str]]
    wanted: dict[str, str]
    asked: tuple[str, ...] = ()
    tags: dict[str, str] | None = None


BASE: dict[str, list[str]] = {"Type": TYPES, "Latitude": LAT, "Longitude": LON}

LAYOUTS: dict[str, Layout] = {
    "google forms": Layout(
        {"Timestamp": SENT, "Email Address": NAMES, "Date of incident": DAYS, "Type of incident": TYPES,
         "Latitude": LAT, "Longitude": LON, "How many people were killed?": SOME},
        {"event_date": "Date of incident", "event_type": "Type of incident",
         "fatalities_best": "How many people were killed?", "asserted_by": "", "perpetrator": ""},
    ),
    "google forms, French": Layout(
        {"Horodateur": SENT, "Date de l'incident": DAYS, "Type d'incident": TYPES, "Localité": TOWNS, "Latitude": LAT,
         "Longitude": LON, "Nombre de morts": SOME},
        {"event_date": "Date de l'incident", "place": "Localité", "fatalities_best": "Nombre de morts"},
    ),
    "google forms, French, questions": Layout(
        {"Horodateur": SENT, "Date de l'incident": DAYS, "Combien de morts ?": SOME, "Combien de blessés ?": MORE,
         **BASE},
        {"fatalities_best": "Combien de morts ?", "injured": "Combien de blessés ?"},
    ),
    "google forms, Spanish, questions": Layout(
        {"Fecha": DAYS, "¿Cuántas personas murieron?": SOME, "¿Cuántos heridos hubo?": MORE, **BASE},
        {"fatalities_best": "¿Cuántas personas murieron?", "injured": "¿Cuántos heridos hubo?"},
    ),
    "forms, Arabic, Russian and Turkish questions": Layout(
        {"Date": DAYS, "كم عدد القتلى؟": SOME, "Сколько человек ранено?": MORE, "Kaç çocuk öldü?": FEW, **BASE},
        {"fatalities_best": "كم عدد القتلى؟", "injured": "Сколько человек ранено?"},
    ),
    "how many of some of them": Layout(
        {"Date": DAYS, "How many children were killed?": SOME, "Combien de femmes tuées ?": MORE, **BASE},
        {"fatalities_best": ""},
    ),
    "months with their year": Layout(
        {"Month": ["2024-10", "2024-11", "2024-12"], **BASE}, {"event_date": "Month", "event_month": ""},
    ),
    "months with their year, French": Layout(
        {"Mois": ["octobre 2024", "novembre 2024", "décembre 2024"], **BASE}, {"event_date": "Mois"},
    ),
    "months by number beside the year": Layout(
        {"Month": ["10", "11", "12"], "Year": ["2024"] * 3, **BASE},
        {"event_month": "Month", "event_year": "Year", "event_date": ""},
    ),
    "what happened, in words for kinds of event": Layout(
        {"Date": DAYS, "What happened?": TYPES, "Town": TOWNS}, {"event_type": "What happened?", "summary": ""},
    ),
    "a description in words for kinds of event": Layout(
        {"Datum": DAYS, "Beschreibung": ["Beschuss", "Luftangriff", "Gefecht"], "Ort": TOWNS},
        {"event_type": "Beschreibung", "summary": ""},
    ),
    "what happened, in such words beside a type": Layout(
        {"Date": DAYS, "Event type": TYPES, "What happened?": ["shelling", "clash", "shelling"], "Town": TOWNS},
        {"event_type": "Event type", "summary": "What happened?"},
    ),
    "google forms, Spanish": Layout(
        {"Marca temporal": SENT, "Fecha del incidente": DAYS, "Tipo de hecho": TYPES, "Municipio": TOWNS,
         "Latitud": LAT, "Longitud": LON, "Número de heridos": SOME},
        {"event_date": "Fecha del incidente", "event_type": "Tipo de hecho", "adm2": "Municipio",
         "injured": "Número de heridos"},
    ),
    "google forms, Portuguese": Layout(
        {"Carimbo de data/hora": SENT, "Data da ocorrência": DAYS, "Tipo de ocorrência": TYPES, "Cidade": TOWNS,
         "Latitude": LAT, "Longitude": LON, "Mortos": SOME, "Feridos": MORE},
        {"event_date": "Data da ocorrência", "event_type": "Tipo de ocorrência", "place": "Cidade",
         "fatalities_best": "Mortos", "injured": "Feridos"},
    ),
    "google forms, Russian": Layout(
        {"Отметка времени": SENT, "Дата события": DAYS, "Тип события": TYPES, "Населённый пункт": TOWNS, "Широта": LAT,
         "Долгота": LON, "Автор": NAMES},
        {"event_date": "Дата события", "place": "Населённый пункт", "asserted_by": "Автор", "perpetrator": ""},
    ),
    "google forms, Ukrainian": Layout(
        {"Позначка часу": SENT, "Дата події": DAYS, "Тип події": TYPES, "Населений пункт": TOWNS, "Широта": LAT,
         "Довгота": LON, "Загиблі": SOME, "Джерело": LINKS},
        {"event_date": "Дата події", "fatalities_best": "Загиблі", "source_url": "Джерело", "source_publisher": ""},
    ),
    "google forms, Arabic": Layout(
        {"طابع زمني": SENT, "تاريخ الحادث": DAYS, "نوع الحادث": TYPES, "اسم القرية": TOWNS, "خط العرض": LAT,
         "خط الطول": LON, "عدد القتلى": SOME, "عدد الجرحى": MORE, "الكاتب": NAMES, "المصدر": LINKS},
        {"event_date": "تاريخ الحادث", "event_type": "نوع الحادث", "fatalities_best": "عدد القتلى",
         "injured": "عدد الجرحى", "asserted_by": "الكاتب", "source_url": "المصدر", "perpetrator": ""},
    ),
    "google forms, German": Layout(
        {"Zeitstempel": SENT, "Datum des Vorfalls": DAYS, "Art des Vorfalls": TYPES, "Ort": TOWNS, "Breitengrad": LAT,
         "Längengrad": LON, "Tote": SOME, "Verletzte": MORE, "Quelle": LINKS, "Beschreibung": TEXTS},
        {"event_date": "Datum des Vorfalls", "event_type": "Art des Vorfalls", "place": "Ort",
         "latitude": "Breitengrad",
         "longitude": "Längengrad", "fatalities_best": "Tote", "injured": "Verletzte", "source_url": "Quelle",
         "summary": "Beschreibung"},
    ),
    "google forms, Turkish": Layout(
        {"Zaman damgası": SENT, "Olay tarihi": DAYS, "Olay türü": TYPES, "İl": TOWNS, "İlçe": TOWNS[::-1],
         "Enlem": LAT, "Boylam": LON, "Ölü sayısı": SOME, "Yaralı sayısı": MORE, "Kaynak": PAPERS,
         "Açıklama": TEXTS},
        {"event_date": "Olay tarihi", "event_type": "Olay türü", "adm1": "İl", "adm2": "İlçe", "latitude": "Enlem",
         "longitude": "Boylam", "fatalities_best": "Ölü sayısı", "injured": "Yaralı sayısı",
         "source_publisher": "Kaynak", "summary": "Açıklama"},
    ),
    "Persian": Layout(
        {"تاریخ": DAYS, "نوع حادثه": TYPES, "محل": TOWNS, "استان": NAMES, "عرض جغرافیایی": LAT, "طول جغرافیایی": LON,
         "کشته": SOME, "زخمی": MORE, "منبع": PAPERS, "لینک": LINKS, "توضیحات": TEXTS, "نویسنده": NAMES[::-1]},
        {"event_date": "تاریخ", "event_type": "نوع حادثه", "place": "محل", "adm1": "استان",
         "latitude": "عرض جغرافیایی", "longitude": "طول جغرافیایی", "fatalities_best": "کشته", "injured": "زخمی",
         "source_publisher": "منبع", "source_url": "لینک", "summary": "توضیحات", "asserted_by": "نویسنده"},
    ),
    "Hebrew": Layout(
        {"תאריך האירוע": DAYS, "סוג האירוע": TYPES, "יישוב": TOWNS, "קו רוחב": LAT, "קו אורך": LON, "הרוגים": SOME,
         "פצועים": MORE, "מקור": PAPERS, "קישור": LINKS, "תיאור": TEXTS},
        {"event_date": "תאריך האירוע", "event_type": "סוג האירוע", "place": "יישוב", "latitude": "קו רוחב",
         "longitude": "קו אורך", "fatalities_best": "הרוגים", "injured": "פצועים", "source_publisher": "מקור",
         "source_url": "קישור", "summary": "תיאור"},
    ),
    "Myanmar, in English": Layout(
        {"Date": DAYS, "State/Region": NAMES, "District": TOWNS[::-1], "Township": TOWNS, "Type": TYPES, "Deaths": SOME,
         "Source": PAPERS},
        {"event_date": "Date", "adm1": "State/Region", "adm2": "District", "place": "Township",
         "fatalities_best": "Deaths", "source_publisher": "Source"},
    ),
    "kobo, names of questions with groups": Layout(
        {"start": ISO_SENT, "end": ISO_SENT[::-1], "today": DAYS[::-1], "group_a/date_incident": DAYS,
         "group_a/incident_type": TYPES, "group_a/location": GEOPOINTS, "_group_a/location_latitude": LAT,
         "_group_a/location_longitude": LON, "_group_a/location_altitude": ["0", "312.4", "0"],
         "_group_a/location_precision": ["0", "4.9", "0"], "_id": IDS, "_uuid": UUIDS,
         "_submission_time": ["2024-12-06T06:20:00", "2024-12-07T06:20:00", "2024-12-08T06:20:00"],
         "_submitted_by": NAMES, "_index": ["1", "2", "3"]},
        {"event_date": "group_a/date_incident", "end_date": "", "event_type": "group_a/incident_type",
         "latitude": "_group_a/location_latitude", "longitude": "_group_a/location_longitude", "position": "",
         "place": "", "geo_precision": "", "source_id": "_id", "asserted_by": ""},
    ),
    "kobo, as its JSON has it": Layout(
        {"_id": IDS, "start": ISO_SENT, "end": ISO_SENT[::-1], "incident/date": DAYS, "incident/type": TYPES,
         "_geolocation": ["[36.2021, 37.1613]", "[35.1318, 36.7578]", "[35.9, 36.7]"], "_submission_time": ISO_SENT,
         "meta/instanceID": UUIDS},
        {"event_date": "incident/date", "event_type": "incident/type", "position": "_geolocation", "source_id": "_id"},
    ),
    "kobo, a place to point at and no more": Layout(
        {"start": ISO_SENT, "date_event": DAYS, "type_event": TYPES, "gps_point": GEOPOINTS, "_uuid": UUIDS},
        {"event_date": "date_event", "position": "gps_point", "source_id": "_uuid"},
    ),
    "kobo, one column for each answer": Layout(
        {"date": DAYS, "type": TYPES, "Latitude": LAT, "Longitude": LON, "harm": ["killed injured", "", "killed"],
         "harm/killed": ["1", "0", "1"], "harm/injured": ["1", "0", "0"], "_uuid": UUIDS},
        {"fatalities_best": "", "injured": ""},
    ),
    "odk central": Layout(
        {"SubmissionDate": ISO_SENT, "incident-date": DAYS, "incident-type": TYPES, "incident-village": TOWNS,
         "location-Latitude": LAT, "location-Longitude": LON, "location-Altitude": ["0", "1", "2"],
         "location-Accuracy": ["4.5", "6", "3.2"], "meta-instanceID": UUIDS, "KEY": UUIDS, "SubmitterName": NAMES},
        {"event_date": "incident-date", "event_type": "incident-type", "place": "incident-village",
         "latitude": "location-Latitude", "longitude": "location-Longitude", "asserted_by": ""},
    ),
    "surveycto": Layout(
        {"SubmissionDate": SENT, "starttime": SENT, "endtime": SENT[::-1], "deviceid": UUIDS, "username": NAMES,
         "incident_date": DAYS, "incident_type": TYPES, "gpsLatitude": LAT, "gpsLongitude": LON,
         "gpsAccuracy": ["4.5", "6", "3.2"], "instanceID": UUIDS, "formdef_version": ["1", "1", "1"], "KEY": UUIDS},
        {"event_date": "incident_date", "latitude": "gpsLatitude", "longitude": "gpsLongitude", "asserted_by": ""},
    ),
    "survey123": Layout(
        {"ObjectID": IDS, "GlobalID": UUIDS, "Date of attack": DAYS, "Type": TYPES, "CreationDate": SENT,
         "Creator": NAMES, "EditDate": SENT[::-1], "Editor": NAMES[::-1], "x": LON, "y": LAT},
        {"event_date": "Date of attack", "latitude": "y", "longitude": "x", "published_on": "", "asserted_by": "",
         "source_id": "GlobalID"},
    ),
    "microsoft forms": Layout(
        {"ID": IDS, "Start time": SENT, "Completion time": SENT[::-1], "Email": ["anonymous"] * 3, "Name": NAMES,
         "When did it happen?": DAYS, "What type of incident was it?": TYPES, "Where did it happen? (village)": TOWNS,
         "Describe what happened": TEXTS},
        {"event_date": "When did it happen?", "event_type": "What type of incident was it?",
         "place": "Where did it happen? (village)", "summary": "Describe what happened", "source_id": "ID"},
    ),
    "jotform": Layout(
        {"Submission Date": SENT, "1. Date of incident": DAYS, "2. Type of incident": TYPES, "3. Village/Town": TOWNS,
         "Submission ID": IDS},
        {"event_date": "1. Date of incident", "event_type": "2. Type of incident", "place": "3. Village/Town"},
    ),
    "a form without a day of its own": Layout(
        {"Timestamp": SENT, **BASE}, {"event_date": ""}, asked=("event_date",)
    ),
    "two days by equal names": Layout(
        {"Date": DAYS, "Fecha": DAYS[::-1], **BASE}, {"event_date": ""}, asked=("event_date",)
    ),
    "one day in two languages": Layout({"Date": DAYS, "Fecha": DAYS, **BASE}, {"event_date": "Date"}),
    "a name in two languages": Layout(
        {"Date / التاريخ": DAYS, "Type | النوع": TYPES, "Village - القرية": TOWNS, "Killed (القتلى)": SOME},
        {"event_date": "Date / التاريخ", "event_type": "Type | النوع", "place": "Village - القرية",
         "fatalities_best": "Killed (القتلى)"},
    ),
    "the day that happened and the day reported": Layout(
        {"Reporting date": DAYS[::-1], "Date": DAYS, **BASE}, {"event_date": "Date", "published_on": "Reporting date"}
    ),
    "a day of birth and of an interview": Layout(
        {"Date of birth": DAYS, "Interview date": DAYS[::-1], "Attack date": DAYS, **BASE},
        {"event_date": "Attack date", "published_on": ""},
    ),
    "days of something not known": Layout({"Date of visit": DAYS, "Date of attack": DAYS, **BASE},
                                          {"event_date": "Date of attack"}),
    "a date that holds links": Layout({"Date": LINKS, "When": DAYS, **BASE}, {"event_date": "When"}),
    "a year beside a day": Layout({"Year": ["2024"] * 3, "Date": DAYS, **BASE}, {"event_date": "Date"}),
    "a day in three columns": Layout(
        {"Year": ["2024"] * 3, "Month": ["12", "11", "10"], "Day": ["1", "14", "30"], **BASE},
        {"event_date": "", "event_year": "Year", "event_month": "Month", "event_day": "Day"},
    ),
    "a column called day that holds days": Layout({"Day": DAYS, "Year": ["2024"] * 3, **BASE}, {"event_date": "Day"}),
    "links called source": Layout({"Date": DAYS, **BASE, "Source": LINKS}, {"source_url": "Source",
                                                                           "source_publisher": ""}),
    "links called fuente": Layout({"Fecha": DAYS, "Tipo": TYPES, "Lugar": TOWNS, "Fuente": LINKS},
                                  {"source_url": "Fuente", "source_publisher": ""}),
    "a publisher and a link": Layout({"Date": DAYS, **BASE, "Source": PAPERS, "Link": LINKS},
                                     {"source_url": "Link", "source_publisher": "Source"}),
    "links under two names": Layout({"Date": DAYS, **BASE, "Source": LINKS[::-1], "URL": LINKS}, {"source_url": "URL"}),
    "a name and a link in one cell": Layout(
        {"Date": DAYS, **BASE, "Source": [f"Invented Times, {link}" for link in LINKS]},
        {"source_url": "Source", "source_publisher": "Source"},
    ),
    "links under a name that says nothing": Layout({"Date": DAYS, **BASE, "More": LINKS}, {"source_url": "More"}),
    "pictures are no link": Layout({"Date": DAYS, **BASE, "Photo": LINKS}, {"source_url": ""}),
    "an index under location": Layout(
        {"Date": DAYS, "Type": TYPES, "location": ["1", "2", "1"], "asciiname": TOWNS,
         "GEO_PRECISION": ["STREET", "ADM1", "PPL"]},
        {"place": "asciiname", "geo_precision": "GEO_PRECISION"},
    ),
    "words that are no precision": Layout({"Date": DAYS, **BASE, "Geo precision": ["good", "bad", "good"]},
                                          {"geo_precision": ""}),
    "an id of areas": Layout({"ID": ["7", "7", "8"], "Date": DAYS, **BASE}, {"source_id": ""}),
    "an id of rows that stand twice": Layout(
        {"ID": ["7", "8", "8"], "Date": ["2024-12-01", "2024-12-02", "2024-12-02"], "Type": ["clash"] * 3,
         "Place": ["X", "Y", "Y"]},
        {"source_id": "ID"},
    ),
    "an author and one who did it": Layout(
        {"Date": DAYS, **BASE, "Author": NAMES, "Perpetrator": PAPERS},
        {"asserted_by": "Author", "perpetrator": "Perpetrator"},
    ),
    "an author in Spanish and the presumed one": Layout(
        {"Fecha": DAYS, "Tipo": TYPES, "Lugar": TOWNS, "Autor": NAMES, "Presunto autor": PAPERS},
        {"asserted_by": "Autor", "perpetrator": "Presunto autor"},
    ),
    "auteur is who wrote": Layout({"Date": DAYS, "Type": TYPES, "Lieu": TOWNS, "Auteur": NAMES},
                                  {"asserted_by": "Auteur", "perpetrator": ""}),
    "posts scraped": Layout(
        {"date": DAYS, "type": TYPES, "place": TOWNS, "username": NAMES, "posted by": PAPERS, "text": TEXTS,
         "tweet_url": LINKS},
        {"asserted_by": "posted by", "perpetrator": "", "summary": "text", "source_url": "tweet_url"},
    ),
    "parts and a total, by name": Layout(
        {"Date": DAYS, **BASE, "Nationals killed": FEW, "Internationals killed": FEW[::-1], "Total killed": SOME},
        {"fatalities_best": "Total killed"},
    ),
    "killed and civilians killed": Layout(
        {"Date": DAYS, **BASE, "Killed": SOME, "Civilians killed": FEW, "Wounded": MORE},
        {"fatalities_best": "Killed", "civilians_killed": "Civilians killed", "injured": "Wounded"},
    ),
    "provinces that lie in regions": Layout(
        {"Date": DAYS, "Type": TYPES, "Région": ["Sahel", "Sahel", "Est"], "Province": ["Soum", "Oudalan", "Gourma"],
         "Localité": TOWNS},
        {"adm1": "Région", "adm2": "Province", "place": "Localité"},
    ),
    "regions that lie in provinces, a district beside": Layout(
        {"Date": DAYS, "Type": TYPES, "Province": ["A", "A", "B"], "Region": ["a1", "a2", "b1"], "District": TOWNS,
         "Town": TOWNS},
        {"adm1": "Province", "adm2": "District"},
    ),
    "regions and provinces of which the cells do not tell": Layout(
        {"Date": DAYS, "Type": TYPES, "Place": TOWNS, "Region": ["a", "b", "c"], "Province": ["d", "e", "f"]},
        {"adm1": "", "adm2": ""},
    ),
    "a part in brackets": Layout(
        {"Date": DAYS, **BASE, "Killed (women)": FEW, "Civilian deaths (min)": FEW, "Wounded - children": FEW,
         "Killed/Wounded": MORE},
        {"fatalities_best": "", "civilians_killed": "", "injured": ""},
    ),
    "a count with words that leave it whole": Layout(
        {"Date": DAYS, **BASE, "Killed (number)": SOME, "Wounded (عدد الجرحى)": MORE},
        {"fatalities_best": "Killed (number)", "injured": "Wounded (عدد الجرحى)"},
    ),
    "incident number and perpetrators": Layout(
        {"Incident #": IDS, "Date": DAYS, **BASE, "Reported Perpetrator": ["State actor"] * 3,
         "Reported Perpetrator Name": PAPERS, "Media": ["a.jpg", "b.jpg", "c.png"]},
        {"source_id": "Incident #", "perpetrator": "Reported Perpetrator Name", "source_publisher": ""},
    ),
    "killed, yes or no": Layout({"Date": DAYS, **BASE, "Killed": ["yes", "no", "yes"]}, {"fatalities_best": ""}),
    "metres under x and y": Layout(
        {"Date": DAYS, "Type": TYPES, "X": ["331234", "331500", "331700"], "Y": ["4008123", "4008200", "4008300"],
         "Latitude": LAT, "Longitude": LON},
        {"latitude": "Latitude", "longitude": "Longitude"},
    ),
    "coordinates under location, town beside": Layout(
        {"Date": DAYS, "Type": TYPES, "Location": ["36.2, 37.1", "35.1, 36.7", "35.9, 36.7"], "Town": TOWNS},
        {"position": "Location", "place": "Town"},
    ),
    "two pairs of degrees": Layout(
        {"Date": DAYS, "Type": TYPES, "start_latitude": LAT, "start_longitude": LON, "scene_latitude": LAT[::-1],
         "scene_longitude": LON[::-1]},
        {"latitude": "", "longitude": ""}, asked=("latitude", "longitude"),
    ),
    "codes of areas are no names": Layout({"Date": DAYS, "Type": TYPES, "adm1": ["SY01", "SY02", "SY03"],
                                           "admin1Name": TOWNS, "Town": TOWNS}, {"adm1": "admin1Name"}),
    "a category of known words beside a type of unknown": Layout(
        {"Date": DAYS, "Type": ["A", "B", "C"], "Category": TYPES, "Place": TOWNS}, {"event_type": "Category"}
    ),
    "camel case": Layout(
        {"dateOfIncident": DAYS, "incidentType": TYPES, "placeName": TOWNS, "sourceUrl": LINKS, "incidentId": IDS},
        {"event_date": "dateOfIncident", "event_type": "incidentType", "place": "placeName", "source_url": "sourceUrl",
         "source_id": "incidentId"},
    ),
    "units in brackets": Layout({"Date (dd/mm/yyyy)": DAYS, "Type": TYPES, "Latitude (N)": LAT, "Longitude (E)": LON},
                                {"event_date": "Date (dd/mm/yyyy)", "latitude": "Latitude (N)",
                                 "longitude": "Longitude (E)"}),
    "hxl, a whole day beside its year": Layout(
        {"a": ["2024"] * 3, "b": DAYS, "c": TYPES, "d": TOWNS}, {"event_date": "b"},
        tags={"a": "#date+year", "b": "#date", "c": "#event+type", "d": "#loc+name"},
    ),
    "hxl, children and women and all": Layout(
        {"d": DAYS, "t": TYPES, "p": TOWNS, "k1": FEW, "k2": FEW[::-1], "k3": SOME},
        {"fatalities_best": "k3"},
        tags={"d": "#date+occurred", "t": "#event", "p": "#adm3+name", "k1": "#affected+killed+children",
              "k2": "#affected+killed+f", "k3": "#affected+killed"},
    ),
    "hxl, parts and no whole": Layout(
        {"d": DAYS, "t": TYPES, "p": TOWNS, "k1": FEW, "k2": SOME}, {"fatalities_best": ""},
        tags={"d": "#date", "t": "#event", "p": "#loc+name", "k1": "#affected+killed+m", "k2": "#affected+killed+f"},
    ),
    "hxl, links under a source": Layout(
        {"d": DAYS, "t": TYPES, "p": TOWNS, "s": LINKS}, {"source_url": "s", "source_publisher": ""},
        tags={"d": "#date", "t": "#event", "p": "#loc", "s": "#meta+source"},
    ),
    "hxl, a source and its link": Layout(
        {"d": DAYS, "t": TYPES, "p": TOWNS, "s": PAPERS, "u": LINKS}, {"source_url": "u", "source_publisher": "s"},
        tags={"d": "#date", "t": "#event", "p": "#loc", "s": "#meta+source", "u": "#meta+url"},
    ),
    "hxl, the day it was entered": Layout(
        {"when": DAYS, "entered": DAYS[::-1], "t": TYPES, "p": TOWNS}, {"event_date": "when"},
        tags={"entered": "#date+created", "t": "#event", "p": "#loc"},
    ),
}  # fmt: skip


def found(layout: Layout, order: list[str] | None = None, rows: list[int] | None = None, more: dict | None = None):
    columns = {name: layout.columns[name] for name in order or layout.columns}
    if rows is not None:
        columns = {name: [cells[row] for row in rows] for name, cells in columns.items()}
    return guess_mapping(table({**columns, **(more or {})}, tags=layout.tags or {}))


def said(one) -> tuple:
    """What a guess says of each field, and what it asks; without the columns that are left over."""
    questions = sorted(
        (question.field, question.ask, tuple(sorted(question.choices)), question.word)
        for question in one.questions
        if question.choices or question.word
    )
    return dict(one.mapping.columns), dict(one.mapping.words), one.mapping.day_order, questions


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_each_field_is_read_from_the_column_that_holds_it(layout):
    one = found(layout)
    assert {field: one.mapping.columns.get(field, "") for field in layout.wanted} == layout.wanted
    assert {question.field for question in one.questions if question.of_columns and question.needed} == {*layout.asked}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_neither_the_order_of_columns_nor_that_of_rows_decides_anything(layout):
    as_it_stands = said(found(layout))
    shuffled = list(layout.columns)
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        assert said(found(layout, order=shuffled)) == as_it_stands
    assert said(found(layout, rows=[2, 0, 1])) == as_it_stands


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_a_column_that_has_nothing_to_do_with_it_changes_nothing(layout):
    as_it_stands = said(found(layout))
    assert said(found(layout, more={"Colour of the folder": ["red", "green", "green"]})) == as_it_stands
    assert said(found(layout, more={"zz": ["0.5", "0.25", "0.25"]})) == as_it_stands


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_every_reason_and_every_runner_up_is_one_sentence(layout):
    one = found(layout)
    for sentence in (*one.why.values(), *one.second.values()):
        assert sentence.endswith(".")
        assert "\n" not in sentence
    assert set(one.mapping.columns) <= set(one.why)
