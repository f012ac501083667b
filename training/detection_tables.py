"""Make the tables of ``forumdocs/detection/data``, which are counted rather than written.

``en.txt`` and ``ru.txt`` list the words of a language by falling frequency, ``han.txt`` the weight of every
Han character as evidence for Chinese in simplified form, and in traditional form, against Japanese. They are
counts over many sources; no sentence of a source enters them.

Usage::

    python training/detection_tables.py CORPORA OPENCC

CORPORA is the folder of ``*.en-XX.tsv.xz`` files (source, English, other), OPENCC the folder that holds
``STCharacters.txt`` of the OpenCC project (Apache-2.0). jieba's dictionary (MIT) adds everyday Chinese, the
IPA dictionary everyday Japanese; the latter comes with the janome package (Apache-2.0), needed here alone.
"""

from __future__ import annotations

import lzma
import math
import re
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).resolve().parent.parent / "forumdocs" / "detection" / "data"

LISTED_WORDS = 4000
"""The lists are there for short texts; beyond some thousand words they add size, not right answers."""

SOURCES_SHARE = 6
"""A word has to occur in one in so many sources: that leaves identifiers and product names out."""

SOURCE_POWER = 0.4
"""A source of n characters weighs n to this power, so that the largest does not drown the others."""

MOST_AGAINST_CHINESE = 1.5
"""No character that is common in Chinese may speak louder than this (in nats) for Japanese.

Japanese text shows itself by its kana; its kanji need no loud voice. Calibrated on six-character windows.
"""

COST_FACTOR = 800.0
"""As in the training of the IPA dictionary."""

WEIGHT_STEP = 0.5
WEIGHT_LIMIT = 9.0

HAN = re.compile(r"[\u3400-\u9fff々〆]")
WORDS = {"en": re.compile(r"[a-z]+"), "ru": re.compile(r"[а-яё]+")}
LETTER_WORDS = {"en": "aimstd", "ru": "авикосуя"}
"""The letters that are words, the English ones after an apostrophe included."""

Shares = dict[str, float]


def read_corpus(folder: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield (source, English, other) of every pair with ``language``."""
    for path in sorted(folder.glob(f"*.en-{language}.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                source, english, other = line.rstrip("\n").split("\t")[:3]
                yield source, english, other


def mix_sources(tokens: Iterable[tuple[str, Iterable[str]]]) -> tuple[Shares, Counter[str]]:
    """The share of every token, averaged over the sources, and the number of sources that hold it."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, found in tokens:
        counts[source].update(found)
    shares: defaultdict[str, float] = defaultdict(float)
    spread: Counter[str] = Counter()
    total = 0.0
    for _, counter in sorted(counts.items()):
        size = counter.total()
        weight = size**SOURCE_POWER
        total += weight
        for token, count in counter.items():
            shares[token] += weight * count / size
            spread[token] += 1
    return {token: share / total for token, share in shares.items()}, spread


def common_words(language: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The commonest words of the (source, text) pairs in one language, commonest first."""
    pattern, letters = WORDS[language], LETTER_WORDS[language]
    shares, spread = mix_sources((source, pattern.findall(text.lower())) for source, text in pairs)
    enough = max(spread.values()) / SOURCES_SHARE
    words = (word for word in shares if spread[word] >= enough and (len(word) > 1 or word in letters))
    return sorted(words, key=lambda word: (-shares[word], word))[:LISTED_WORDS]


def english_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """The English sides of all corpora, with their sources."""
    for language in ("zh", "ko", "ru", "ja"):
        for source, english, _ in read_corpus(folder, language):
            yield source, english


def russian_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """The Russian sides of the corpora, with their sources."""
    for source, _, russian in read_corpus(folder, "ru"):
        yield source, russian


def corpus_characters(folder: Path, language: str) -> Shares:
    """The share of every Han character in the corpora of one language."""
    return mix_sources((source, HAN.findall(text)) for source, _, text in read_corpus(folder, language))[0]


def jieba_characters() -> Shares:
    """The share of every Han character in the words of jieba's dictionary, by the words' frequency."""
    counts: Counter[str] = Counter()
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split()
        for character in HAN.findall(word):
            counts[character] += int(frequency)
    total = counts.total()
    return {character: count / total for character, count in counts.items()}


def ipadic_characters() -> Shares:
    """The share of every kanji in the words of the IPA dictionary (in janome), by the words' costs.

    MeCab's costs are negative log probabilities, times :data:`COST_FACTOR`.
    """
    from janome.sysdic import entries

    weights: defaultdict[str, float] = defaultdict(float)
    for surface, _, _, cost in entries(compact=True).values():
        for character in HAN.findall(surface):
            weights[character] += math.exp(-cost / COST_FACTOR)
    total = sum(weights.values())
    return {character: weight / total for character, weight in weights.items()}


def average(first: Shares, second: Shares) -> Shares:
    """The mean of the shares in two sources."""
    return {token: (first.get(token, 0.0) + second.get(token, 0.0)) / 2 for token in sorted({*first, *second})}


def traditional(simplified: Shares, table: Path) -> Shares:
    """The shares that the same text would have in traditional characters.

    OpenCC lists the likeliest form first; it is given most of the share, all forms together the rest.
    """
    forms = dict(line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if "\t" in line)
    shares: defaultdict[str, float] = defaultdict(float)
    for character, share in simplified.items():
        options = forms.get(character, character).split(" ")
        shares[options[0]] += 0.8 * share
        for option in options:
            shares[option] += 0.2 * share / len(options)
    return dict(shares)


def background(character: str, codec: str, second_level: bytes) -> float:
    """A share for what the corpora happen not to hold, from the two levels of a national character set."""
    try:
        code = character.encode(codec)
    except UnicodeEncodeError:
        return 1e-7
    return 3e-5 if code < second_level else 2e-6


def han_weights(folder: Path, opencc: Path) -> dict[str, tuple[float, float]]:
    """For every Han character the evidence (nats) for simplified and traditional Chinese against Japanese."""
    hans = average(corpus_characters(folder, "zh"), jieba_characters())
    hant = traditional(hans, opencc / "STCharacters.txt")
    japanese = average(corpus_characters(folder, "ja"), ipadic_characters())
    weights = {}
    for character in (chr(code) for code in range(0x3400, 0xA000)):
        in_ja = background(character, "shift_jis", b"\x98\x9f")
        in_hans = background(character, "gb2312", b"\xd8\xa1")
        in_hant = background(character, "big5", b"\xc9\x40")
        if max(in_ja, in_hans, in_hant) <= 1e-7:
            continue
        against = math.log(japanese.get(character, 0.0) + in_ja)
        weights[character] = (
            limit(math.log(hans.get(character, 0.0) + in_hans) - against, known=in_hans > 1e-6),
            limit(math.log(hant.get(character, 0.0) + in_hant) - against, known=in_hant > 1e-6),
        )
    return weights


def limit(weight: float, *, known: bool) -> float:
    """Round a weight to :data:`WEIGHT_STEP` and keep it within bounds."""
    lowest = -MOST_AGAINST_CHINESE if known else -WEIGHT_LIMIT
    return round(max(lowest, min(WEIGHT_LIMIT, weight)) / WEIGHT_STEP) * WEIGHT_STEP


def write_han(weights: dict[str, tuple[float, float]], path: Path) -> None:
    """One line for each pair of weights: simplified, traditional, the characters that have it."""
    groups: defaultdict[tuple[float, float], list[str]] = defaultdict(list)
    for character, pair in weights.items():
        groups[pair].append(character)
    lines = (f"{hans:g}\t{hant:g}\t{''.join(chars)}\n" for (hans, hant), chars in sorted(groups.items()))
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def main() -> None:
    """Write all tables."""
    corpora, opencc = (Path(argument) for argument in sys.argv[1:3])
    write_words(common_words("en", english_pairs(corpora)), DATA / "en.txt")
    write_words(common_words("ru", russian_pairs(corpora)), DATA / "ru.txt")
    write_han(han_weights(corpora, opencc), DATA / "han.txt")


def write_words(words: list[str], path: Path) -> None:
    """One word a line."""
    path.write_text("\n".join(words) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
