"""Cost as work grows: time and memory of each step against sentences, as numbers and as a chart.

    python benchmarks/scaling.py [STEP...]      (steps to measure anew; all without. "chart" draws what is kept)

Sentences of corpora/parallel, repeated with a number of their own; each size in a new process, so that its peak of
memory is its own. A step is taken ten times further as long as that is likely to last less than a minute. Numbers are
kept in ``results/scaling.json``, the chart in ``docs/img/scaling.svg``; it is drawn here, without a library.
"""

from __future__ import annotations

import csv
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpora" / "parallel" / "forum.tsv"
RESULTS = ROOT / "benchmarks" / "results" / "scaling.json"
CHART = ROOT / "docs" / "img" / "scaling.svg"
SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
PATIENCE = 60.0
"""Seconds that a size may be expected to take, by ten times the one before."""
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
"""Of the unit in which the system tells the peak of memory."""


def sentences(count: int, lang: str) -> list[str]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        found = [row[lang] for row in csv.DictReader(file, delimiter="\t") if row["en"] and row[lang]]
    return [f"{text} {number}" for number, text in enumerate(islice(cycle(found), count))]


def prepare_detection(count: int) -> Callable[[], object]:
    from forumdocs.detection import find_spans

    texts = [text for lang in ("en", "zh", "ko", "ru") for text in sentences(count // 4, lang)]
    return lambda: [find_spans(text) for text in texts]


def prepare_splitting(count: int) -> Callable[[], object]:
    from forumdocs.pipelines.sentences import split_sentences

    text = " ".join(sentences(count, "en"))
    return lambda: split_sentences(text, "en")


def prepare_matching(count: int) -> Callable[[], object]:
    from forumdocs.glossary import Matcher, load_builtin

    matcher, text = Matcher(load_builtin()), "\n".join(sentences(count, "en"))
    return lambda: matcher.find(text, "en")


def prepare_alignment(count: int) -> Callable[[], object]:
    from forumdocs.model import Block, Segment
    from forumdocs.pipelines.alignment import align

    sides = [
        [Segment(Block(i, text), 1, 0, len(text), lang) for i, text in enumerate(sentences(count, lang))]
        for lang in ("zh", "en")
    ]
    return lambda: align(*sides)


def prepare_writing(count: int) -> Callable[[], object]:
    from forumdocs.model import Handout, Origin, Pair, Provenance
    from forumdocs.writers import write

    sides = zip(sentences(count, "zh"), sentences(count, "en"), strict=True)
    pairs = tuple(Pair(f"{i}.1", i, "zh", zh, en, Origin.MT, 0.5) for i, (zh, en) in enumerate(sides))
    handout = Handout("big.txt", "Big", ("zh",), "en", pairs, (), Provenance("0", "none"))

    def work() -> None:
        with TemporaryDirectory() as folder:
            write(handout, Path(folder) / "big.docx")

    return work


STEPS = {
    "detection": prepare_detection,
    "splitting": prepare_splitting,
    "matching": prepare_matching,
    "alignment": prepare_alignment,
    "writing": prepare_writing,
}


def measure(step: str, count: int) -> tuple[float, float]:
    """Seconds of the processor, and megabytes that the process held at the peak, in a new process."""
    command = (sys.executable, __file__, "--one", step, str(count))
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(run.stdout)
    return seconds, megabytes


def measure_here(step: str, count: int) -> None:
    STEPS[step](100)()  # tables are loaded before the clock runs
    work = STEPS[step](count)
    started = time.process_time()
    work()
    seconds = time.process_time() - started
    print(json.dumps((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)))


def measure_step(step: str) -> list[tuple[int, float, float]]:
    points: list[tuple[int, float, float]] = []
    for count in SIZES:
        if points and 10 * points[-1][1] > PATIENCE:
            break
        points.append((count, *measure(step, count)))
        print(f"{step:10} {count:9,} {points[-1][1]:9.3f} s {points[-1][2]:7.0f} MB", flush=True)
    return points


# The chart

WIDTH, HEIGHT, LEFT, TOP, GAP = 860, 380, 56, 34, 70
COLORS = {
    "detection": "#1f3a5f", "splitting": "#b45309", "matching": "#047857", "alignment": "#9d174d", "writing": "#6d28d9",
}  # fmt: skip
Points = dict[str, list[tuple[int, float, float]]]


def draw(points: Points) -> str:
    """Two panels with logarithmic axes: seconds, and megabytes; the dotted line grows as the sentences do."""
    panels = [("seconds", 1, (0.0001, 1000.0)), ("megabytes at the peak", 2, (10.0, 10_000.0))]
    body = [line for place, panel in enumerate(panels) for line in _panel(points, place, *panel)]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    title = "<title>Time and memory of each step against sentences</title>"
    return "\n".join((head, title, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *body, "</svg>", ""))


def _panel(points: Points, place: int, name: str, axis: int, bounds: tuple[float, float]) -> Iterator[str]:
    width = (WIDTH - LEFT - 2 * GAP) / 2
    left, bottom = LEFT + place * (width + GAP), HEIGHT - 70
    low, high = map(math.log10, bounds)

    def x(count: float) -> float:
        return left + (math.log10(count) - 2) / 4 * width

    def y(value: float) -> float:
        share = (math.log10(min(max(value, bounds[0]), bounds[1])) - low) / (high - low)
        return bottom - share * (bottom - TOP)

    yield f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{name}</text>'
    for power in range(round(low), round(high) + 1):
        yield f'<path d="M{left} {y(10**power):.1f}h{width}" stroke="#e5e7eb"/>'
        yield f'<text x="{left - 6}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>'
    for count in SIZES:
        label = f'10<tspan dy="-5" font-size="9">{round(math.log10(count))}</tspan>'
        yield f'<text x="{x(count):.1f}" y="{bottom + 18}" text-anchor="middle">{label}</text>'
    yield f'<text x="{left + width / 2}" y="{bottom + 36}" text-anchor="middle">sentences</text>'
    if axis == 1:
        line = f"M{x(100):.1f} {y(0.001):.1f}L{x(1_000_000):.1f} {y(10):.1f}"
        yield f'<path d="{line}" stroke="#6b7280" stroke-dasharray="3 3"/>'
        yield f'<text x="{x(1_000_000) - 4:.1f}" y="{y(10) + 20:.1f}" text-anchor="end" fill="#6b7280">linear</text>'
    for number, (step, found) in enumerate(points.items()):
        line = "L".join(f"{x(point[0]):.1f} {y(point[axis]):.1f}" for point in found)
        yield f'<path d="M{line}" fill="none" stroke="{COLORS[step]}" stroke-width="2"/>'
        yield from (f'<circle cx="{x(p[0]):.1f}" cy="{y(p[axis]):.1f}" r="3" fill="{COLORS[step]}"/>' for p in found)
        if place == 0:
            at = LEFT + number * 150
            yield f'<path d="M{at} {HEIGHT - 14}h20" stroke="{COLORS[step]}" stroke-width="2"/>'
            yield f'<text x="{at + 26}" y="{HEIGHT - 10}">{step}</text>'


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        measure_here(sys.argv[2], int(sys.argv[3]))
        return
    path = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), path)))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for step in [] if sys.argv[1:] == ["chart"] else sys.argv[1:] or STEPS:
        kept[step] = measure_step(step)
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    points = {step: [(count, seconds, size) for count, seconds, size in kept[step]] for step in STEPS if step in kept}
    CHART.write_text(draw(points), encoding="utf-8")


if __name__ == "__main__":
    main()
