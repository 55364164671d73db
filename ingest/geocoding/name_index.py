"""Spellings of numbered things, found again by how they are written and by how they sound."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from ingest.geocoding.folding import fold, is_arabic, words
from ingest.geocoding.generic_words import OFTEN, joined_prefix, kinds_penalty, split_kinds
from ingest.geocoding.sound_distance import Sounded, alike
from ingest.geocoding.sounds import is_unvowelled, skeleton, sound, without_articles, without_joined_article

WRITTEN, ARTICLE_ASIDE, SOUNDS_SAME, SOUNDS_ALIKE = 1.0, 0.99, 0.93, 0.92
"""The most a match can score: written the same; but for its article; of the same sounds; of like sounds."""
SLIP, SLIP_WEIGHS, END = 0.92, 0.9, 3
"""What a slip of the pen can score, less so much divided by the letters that tell: 0.8 from eight letters on."""
JOINED_ARTICLE = 0.02
"""What it costs to read "Albab" as al-Bab."""
WORTH_LISTING = 0.55
COMPARED = 40
"""Spellings compared sound by sound for one text; of more, those with the nearest letters are taken."""
BEGINNING_ONLY = 0.75
"""The most a match can score, unless written the same, of a text that is only a word many names begin with (Kafr)."""
REMEMBERED = 50_000
PART_OF_A_TOWN = " - "
GENERIC_WEIGHT = 0.45
LONGEST_SKELETON = 200
SHARED_BY = 4
"""A first word that so many places share weighs less, and the less the more share it."""


@dataclass(frozen=True)
class IndexedSpelling:
    """One spelling of the thing numbered `owner`, taken apart for comparing. `letters`: all of them, no spaces;
    `telling`: how many of them tell this name from others."""

    owner: int
    text: str
    key: str
    core: str
    kinds: frozenset[str]
    sounded: Sounded
    letters: str
    telling: float


@dataclass(frozen=True)
class Hit:
    """The best a text does against the spellings of one thing."""

    owner: int
    score: float
    spelling: str
    how: str


class NameIndex:
    """Looks texts up among spellings. Built once; what was looked up is remembered."""

    def __init__(self, spellings: Iterable[tuple[int, str]]) -> None:
        parts: dict[tuple[int, str], tuple[str, str]] = {}
        for owner, text in spellings:
            folded = fold(text)
            if key := " ".join(words(folded)):
                parts.setdefault((owner, key), (text, folded))
        self._shared = _shared_words(((owner, folded) for (owner, _), (_, folded) in parts.items()))
        self.spellings = tuple(self._spelling(owner, text, folded) for (owner, _), (text, folded) in parts.items())
        self._looked_up: dict[str, tuple[Hit, ...]] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_core: dict[str, list[int]] = defaultdict(list)
        self._by_skeleton: dict[str, list[int]] = defaultdict(list)
        self._by_gap: dict[str, list[int]] = defaultdict(list)
        self._by_end: dict[str, list[int]] = defaultdict(list)
        self._sounds = [spelling.sounded.sounds for spelling in self.spellings]
        self._letters = [spelling.letters for spelling in self.spellings]
        for number, spelling in enumerate(self.spellings):
            self._by_key[spelling.key].append(number)
            self._by_core[spelling.core].append(number)
            self._by_skeleton[skeleton(spelling.sounded.sounds)].append(number)
            for end in _ends(spelling.letters, len(spelling.letters)):
                self._by_end[end].append(number)
        for consonants, numbers in self._by_skeleton.items():
            for gap in _gaps(consonants):
                self._by_gap[gap].extend(numbers)

    def look(self, text: str) -> tuple[Hit, ...]:
        """Things whose name `text` may be, best first; those below WORTH_LISTING are left out."""
        if (known := self._looked_up.get(text)) is not None:
            return known
        if len(self._looked_up) >= REMEMBERED:
            self._looked_up.clear()
        self._looked_up[text] = hits = self._look(text)
        return hits

    def _look(self, text: str) -> tuple[Hit, ...]:
        folded = fold(text)
        asked = self._spelling(-1, text, folded)
        variants = [(asked, 0.0)]
        if (shorter := " ".join(map(without_joined_article, words(folded)))) != asked.key:
            variants.append((self._spelling(-1, text, shorter), JOINED_ARTICLE))
        best: dict[int, Hit] = {}
        for variant, penalty in variants:
            for number in self._near(variant):
                score, how = _score(variant, self.spellings[number])
                _keep_better(best, self.spellings[number], score - penalty, how)
        for number in self._a_letter_off(asked):
            spelling = self.spellings[number]
            _keep_better(best, spelling, SLIP - SLIP_WEIGHS / spelling.telling, "a letter off")
        hits = [self._cap_score(hit) for hit in best.values()] if self._is_generic_name(folded) else best.values()
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.owner)))

    def _is_generic_name(self, folded: str) -> bool:
        """Whether a name holds no word but those that many names begin with."""
        core, _ = split_kinds(folded)
        return all(self._weight(sound(word)) < 1.0 for word in without_articles(words(core)))

    def _cap_score(self, hit: Hit) -> Hit:
        return hit if hit.score >= ARTICLE_ASIDE else replace(hit, score=min(hit.score, BEGINNING_ONLY))

    def _near(self, asked: IndexedSpelling) -> Iterable[int]:
        """Numbers of the spellings worth comparing: written alike, or at most one sound apart in their skeletons."""
        numbers = dict.fromkeys([*self._by_key.get(asked.key, ()), *self._by_core.get(asked.core, ())])
        consonants = skeleton(asked.sounded.sounds)
        near = dict.fromkeys([*self._by_skeleton.get(consonants, ()), *self._by_gap.get(consonants, ())])
        for gap in _gaps(consonants):
            near |= dict.fromkeys([*self._by_skeleton.get(gap, ()), *self._by_gap.get(gap, ())])
        if len(near) > COMPARED:
            many = list(near)
            sounds = [self._sounds[number] for number in many]
            nearest = process.extract(asked.sounded.sounds, sounds, scorer=Levenshtein.distance, limit=COMPARED)
            near = dict.fromkeys(many[at] for _, _, at in nearest)
        return numbers | near

    def _a_letter_off(self, asked: IndexedSpelling) -> list[int]:
        """Spellings one letter away: one too many, too few, another, or two that changed places."""
        lengths = range(len(asked.letters) - 1, len(asked.letters) + 2)
        keys = [key for length in lengths for key in _ends(asked.letters, length)]
        numbers = [number for key in keys for number in self._by_end.get(key, ())]
        letters = [self._letters[number] for number in numbers]
        found = process.extract(asked.letters, letters, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [numbers[at] for _, distance, at in found if distance == 1]

    def _spelling(self, owner: int, text: str, folded: str) -> IndexedSpelling:
        core, kinds = split_kinds(folded)
        core_words = without_articles(words(core))
        sounds, weights = self._weighted(core_words)
        bare = all(map(is_arabic, core_words)) or is_unvowelled(sounds)
        letters = "".join(words(folded))
        weighed = [len(word) * self._weight(sound(word)) for word in core_words]
        telling = sum(weighed) + GENERIC_WEIGHT * (len(letters) - sum(map(len, core_words)))
        return IndexedSpelling(
            owner=owner,
            text=text,
            key=" ".join(words(folded)),
            core=" ".join(core_words),
            kinds=kinds,
            sounded=Sounded.of(sounds, weights, bare=bare),
            letters=letters,
            telling=telling,
        )

    def _weighted(self, core_words: tuple[str, ...]) -> tuple[str, tuple[float, ...]]:
        """Sounds of the words on end, with the weight of each."""
        spoken = [sound(word) for word in core_words]
        weights = [self._weight(word) for word in spoken]
        if all(weight < 1.0 for weight in weights):
            weights = [1.0] * len(weights)
        each = (
            min(weight, GENERIC_WEIGHT if at < joined_prefix(part) else 1.0)
            for part, weight in zip(spoken, weights, strict=True)
            for at in range(len(part))
        )
        return "".join(spoken), tuple(each)

    def _weight(self, spoken: str) -> float:
        shared = self._shared.get(skeleton(spoken), 0) if len(spoken) > 1 else 0
        weight = min(1.0, 1.0 - 0.2 * math.log2(shared / SHARED_BY)) if shared else 1.0
        return max(GENERIC_WEIGHT, min(weight, GENERIC_WEIGHT if spoken in OFTEN else 1.0))


def _keep_better(best: dict[int, Hit], spelling: IndexedSpelling, score: float, how: str) -> None:
    known = best.get(spelling.owner)
    if score >= WORTH_LISTING and (known is None or score > known.score):
        best[spelling.owner] = Hit(spelling.owner, score, spelling.text, how)


def _ends(letters: str, length: int) -> tuple[str, str] | tuple[()]:
    """Keys of the names of a length that begin or end with the same letters: one slip leaves one end as it was."""
    return (f"{letters[:END]}-{length}", f"{length}-{letters[-END:]}") if len(letters) > 2 * END else ()


def _score(asked: IndexedSpelling, spelling: IndexedSpelling) -> tuple[float, str]:
    if asked.key == spelling.key:
        return WRITTEN, "written as"
    penalty = kinds_penalty(asked.kinds, spelling.kinds)
    if asked.core == spelling.core:
        return ARTICLE_ASIDE - penalty, "but for its article or kind written as"
    likeness = alike(asked.sounded, spelling.sounded, at_least=(WORTH_LISTING + penalty) / SOUNDS_ALIKE)
    if likeness == 1.0:
        return SOUNDS_SAME - penalty, "sounds the same as"
    return SOUNDS_ALIKE * likeness - penalty, "sounds like"


def _shared_words(names: Iterable[tuple[int, str]]) -> Mapping[str, int]:
    """How many things share each first word of a name of several words, by its skeleton; a word that is itself a whole
    name ("Aleppo" of "Aleppo Citadel") tells which place is meant and is none of them."""
    owners: dict[str, set[int]] = defaultdict(set)
    whole: set[str] = set()
    for owner, folded in names:
        if PART_OF_A_TOWN in folded:
            continue
        parts = without_articles(words(split_kinds(folded)[0]))
        if len(parts) > 1:
            owners[skeleton(sound(parts[0]))].add(owner)
        else:
            whole |= {skeleton(sound(part)) for part in parts}
    return Counter(
        {
            consonants: len(sharing)
            for consonants, sharing in owners.items()
            if len(sharing) > SHARED_BY and consonants not in whole
        }
    )


def _gaps(consonants: str) -> tuple[str, ...]:
    """A skeleton with each one of its sounds left out, in their order; none of one so short that anything would match,
    or so long that it is no name."""
    if not 3 <= len(consonants) <= LONGEST_SKELETON:
        return ()
    return tuple(dict.fromkeys(consonants[:at] + consonants[at + 1 :] for at in range(len(consonants))))
