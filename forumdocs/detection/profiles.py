"""Languages that share an alphabet, told apart by the letters that follow one another in their words.

The counts are the profiles of the langdetect package (Nakatani Shuyo's, from Wikipedia): how often one, two
and three letters occur together. Here they make an interpolated Markov model (Jelinek and Mercer, 1980), so
that a word has a probability in every language, and words of a list have one of their own; the sum over the
words of a text decides. Nothing is drawn at random, unlike in langdetect's own procedure, and words once
met are remembered.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from forumdocs.detection.scripts import CHARACTERS, System
from forumdocs.detection.vocabulary import COMMON_WORDS, PRIORS, PROFILED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THREE_LETTERS, TWO_LETTERS, ONE_LETTER = 0.70, 0.25, 0.05
"""How much a letter's probability owes to the two before it, to the one before it, to nothing before it."""
UNSEEN = 1e-6

LISTED_WORD = 0.5
"""The share of running words that is taken from a language's list; the rest is spelled by its letters."""

LIST_LIMIT = 5.0
"""How much (nats) a list may add to what the letters of a word say, since languages have words in common."""

COUNTED = ("en", "ru")
"""Languages with a long list that was counted; the lists of the others are short and written by hand."""

RANK_SHARE = 0.1
"""Zipf's law: the word of rank r of a list makes up this share of text, divided by r."""
WRITTEN_FROM = 3
"""The rank of the first word of a written list, whose order is only roughly that of frequency."""

ACRONYM = re.compile(r"[A-ZＡ-Ｚ]{1,5}s?|[IVXLCDM]+")
"""Words that tell no language: acronyms, Roman numerals, single capitals."""

CAPITALISED_WEIGHT = 0.4
"""A capitalised word inside a text is often a name, and tells less of the language around it."""

REMEMBERED_WORDS = 1 << 15


class Profile:
    """The model of all profiled languages of one alphabet.

    Attributes:
        languages: their codes, in the order of every row of scores.
        priors: the score (nats) that each language has before any word is read.
    """

    def __init__(self, system: System) -> None:
        self.languages = PROFILED[system]
        self.priors = tuple(PRIORS.get(language, 0.0) for language in self.languages)
        self._nothing = (0.0,) * len(self.languages)
        self._counts = [_read_counts(language) for language in self.languages]
        self._letters = [_count_letters(counts) for counts in self._counts]
        self._lists = [_listed_words(language) for language in self.languages]
        self._word = re.compile(f"[{CHARACTERS[system]}]+")
        self._score_word = lru_cache(maxsize=REMEMBERED_WORDS)(self._score_new_word)
        self._score_letter = cache(self._score_new_letter)

    def score(self, text: str, priors: Sequence[float] = ()) -> list[float]:
        """The log probability (nats) of the words of a text in every language, with ``priors`` added."""
        words = self._word.findall(text)
        rows = [row for number, word in enumerate(words) if (row := self._score_word(word, number == 0))]
        return list(map(sum, zip(*rows, priors or self._nothing, strict=True)))

    def lists(self, word: str) -> bool:
        """Whether a word is on the list of common words of the likeliest language."""
        return word.lower() in self._lists[0]

    def _score_new_word(self, word: str, first: bool) -> tuple[float, ...]:
        """The log probability of a word, ``first`` in its text or not; empty for one that tells nothing."""
        lower = word.lower()
        if word == lower:
            return self._score_spelling(lower)
        if ACRONYM.fullmatch(word) and not self.lists(word):
            return ()
        weight = 1.0 if first else CAPITALISED_WEIGHT
        return tuple(score * weight for score in self._score_spelling(lower))

    def _score_spelling(self, word: str) -> tuple[float, ...]:
        """The log probability of a word in small letters."""
        spelled = f"  {_fold(word)} "
        letters = [self._score_letter(spelled[i : i + 3]) for i in range(len(spelled) - 2)]
        scores = [sum(column) for column in zip(*letters, strict=True)]
        for number, listed in enumerate(self._lists):
            if share := listed.get(word):
                scores[number] = _mix(scores[number], share)
        return tuple(scores)

    def _score_new_letter(self, three: str) -> tuple[float, ...]:
        """The log probability in every language of the last of three letters after the two before it."""
        return tuple(
            math.log(_letter_probability(counts, total, three))
            for counts, total in zip(self._counts, self._letters, strict=True)
        )


@cache
def profile(system: System) -> Profile:
    """The model of an alphabet, read at first use."""
    return Profile(system)


def best(scores: Sequence[float]) -> tuple[int, float]:
    """The number of the highest score, and its lead over the next."""
    first, second = sorted(scores, reverse=True)[:2]
    return scores.index(first), first - second


def _mix(spelled: float, share: float) -> float:
    """The log probability of a word that is on a list, from what its letters say and its share of text."""
    listed = math.log((1 - LISTED_WORD) * math.exp(spelled) + LISTED_WORD * share)
    return min(listed, spelled + LIST_LIMIT)


def _letter_probability(counts: Mapping[str, int], total: int, three: str) -> float:
    """The probability of the last of three letters after the two before it."""
    before, letter = three[1], three[2]
    probability = UNSEEN + ONE_LETTER * counts.get(letter, 0) / total
    pair = counts.get(three[1:], 0)
    if before == " ":
        # A profile counts words only through their first letters; a word has about five letters.
        return probability + (TWO_LETTERS + THREE_LETTERS) * pair * 5 / total
    if known := counts.get(before):
        probability += TWO_LETTERS * pair / known
    if known := counts.get(three[:2]):
        probability += THREE_LETTERS * counts.get(three, 0) / known
    return min(probability, 1.0)


def _read_counts(language: str) -> dict[str, int]:
    """The counts of one to three letters of a language, capitals and small letters together."""
    counts: defaultdict[str, int] = defaultdict(int)
    content = (files("langdetect") / "profiles" / language).read_text(encoding="utf-8")
    for letters, count in json.loads(content)["freq"].items():
        counts[letters.lower()] += count
    return dict(counts)


def _count_letters(counts: Mapping[str, int]) -> int:
    return sum(count for letters, count in counts.items() if len(letters) == 1)


def _listed_words(language: str) -> dict[str, float]:
    """The common words of a language with the share of running text that each makes up."""
    if language in COUNTED:
        table = files("forumdocs.detection") / "data" / f"{language}.txt"
        counted = table.read_text(encoding="utf-8").split()
        return {word: RANK_SHARE / rank for rank, word in enumerate(counted, start=1)}
    written = COMMON_WORDS.get(language, "").split()
    return {word: RANK_SHARE / rank for rank, word in enumerate(written, start=WRITTEN_FROM)}


def _fold(word: str) -> str:
    """Spell a word as the profiles do: composed, one sign for Vietnamese letters, Persian yeh as Arabic."""
    word = unicodedata.normalize("NFKC", word) if not word.isascii() else word
    return "".join("ể" if "ạ" <= letter <= "ỹ" else _PROFILE_SPELLING.get(letter, letter) for letter in word)


_PROFILE_SPELLING = {"ی": "ي", "ș": "ş", "ț": "ţ"}
