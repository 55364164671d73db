"""Words and codes for how exact a place is, and which of the three codes of this program each is."""

from __future__ import annotations

from ingest.drafts.unique import word_key
from ingest.mappings.fields import FIELDS

_TOWN, _PART, _REGION = "1", "2", "3"
_WORDS: tuple[tuple[str, str], ...] = (
    (
        _TOWN,
        """exact|exact location|street|address|building|house|point|gps|village|town|city|settlement|neighbourhood
        |neighborhood|ppl|ppla|ppla2|ppla3|ppla4|pplc|pplx|rooftop|adresse|rue|localité|ville|dirección|calle|localidad
        |улица|город|село|населенный пункт|вулиця|місто|قرية|مدينة|شارع|حي|بلدة""",
    ),
    (
        _PART,
        """adm2|adm3|adm4|admin2|admin3|admin4|district|county|raion|sub district|subdistrict|municipality|commune
        |district level|cercle|distrito|municipio|район|громада|قضاء|ناحية|منطقة""",
    ),
    (
        _REGION,
        """adm1|admin1|region|province|governorate|state|oblast|province level|région|gouvernorat|provincia
        |departamento|область|регион|محافظة|ولاية""",
    ),
)
"""Code, and the words for it in the languages tables are kept in; `ppl` ... are codes of GeoNames."""

_BY_WORD = {word.strip(): code for code, words in _WORDS for word in words.replace("\n", " ").split("|")}


def known_precision(text: str) -> str:
    """The code ("1" to "3") that `text` is or surely means; "" for any other."""
    word = word_key(text)
    return word if word in FIELDS["geo_precision"].codes else _BY_WORD.get(word.replace("_", " "), "")
