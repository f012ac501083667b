"""Where patterns stand in a text, in one pass over it: by words, or by characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import accumulate, compress, count
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from forumdocs.glossary.folding import lowered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.glossary.folding import Folded


Entries = Mapping[str, str]
"""What stands for each pattern, as a text without spaces that the finder hands back unread."""


Judge = Callable[[int, int, str], bool]
"""Whether what is found at ``text[start:end]`` is what the entry of its pattern says."""


class Finder(Protocol):
    """Finds patterns, and leaves it to its caller which of them are meant."""

    def offer(self, text: str, judge: Judge) -> None:
        """Ask about each pattern in ``text``, by where it begins and the longest first; none over one agreed on."""


_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""Accents that stand alone, among them those that show the stress, soft hyphens, characters without width."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]+(?=[^\W_])|[\u0300-\u036f]|[-‐]\n[ \t]*(?=[^\W\d_]))*")
"""A word, over a hyphen at the end of a line."""
_UNMARKED = re.compile(rf"[{_MARKS}]|[-‐]\n[ \t]*")
_MARK = re.compile(f"[{_MARKS}]")
_UNUSUAL = re.compile("[^ a-zа-я0-9]")
"""Few of the characters of a text, among them all that stand between its words but the space."""


class PlainWords:
    """The words of a text in which each begins and ends as a pattern has it.

    Args:
        text: in lower case, with a space in place of all that is in no word.
    """

    def __init__(self, text: str) -> None:
        pieces = text.split(" ")
        self.words = list(filter(None, pieces))
        self._pieces = list(compress(count(), pieces))
        self._lengths = list(accumulate(map(len, pieces), initial=0))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from ``first`` to before ``last`` begin and end: before each piece stands a space more."""
        first, last = self._pieces[first], self._pieces[last - 1]
        return self._lengths[first] + first, self._lengths[last + 1] + last


class MarkedWords:
    """The words of a text with accents that stand alone, characters without width, words over two lines.

    Args:
        text: in lower case.
    """

    def __init__(self, text: str) -> None:
        self._matches = list(_WORD.finditer(text))
        self.words = [_plain(match.group()) for match in self._matches]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from ``first`` to before ``last`` begin and end."""
        return self._matches[first].start(), self._matches[last - 1].end()


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
        self._followers: dict[str, dict[str, str]] = {}
        self._alone: dict[str, str] = {}
        self._branch = cache(_branch)

    def offer(self, text: str, judge: Judge) -> None:
        """Ask about each phrase; nothing written in Python runs for a word until it may begin one."""
        found = _words_and_places(text)
        words = [*found.words, ""]  # what follows the last word goes on with no phrase
        begins = list(compress(count(), map(self._lines.__contains__, words)))
        first = [words[index] for index in begins]
        for word in set(first) - self._followers.keys():
            self._alone[word], self._followers[word] = _branch(self._lines[word])
        second = [words[index + 1] for index in begins]
        tails = map(_GET, map(self._followers.__getitem__, first), second)
        free_from = 0
        for index, behind, alone in zip(begins, tails, map(self._alone.__getitem__, first), strict=True):
            if index < free_from or not (behind or alone):
                continue
            for last, entry in (*self._longer(words, index + 2, behind), (index + 1, alone)):
                if entry and judge(*found.span(index, last), entry):
                    free_from = last
                    break

    def _longer(self, words: list[str], last: int, tails: str | None) -> list[tuple[int, str]]:
        """Where phrases end that begin with the two words before ``last``, and what stands for them; longest first."""
        found = []
        while tails:
            if " " not in tails:  # a phrase ends here, and none goes on
                found.append((last, tails))
                break
            entry, following = self._branch(tails)
            found.append((last, entry))
            tails = following.get(words[last])
            last += 1
        return found[::-1]


def _branch(tails: str) -> tuple[str, dict[str, str]]:
    """What stands for the phrase that ends here, if one does, and what may stand behind each word that goes on.

    Args:
        tails: what is left of phrases that begin alike: the words of each, then what stands for it.
    """
    entry = ""
    groups: dict[str, list[str]] = {}
    for tail in tails.split("\t"):
        word, _, others = tail.partition(" ")
        if others:
            groups.setdefault(word, []).append(others)
        else:
            entry = word
    return entry, {word: "\t".join(group) for word, group in groups.items()}


_GET: Callable[[dict[str, str], str], str | None] = dict.get


def phrase_lines(entries: Entries) -> list[str]:
    """Phrases grouped by their first word, as :class:`PhraseFinder` takes them: ``word TAB second third entry TAB …``.

    Args:
        entries: what stands for each phrase; a phrase is words joined by one space, as :func:`words_of` gives them.
    """
    lines: dict[str, list[str]] = {}
    for phrase, entry in entries.items():
        first, _, rest = f"{phrase} {entry}".partition(" ")
        lines.setdefault(first, [first]).append(rest)
    return ["\t".join(parts) for parts in lines.values()]


def words_of(text: str) -> list[str]:
    """The words of a text as patterns have them: in lower case, without accents and hyphens, ё as е."""
    return _words_and_places(text).words


def _words_and_places(text: str) -> PlainWords | MarkedWords:
    low = lowered(text).replace("ё", "е")
    unusual = set(_UNUSUAL.findall(low))
    if "-\n" in low or "‐\n" in low or _MARK.search("".join(unusual)):
        return MarkedWords(low)
    for char in unusual:
        if not char.isalnum():
            low = low.replace(char, " ")
    return PlainWords(low)


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

    def offer(self, text: str, judge: Judge) -> None:
        """Ask about each pattern."""
        folded = self._fold(text)
        found = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        found.reverse()  # they come by their ends: of those that begin alike, the longest is first now, and stays so
        found.sort(key=_START)
        free_from = 0
        for number, first, last in found:
            if first >= free_from and judge(*folded.span(first, last), self._entries[number]):
                free_from = last


_START = itemgetter(1)


def stretch_lines(entries: Entries) -> list[str]:
    """Patterns as :class:`StretchFinder` takes them: ``pattern TAB entry``.

    Args:
        entries: what stands for each pattern; a pattern is as ``fold`` leaves it.
    """
    return [f"{pattern}\t{entry}" for pattern, entry in entries.items()]
