"""What columns are called, in the languages tables are kept in, and what HXL tags say."""

from __future__ import annotations

import re

from ingest.drafts.unique import plain

_NAMES = {
    "source_id": """event id|event id cnty|eventid|incident id|id|uid|guid|source id|identifiant|identificador|معرف
        |رقم الحدث|код""",
    "event_date": """event date|date of event|incident date|date start|start date|date|day|date from|from
        |when|begin|start|datetime|date time|timestamp|datum
        |date occurred|date de l'événement|date de début|date du début|jour|fecha
        |fecha del evento|fecha de inicio|día|дата|дата события|дата начала|день|дата події
        |дата початку|تاريخ|التاريخ|تاريخ الحدث|اليوم|تاريخ البدء""",
    "end_date": """end date|date end|end|last day|date to|to|until|date de fin|fecha de fin|fecha final
        |дата окончания|дата конца|дата закінчення|تاريخ الانتهاء|تاريخ النهاية""",
    "event_year": """event year|incident year|year of event|start year|year start|iyear|year|yr|année|an|año|ano|год|рік
        |السنة|سنة|العام|jahr|yıl|yil|سال|anno""",
    "event_month": """event month|incident month|month of event|start month|month start|imonth|month|mon|mois|mes|mês
        |месяц|місяць|الشهر|شهر|monat|ay|ماه|mese""",
    "event_day": """event day|incident day|day of event|day of month|day of the month|start day|day start|iday|dia
        |число|يوم|tag|gün|gun|روز|giorno""",
    "end_year": "end year|year end|année de fin|año de fin|año final|год окончания|рік закінчення|سنة الانتهاء",
    "end_month": "end month|month end|mois de fin|mes de fin|mes final|месяц окончания|місяць закінчення|شهر الانتهاء",
    "end_day": "end day|day end|jour de fin|día de fin|día final|день окончания|день закінчення|يوم الانتهاء",
    "event_time": "event time|time|time of day|local time|heure|hora|время|час|الوقت|الساعة|وقت",
    "time_precision": "time precision|date precision|date prec|précision de la date|precisión temporal",
    "event_type": """event type|type of event|incident type|type|category|incident category|attacktype1 txt|kind
        |type d'événement|type d'incident|catégorie|tipo|tipo de evento|tipo de incidente
        |categoría|тип|тип события|вид события|категория|тип події|вид події|категорія|نوع الحدث
        |النوع|نوع|التصنيف|نوع الحادث|what""",
    "sub_event_type": """sub event type|sub type|subtype|sub category|subcategory|sous type|subtipo|подтип|підтип
        |النوع الفرعي""",
    "actor1": """actor1|actor 1|actor|side a|party a|first party|group|group name|gname|faction|acteur|acteur 1
        |actor principal|сторона|сторона а|актор|الطرف الأول|الطرف|الفاعل|الجهة|who""",
    "actor2": """actor2|actor 2|side b|party b|second party|opponent|target|acteur 2|cible|objetivo
        |сторона б|الطرف الثاني""",
    "perpetrator": """perpetrator|attributed to|auteur|responsable|autor|виновник|исполнитель|винуватець
        |المسؤول|مرتكب الحادث""",
    "place": """place|place name|location|location name|location en|locality|town|village|city
        |settlement|name of place|site|lieu|localité|ville|lugar|localidad|ciudad|población
        |место|населенный пункт|населённый пункт|город|местность|місце|населений пункт|місто
        |المكان|الموقع|مكان|موقع|البلدة|القرية|المدينة|اسم المكان|where""",
    "adm1": """adm1|adm 1|adm1 name|admin1|admin 1|admin1 name|admin1 en|governorate|province|provstate|state
        |region|oblast|gouvernorat|région|provincia|región|departamento|область|регион|провинция
        |регіон|المحافظة|محافظة|الولاية|الإقليم""",
    "adm2": """adm2|adm 2|adm2 name|admin2|admin 2|admin2 name|district|county|raion|municipality
        |municipio|distrito|район|المنطقة|القضاء|منطقة|الناحية""",
    "country": "country|country name|country txt|nation|pays|país|страна|країна|البلد|الدولة|بلد",
    "latitude": "latitude|lat|y|point y|lat dd|latitud|широта|خط العرض|دائرة العرض",
    "longitude": "longitude|lon|long|lng|x|point x|lon dd|longitud|долгота|довгота|خط الطول",
    "position": """position|coordinates|coords|coordinate|latlon|lat lon|lat long|lat lng|gps|mgrs|utm|grid
        |geolocation|coordonnées|coordenadas|координаты|координати|الإحداثيات|احداثيات|إحداثيات
        |geom wkt|wkt""",
    "geo_precision": "geo precision|location precision|precision code|where prec",
    "uncertainty_km": "uncertainty km|radius km|accuracy km|within km|incertitude km|радиус км",
    "fatalities_low": """fatalities low|killed low|deaths low|low|killed min|deaths min|min killed|low estimate
        |minimum killed|at least killed""",
    "fatalities_best": """fatalities best|fatalities|killed|deaths|dead|number killed|best|best estimate
        |deaths total|nkill|kia|morts|tués|décès|nombre de morts|muertos|muertes|fallecidos|погибшие
        |убитые|убито|погибло|загиблі|вбито|القتلى|قتلى|عدد القتلى|الضحايا|وفيات""",
    "fatalities_high": """fatalities high|killed high|deaths high|high|killed max|deaths max|max killed
        |high estimate|maximum killed""",
    "civilians_killed": """civilians killed|civilian deaths|civilian fatalities|deaths civilians|killed civilians
        |civils tués|civiles muertos|погибшие гражданские|загиблі цивільні|القتلى المدنيون
        |مدنيون قتلى""",
    "injured": """injured|wounded|nwound|blessés|heridos|раненые|ранено|поранені|поранено|الجرحى|جرحى|عدد الجرحى
        |المصابون""",
    "displaced": "displaced|idps|déplacés|desplazados|перемещенные|переміщені|النازحون|نازحون",
    "summary": """summary|notes|description|event description|details|what happened|narrative|text|comment
        |comments|remarks|résumé|commentaire|resumen|descripción|detalles|описание
        |описание события|комментарий|опис|опис події|коментар|الوصف|وصف|ملخص|التفاصيل|ملاحظات
        |وصف الحدث|name|label""",
    "asserted_by": "asserted by|reported by|claimed by|who says so|rapporté par|informado por|أبلغ عنه",
    "source_publisher": """source|sources|source publisher|publisher|source name|outlet|media|source office|fuente
        |fuentes|источник|источники|джерело|джерела|المصدر|مصدر|المصادر""",
    "source_title": """source title|title|headline|source headline|titre|título|заголовок|название|назва
        |العنوان|عنوان""",
    "source_url": """source url|url|link|links|source link|web link|lien|enlace|ссылка|посилання|الرابط|رابط
        |geolocation link""",
    "published_on": """published on|publication date|date published|published|report date|reported on
        |date reported|source date|date de publication|fecha de publicación|дата публикации
        |дата публікації|تاريخ النشر""",
    "reliability": "reliability|source reliability|fiabilité|fiabilidad|надежность|надійність",
    "credibility": "credibility|information credibility|crédibilité|credibilidad|достоверность|достовірність",
}
"""Field -> names, the surest first: English, French, Spanish, Russian, Ukrainian and Arabic; the parts of a day also in
German, Italian, Persian, Portuguese and Turkish. A column called "day" stands under event_date, and is the day of the
month where a year and a month stand beside it (see guess_day_parts)."""

NAMES: dict[str, tuple[str, ...]] = {
    field: tuple(name.strip() for name in names.replace("\n", " ").split("|")) for field, names in _NAMES.items()
}

_TAGS: tuple[tuple[str, frozenset[str], str], ...] = tuple(
    (tag, frozenset(attributes.split()), field)
    for tag, attributes, field in (
        ("#date", "published year", ""),
        ("#date", "reported year", ""),
        ("#date", "end year", "end_year"),
        ("#date", "end month", "end_month"),
        ("#date", "end day", "end_day"),
        ("#date", "year", "event_year"),
        ("#date", "month", "event_month"),
        ("#date", "day", "event_day"),
        ("#date", "end", "end_date"),
        ("#date", "published", "published_on"),
        ("#date", "reported", "published_on"),
        ("#date", "start", "event_date"),
        ("#date", "occurred", "event_date"),
        ("#date", "", "event_date"),
        ("#country", "name", "country"),
        ("#country", "", "country"),
        ("#adm1", "name", "adm1"),
        ("#adm1", "", "adm1"),
        ("#adm2", "name", "adm2"),
        ("#adm2", "", "adm2"),
        ("#loc", "name", "place"),
        ("#loc", "", "place"),
        ("#geo", "lat", "latitude"),
        ("#geo", "lon", "longitude"),
        ("#geo", "coord", "position"),
        ("#geo", "precision", "geo_precision"),
        ("#event", "id", "source_id"),
        ("#event", "code", "source_id"),
        ("#event", "subtype", "sub_event_type"),
        ("#event", "type", "event_type"),
        ("#event", "", "event_type"),
        ("#group", "", "actor1"),
        ("#affected", "killed min", "fatalities_low"),
        ("#affected", "killed max", "fatalities_high"),
        ("#affected", "killed civilians", "civilians_killed"),
        ("#affected", "killed civ", "civilians_killed"),
        ("#affected", "killed", "fatalities_best"),
        ("#affected", "injured", "injured"),
        ("#affected", "displaced", "displaced"),
        ("#affected", "idps", "displaced"),
        ("#description", "", "summary"),
        ("#meta", "id", "source_id"),
        ("#meta", "url", "source_url"),
        ("#meta", "source", "source_publisher"),
    )
)
"""HXL tag, attributes that must be there, field; what asks for more stands first. Codes of areas are no names."""


def plain_name(column: str) -> str:
    """A column's name in small letters with single spaces for everything that is no letter or digit."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain(str(column)))
    return " ".join(re.sub(r"[^\w']|_", " ", text).casefold().split())


def field_of_tag(tag: str) -> str:
    """The field an HXL tag such as `#affected+killed` stands for; "" for none."""
    base, *attributes = [part.strip() for part in tag.casefold().replace(" ", "").split("+")]
    given = set(attributes)
    if "code" in given and base.startswith(("#adm", "#country", "#loc")):
        return ""
    for name, needed, field in _TAGS:
        if name == base and needed <= given:
            return field
    return ""
