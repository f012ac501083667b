"""What changes beside a word that is swapped: articles, Russian prepositions, Korean particles."""

from __future__ import annotations

import re

from forumdocs.glossary.forms import with_particle
from training.augmentation import russian

_ARTICLE = re.compile(r"(?<![A-Za-z-])([Aa])n?(\s)\Z")
_VOWEL_SOUND = re.compile(
    r"8|1[18](?!\d)|1[18],\d{3}(?!,)"
    r"|[AEFHILMNORSX](?:[A-Z0-9-]|\b)|[aeioAEIO]|[uU](?!\w?[aeiou]|ni|kr|ru)"
)
_CONSONANT_SOUND = re.compile(r"(?:one|once|eu|ubi|uni|use|U[A-Z])(?!n?im)", re.IGNORECASE)
"""How a word begins when it is said; letters of an acronym by their names (*an NV centre*, *a US firm*)."""

KOREAN_ENDINGS = (
    "은|는|이|가|을|를|과|와|으로|로|의|에|에서|에게|에게서|도|만|까지|부터|뿐|처럼|보다|마다|이나|나|이며|며|이다|다|입니다|인|이라는|라는"
    "|에서는|에는|에서의|에도|에서도|에서만|과의|와의|과는|와는|으로의|로의|으로부터|로부터|으로는|로는|에의|에게는|서|까지의|만의|만을|들|들이|들을|들은|들의"
)
"""What may follow a noun to the end of its word: particles, the copula, the plural."""

_PAIRS = "은|는|이|가|을|를|과|와|으로|로|이나|나|이라는|라는|이라고|라고|이란|란|이며|며|이다|다|이었다|였다"
_ALTERNATING = rf"(?:{_PAIRS})"
_PARTICLE = re.compile(rf"({_ALTERNATING})(?=(?:[는도의만써서]|부터|서의|써의|까지|였다)?(?![가-힣]))")


def mended(before: str, old: str, new: str, after: str, lang: str) -> tuple[str, str]:
    """The text before and after a swapped word, put right for the new one."""
    if lang == "en":
        return mend_article(before, new), after
    if lang == "ru":
        return russian.mend_preposition(before, new + after), after
    if lang == "ko":
        return before, mend_particle(old, new, after)
    return before, after


def mend_article(before: str, new: str) -> str:
    """The text before a word with its indefinite article, if any, as the word asks for."""
    article = _ARTICLE.search(before)
    if not article:
        return before
    is_vowel = _VOWEL_SOUND.match(new) and not _CONSONANT_SOUND.match(new)
    return before[: article.start()] + article.group(1) + ("n" if is_vowel else "") + article.group(2)


def mend_particle(old: str, new: str, after: str) -> str:
    """The text after a Korean word with its particle, if any, as the word asks for."""
    particle = _PARTICLE.match(after)
    if particle:
        form = particle.group(1)
        base = {"이다": "이란", "다": "란", "이었다": "이란", "였다": "란"}.get(form, form)
        if with_particle(old, base) != old + base:
            return after  # looks like a particle and is the beginning of a word
        chosen = with_particle(new, base).removeprefix(new)
        if form in ("이다", "다"):
            chosen = "이다" if chosen == "이란" else "다"
        elif form in ("이었다", "였다"):
            chosen = "이었다" if chosen == "이란" else "였다"
        return chosen + after[particle.end() :]
    return after
