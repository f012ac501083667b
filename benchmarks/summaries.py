"""Summaries beside what a user would pick instead: the first sentences, TextRank and LexRank as sumy has them.

    python benchmarks/summaries.py

Texts: corpora/gold/summaries, each with two reference summaries. Every method chooses as many sentences as the two
references have on average, from the sentences of our splitter, with our words (sumy alone has none for Korean, and
its English ones need a download), so that the ranking is compared and nothing else. ROUGE-L is the F1 of the longest
common subsequence of words, in Chinese of characters; overlap is the F1 of the sets of sentences; both are means over
the two references. "kept back" are the briefs on which no parameter was chosen: every other one of a language.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from rapidfuzz.distance import LCSseq

from forumdocs.glossary import Matcher, load_builtin
from forumdocs.model import KeyPoint, Kind, Point
from forumdocs.pipelines.splitting import split_document
from forumdocs.pipelines.summaries.choosing import choose
from forumdocs.pipelines.summaries.points import find_points
from forumdocs.pipelines.summaries.ranking import rank
from forumdocs.pipelines.summaries.sentences import Sentence, choosable, from_segments
from forumdocs.pipelines.summaries.words import words_of
from forumdocs.readers import read

GOLD = Path(__file__).resolve().parent.parent / "corpora" / "gold" / "summaries"
MEASURES = ("rouge-l", "overlap")

Method = Callable[[Sequence[Sentence], int], list[str]]


@dataclass(frozen=True, slots=True)
class Brief:
    """A text with its two reference summaries."""

    name: str
    sentences: tuple[Sentence, ...]
    references: tuple[tuple[str, ...], ...]
    kept_back: bool

    @property
    def lang(self) -> str:
        return self.name.partition("-")[0]

    @property
    def count(self) -> int:
        return round(mean(len(reference) for reference in self.references))


def read_briefs(folder: Path = GOLD) -> list[Brief]:
    """The briefs by name; of those of a language every other one is kept back."""
    paths = sorted(path for path in folder.glob("??-*.md"))
    seen: dict[str, int] = {}
    briefs = []
    for path in paths:
        lang = path.name[:2]
        seen[lang] = seen.get(lang, 0) + 1
        references = tuple(
            tuple(json.loads((folder / f"{path.stem}.{hand}.json").read_text(encoding="utf-8"))["sentences"])
            for hand in "ab"
        )
        sentences = from_segments(split_document(read(path)))
        briefs.append(Brief(path.stem, sentences, references, kept_back=seen[lang] % 2 == 0))
    return briefs


def ours(sentences: Sequence[Sentence], count: int) -> list[str]:
    """The sentences that ``summarize`` chooses."""
    free = [sentences[place] for place in choosable(sentences)]
    ranking = rank(free, [words_of(s.text, s.tag, _MATCHER) for s in free])
    return [free[place].text for place in sorted(choose(free, ranking, count))]


def lead(sentences: Sequence[Sentence], count: int) -> list[str]:
    """The first sentences below the headings."""
    return [s.text for s in _body(sentences)][:count]


def textrank(sentences: Sequence[Sentence], count: int) -> list[str]:
    from sumy.summarizers.text_rank import TextRankSummarizer

    return _sumy(TextRankSummarizer(), sentences, count)


def lexrank(sentences: Sequence[Sentence], count: int) -> list[str]:
    from sumy.summarizers.lex_rank import LexRankSummarizer

    return _sumy(LexRankSummarizer(), sentences, count)


METHODS: dict[str, Method] = {"lead": lead, "textrank": textrank, "lexrank": lexrank, "forumdocs": ours}
_MATCHER = Matcher(load_builtin())


class _Words:
    """What sumy calls a tokenizer: our words of one language, glossary left out."""

    def __init__(self, tag: str) -> None:
        self._tag, self._none = tag, Matcher(type(load_builtin())())

    def to_words(self, text: str) -> list[str]:
        return words_of(text, self._tag, self._none)


def _sumy(summarizer: Callable[..., Sequence[object]], sentences: Sequence[Sentence], count: int) -> list[str]:
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as Line

    body = _body(sentences)
    words = _Words(body[0].tag)
    document = ObjectDocumentModel([Paragraph([Line(s.text, words) for s in body])])
    return [str(line) for line in summarizer(document, count)]


def _body(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [s for s in sentences if s.kind is not Kind.HEADING]


def rouge_l(one: Sequence[str], other: Sequence[str], lang: str) -> float:
    """F1 of the longest common subsequence of two summaries."""
    left, right = _units(one, lang), _units(other, lang)
    return 2 * LCSseq.similarity(left, right) / (len(left) + len(right))


def _units(sentences: Sequence[str], lang: str) -> list[str]:
    text = " ".join(sentences).casefold()
    return re.findall(r"[\u3400-\u9fff]|[a-z0-9]+", text) if lang == "zh" else re.findall(r"\w+", text)


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """F1 of two sets of sentences."""
    return 2 * len(set(one) & set(other)) / (len(one) + len(other))


def measure(brief: Brief, method: Method) -> tuple[float, float]:
    """ROUGE-L and overlap of one brief, in per cent."""
    chosen = method(brief.sentences, brief.count)
    rouge = mean(rouge_l(chosen, reference, brief.lang) for reference in brief.references)
    return 100 * rouge, 100 * mean(overlap(chosen, reference) for reference in brief.references)


def scores(briefs: Sequence[Brief], method: Method) -> dict[str, tuple[float, float]]:
    """Means by language, of all, and of those that were kept back."""
    measured = {brief.name: measure(brief, method) for brief in briefs}
    groups = {lang: [b for b in briefs if b.lang == lang] for lang in dict.fromkeys(b.lang for b in briefs)}
    groups |= {"all": list(briefs), "kept back": [b for b in briefs if b.kept_back]}
    return {
        name: (mean(measured[b.name][0] for b in members), mean(measured[b.name][1] for b in members))
        for name, members in groups.items()
    }


def table(briefs: Sequence[Brief]) -> str:
    """The table of docs/summaries.md."""
    found = {name: scores(briefs, method) for name, method in METHODS.items()}
    rows = [f"| | {' | '.join(METHODS)} |", f"| --- |{' ---: |' * len(METHODS)}"]
    for group in found["forumdocs"]:
        for place, name in enumerate(MEASURES):
            rows.append(f"| {group}, {name} | {' | '.join(f'{found[m][group][place]:.1f}' for m in METHODS)} |")
    return "\n".join(rows)


KINDS = {
    "people": (Point.WHO,),
    "dates": (Point.WHEN, Point.DEADLINE),
    "places": (Point.WHERE,),
    "sums": (Point.SUM,),
    "decisions": (Point.DECISION,),
    "deadlines": (Point.DEADLINE,),
}
"""The lists of key points in the gold, and our kinds that may hold one of each."""


ACCEPTED = {"dates": ("dates", "deadlines")}
"""The lists of the gold that one of ours may stand in, other than its own: a date is right that is a deadline there."""

Counts = dict[str, dict[str, tuple[int, int]]]
"""By list of key points and language: how many were right, and how many there are."""


def recall(briefs: Sequence[Brief]) -> Counts:
    """How many of the gold's key points were found.

    A date counts with or without its year, which a reader may take from elsewhere; one told in words ("yesterday",
    "next June") cannot be found, since nothing is reckoned.
    """

    def count(kind: str, gold: _Gold, own: Sequence[KeyPoint]) -> tuple[int, int]:
        return sum(any(_is_hit(item, point, kind) for point in own) for item in gold[kind]), len(gold[kind])

    return _count(briefs, count)


def precision(briefs: Sequence[Brief]) -> Counts:
    """How many of our key points the gold has too; it lists what a reader would note, so that others may be right."""

    def count(kind: str, gold: _Gold, own: Sequence[KeyPoint]) -> tuple[int, int]:
        items = [item for name in ACCEPTED.get(kind, (kind,)) for item in gold[name]]
        return sum(any(_is_hit(item, point, kind) for item in items) for point in own), len(own)

    return _count(briefs, count)


_Gold = dict[str, list[dict[str, str]]]


def _count(briefs: Sequence[Brief], count: Callable[[str, _Gold, Sequence[KeyPoint]], tuple[int, int]]) -> Counts:
    found: Counts = {kind: {} for kind in KINDS}
    for brief in briefs:
        gold = json.loads((GOLD / f"{brief.name}.keypoints.json").read_text(encoding="utf-8"))
        points = find_points(brief.sentences, _MATCHER, files=[brief.name])
        for kind, kinds in KINDS.items():
            hits, total = count(kind, gold, [point for point in points if point.kind in kinds])
            before = found[kind].get(brief.lang, (0, 0))
            found[kind][brief.lang] = before[0] + hits, before[1] + total
    return found


def _is_hit(item: dict[str, str], point: KeyPoint, kind: str) -> bool:
    if kind == "decisions":
        return item["sentence"] == point.sentence
    if kind in ("people", "places"):
        names = (item["text"], item.get("value", item["text"]))
        return any(name in value or value in name for name in names for value in (point.value, point.text))
    value = item["value"].partition("T")[0]
    return point.value in (value, re.sub(r"\d{4}-", "--", value))


def points_table(briefs: Sequence[Brief], measure: Callable[[Sequence[Brief]], Counts]) -> str:
    """Recall or precision of key points as a table."""
    found = measure(briefs)
    langs = list(dict.fromkeys(brief.lang for brief in briefs))
    rows = [f"| | {' | '.join(langs)} | all |", f"| --- |{' ---: |' * (len(langs) + 1)}"]
    for kind, by_lang in found.items():
        counts = [by_lang[lang] for lang in langs]
        counts.append((sum(hits for hits, _ in counts), sum(total for _, total in counts)))
        rows.append(f"| {kind} | {' | '.join(f'{hits} of {total}' for hits, total in counts)} |")
    return "\n".join(rows)


SENTENCES = 4000


def long_document(briefs: Sequence[Brief], lang: str) -> str:
    """A text of 4,000 sentences in a language, about 200 pages, no two the same: those of the briefs, numbered."""
    own = [s for b in briefs if b.lang == lang for s in _body(b.sentences)]
    lines = []
    for number in range(SENTENCES):
        if number % 20 == 0:
            lines.append(f"\n# {number // 20 + 1}\n")
        lines.append(f"{own[number % len(own)].text[:-1]} {number}.\n")
    return "\n".join(lines)


def seconds(briefs: Sequence[Brief], lang: str) -> tuple[float, int]:
    """Processor seconds to summarise a long document, and its sentences."""
    from forumdocs.pipelines.summaries import Options, summarize

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.md"
        path.write_text(long_document(briefs, lang), encoding="utf-8")
        start = time.process_time()
        summarize([read(path)], options=Options(sentences=10))
        return time.process_time() - start, SENTENCES


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    briefs = read_briefs()
    back = [brief for brief in briefs if brief.kept_back]
    if "--points" not in sys.argv:
        print(table(briefs), end="\n\n")
    for measure_points in (recall, precision):
        print(f"{measure_points.__name__}\n\n{points_table(briefs, measure_points)}\n")
        print(f"{measure_points.__name__}, kept back\n\n{points_table(back, measure_points)}\n")
    if "--speed" in sys.argv:
        for lang in dict.fromkeys(brief.lang for brief in briefs):
            print(f"{lang}: {seconds(briefs, lang)[0]:.1f} s for {SENTENCES} sentences")
