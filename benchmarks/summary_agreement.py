"""How far the two secretaries of the gold summaries agree, per language: ``python benchmarks/summary_agreement.py``.

Agreement of one brief is the F1 of the two sets of sentences (Dice): twice the sentences both chose, over the sum of
both lengths. The figure of a language is the mean over its briefs. Both
references are of one hand, as the README of the gold summaries says: two people would probably agree less.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

SUMMARIES = Path(__file__).resolve().parent.parent / "corpora" / "gold" / "summaries"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The two references of one brief: how many sentences each has, and how many stand in both."""

    name: str
    a: int
    b: int
    both: int

    @property
    def lang(self) -> str:
        return self.name.split("-", 1)[0]

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.a + self.b)


def read_sentences(path: Path) -> list[str]:
    sentences: list[str] = json.loads(path.read_text(encoding="utf-8"))["sentences"]
    return sentences


def agreements(folder: Path) -> list[Agreement]:
    """One for each brief of the folder that has both references, by name."""
    found = []
    for path in sorted(folder.glob("*.a.json")):
        name = path.name.removesuffix(".a.json")
        a, b = read_sentences(path), read_sentences(folder / f"{name}.b.json")
        found.append(Agreement(name, len(a), len(b), len(set(a) & set(b))))
    return found


def table(found: list[Agreement]) -> str:
    """The agreement per language as a Markdown table."""
    rows = ["| language | briefs | A | B | both | agreement (F1) |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for lang in [*sorted({one.lang for one in found}), "all"]:
        own = [one for one in found if lang in (one.lang, "all")]
        counts = f"{len(own)} | {sum(o.a for o in own)} | {sum(o.b for o in own)} | {sum(o.both for o in own)}"
        rows.append(f"| {lang} | {counts} | {mean(o.f1 for o in own):.2f} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(table(agreements(SUMMARIES)), end="")
