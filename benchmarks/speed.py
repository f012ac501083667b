"""Every measurement of speed in one run, as one table; the numbers are kept in ``results/speed.json``.

    python benchmarks/speed.py [NAME...]        (names of measurements; all without)

Both sides of a ratio get the same input and are measured in turn, best of several: processor time of one thread where
both work in this process, time on the clock where programs are started. Texts come from ``corpora``. Floor and goal
are the ratios that the project set itself; times and sizes are met when they are lower.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import detection, handout, sentences, terms  # noqa: E402 - after the path is set

RESULTS = Path(__file__).resolve().parent / "results" / "speed.json"
CORPUS = ROOT / "corpora" / "parallel" / "forum.tsv"
BRIEF = ROOT / "corpora" / "briefs" / "logistics.txt"
LANGUAGES = ("en", "zh", "ko", "ru")
FURTHER = "translation_speed*.py"
"""Programs beside this one that are run with it; they print tables of their own."""
ROUNDS = 3
TEXTS = 150
"""Short texts a language, and as many windows cut from them; langdetect reads some 500 a second."""
PARAGRAPHS = 200
CELL_ROWS = (100, 200)
"""Rows by which the law of ``cell()`` is found; 10,000 would take hours."""
FEW, MANY = 10, 1000
"""Documents between which memory is compared."""
HELPERS = 2
"""Processes that read and write in both: left alone, ten documents would be served by a thread."""

RUN = (sys.executable, "-m", "forumdocs")
BARE_CLICK = """
import click

@click.group()
def cli():
    "A program."

for name in ("translate", "detect", "split", "align", "summarize", "glossary", "models"):
    cli.command(name)(lambda: None)
cli()
"""
PEAK = """
import resource, sys
from forumdocs.cli import main
try:
    main()
finally:
    unit = 1 if sys.platform == "darwin" else 1024
    own, helper = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print((own + HELPERS * helper) * unit, file=sys.stderr)
"""
"""Prints the peak of the program, and for each of its helpers that of the largest."""


@dataclass(frozen=True)
class Row:
    """One ratio of the table."""

    what: str
    against: str
    ours: float
    theirs: float | None
    unit: str
    ratio: float
    floor: float
    goal: float
    lower_is_better: bool = False

    @property
    def verdict(self) -> str:
        for name, bound in (("goal", self.goal), ("floor", self.floor)):
            if self.ratio <= bound if self.lower_is_better else self.ratio >= bound:
                return name
        return "below"

    def __str__(self) -> str:
        theirs = "" if self.theirs is None else f"{self.theirs:,.4g}"
        numbers = f"{self.ours:12,.4g} {theirs:>10} {self.unit:8} {self.ratio:8.2f} {self.floor:6g} {self.goal:6g}"
        return f"{self.what:34} {self.against:26} {numbers}  {self.verdict}"


def faster(
    what: str, against: str, unit: str, size: float, seconds: tuple[float, float], floor: float, goal: float
) -> Row:
    """A row of speeds: ``size`` done in the seconds of ours, and of the other."""
    ours, theirs = seconds
    return Row(what, against, size / ours, size / theirs, unit, theirs / ours, floor, goal)


def best_of(
    sides: dict[str, Callable[[], object]], clock: Callable[[], float], rounds: int = ROUNDS
) -> dict[str, float]:
    """The shortest time of each side, measured in turn."""
    best = dict.fromkeys(sides, float("inf"))
    for _ in range(rounds):
        for name, work in sides.items():
            start = clock()
            work()
            best[name] = min(best[name], clock() - start)
    return best


def each(work: Callable[[str], object], texts: Iterable[str]) -> Callable[[], None]:
    def run() -> None:
        for text in texts:
            work(text)

    return run


def corpus() -> dict[str, list[str]]:
    """The sentences of our own corpus by language."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {lang: [row[lang] for row in rows if row[lang]] for lang in LANGUAGES}


def measure_detection() -> Iterator[Row]:
    groups = {lang: found[:: len(found) // TEXTS][:TEXTS] for lang, found in corpus().items()}
    texts = [text for lang, found in groups.items() for t in found for text in (t, detection.cut_window(t, lang))]
    sides = {name: each(make(), texts) for name, make in detection.DETECTORS.items()}
    for work in sides.values():
        work()  # the first pass loads tables
    best = best_of(sides, time.process_time)
    ours = best.pop("forumdocs")
    bounds = {"langdetect, seeded": (50, 200), "lingua, six": (1, 3), "lingua, all": (1, 3)}
    for name, seconds in best.items():
        yield faster("language of short texts", name, "texts/s", len(texts), (ours, seconds), *bounds[name])


def paragraphs(lang: str, found: list[str]) -> list[str]:
    space = "" if lang == "zh" else " "
    groups = [found[start : start + 5] for start in range(0, PARAGRAPHS * 5, 5)]
    return [space.join(group) for group in groups if group]


def measure_splitting() -> Iterator[Row]:
    for lang, found in corpus().items():
        texts = paragraphs(lang, found)
        size = sum(len(text.encode()) for text in texts) / 1e6
        others = {"pySBD": (sentences.pysbd(lang), 20, 50), "spaCy sentencizer": (sentences.sentencizer(lang), 2, 5)}
        split = {name: each(work, texts) for name, (work, *_) in others.items() if work}
        best = best_of({"ours": each(sentences.ours(lang), texts), **split}, time.process_time)
        for name in split:
            _, floor, goal = others[name]
            yield faster(f"sentences, {lang}", name, "MB/s", size, (best["ours"], best[name]), floor, goal)


def measure_matching() -> Iterator[Row]:
    from forumdocs.glossary import Matcher
    from forumdocs.glossary.store import load_folder, write_toml

    concepts = terms.ten_thousand_concepts()
    with TemporaryDirectory() as place:
        folder = Path(place) / "data"
        folder.mkdir()
        write_toml(concepts, folder / "terms.toml")
        matcher = Matcher(load_folder(folder))
        for lang in ("en", "ru", "ko", "zh-Hans"):
            yield _matching(concepts, matcher, lang)


def _matching(concepts: list[terms.Concept], matcher: terms.Matcher, lang: str) -> Row:
    whole = terms.million_characters(concepts, lang)
    first, *texts = (whole[start : start + 200_000] for start in range(0, 200_000 * (ROUNDS + 1), 200_000))
    lemmas = terms.lemma_matcher(concepts, lang)
    search = lemmas or terms.phrase_matcher(concepts, lang)
    ours, theirs = iter(texts), iter(texts)  # each round another text: what a side remembers is of the others
    sides = {"ours": lambda: matcher.find(next(ours), lang), "theirs": lambda: search(next(theirs))}
    matcher.find(first, lang)
    search(first)
    best = best_of(sides, time.process_time)
    against = f"PhraseMatcher{' + lemmas' if lemmas else ', no lemmas'}"
    size = len("".join(texts).encode()) / len(texts) / 1e6
    return faster(f"10,000 concepts, {lang}", against, "MB/s", size, (best["ours"], best["theirs"]), 5, 20)


def measure_table() -> Iterator[Row]:
    by_rows = "python-docx by rows"
    runs = [{name: handout.measure(name)[0] for name in ("forumdocs", by_rows)} for _ in range(ROUNDS)]
    ours, rows = (min(run[name] for run in runs) for name in ("forumdocs", by_rows))
    yield faster("10,000 rows of DOCX", by_rows, "rows/s", handout.ROWS, (ours, rows), 1.5, 3)
    law, cells = _law_of_cells()
    yield faster("10,000 rows of DOCX", f"cell(), {law}", "rows/s", handout.ROWS, (ours, cells), 50, 100)


def _law_of_cells() -> tuple[str, float]:
    """How the time of ``cell()`` grows with rows, and the seconds of 10,000 rows by that law."""
    import math

    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.docx"
        times = best_of({str(n): lambda n=n: handout.write_by_cell(path, n) for n in CELL_ROWS}, time.process_time, 2)
    few, many = CELL_ROWS
    power = min(2.0, math.log(times[str(many)] / times[str(few)], many / few))
    return f"rows^{power:.1f} from {many}", times[str(many)] * (handout.ROWS / many) ** power


def start(*command: str) -> Callable[[], subprocess.CompletedProcess[str]]:
    """What starts a program and waits for its end."""
    return lambda: subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")


def measure_help() -> Iterator[Row]:
    sides = {"ours": start(*RUN, "--help"), "bare": start(sys.executable, "-c", BARE_CLICK, "--help")}
    best = best_of(sides, time.perf_counter, 15)
    ratio = best["ours"] / best["bare"]
    yield Row("forumdocs --help", "bare Click", best["ours"], best["bare"], "s", ratio, 3, 1.5, lower_is_better=True)


def measure_first_handout() -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        numbers = iter(range(100))

        def one() -> None:
            start(*RUN, "translate", str(BRIEF), "--to", "en", "-o", str(Path(folder) / f"{next(numbers)}.docx"))()

        seconds = best_of({"ours": one}, time.perf_counter)["ours"]
    yield Row("first handout of one page, cold", "-", seconds, None, "s", seconds, 4, 2, lower_is_better=True)


def measure_memory() -> Iterator[Row]:
    """Peak of ``forumdocs batch`` with its processes; documents in the target language already, two sentences new."""
    few, many = (_peak_of_batch(count) / 1e6 for count in (FEW, MANY))
    row = (f"memory, {MANY} documents", f"{FEW} documents", many, few, "MB", many / few, 1.3, 1.1)
    yield Row(*row, lower_is_better=True)


def _peak_of_batch(count: int) -> float:
    found = corpus()["en"]
    with TemporaryDirectory() as place:
        folder = Path(place) / "sources"
        folder.mkdir()
        for number in range(count):
            own = [found[(number * 7 + step) % len(found)] for step in range(12)]
            text = "\n\n".join((*own, "Форум открывается в Вене.", "Регистрация начинается в девять часов."))
            (folder / f"{number:04}.txt").write_text(text + "\n", encoding="utf-8")
        peak = PEAK.replace("HELPERS", str(HELPERS))
        options = ("--to", "en", "-o", str(Path(place) / "out"), "--jobs", str(HELPERS), "--quiet")
        run = start(sys.executable, "-c", peak, "batch", str(folder), *options)()
    return float(run.stderr.split()[-1])


MEASUREMENTS: dict[str, Callable[[], Iterator[Row]]] = {
    "detection": measure_detection,
    "splitting": measure_splitting,
    "matching": measure_matching,
    "table": measure_table,
    "help": measure_help,
    "handout": measure_first_handout,
    "memory": measure_memory,
}
HEADING = f"{'what':34} {'against':26} {'ours':>12} {'theirs':>10} {'unit':8} {'ratio':>8} {'floor':>6} {'goal':>6}"


def keep(rows: dict[str, list[Row]]) -> None:
    """Put the rows into the file of results; measurements that were not made keep theirs."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))["measurements"] if RESULTS.exists() else {}
    made = {name: [asdict(row) | {"verdict": row.verdict} for row in found] for name, found in rows.items()}
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    content = {"machine": machine, "measurements": kept | made}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    warnings.simplefilter("ignore")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    os.environ["PYTHONIOENCODING"] = "utf-8"
    names = sys.argv[1:] or list(MEASUREMENTS)
    if unknown := set(names) - set(MEASUREMENTS):
        sys.exit(f"Error: no measurement {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}.")
    print(HEADING)
    for name in names:
        rows = []
        for row in MEASUREMENTS[name]():
            rows.append(row)
            print(row, flush=True)
        keep({name: rows})
    for program in [] if sys.argv[1:] else sorted(Path(__file__).parent.glob(FURTHER)):
        subprocess.run([sys.executable, str(program)], check=False)


if __name__ == "__main__":
    main()
