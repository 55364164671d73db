"""Words for kinds of event, and which of the six types each is. What could be two types is not here: it is asked."""

from __future__ import annotations

from ingest.drafts.unique import plain

_BATTLE, _REMOTE, _CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
_PROTEST, _RIOT, _STRATEGIC = "Protests", "Riots", "Strategic developments"

SUB_TYPES = {
    "Armed clash": _BATTLE,
    "Government regains territory": _BATTLE,
    "Non-state actor overtakes territory": _BATTLE,
    "Air/drone strike": _REMOTE,
    "Shelling/artillery/missile attack": _REMOTE,
    "Remote explosive/landmine/IED": _REMOTE,
    "Suicide bomb": _REMOTE,
    "Grenade": _REMOTE,
    "Chemical weapon": _REMOTE,
    "Sexual violence": _CIVILIANS,
    "Abduction/forced disappearance": _CIVILIANS,
    "Peaceful protest": _PROTEST,
    "Protest with intervention": _PROTEST,
    "Excessive force against protesters": _PROTEST,
    "Violent demonstration": _RIOT,
    "Mob violence": _RIOT,
    "Agreement": _STRATEGIC,
    "Arrests": _STRATEGIC,
    "Change to group/activity": _STRATEGIC,
    "Disrupted weapons use": _STRATEGIC,
    "Headquarters or base established": _STRATEGIC,
    "Looting/property destruction": _STRATEGIC,
    "Non-violent transfer of territory": _STRATEGIC,
}
"""ACLED's kinds within the types. Its "Attack" and "Other" are left out: outside ACLED they may mean anything."""

_CLASH, _AIR, _SHELLING = "Armed clash", "Air/drone strike", "Shelling/artillery/missile attack"
_MINE, _ABDUCTION = "Remote explosive/landmine/IED", "Abduction/forced disappearance"

_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        _BATTLE,
        "",
        """battle|battles|bataille|batalla|batalha|battle event|schlacht|muharebe|معركة|معارك|битва|бій|бой|نبرد|קרב""",
    ),
    (
        _BATTLE,
        _CLASH,
        """clash|clashes|armed clashes|fighting|firefight|gunfight|ground combat|combat|combats
        |affrontement|affrontements
        |accrochage|combate|combates|enfrentamiento|enfrentamientos|бои|столкновение|столкновения|бої|зіткнення|اشتباك
        |اشتباكات|قتال
        |gefecht|gefechte|feuergefecht|kämpfe|zusammenstoß|zusammenstöße|çatışma|çatışmalar|confronto|confrontos|tiroteio
        |درگیری|درگیری مسلحانه|עימות|עימותים|חילופי אש|קרבות""",
    ),
    (
        _REMOTE,
        "",
        """explosions|explosion|bombing/explosion|remote violence|strike|strikes
        |bombing|bombardment|bombardement|frappe|frappes|bombardeo
        |explosión|explosiones|удар|взрыв|взрывы|вибух|вибухи|قصف|انفجار|تفجير
        |explosionen|bombardierung|bombardıman|patlama|patlamalar|explosão|explosões|bombardeio|bombardeamento|بمباران|פיצוץ
        |הפצצה""",
    ),
    (
        _REMOTE,
        _AIR,
        """airstrike|airstrikes|air strike|air strikes|air raid|drone strike|drone attack|uav strike|aerial bombardment
        |frappe aérienne|frappes aériennes|raid aérien|frappe de drone|ataque aéreo|bombardeo aéreo|ataque con dron
        |авиаудар|авиаудары|удар с воздуха|удар бпла|удар дрона|авіаудар|авіаудари|удар бпла|удар дрона|غارة|غارات
        |غارة جوية|غارات جوية|قصف جوي|ضربة جوية
        |luftangriff|luftangriffe|luftschlag|drohnenangriff|drohnenangriffe|hava saldırısı|hava saldırıları
        |iha saldırısı|ataques aéreos|bombardeio aéreo|ataque de drone|حمله هوایی|حملات هوایی|حمله پهپادی
        |תקיפה אווירית|תקיפות אוויריות""",
    ),
    (
        _REMOTE,
        _SHELLING,
        """shelling|artillery|artillery fire|artillery strike|artillery shelling|mortar|mortar fire|missile strike
        |missile attack|rocket attack|rocket fire|tir d'artillerie|tirs d'artillerie|tir de roquettes|frappe de missile
        |artillería|fuego de artillería|ataque con misiles|обстрел|обстрелы|артобстрел|ракетный удар|обстріл|обстріли
        |артобстріл|ракетний удар|قصف مدفعي|قصف صاروخي
        |beschuss|artilleriebeschuss|artilleriefeuer|mörserbeschuss|raketenangriff|raketenangriffe|topçu atışı
        |topçu ateşi|havan atışı|roket saldırısı|füze saldırısı|artilharia|fogo de artilharia|ataque de mísseis
        |ataque com mísseis|گلوله باران|حمله موشکی|حمله راکتی|הפגזה|הפגזות|ירי ארטילרי|ירי רקטות|ירי טילים""",
    ),
    (
        _REMOTE,
        _MINE,
        """ied|ied attack|landmine|land mine|mine|roadside bomb|unexploded ordnance|uxo|engin explosif improvisé|mina
        |мина|міна|фугас|لغم|ألغام|عبوة ناسفة
        |sprengfalle|mayın|el yapımı patlayıcı|مین|מוקש|מטען חבלה""",
    ),
    (
        _REMOTE,
        "Suicide bomb",
        """suicide bombing|suicide attack|attentat suicide|ataque suicida|смертник|تفجير انتحاري|selbstmordanschlag
        |intihar saldırısı|atentado suicida|حمله انتحاری|פיגוע התאבדות""",
    ),
    (
        _CIVILIANS,
        "",
        """attack on civilians|attacks on civilians|killing of civilians|execution|executions|extrajudicial killing
        |massacre|exécution|violence contre les civils|violencia contra civiles|ejecución|masacre|казнь|расстрел
        |насилие против гражданских|насильство проти цивільних|إعدام|مجزرة|انتهاك بحق المدنيين
        |hinrichtung|massaker|infaz|katliam|execução|violência contra civis|اعدام|הוצאה להורג|טבח""",
    ),
    (
        _CIVILIANS,
        _ABDUCTION,
        """abduction|abductions|kidnapping|hostage taking (kidnapping)|enlèvement|secuestro|похищение
        |викрадення|خطف|اختطاف|اختفاء قسري
        |entführung|entführungen|kaçırma|adam kaçırma|sequestro|rapto|آدم ربایی|חטיפה""",
    ),
    (
        _PROTEST,
        "",
        """protest|demonstration|demonstrations|sit-in|manifestation|manifestations|protesta|protestas|manifestación
        |протест|протесты|митинг|протести|мітинг|مظاهرة|مظاهرات|احتجاج|احتجاجات|اعتصام
        |proteste|demonstrationen|kundgebung|protesto|protestos|gösteri|gösteriler|manifestação|manifestações|اعتراض
        |اعتراضات|تظاهرات|הפגנה|הפגנות|מחאה""",
    ),
    (
        _RIOT,
        "",
        """riot|riots|émeute|émeutes|disturbio|disturbios|беспорядки|заворушення|شغب|أعمال شغب|ausschreitungen|krawalle
        |unruhen|motim|motins|מהומות""",
    ),
    (
        _STRATEGIC,
        "",
        """strategic development|développement stratégique|acontecimiento estratégico|стратегическое событие
        |تطور استراتيجي""",
    ),
    (
        _STRATEGIC,
        "Agreement",
        """ceasefire|truce|cessez-le-feu|alto el fuego|перемирие|перемир'я|هدنة|وقف إطلاق النار|waffenruhe
        |waffenstillstand|ateşkes|cessar-fogo|trégua|آتش بس|הפסקת אש""",
    ),
    (
        _STRATEGIC,
        "Arrests",
        """arrest|arrestation|arrestations|detención|арест|арешт|اعتقال|اعتقالات|festnahme|festnahmen|verhaftung|verhaftungen
        |tutuklama|gözaltı|detenção|detenções|بازداشت|دستگیری|מעצר|מעצרים""",
    ),
)
"""Type, kind within it ("" where the word does not say), and the words in English, French, Spanish, Portuguese,
Russian, Ukrainian, German, Turkish, Arabic, Persian and Hebrew."""

_BY_WORD: dict[str, tuple[str, str]] = {
    word.strip().casefold(): (event_type, sub_type)
    for event_type, sub_type, words in _WORDS
    for word in words.replace("\n", " ").split("|")
} | {sub_type.casefold(): (event_type, sub_type) for sub_type, event_type in SUB_TYPES.items()}


def known_word(text: str) -> tuple[str, str] | None:
    """The type that `text` surely means and the kind within it, "" where it does not say; None for any other."""
    return _BY_WORD.get(plain(text).casefold())
