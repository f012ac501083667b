"""How good a pack is: chrF++ and BLEU (sacreBLEU) of the product's own engine over a table of sentence groups."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from forumdocs.mt.engine import Engine
from forumdocs.mt.packages import installed
from training.data import LANGS

BLEU_TOKENS = {"zh": "zh", "ko": "char"}
"""sacreBLEU's tokenizers where the default, for spaced languages, does not fit."""


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one direction, 0 to 100."""

    source: str
    target: str
    sentences: int
    chrf: float
    bleu: float


def read_groups(path: Path) -> dict[str, list[str]]:
    """The columns of a table whose header names languages, by language."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    cells = [line.split("\t") for line in lines[1:]]
    return {lang: [row[header.index(lang)] for row in cells] for lang in LANGS if lang in header}


def evaluate(groups: dict[str, list[str]], *, beam: int = 4) -> list[Score]:
    """Translate every direction that ``groups`` holds with the built-in pack, and score it."""
    engine = Engine([package for package in installed() if package.builtin])
    scores = []
    for source, target in permutations(groups, 2):
        results = engine.translate(groups[source], source=source, target=target, beam=beam)
        texts, references = [result.text for result in results], [groups[target]]
        chrf = CHRF(word_order=0 if target in BLEU_TOKENS else 2).corpus_score(texts, references).score
        bleu = BLEU(tokenize=BLEU_TOKENS.get(target, "13a")).corpus_score(texts, references).score
        scores.append(Score(source, target, len(texts), chrf, bleu))
    return scores
