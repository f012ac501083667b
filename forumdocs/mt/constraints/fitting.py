"""A term put into a sentence, and the words around it made to fit: articles, particles, spaces, capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.glossary.forms import with_particle
from forumdocs.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.mt.constraints.terminology import Spot

STEM = 4
"""Letters by which two forms of one word are told to be the same (квантовый, квантовых); shorter words in full."""

SMALLEST_ECHO = 2
"""Characters of a term that must stand beside it, in a script without spaces, before they count as said twice."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_OPENERS = "([{（【「『《«“‘\"'-–—/"
_ARTICLE = re.compile(r"(?<![\w-])(an?)(?=\s*\Z)", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"(?!u(?:ni|se|ti|ro|bi)|eu|one\b|once\b)[aeiou]|hour|honest|honou?r|heir", re.IGNORECASE)
_SPELLED = re.compile(r"[AEFHILMNORSX](?=[A-Z\d]*(?![a-z]))")
"""Acronyms that are said letter by letter and whose first letter is called by a name with a vowel: an NV centre."""
_ABOUT = re.compile(r"(?<!\w)(об?)(?=\s*\Z)", re.IGNORECASE)
_PARTICLE = re.compile(
    r"(?:으로|로|이라는|라는|이라고|라고|이란|란|이며|며|이나|나|을|를|은|는|이|가|과|와)(?=[\s.,;:!?)」』”’]|\Z)"
)
_ANY_PARTICLE = re.compile(
    r"(?<=[가-힣]{2})(?:에서는|에서|에게|에는|으로의|으로|까지|부터|이라는|라는|을|를|은|는|이|가|과|와|의|에|도|로)\Z|(?<=[가-힣])(?:을|를)\Z"
)
"""What may follow a Korean noun. After a single syllable only 을 and 를 are never part of the word (회의, 국가)."""


def put(text: str, spot: Spot, form: str, lang: str) -> tuple[str, Spot]:
    """A text with a term in place of what stood at ``spot``, and where the term now stands.

    Words of the term that already stand beside the spot are taken into it: *quantum* before *quantum key* is
    said once.
    """
    start, end = _with_echoes(text, spot, form, lang)
    before, old, after = text[:start], text[start:end], text[end:]
    if LANGUAGES[lang].spaced:
        before = before.rstrip()
        before += " " if before and before[-1] not in _OPENERS else ""
        after = f" {after.lstrip()}" if _WORD.match(after.lstrip()) and lang != "ko" else after
    if lang == "ko":
        particle = _ANY_PARTICLE.search(old)
        after = _after_korean(particle[0] if particle else "", after)
    before = _fit_before(before, form, lang)
    if not before.strip():
        form = form[:1].upper() + form[1:]
    return before + form + fit_after(form, after, lang), (len(before), len(before) + len(form))


def _after_korean(particle: str, after: str) -> str:
    joined = f"{particle}{after}"
    return f" {joined}" if not particle and _WORD.match(after) and not _PARTICLE.match(after) else joined


def _fit_before(before: str, form: str, lang: str) -> str:
    """The article before an English term, the preposition before a Russian one, as its first sound asks."""
    if lang == "en":
        return _ARTICLE.sub(lambda m: m[1][0] + ("n" if starts_with_vowel_sound(form) else ""), before)
    if lang == "ru":
        return _ABOUT.sub(lambda m: m[1][0] + ("б" if form[0].casefold() in "аиоуэ" else ""), before)
    return before


def fit_after(form: str, after: str, lang: str) -> str:
    """What follows a Korean term, its particle in the form that the term's last sound asks for."""
    if lang != "ko" or not (particle := _PARTICLE.match(after)):
        return after
    return with_particle(form, particle[0]).removeprefix(form) + after[particle.end() :]


def starts_with_vowel_sound(text: str) -> bool:
    """Whether an English text takes *an*."""
    return bool(_SPELLED.match(text) if text[:2].isupper() else _VOWEL_SOUND.match(text))


def words(text: str) -> list[Spot]:
    """Where the words of a text stand; a hyphenated one is one word."""
    return [match.span() for match in _WORD.finditer(text)]


def stem(word: str) -> str:
    """By what the forms of a word are told to be the same word; crude, and enough for neighbours."""
    word = word.casefold()
    return word[: max(STEM, len(word) - 3)]


def _with_echoes(text: str, spot: Spot, form: str, lang: str) -> Spot:
    start, end = spot
    if LANGUAGES[lang].spaced:
        stems = [stem(form[a:b]) for a, b in words(form)]
        ahead = [(a, b) for a, b in words(text) if b <= start]
        behind = [(a, b) for a, b in words(text) if a >= end]
        back = _overlap([stem(text[a:b]) for a, b in ahead][::-1], stems, ahead_of=True)
        on = _overlap([stem(text[a:b]) for a, b in behind], stems, ahead_of=False)
        return (ahead[-back][0] if back else start), (behind[on - 1][1] if on else end)
    back = max((n for n in range(SMALLEST_ECHO, len(form)) if text[:start].endswith(form[:n])), default=0)
    on = max((n for n in range(SMALLEST_ECHO, len(form)) if text[end:].startswith(form[-n:])), default=0)
    return start - back, end + on


def _overlap(nearest: Sequence[str], stems: Sequence[str], *, ahead_of: bool) -> int:
    """How many of the words nearest to a spot say the beginning (the end) of the term before (after) it."""
    for count in range(min(len(nearest), len(stems) - 1), 0, -1):
        said = list(nearest[:count])
        if said == (list(stems[:count])[::-1] if ahead_of else list(stems[-count:])):
            return count
    return 0
