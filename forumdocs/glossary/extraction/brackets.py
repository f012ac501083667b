"""What brackets say: "quantum key distribution (QKD)", "离子阱 (ion trap)".

Acronyms of letters of the same script are matched to the words before by the algorithm of A. Schwartz and M. Hearst, "A
simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003. Where the scripts differ, as in
量子密钥分发（QKD）, the noun phrase that ends at the bracket is what is abbreviated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.glossary.extraction.phrases import Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRACKET = re.compile(r"\s*[(（]([^()（）]{2,80})[)）]")
_PARTS = re.compile(r"\s*[,，、;；/]\s*")
_ACRONYM = re.compile(r"(?=(?:.*[A-ZА-ЯЁ]){2})[A-ZА-ЯЁ0-9][A-Za-zА-Яа-яЁё0-9&.-]{1,9}")
_WORD = re.compile(r"\w+")
_SCRIPTS = {
    "en": re.compile(r"[A-Za-z][A-Za-z0-9'’–-]*(?: [A-Za-z0-9'’–-]+){0,5}"),
    "ko": re.compile(r"(?=.*[가-힣])[가-힣A-Za-z0-9· -]+"),
    "ru": re.compile(r"(?=.*[а-яё])[А-Яа-яЁёA-Za-z0-9 -]+"),
    "ja": re.compile(r"(?=.*[ぁ-ヺ])[ぁ-ヺー一-鿿A-Za-z0-9・]+"),
    "zh": re.compile(r"[㐀-鿿A-Za-z0-9·-]*[㐀-鿿][㐀-鿿A-Za-z0-9·-]*"),
    "th": re.compile(r"(?=.*[ก-๙])[ก-๙A-Za-z0-9 ]+"),
}
"""What a gloss in a language may look like; in this order the first that fits is taken."""
_OWN = {"en": "en", "ko": "ko", "ru": "ru", "ja": "ja zh", "zh-Hans": "zh ja", "zh-Hant": "zh ja", "th": "th"}
"""Languages of which a bracket is no translation: one's own script."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What a bracket adds to the phrase before it."""

    phrase: Phrase
    text: str
    lang: str = ""
    """The base language of a translation; empty for an acronym."""


def find_asides(text: str, lang: str, phrases: Sequence[Phrase]) -> Iterator[Aside]:
    """The acronyms and translations that stand in brackets after phrases.

    Args:
        text: a sentence.
        lang: its glossary language.
        phrases: the noun phrases in it, terms of the glossary included.
    """
    for bracket in _BRACKET.finditer(text):
        parts = [part.strip() for part in _PARTS.split(bracket[1]) if part.strip()]
        before = _phrase_before(phrases, bracket.start())
        for part in parts:
            if _ACRONYM.fullmatch(part):
                long_form = _expansion(part, text, bracket.start(), lang) or before
                if long_form:
                    yield Aside(long_form, part)
            elif before and len(parts) < 3 and (other := _language_of(part, lang)):
                yield Aside(before, part, other)
        yield from _expanded_inside(text, bracket, phrases)


def explained_places(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """The brackets that hold nothing but acronyms and translations: what is in them is no candidate of its own."""
    for bracket in _BRACKET.finditer(text):
        parts = [part.strip() for part in _PARTS.split(bracket[1]) if part.strip()]
        if parts and all(_ACRONYM.fullmatch(part) or _language_of(part, lang) for part in parts):
            yield bracket.span(1)


def _expanded_inside(text: str, bracket: re.Match[str], phrases: Sequence[Phrase]) -> Iterator[Aside]:
    """The acronym stands before its long form: "QKD (quantum key distribution)"."""
    short = re.search(r"[\w-]+\Z", text[: bracket.start()])
    start, end = bracket.span(1)
    whole = next((p for p in phrases if (p.start, p.end) == (start, end)), None)
    if short and whole and _ACRONYM.fullmatch(short.group()) and _initials_fit(short.group(), whole):
        yield Aside(whole, short.group())


def _initials_fit(short: str, phrase: Phrase) -> bool:
    initials = "".join(word.base[0] for word in phrase.words)
    return short.casefold().replace("-", "").startswith(initials[:2])


def _phrase_before(phrases: Sequence[Phrase], end: int) -> Phrase | None:
    """The longest phrase that ends there, of those that are surest to be one."""
    ending = [phrase for phrase in phrases if phrase.end == end and not _ACRONYM.fullmatch(phrase.form)]
    return max(ending, key=lambda phrase: (phrase.sure, end - phrase.start), default=None)


def _language_of(text: str, lang: str) -> str:
    own = _OWN[lang].split()
    return next((other for other, shape in _SCRIPTS.items() if other not in own and shape.fullmatch(text)), "")


def _expansion(short: str, text: str, end: int, lang: str) -> Phrase | None:
    """The words before a bracket that an acronym of the same script stands for."""
    words = list(_WORD.finditer(text, max(0, end - 200), end))[-min(len(short) + 5, 2 * len(short)) :]
    if not words or lang not in ("en", "ru"):
        return None
    start = _best_start(short.casefold(), text[words[0].start() : end].casefold())
    if start is None:
        return None
    chosen = [w for w in words if w.start() >= words[0].start() + start]
    if not 1 < len(chosen) <= len(short) + 3:
        return None
    return Phrase(
        tuple(Word(w.start(), w.end(), w.group().casefold()) for w in chosen),
        text[chosen[0].start() : chosen[-1].end()],
    )


def _best_start(short: str, long: str) -> int | None:
    """Where the shortest long form begins that has the letters of ``short`` in order, the first opening a word."""
    at = len(long) - 1
    for place, char in reversed(list(enumerate(short))):
        if not char.isalnum():
            continue
        while at >= 0 and (long[at] != char or (place == 0 and at > 0 and long[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        at -= 1
    return at + 1
