"""One-page documents into two languages, cold: ``forumdocs batch`` against a shell loop over single runs.

    python benchmarks/batch_speed.py [--documents 200] [--looped 5]

Each document has its own eight sentences of the test set ``corpora/gold/forum-test.tsv``, and one that all have. The
loop runs ``forumdocs translate`` once a document; ``--looped`` of them are run, and their time is taken times the
number of documents, since it does not change from one to the next. Results are kept in
``benchmarks/results/speed-batch.json``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpora" / "gold" / "forum-test.tsv"
RESULTS = HERE / "results" / "speed-batch.json"
SENTENCES = 8
TARGETS = "zh,ru"
PAGE = "Page {number} of the forum."


def make_documents(folder: Path, count: int) -> list[Path]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        texts = [row["en"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    paths = []
    for number in range(count):
        start = number * SENTENCES
        chosen = [texts[(start + place) % len(texts)] for place in range(SENTENCES)]
        if start >= len(texts):  # another wording, so that no document of the second round is known already
            chosen = [f"{sentence[:-1]}, as said on page {number}." for sentence in chosen]
        paths.append(folder / f"page-{number:03}.txt")
        paths[-1].write_text("\n\n".join([PAGE.format(number=number), *chosen, texts[0]]), encoding="utf-8")
    return paths


def run(*args: str) -> float:
    command = [sys.executable, "-m", "forumdocs", *args, "--to", TARGETS, "--quiet"]
    start = time.perf_counter()
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(HERE.parent)})
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--looped", type=int, default=5)
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        paths = make_documents(folder / "in", chosen.documents)
        some = paths[:: max(1, len(paths) // chosen.looped)][: chosen.looped]
        looped = sum(run("translate", str(path), "-o", str(folder / "loop")) for path in some) / len(some) * len(paths)
        together = run("batch", str(folder / "in"), "-o", str(folder / "batch"))
        made = len(list((folder / "batch").glob("*.docx")))
    print("| documents | handouts | loop, s | batch, s | times |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| {len(paths)} | {made} | {looped:.0f} | {together:.0f} | {looped / together:.1f} |")
    RESULTS.parent.mkdir(exist_ok=True)
    kept = {"documents": len(paths), "handouts": made, "looped": len(some), "loop": looped, "batch": together}
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
