"""Sentence splitting beside pySBD and spaCy's sentencizer: F1, characters a second, and their ratios.

    python benchmarks/sentences.py FOLDER        (FOLDER holds ud-pud, ud-seg and golden-rules)

F1 is taken over the boundaries inside paragraphs, as offsets that do not count white space. UD sentences are
joined to paragraphs of five, or by the treebank's own paragraph marks where it has them; each set is split in
two halves by a hash, and the rules for web text were tuned on the first only. pySBD comes from the group of
dependencies `benchmark` and is left out where it is not installed.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from forumdocs.pipelines.sentences import split_sentences

Splitter = Callable[[str], list[str]]

PARAGRAPH_SENTENCES = 5
SHORTEST_TIMED = 0.5
"""Seconds that a timing lasts at least; the best of its rounds counts."""


@dataclass(frozen=True)
class Paragraph:
    """Gold sentences and the text they make together."""

    text: str
    sentences: tuple[str, ...]

    @property
    def half(self) -> int:
        """0 for the half that rules were tuned on, 1 for the other."""
        return hashlib.sha256(self.text.encode()).digest()[0] & 1


@dataclass(frozen=True)
class GoldSet:
    """A treebank file, and how its sentences make paragraphs."""

    lang: str
    path: str
    has_paragraphs: bool = False

    def paragraphs(self, folder: Path) -> list[Paragraph]:
        """The paragraphs of the set."""
        space = "" if self.lang == "zh" else " "
        groups = _own_paragraphs if self.has_paragraphs else _groups_of_five
        return [Paragraph(space.join(group), tuple(group)) for group in groups(_lines(folder / self.path))]


GOLD_SETS = {
    "en PUD": GoldSet("en", "ud-pud/en_pud-ud-test.conllu.xz"),
    "ru PUD": GoldSet("ru", "ud-pud/ru_pud-ud-test.conllu.xz"),
    "ko PUD": GoldSet("ko", "ud-pud/ko_pud-ud-test.conllu.xz"),
    "zh PUD": GoldSet("zh", "ud-pud/zh_pud-ud-test.conllu.xz"),
    "th PUD": GoldSet("th", "ud-pud/th_pud-ud-test.conllu.xz"),
    "zh GSD": GoldSet("zh", "ud-seg/zh_gsdsimp-test.sents.txt"),
    "ko GSD": GoldSet("ko", "ud-seg/ko_gsd-test.sents.txt"),
    "en EWT": GoldSet("en", "ud-seg/en_ewt-test.sents.txt", has_paragraphs=True),
    "ru Taiga": GoldSet("ru", "ud-seg/ru_taiga-test.sents.txt", has_paragraphs=True),
}


def _lines(path: Path) -> Iterator[str]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _sentence(line: str) -> str:
    return line.partition("=")[2].strip()


def _groups_of_five(lines: Iterator[str]) -> Iterator[list[str]]:
    sentences = [_sentence(line) for line in lines if line.startswith("# text =")]
    for start in range(0, len(sentences), PARAGRAPH_SENTENCES):
        yield sentences[start : start + PARAGRAPH_SENTENCES]


def _own_paragraphs(lines: Iterator[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if line.startswith(("# newpar", "# newdoc")) and group:
            yield group
            group = []
        elif line.startswith("# text ="):
            group.append(_sentence(line))
    if group:
        yield group


def golden_rules(folder: Path, lang: str) -> list[Paragraph]:
    """The cases of the Pragmatic Segmenter's specification that ask for no cleaning of the text."""
    cases = []
    for line in _lines(folder / "golden-rules" / f"{lang}.jsonl"):
        case = json.loads(line)
        is_cleaning = any(value != "false" for key, value in case["opts"] if key in ("clean", "doc_type"))
        if not is_cleaning and _squeeze(case["text"]) == _squeeze("".join(case["sentences"])):
            cases.append(Paragraph(case["text"], tuple(case["sentences"])))
    return cases


def _squeeze(text: str) -> str:
    return "".join(text.split())


def inner_boundaries(sentences: tuple[str, ...] | list[str]) -> set[int]:
    """How many characters, white space aside, stand before each boundary but the last."""
    boundaries, position = set(), 0
    for sentence in sentences[:-1]:
        position += len(_squeeze(sentence))
        boundaries.add(position)
    return boundaries


def f1(paragraphs: list[Paragraph], split: Splitter) -> float:
    """F1 of the boundaries inside the paragraphs."""
    right = found = gold = 0
    for paragraph in paragraphs:
        ours, theirs = inner_boundaries(split(paragraph.text)), inner_boundaries(paragraph.sentences)
        right, found, gold = right + len(ours & theirs), found + len(ours), gold + len(theirs)
    return 2 * right / (found + gold) if found + gold else 1.0


def characters_per_second(paragraphs: list[Paragraph], split: Callable[[str], object]) -> float:
    """Speed on one core, by processor time, best round."""
    best, spent = 0.0, 0.0
    characters = sum(len(paragraph.text) for paragraph in paragraphs)
    while spent < SHORTEST_TIMED:
        begun = time.process_time()
        for paragraph in paragraphs:
            split(paragraph.text)
        seconds = max(time.process_time() - begun, 1e-6)
        best, spent = max(best, characters / seconds), spent + seconds
    return best


def ours(lang: str) -> Splitter:
    """The splitter of forumdocs, giving texts."""
    return lambda text: [text[start:end] for start, end in split_sentences(text, lang)]


def pysbd(lang: str) -> Splitter | None:
    """PySBD, where it is installed and knows the language."""
    try:
        import pysbd as package
        from pysbd.languages import LANGUAGE_CODES
    except ImportError:
        return None
    if lang not in LANGUAGE_CODES:
        return None
    segmenter = package.Segmenter(language=lang, clean=False)
    return lambda text: list(segmenter.segment(text))


def sentencizer(lang: str) -> Splitter:
    """spaCy's rule component on a blank pipeline; the general one where a language's needs a tokenizer."""
    import spacy

    nlp = spacy.blank("zh" if lang == "zh" else "xx")
    nlp.add_pipe("sentencizer")
    return lambda text: [sentence.text for sentence in nlp(text).sents]


def main() -> None:
    """Print one row a gold set."""
    warnings.simplefilter("ignore", SyntaxWarning)  # of pySBD's own patterns
    folder = Path(sys.argv[1])
    print(f"{'':9} {'F1':>6} {'tuned':>6} {'other':>6} {'Mchar/s':>8}   others: F1, Mchar/s, our ratio in speed")
    for name, gold in GOLD_SETS.items():
        paragraphs = gold.paragraphs(folder)
        halves = [[p for p in paragraphs if p.half == half] for half in (0, 1)]
        split = ours(gold.lang)
        scores = [f1(part, split) for part in (paragraphs, *halves)]
        speed = characters_per_second(paragraphs, lambda text, lang=gold.lang: split_sentences(text, lang))
        print(f"{name:9} {' '.join(f'{score:6.3f}' for score in scores)} {speed / 1e6:8.1f}", end="  ")
        for label, other in (("pySBD", pysbd(gold.lang)), ("spaCy", sentencizer(gold.lang))):
            if other is not None:
                rate = characters_per_second(paragraphs, other)
                print(f" {label} {f1(paragraphs, other):.3f} {rate / 1e6:.2f} x{speed / rate:.0f}", end="")
        print()
    for lang in ("en", "ru", "ja", "zh"):
        cases = golden_rules(folder, lang)
        split = ours(lang)
        right = sum(inner_boundaries(split(c.text)) == inner_boundaries(c.sentences) for c in cases)
        print(f"golden rules {lang}: {right} of {len(cases)} cases, F1 {f1(cases, split):.3f}")


if __name__ == "__main__":
    main()
