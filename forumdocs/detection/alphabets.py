"""The languages of one alphabet: by letters that only some of them write, else by the profiles of words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from forumdocs.detection.paths import cheapest_labels
from forumdocs.detection.profiles import ACRONYM, best, profile
from forumdocs.detection.scripts import CHARACTERS, System, without_addresses
from forumdocs.detection.verdicts import UNDETERMINED, Verdict, sureness
from forumdocs.detection.vocabulary import COMMON_WORDS, FOREIGN_LETTERS, OWN_LETTERS

HINT_WEIGHT = 6.0
"""What the surrounding document adds to a language (nats): as much as two or three telling words."""

CHANGE_OF_LANGUAGE = 14.0
"""What it costs (nats) to call one sentence of a line by another language of the same alphabet.

A foreign name or title as a sentence of its own gathers some 10 nats, a foreign sentence of five words 20.
"""

OWN_LETTER_LEAD = 20.0
"""What own letters say for a language without a profile (nats), against the best that has one."""

SENTENCE_BREAK = re.compile(
    r"(?:(?<![.!?…;])[.!?…;]+[\"'”’»)\]]*\s+|[。！？；\n|·•]+\s*|\s[/–—-]\s+)(?=\w|[\"'“‘«(\[¿¡]\w)"
)

CODE = re.compile(rf"{ACRONYM.pattern}|.")
"""Words that tell no language where they stand alone: also single small letters."""

_LATIN_WORD = re.compile(f"[{CHARACTERS[System.LATIN]}]+")
FORMULA_NAME = re.compile(r".{1,3}|[A-Z]+")
MATHEMATICAL_SIGN = re.compile(r"[=^_⟨⟩∑∏∫√∂∇∞≈≠≤≥∝⊗⊕†±×→↦∈]")


def identify(text: str, system: System, hint: str = "") -> Verdict:
    """The language of a text that is in one language, written in an alphabet that several share."""
    text = without_addresses(text)
    if by_letters := _by_own_letters(text, system):
        return by_letters
    model = profile(system)
    if system is System.LATIN and _tells_nothing(text):
        return Verdict(hint, 0.5) if hint in model.languages else UNDETERMINED
    number, lead = best(model.score(text, _priors(system, hint)))
    return Verdict(model.languages[number], sureness(lead))


def cut_places(text: str, system: System, hint: str = "") -> list[int]:
    """The offsets at which a text in one alphabet changes its language, always those of sentences."""
    starts = [0, *(match.end() for match in SENTENCE_BREAK.finditer(text))]
    if len(starts) < 2:
        return []
    sentences = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    languages, costs = _sentence_costs(sentences, system, hint)
    if len(languages) < 2:
        return []
    labels = cheapest_labels(costs, [CHANGE_OF_LANGUAGE] * len(costs))
    return [start for start, (before, after) in zip(starts[1:], pairwise(labels), strict=True) if before != after]


def _sentence_costs(sentences: list[str], system: System, hint: str) -> tuple[list[str], list[list[float]]]:
    """The languages that are the best for some sentence, and what every language costs for each (nats)."""
    model = profile(system)
    start = _priors(system, hint)
    sentences = [without_addresses(sentence) for sentence in sentences]
    by_letters = [_by_own_letters(sentence, system) for sentence in sentences]
    others = sorted({verdict.lang for verdict in by_letters if verdict and verdict.lang not in model.languages})
    rows, favourites = [], set(others)
    for number, (sentence, verdict) in enumerate(zip(sentences, by_letters, strict=True)):
        # A likely language is likely once, for the text; a rare one is as rare in every sentence.
        scores = model.score(sentence, start if number == 0 else [min(prior, 0.0) for prior in start])
        favourites.add(verdict.lang if verdict else model.languages[best(scores)[0]])
        top = max(scores)
        unlikely = top if verdict else top - OWN_LETTER_LEAD
        told = verdict.lang if verdict else ""
        scores += [top + OWN_LETTER_LEAD if other == told else unlikely for other in others]
        rows.append([-score for score in scores])
    return sorted(favourites), rows


def _by_own_letters(text: str, system: System) -> Verdict | None:
    """The language whose own letters a text holds.

    None if more of its words are common in the main language of the alphabet: a Kazakh name does not make a
    Russian sentence Kazakh.
    """
    letters = OWN_LETTERS.get(system)
    if not letters:
        return None
    text = text.lower()
    found = _own_letter(system).findall(text)
    if not found:
        return None
    words = re.findall(f"[{CHARACTERS[system]}]+", text)
    all_letters = Counter(text)

    def fit(language: str) -> tuple[int, int]:
        own = sum(letter in letters[language] for letter in found)
        foreign = sum(all_letters[letter] for letter in FOREIGN_LETTERS.get(language, ""))
        return own - foreign, len(_common_words(language).intersection(words))

    language = max(letters, key=fit)
    marked = sum(_own_letter(system).search(word) is not None for word in words)
    common = _common_words(language)
    main = sum(profile(system).lists(word) and word not in common for word in words)
    return Verdict(language, sureness(float(len(found)))) if marked > main else None


@cache
def _common_words(language: str) -> frozenset[str]:
    return frozenset(COMMON_WORDS.get(language, "").split())


@cache
def _own_letter(system: System) -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(set("".join(OWN_LETTERS[system].values())))) + "]")


@cache
def _priors(system: System, hint: str) -> tuple[float, ...]:
    """The priors of the languages of an alphabet; a hint is as likely as the likeliest, and then some."""
    model = profile(system)
    top = max(model.priors)
    return tuple(
        top + HINT_WEIGHT if language == hint else prior
        for language, prior in zip(model.languages, model.priors, strict=True)
    )


def _tells_nothing(text: str) -> bool:
    """Whether a text has no words but acronyms, Roman numerals, single letters, names in a formula."""
    listed = profile(System.LATIN).lists
    codes = FORMULA_NAME if MATHEMATICAL_SIGN.search(text) else CODE
    for match in _LATIN_WORD.finditer(text):
        word = match[0]
        if not codes.fullmatch(word) or (len(word) > 2 and listed(word)):
            return False
    return True
