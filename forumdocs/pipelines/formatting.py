"""Where a translation says what is set apart in its source: the bold words, the words of a link.

A sentence is translated whole; its looks are carried over afterwards, by what source and translation share (numbers,
names, terms of the glossary, brackets), by what the model looked at while it said each word, and by the order of words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from forumdocs.chinese import chinese_segmenter
from forumdocs.errors import LanguageError, MissingModel
from forumdocs.model import Mark, Origin
from forumdocs.mt.constraints import to_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.languages import Tag
    from forumdocs.model import Pair, Segment, TermMatch
    from forumdocs.mt.decoding import Alignment
    from forumdocs.mt.engine import Engine

Spot = tuple[int, int]

LOOK, ORDER = 0.75, 0.25
"""What the model's look and the order of words weigh in a word's evidence, which is between 0 and 1. The look is
measured against the word that looked at the stretch most.

For 950 terms in human translations of forum sentences (12 directions, the entry of the term hidden, the others known),
the first starter pack's look and the order together find 19% to the letter and overlap by F1 .41, the order alone 15%
and .41; see benchmarks/formatting.py. Equal weights, the look of the opposite direction, looks shared out by source
word, and an order bent at the words that are known made it worse."""

SPREAD = 0.15
"""How fast the order of words loses its say, in shares of the sentence. Verbs of Korean and Japanese stand at the
other end of it, the nouns that are mostly set apart a clause away."""

LIGHT = 0.2
"""The most evidence that a function word can have: it is taken between two others, not for itself."""

ENOUGH = 0.5
"""The evidence from which a word rather belongs to a stretch than not; neighbours are taken as long as they add to
the sum of what is above it."""

LONGEST = 1.5
"""A rendering has at most so many times the share of its sentence that the stretch has of the source's, and two
words."""

_SHARED = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+\w|[A-Za-z][\w’'-]*\w|\d+(?:[.,:/-]\d+)*|[A-Za-z]")
"""What is the same in every language: addresses, Latin words, numbers."""
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W_]+(?:[-’'.,@:/][^\W_]+)*")
_JAPANESE = re.compile(r"[一-鿿々]+[ぁ-ゖ]{0,2}|[ァ-ヺー]+|[ぁ-ゖ]+|[^\W_ぁ-ヺー一-鿿々]+")
_THAI = re.compile(r"[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e45-\u0e4e]*|[^\W_\u0e00-\u0e7f]+")
"""Written syllables, more or less; Thai has no spaces between words."""
_LETTER = re.compile(r"\w")
_COLON = re.compile(r"[:：]")
_BRACKETED = re.compile('[(（][^()（）]+[)）]|\\[[^\\[\\]]+\\]|“[^“”]+”|«[^«»]+»|「[^「」]+」|《[^《》]+》|"[^"]+"')
FUNCTION_WORDS = {
    lang: frozenset(words.split())
    for lang, words in {
        "en": "a an and are as at by for from has have in is its of on or that the their this to was were with",
        "ru": "а в во для до за и из или их к как ко на о об от по при с со то у что это",
        "zh": "的 了 和 与 及 在 是 将 为 对 由 于 以 并 或 等 之 其 从 把 被 也 都 就",
        "ko": "및 또는 그리고 등 수 것 이 그 위해 대한 위한 통해 따라 있는 있다 한다",
    }.items()
}
"""Words at which no rendering of other words begins or ends: articles, prepositions, conjunctions."""
_EDGE = " \t\n.,;:!?。，、；：！？…"


def mark_pairs(pairs: Sequence[Pair], segments: Sequence[Segment], target: Tag, *, engine: Engine) -> tuple[Pair, ...]:
    """The pairs with :attr:`Pair.marks` for all that is set apart in the blocks of their segments."""
    by_id = {segment.id: segment for segment in segments}
    spans = {pair.id: _spans_of(by_id[pair.id]) for pair in pairs if pair.origin in (Origin.MT, Origin.MEMORY)}
    todo = [pair for pair in pairs if spans.get(pair.id)]
    carriers = {pair.id: _carrier_of(pair, target) for pair in todo}
    unsure = [pair for pair in todo if not carriers[pair.id].is_certain(spans[pair.id])]
    looks = _look(unsure, [_tag(by_id[pair.id]) for pair in unsure], target, engine)
    done = {pair.id: carriers[pair.id].carry(spans[pair.id], looks.get(pair.id)) for pair in todo}
    return tuple(replace(pair, marks=done[pair.id]) if pair.id in done else pair for pair in pairs)


def _carrier_of(pair: Pair, target: Tag) -> _Carrier:
    return _Carrier(Text(pair.source, pair.source_lang), Text(pair.target, target.code), pair.terms)


def _spans_of(segment: Segment) -> list[Spot]:
    """What is set apart in a sentence, from its own beginning; points at its edges need no looking for."""
    length = segment.end - segment.start
    found = []
    for start, end in segment.block.stretches:
        clipped = max(0, start - segment.start), min(length, end - segment.start)
        if clipped[0] < clipped[1] or (start == end and 0 < clipped[0] == clipped[1] < length):
            found.append(clipped)
    return found


def _tag(segment: Segment) -> str:
    return "zh-Hant" if segment.script == "Hant" else segment.lang


def _look(pairs: Sequence[Pair], tags: Sequence[str], target: Tag, engine: Engine) -> dict[str, Alignment]:
    """What the engine knows about which words say which, by pair."""
    found: dict[str, Alignment] = {}
    for tag in dict.fromkeys(tags):
        batch = [pair for pair, own in zip(pairs, tags, strict=True) if own == tag]
        texts = [(_as_model_reads(pair.source, tag), _as_model_reads(pair.target, str(target))) for pair in batch]
        try:
            aligned = engine.align(texts, source=tag.split("-")[0], target=target.code)
        except (MissingModel, LanguageError):  # memory and other people translate more than packages do
            continue
        for pair, text, alignment in zip(batch, texts, aligned, strict=True):
            if alignment and _covers(alignment, text) and list(map(len, text)) == [len(pair.source), len(pair.target)]:
                found[pair.id] = alignment
    return found


def _covers(alignment: Alignment, text: tuple[str, str]) -> bool:
    """Whether the tokens spell the texts, so that offsets can be trusted."""
    ends = (alignment.source[-1:], alignment.target[-1:])
    return ends == ((len(text[0]),), (len(text[1]),))


def _as_model_reads(text: str, tag: str) -> str:
    """White space as plain spaces, and Simplified characters; one for one."""
    text = re.sub(r"\s", " ", text)
    return to_script(text, "zh-Hans") if tag == "zh-Hant" else text


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence and the base code of its language."""

    text: str
    lang: str

    def words(self) -> list[Spot]:
        """Where its words stand, without punctuation; in Japanese and Thai something like words."""
        if self.lang == "zh":
            found = chinese_segmenter().tokenize(self.text)
            return [(start, end) for word, start, end in found if _LETTER.search(word)]
        pattern = {"ja": _JAPANESE, "th": _THAI}.get(self.lang, _WORD)
        return [match.span() for match in pattern.finditer(self.text)]


def carry(
    source: Text,
    target: Text,
    spans: Iterable[Spot],
    *,
    alignment: Alignment | None = None,
    terms: Sequence[TermMatch] = (),
) -> tuple[Mark, ...]:
    """Find in a translation what renders each stretch of its source.

    Args:
        source: a sentence.
        target: its translation.
        spans: stretches of the source that do not overlap; an empty one is a point behind a word.
        alignment: what the model looked at, if it is known.
        terms: concepts of the glossary that the source names.

    Returns:
        A mark for each stretch that holds a letter or a digit, as long as the translation has words for it, and for
        each point; whole words that no other mark has, in the order of the source.
    """
    return _Carrier(source, target, terms).carry(list(spans), alignment)


def _anchors(source: str, target: str, terms: Sequence[TermMatch]) -> list[tuple[Spot, Spot]]:
    """Places that say the same for certain: equal words and numbers, terms; one for one where they recur."""
    shared = {match[0] for match in _SHARED.finditer(source)} & {match[0] for match in _SHARED.finditer(target)}
    equal = [(word, word) for word in shared] + [(term.source, term.target) for term in terms if term.satisfied]
    found: list[tuple[Spot, Spot]] = []
    for here, there in equal:
        spots, others = _occurrences(here, source), _occurrences(there, target)
        if len(spots) == len(others):
            found += zip(spots, others, strict=True)
    numbers, counterparts = _long_numbers(source), _long_numbers(target)
    for digits, spots in numbers.items():
        if len(spots) == len(others := counterparts.get(digits, [])):
            found += zip(spots, others, strict=True)
    return found


def _long_numbers(text: str) -> dict[str, list[Spot]]:
    """Where numbers of four digits and more stand, by their digits: 3,200 in one language is 3 200 in another."""
    found: dict[str, list[Spot]] = {}
    for match in _GROUPED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) > 3:
            found.setdefault(digits, []).append(match.span())
    return found


def _occurrences(word: str, text: str) -> list[Spot]:
    border = r"(?<![A-Za-z0-9])" if word[:1].isalnum() and word[:1].isascii() else ""
    after = r"(?![A-Za-z0-9])" if word[-1:].isalnum() and word[-1:].isascii() else ""
    return [match.span() for match in re.finditer(f"{border}{re.escape(word)}{after}", text)] if word else []


class _Carrier:
    """One sentence and its translation."""

    def __init__(self, source: Text, target: Text, terms: Sequence[TermMatch] = ()) -> None:
        self._source, self._target = source, target
        self._anchors = _anchors(source.text, target.text, terms)
        self._alignment: Alignment | None = None

    @cached_property
    def _words(self) -> list[Spot]:
        return self._target.words()

    @cached_property
    def _light(self) -> list[bool]:
        light = FUNCTION_WORDS.get(self._target.lang, frozenset())
        return [self._target.text[slice(*word)].lower() in light for word in self._words]

    def is_certain(self, spans: Sequence[Spot]) -> bool:
        """Whether the texts themselves tell all, so that it does not matter what the model looked at."""
        _, unsure = self._settled(self._stretches(spans))
        return not unsure and all(self._certain_point(at) is not None for at, end in spans if at == end)

    def carry(self, spans: Sequence[Spot], alignment: Alignment | None) -> tuple[Mark, ...]:
        """As :func:`carry`."""
        self._alignment = alignment
        marks = [Mark(*found, *span) for span, found in self._place(self._stretches(spans))]
        marks += [Mark(*(self._point(at),) * 2, at, at) for at, end in set(spans) if at == end]
        return tuple(sorted(marks, key=lambda mark: (mark.source_start, mark.source_end)))

    def _stretches(self, spans: Sequence[Spot]) -> list[Spot]:
        """Those that have words."""
        return sorted(span for span in set(spans) if _LETTER.search(self._source.text[slice(*span)]))

    def _settled(self, spans: Sequence[Spot]) -> tuple[dict[Spot, Spot], list[Spot]]:
        """The renderings that are certain, and the stretches that have none; none takes another's words."""
        found: dict[Spot, Spot] = {}
        unsure: list[Spot] = []
        for span in sorted(spans, key=lambda span: span[0] - span[1]):
            spot = self._certain(span)
            if spot and not _overlaps(spot, found.values()):
                found[span] = spot
            else:
                unsure.append(span)
        return found, unsure

    def _place(self, spans: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
        """Each stretch with its rendering; none takes another's words."""
        found, unsure = self._settled(spans)
        yield from found.items()
        taken = list(found.values())
        seeds = self._seeds(unsure, taken)
        for span, seed in seeds.items():
            others = [self._words[i] for i in seeds.values() if i != seed]
            spot = self._grown(span, seed, [*taken, *others])
            taken.append(spot)
            yield span, spot

    def _point(self, at: int) -> int:
        """The end of the rendering of the word before a point of the source."""
        if (found := self._certain_point(at)) is not None:
            return found
        span = self._word_before(at)
        return next((self._words[seed][1] for seed in self._seeds([span], []).values()), 0) if span else 0

    def _certain_point(self, at: int) -> int | None:
        """The same where the texts give it away."""
        if not _LETTER.search(self._source.text[at:]):
            return len(self._target.text.rstrip(_EDGE))
        if not (span := self._word_before(at)):
            return 0
        found = self._certain(span)
        return found[1] if found else None

    def _word_before(self, at: int) -> Spot | None:
        """The last word that begins before a point of the source, up to there."""
        before = [word for word in self._source.words() if word[0] < at]
        return (before[-1][0], min(before[-1][1], at)) if before else None

    def _certain(self, span: Spot) -> Spot | None:
        """The rendering that the texts themselves give away."""
        source, target = self._source.text, self._target.text
        words = source[slice(*span)].strip(_EDGE)
        if not _LETTER.search(source[: span[0]] + source[span[1] :]):
            return 0, len(target)
        spots = _occurrences(words, target)
        if len(spots) == 1 and len(_occurrences(words, source)) == 1:
            return spots[0]
        return self._anchored(span) or self._lead_in(span) or self._bracketed(span)

    def _anchored(self, span: Spot) -> Spot | None:
        """What says the same for certain as all words of a stretch."""
        for here, there in self._anchors:
            outside = self._source.text[span[0] : here[0]] + self._source.text[here[1] : span[1]]
            if here[0] < span[1] and span[0] < here[1] and not _LETTER.search(outside) and not _inside(span, here):
                return there
        return None

    def _lead_in(self, span: Spot) -> Spot | None:
        """What stands before the first colon: ``Date:`` in bold."""
        colons = [_COLON.search(text.text) for text in (self._source, self._target)]
        here, there = colons
        if not here or not there or _LETTER.search(self._source.text[: span[0]]) or not there.start():
            return None
        end = span[0] + len(self._source.text[slice(*span)].rstrip())
        if end == here.end():
            return 0, there.end()
        return (0, there.start()) if end == here.start() else None

    def _bracketed(self, span: Spot) -> Spot | None:
        """What stands in brackets or quotes, if the translation has as many of them."""
        here = [match.span() for match in _BRACKETED.finditer(self._source.text)]
        there = [match.span() for match in _BRACKETED.finditer(self._target.text)]
        if len(here) != len(there):
            return None
        for (start, end), (first, last) in zip(here, there, strict=True):
            if span == (start, end):
                return first, last
            if span == (start + 1, end - 1):
                return first + 1, last - 1
        return None

    def _seeds(self, spans: Sequence[Spot], taken: Sequence[Spot]) -> dict[Spot, int]:
        """The number of the surest word for each stretch, the surest of all first; no word serves two."""
        sure = sorted(
            (-evidence, span, i)
            for span in spans
            for i, evidence in enumerate(self._evidence(span))
            if not _overlaps(self._words[i], taken)
        )
        found: dict[Spot, int] = {}
        for _, span, i in sure:
            if span not in found and i not in found.values():
                found[span] = i
        return found

    def _grown(self, span: Spot, seed: int, taken: Sequence[Spot]) -> Spot:
        """The surest word of a stretch with the neighbours that add evidence."""
        evidence, longest = self._evidence(span), self._longest(span)
        first = last = seed
        for step, stop in ((-1, -1), (1, len(self._words))):
            gain = 0.0
            for i in range(seed + step, stop, step):
                low, high = min(first, i), max(last, i)
                is_long = self._words[high][1] - self._words[low][0] > longest
                if is_long or _overlaps((self._words[low][0], self._words[high][1]), taken):
                    break
                gain += evidence[i] - ENOUGH
                if gain >= 0:
                    first, last, gain = low, high, 0.0
        return self._words[first][0], self._words[last][1]

    def _longest(self, span: Spot) -> float:
        share = (span[1] - span[0]) / max(1, len(self._source.text))
        mean = sum(end - start for start, end in self._words) / len(self._words)
        return LONGEST * share * len(self._target.text) + 2 * mean

    def _evidence(self, span: Spot) -> list[float]:
        """For each word of the translation between 0 and 1, how much it seems to say the stretch."""
        order = [self._order(word, span) for word in self._words]
        looks = self._looks(span)
        likely = [LOOK * look + ORDER * near for look, near in zip(looks, order, strict=True)] if looks else order
        for spot, other in self._anchors:
            inside = _shared_length(spot, span) * 2 > spot[1] - spot[0]
            for i, word in enumerate(self._words):
                if _shared_length(word, other):
                    likely[i] = 1.0 + order[i] if inside else 0.0
        return [min(own, LIGHT) if light else own for own, light in zip(likely, self._light, strict=True)]

    def _looks(self, span: Spot) -> list[float]:
        """How much of the model's look fell on the stretch while it said each word; the most is 1."""
        if self._alignment is None:
            return []
        ends = self._alignment.target
        gaze = list(zip(zip((0, *ends), ends, strict=False), self._alignment.gaze([span]), strict=True))
        looks = [max((g for spot, g in gaze if _shared_length(spot, word)), default=0.0) for word in self._words]
        most = max(looks, default=0.0) or 1.0
        return [look / most for look in looks]

    def _order(self, word: Spot, span: Spot) -> float:
        """1 for a word at the same place of the sentence as the stretch, less the farther it is."""
        here, size = (word[0] + word[1]) / 2 / len(self._target.text), max(1, len(self._source.text))
        start, end = span[0] / size, span[1] / size
        away = max(start - here, here - end, 0.0)
        centre = abs(here - (start + end) / 2)
        return max(0.0, 1.0 - away / SPREAD - centre / 10)


def _overlaps(spot: Spot, others: Iterable[Spot]) -> bool:
    return any(_shared_length(spot, other) for other in others)


def _inside(one: Spot, other: Spot) -> bool:
    """Whether a stretch is less than another that it is part of."""
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _shared_length(one: Spot, other: Spot) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
