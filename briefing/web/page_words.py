"""What a page says by itself, in English and Arabic, besides what a sheet says too (briefing/text/words.py)."""

from __future__ import annotations

from geo.common.phrases import Phrase

LEGEND = Phrase("Layers and legend", "الطبقات ومفتاح الخريطة")
HOW = Phrase("How these figures are computed", "كيف حُسبت هذه الأرقام")
HINT = Phrase(
    "Click ground, an event or a crossing to see who says so. By keyboard: Enter asks about the middle of the map,"
    " Tab goes from mark to mark.",
    "انقر على الأرض أو على حدث أو معبر لمعرفة المصدر. بلوحة المفاتيح: Enter يسأل عن وسط الخريطة،"
    " وTab ينتقل من علامة إلى علامة.",
)
NOT_DRAWN = Phrase("nothing to draw", "لا شيء للرسم")
NO_LAYERS = Phrase(
    "The map is empty: no layer was asked for. Name some with --layers.", "الخريطة فارغة: لم تُطلب أي طبقة."
)
NO_GROUND = Phrase(
    "No report says who holds any of this ground by then.", "لا يذكر أي تقرير من يسيطر على هذه الأرض حتى ذلك اليوم."
)
PALER = Phrase(
    "On a single day, an event that is only possible on it is paler, and one of the day before paler still.",
    "في اليوم الواحد يظهر الحدث المحتمل باهتاً، وحدث اليوم السابق أشد بهتاناً.",
)
PRINTED_DAY = Phrase("The map shows", "تُظهر الخريطة")
LANGUAGE = Phrase("Language", "اللغة")
QUOTED = Phrase(
    "Publishers quoted most by the events shown and the deciding reports; of all",
    "أكثر الناشرين اقتباساً في الأحداث والتقارير الحاسمة؛ من أصل",
)
VIEW = Phrase("This view in Frontline", "هذا العرض في Frontline")
