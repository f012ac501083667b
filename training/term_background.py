"""Make the tables of ``forumdocs/glossary/extraction/data``: how common words and phrases are in general text.

Counts of what the finders of term candidates find, over text of many kinds, none of it on quantum technology; no
sentence of a source enters them. A word or phrase has to occur in several sources, so that what is a term of one field
stays out.

Usage::

    python -m training.term_background CORPORA [LANGUAGE...]

CORPORA is the folder of ``*.en-XX.tsv.xz`` files (source, English, other).
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.glossary.extraction import korean
from training.detection_tables import mix_sources, read_corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DATA = Path(__file__).resolve().parent.parent / "forumdocs" / "glossary" / "extraction" / "data"
FINDERS = {"en": "english", "zh": "chinese", "ko": "korean", "ru": "russian", "ja": "japanese"}

LISTED = 6000
"""Words and phrases of a table."""
PER_SOURCE = 2500
"""Sentences of a source: enough for the common words, and no source drowns the others."""
SOURCES_SHARE = 8
"""A word has to occur in one in so many sources."""
LEAST_SOURCES = 3
ON_QUANTUM = frozenset(
    {"ms-quantum-docs-ht", "paddle-quantum", "mindspore-docs-quantum", "qiskit-platypus", "qiskit-textbook",
     "qiskit-translations"}
)  # fmt: skip
"""Sources on our own subject: what is common there is not common elsewhere."""


def sentences(folder: Path, language: str) -> dict[str, list[str]]:
    """Sentences of one language by source."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for other in ("zh", "ko", "ru", "ja") if language == "en" else (language,):
        for source, english, text in read_corpus(folder, other):
            if source not in ON_QUANTUM:
                found[source][english if language == "en" else text] = None
    return {source: _spread(list(texts)) for source, texts in found.items()}


def _spread(texts: list[str]) -> list[str]:
    """Up to :data:`PER_SOURCE` texts at equal distances."""
    return texts[:: max(1, math.ceil(len(texts) / PER_SOURCE))]


def keys_of(texts: list[str], language: str) -> Iterator[str]:
    """The words of all candidates, each where it stands once, and the candidates of several words."""
    find = import_module(f"forumdocs.glossary.extraction.{FINDERS[language]}").find
    for phrases in find(texts):
        yield from (word.base for word in {word for phrase in phrases for word in phrase.words})
        yield from (phrase.key for phrase in phrases if len(phrase.words) > 1)


def table(folder: Path, language: str) -> dict[str, float]:
    """Zipf values of what is common."""
    found = sentences(folder, language)
    shares, spread = mix_sources((source, keys_of(texts, language)) for source, texts in found.items())
    if language == "ko":
        shares = {key: share for key, share in shares.items() if not _has_particle(key, shares)}
    enough = max(LEAST_SOURCES, len(found) / SOURCES_SHARE)
    common = sorted((key for key in shares if spread[key] >= enough), key=lambda key: (-shares[key], key))
    return {key: math.log10(shares[key] * 1e9) for key in islice(common, LISTED)}


def _has_particle(key: str, shares: Mapping[str, float]) -> bool:
    """Whether a Korean word is a commoner one with a particle."""
    if korean.ends_in_noun(key):
        return False
    return any(shares.get(stem, 0.0) > shares[key] for stem, particle in korean.divisions(key) if particle)


def write(rows: Iterable[tuple[str, float]], path: Path) -> None:
    """A word or phrase and its Zipf value a line."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{key}\t{value:.1f}\n" for key, value in rows), encoding="utf-8", newline="\n")


def main() -> None:
    """Write all tables."""
    folder = Path(sys.argv[1])
    for language in sys.argv[2:] or FINDERS:
        write([], DATA / f"{language}.tsv")  # the Korean and Japanese finders look into it: count as if it were new
        rows = table(folder, language)
        write(rows.items(), DATA / f"{language}.tsv")
        print(f"{language}: {len(rows)} words and phrases")


if __name__ == "__main__":
    main()
