"""Where patterns stand in a text, in one pass over it: by words, or by characters."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import TYPE_CHECKING, Protocol

from forumdocs.glossary.folding import lowered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from forumdocs.glossary.folding import Folded


Entries = Mapping[str, str]
"""What stands for each pattern, as a text that the finder hands back unread."""


class Finder(Protocol):
    """Finds patterns, and leaves it to its caller which of two that overlap is meant."""

    def search(self, text: str) -> tuple[Places, Iterator[tuple[int, int, str]]]:
        """Start and end of each pattern, and what stands for it: by start, then the longest first.

        They count in what is searched, words or folded characters; where that is in ``text`` tell the places.
        """


class Places(Protocol):
    """Where in a text stands what is searched."""

    def original(self, place: int) -> int:
        """Where the word or character at ``place`` begins."""

    def original_end(self, end: int) -> int:
        """Where the one before ``end`` ends."""


_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""Accents that stand alone, among them those that show the stress, soft hyphens, characters without width."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]+(?=[^\W_])|[\u0300-\u036f]|[-‐]\n[ \t]*(?=[^\W\d_]))*")
"""A word, over a hyphen at the end of a line."""
_UNMARKED = re.compile(rf"[{_MARKS}]|[-‐]\n[ \t]*")
_PLAIN = re.compile(r"([^\W_]+)")
_MARK = re.compile(f"[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as patterns have them, and where each begins and ends in it."""

    words: list[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, place: int) -> int:
        """Where the word at ``place`` begins."""
        return self.starts[place]

    def original_end(self, end: int) -> int:
        """Where the word before ``end`` ends."""
        return self.ends[end - 1]


class PhraseFinder:
    """Patterns of whole words, for languages that set words apart by spaces.

    A hash table of phrases, entered by their first word, in place of an automaton: it need not be built. The phrases
    that begin with a word lie ready as one line of text, which is taken apart when the word first comes up, so that
    the quarter of a million forms of ten thousand Russian terms cost nothing before. Each word of a text is looked at
    once, and again only where a term begins with it.

    Args:
        lines: as :func:`phrase_lines` makes them.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = dict(line.split("\t", 1) for line in lines)
        self._phrases: dict[str, _Phrases] = {}

    def search(self, text: str) -> tuple[Words, Iterator[tuple[int, int, str]]]:
        """The words, and from which to which a phrase goes, and what stands for it: the longest first."""
        found = _words_and_places(text)
        return found, self._candidates([*found.words, ""])  # what follows the last word begins no phrase

    def _candidates(self, words: list[str]) -> Iterator[tuple[int, int, str]]:
        phrases = self._phrases
        for index in compress(count(), map(self._lines.__contains__, words)):
            word = words[index]
            found = phrases.get(word) or self._take_apart(word)
            if longer := found.get(words[index + 1]):
                for size, entries in longer:
                    entry = entries.get(" ".join(words[index + 1 : index + size]))
                    if entry is not None:
                        yield index, index + size, entry
            if alone := found.get(""):
                yield index, index + 1, alone[0][1][""]

    def _take_apart(self, word: str) -> _Phrases:
        """The phrases that begin with ``word``."""
        found: defaultdict[str, defaultdict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for part in self._lines[word].split("\t"):
            rest, entry = part.split(";", 1)
            second = rest.partition(" ")[0]
            found[second][len(rest.split()) + 1][rest] = entry
        self._phrases[word] = {second: sorted(sizes.items(), reverse=True) for second, sizes in found.items()}
        return self._phrases[word]


_Phrases = dict[str, list[tuple[int, dict[str, str]]]]
"""Phrases of one first word, by the second: how many words they have, the most first, and what stands for the words
after the first. For a phrase of one word the second is empty: of 100 words that begin a phrase, five are followed by a
word that goes on with one, so that most are done with after one look."""


def phrase_lines(entries: Entries) -> list[str]:
    """Phrases grouped by their first word, as :class:`PhraseFinder` takes them: ``word TAB rest;entry TAB …``.

    Args:
        entries: what stands for each phrase; a phrase is words joined by one space, as :func:`words_of` gives them.
    """
    lines: dict[str, list[str]] = {}
    for phrase, entry in entries.items():
        first, _, rest = phrase.partition(" ")
        lines.setdefault(first, [first]).append(f"{rest};{entry}")
    return ["\t".join(parts) for parts in lines.values()]


def words_of(text: str) -> list[str]:
    """The words of a text as patterns have them: in lower case, without accents and hyphens, ё as е."""
    return _words_and_places(text).words


def _words_and_places(text: str) -> Words:
    low = lowered(text).replace("ё", "е")
    if not _has_special(low):
        pieces = _PLAIN.split(low)  # what stands between words, and words, in turn
        edges = list(accumulate(map(len, pieces)))
        return Words(pieces[1::2], edges[:-1:2], edges[1::2])
    matches = list(_WORD.finditer(low))
    words = [_plain(match.group()) for match in matches]
    return Words(words, [match.start() for match in matches], [match.end() for match in matches])


def _has_special(text: str) -> bool:
    return "-\n" in text or "‐\n" in text or _MARK.search(text) is not None


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    if word.isascii() and "\n" not in word:
        return word
    return _UNMARKED.sub("", unicodedata.normalize("NFC", word)).replace("ё", "е")


class StretchFinder:
    """Patterns of characters wherever they stand (Aho and Corasick, 1975), for languages without spaces.

    Args:
        lines: as :func:`stretch_lines` makes them.
        fold: what is done to a text before the search.
    """

    def __init__(self, lines: Sequence[str], fold: Callable[[str], Folded]) -> None:
        import ahocorasick_rs

        patterns = [line.split("\t", 1) for line in lines]
        self._entries = [entry for _, entry in patterns]
        self._automaton = ahocorasick_rs.AhoCorasick([pattern for pattern, _ in patterns], store_patterns=False)
        self._fold = fold

    def search(self, text: str) -> tuple[Folded, Iterator[tuple[int, int, str]]]:
        """The folded text, and where patterns are in it, and what stands for each: the longest first."""
        folded = self._fold(text)
        found = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        found.sort(key=_start_then_longest)
        return folded, ((start, end, self._entries[number]) for number, start, end in found)


def _start_then_longest(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]


def stretch_lines(entries: Entries) -> list[str]:
    """Patterns as :class:`StretchFinder` takes them: ``pattern TAB entry``.

    Args:
        entries: what stands for each pattern; a pattern is as ``fold`` leaves it.
    """
    return [f"{pattern}\t{entry}" for pattern, entry in entries.items()]
