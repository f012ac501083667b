"""The results of an evaluation as text for a terminal, as Markdown for a model card, as JSON; and examples to read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from sacrebleu.metrics import CHRF

from training.calibration import Row
from training.evaluation import (
    FALSE_GOAL,
    FOUND_GOAL,
    SHORT,
    SPEED_GOAL,
    Card,
    Output,
    Score,
    Speed,
    Summary,
    signatures,
    summarize,
)
from training.published import FLORES, SOURCE

MODES = {False: "engine alone", True: "terms of the glossary enforced"}

ORIENTATION = (
    f"For orientation only, ANOTHER TEST SET: FLORES-200 devtest, as published by Mozilla ({SOURCE}). Its BLEU is of "
    "another text and of other tokenizers and does not compare with the BLEU above; no chrF is published there; COMET "
    "(wmt22-comet-da, in hundredths) is another scale and compares with nothing above."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column is of words, the others of figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = str | Table


def as_text(card: Card) -> str:
    """For a terminal: every set with all its figures, then the lines of :func:`_conclusions`."""
    return "\n\n".join(_plain(block) for block in (*_head(card), *_details(card), *_conclusions(card))) + "\n"


def as_markdown(card: Card) -> str:
    """For a model card: one table of main scores, one of BLEU, sets as columns."""
    return "\n\n".join(_marked(block) for block in (*_head(card), *_matrices(card), *_conclusions(card))) + "\n"


def as_json(card: Card) -> str:
    """Everything, with the means and whether goals are reached; NaN is null."""
    value = {
        "pack": card.pack,
        "beam": card.beam,
        "signatures": _signatures(card),
        "sets": {gold.name: gold.about for gold in card.sets},
        "scores": [asdict(score) | {"main": score.main, "reached": score.reached} for score in card.scores],
        "means": [asdict(summary) for summary in summarize(card.scores)],
        "low_confidence": [
            {"terms": terms} | {key: _number(found) for key, found in asdict(row).items()}
            for terms, rows in card.doubts.items()
            for row in rows
        ],
        "speed": asdict(card.speed) | {"rate": card.speed.rate, "goal": SPEED_GOAL} if card.speed else None,
        "skipped": card.skipped,
        "flores_devtest_by_others": {name: found._asdict() for name, found in FLORES.items()} | {"source": SOURCE},
    }
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _signatures(card: Card) -> dict[str, str]:
    return signatures(dict.fromkeys(score.target for score in card.scores))


def _number(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


# What is said


def _head(card: Card) -> Iterator[Block]:
    yield f"{card.pack}, beam {card.beam}"
    yield "\n".join(f"- {name}: `{signature}`" for name, signature in _signatures(card).items())
    yield "Goals are of chrF++ into en and ru, of chrF into zh and ko; general sets have to reach 60% of them."
    if card.skipped:
        yield "\n".join(card.skipped)


def _details(card: Card) -> Iterator[Block]:
    about = {gold.name: gold.about for gold in card.sets}
    for (name, terms), scores in groupby(card.scores, key=lambda score: (score.set, score.terms)):
        yield f"{name}: {about[name]}; {MODES[terms]}"
        header = ("direction", "sentences", "BLEU", "chrF++", "chrF", "goal")
        yield Table(header, tuple(_detail(score) for score in scores))


def _detail(score: Score) -> tuple[str, ...]:
    figures = (f"{value:.1f}" for value in (score.bleu, score.chrf_words, score.chrf))
    goal = "" if score.goal is None else f"{score.goal:.0f} {'reached' if score.reached else 'not reached'}"
    return score.direction, str(score.sentences), *figures, goal


def _matrices(card: Card) -> Iterator[Block]:
    yield "\n".join(f"- {gold.name}: {gold.about}, {gold.rows} sentences" for gold in card.sets)
    for terms in dict.fromkeys(score.terms for score in card.scores):
        scores = [score for score in card.scores if score.terms is terms]
        yield f"chrF++ into en and ru, chrF into zh, ko and ja ({MODES[terms]}); bold: the goal is reached."
        yield _matrix(scores, {(s.direction, s.set): _bold(f"{s.main:.1f}", s.reached is True) for s in scores})
        yield f"BLEU ({MODES[terms]})."
        yield _matrix(scores, {(s.direction, s.set): f"{s.bleu:.1f}" for s in scores})


def _matrix(scores: Sequence[Score], cells: dict[tuple[str, str], str]) -> Table:
    sets, directions = (dict.fromkeys(getattr(score, name) for score in scores) for name in ("set", "direction"))
    rows = ((direction, *(cells.get((direction, name), "") for name in sets)) for direction in directions)
    return Table(("", *sets), tuple(rows))


def _bold(text: str, yes: bool) -> str:
    return f"**{text}**" if yes else text


def _conclusions(card: Card) -> Iterator[Block]:
    summaries = summarize(card.scores)
    yield Table(("mean into", "goal", "mean", "", "directions that reach it"), tuple(_conclusion(s) for s in summaries))
    for terms, rows in card.doubts.items():
        yield f"low-confidence on {card.own} ({MODES[terms]}): {doubt_line(rows[-1])}"
        yield Table(("direction", "pairs", "chrF < 20", "found", "chrF > 50", "false"), tuple(map(_doubt, rows)))
    if card.speed:
        yield speed_line(card.speed)
    yield ORIENTATION
    header = ("FLORES-200 devtest", "Argos BLEU", "Argos COMET", "Firefox BLEU", "Firefox COMET")
    yield Table(header, tuple((name, *_published(found)) for name, found in FLORES.items()))


def _conclusion(summary: Summary) -> tuple[str, ...]:
    name = f"{summary.target}, {summary.set}{', terms enforced' if summary.terms else ''}"
    verdict = "reached" if summary.mean >= summary.goal else "not reached"
    return name, f"{summary.goal:.0f}", f"{summary.mean:.1f}", verdict, f"{summary.reached} of {summary.directions}"


def doubt_line(row: Row) -> str:
    """Whether the flag finds what it should, in one line."""
    found = _verdict(row.found, row.found >= FOUND_GOAL, row.useless, f"goal: at least {FOUND_GOAL:.0%}")
    false = _verdict(row.false, row.false < FALSE_GOAL, row.good, f"goal: under {FALSE_GOAL:.0%}")
    return f"{found} of pairs with a chrF under 20 carry it; {false} of those over 50 do."


def _verdict(share: float, reached: bool, pairs: int, goal: str) -> str:
    if math.isnan(share):
        return f"– (no pairs; {goal})"
    return f"{share:.0%} ({pairs} pairs; {goal}, {'reached' if reached else 'not reached'})"


def _doubt(row: Row) -> tuple[str, ...]:
    found, false = ("" if math.isnan(share) else f"{share:.0%}" for share in (row.found, row.false))
    return row.direction, str(row.pairs), str(row.useless), found, str(row.good), false


def speed_line(speed: Speed) -> str:
    """The speed and whether its goal is reached, in one line."""
    verdict = "reached" if speed.rate >= SPEED_GOAL else "not reached"
    return (
        f"Speed: {speed.rate:.0f} short sentences a second (groups of at most {SHORT} English words, {speed.sentences} "
        f"sentences, second tries included) at beam {speed.beam} on {speed.cores} core{'s' * (speed.cores > 1)}; "
        f"goal on two cores: {SPEED_GOAL:.0f}, {verdict}."
    )


def _published(found: Sequence[float]) -> Iterator[str]:
    for bleu, comet in zip(found[::2], found[1::2], strict=True):
        yield from (f"{bleu:.1f}", f"{100 * comet:.1f}")


# How it is written


def _plain(block: Block) -> str:
    if isinstance(block, str):
        return block
    widths = [max(map(len, column)) for column in zip(block.header, *block.rows, strict=True)]
    return "\n".join(_plain_row(row, widths) for row in (block.header, *block.rows))


def _plain_row(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join((first.strip().ljust(widths[0]), *rest)).rstrip()


def _marked(block: Block) -> str:
    if isinstance(block, str):
        return block
    rule = ("---", *("---:" for _ in block.header[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (block.header, rule, *block.rows))


def as_examples(outputs: Iterable[Output]) -> str:
    """Sources, translations and references to read by eye, with the chrF and the flags of each."""
    return "\n".join(line for output in outputs for line in _examples(output))


def _examples(output: Output) -> Iterator[str]:
    yield f"## {output.direction} ({output.gold.name}; {MODES[output.terms]})\n"
    for number, ((source, reference), made) in enumerate(zip(output.pairs, output.made, strict=True), 1):
        chrf = CHRF().sentence_score(made.text, [reference]).score
        notes = ", ".join((f"chrF {chrf:.0f}", *made.flags))
        yield f"{number}. {source}\n   - output: {made.text}\n   - reference: {reference}\n   - {notes}\n"
