"""Translation side by side: forumdocs and Argos Translate with the same package, and CTranslate2 alone.

    python -m benchmarks.translation_speed [--directions en-zh,ko-en] [--sentences 80] [--rounds 2]
        [--parts documents,glossary,docx,peak,first] [--pack]

Both translate the same documents, made of the test set ``corpora/gold/forum-test.tsv``, at beam 4 with the same
packages: the starter pack brought to the size of an Argos package (``benchmarks/argos_size.py``), or with ``--pack`` as
it is, written out as Argos keeps them. Argos runs in an environment of its own, made with ``uv venv`` (package
``argos-translate-lt``, which needs neither stanza nor PyTorch); its sentence splitter is spaCy's rule-based one, packed
into the package, since its own would be fetched from the network: it is faster than those that Argos would use.
Documents are translated in turns and the best of each side counts, in wall clock and in CPU seconds, which a busy
machine distorts less. Models are loaded before the clock starts.

* ``documents``: whole documents without a glossary, and chrF (as in ``benchmarks/terms_enforced.py``) by document.
* ``glossary``: the same with our glossary, of which Argos Translate knows nothing.
* ``docx``: the same text as DOCX into a translated DOCX, ``--layout inplace`` against argos-translate-files.
* ``peak``: what CTranslate2 alone takes for the sentences, tokenised before and in sorted batches, as a share of what
  our decoder takes for the same sentences, and the whole engine with its checks and second tries.
* ``first``: seconds from a cold start of ``forumdocs translate`` to the handout of one page, with the starter pack.

Results are kept in ``benchmarks/results/speed-translation.json``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sacrebleu

from benchmarks.argos_size import make_packages
from forumdocs.languages import join_sentences
from forumdocs.mt import decoding, packages
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.decoding import Decoder
from forumdocs.mt.engine import Engine
from forumdocs.mt.packages import Package
from forumdocs.pipelines.translation import Options, load_terms, translate_document
from forumdocs.readers import read
from forumdocs.writers import write
from forumdocs.writers.style import Layout, Style

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpora" / "gold" / "forum-test.tsv"
RESULTS = HERE / "results" / "speed-translation.json"
ARGOS = ("argos-translate-lt==1.12.1", "argos-translate-files==1.4.4", "spacy")
SENTENCES_A_PARAGRAPH = 4
PARAGRAPHS_A_DOCUMENT = 10


class Argos:
    """Argos Translate in a process of its own."""

    def __init__(self, folder: Path, chosen: list[Package]) -> None:
        python = self._environment(folder / "venv")
        for package in chosen:
            self._write(package, folder / "packages" / package.path.name, python)
        own = {key: str(folder) for key in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        choices = {"ARGOS_PACKAGES_DIR": str(folder / "packages"), "ARGOS_CHUNK_TYPE": "SPACY"}
        self._process = subprocess.Popen(
            [python, str(HERE / "argos_worker.py")],
            env={**os.environ, **own, **choices, "PYTHONPATH": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / "argos.log").open("w"),
            text=True,
            encoding="utf-8",
        )

    @staticmethod
    def _environment(place: Path) -> str:
        uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(place)], check=True)
        python = str(place / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
        install = [uv, "pip", "install", "--quiet", "--no-config", "--python", python, *ARGOS]
        subprocess.run(
            install, check=True, cwd=place.parent
        )  # where our overrides, which leave out minisbd, do not hold
        return python

    @staticmethod
    def _write(package: Package, place: Path, python: str) -> None:
        """A package of the starter pack, whole, as Argos keeps them."""
        shutil.copytree(package.path, place)
        shutil.copytree(package.model_path, place / "model")
        shutil.copy(package.source_tokenizer, place)
        splitter = f"import spacy; spacy.blank('xx').to_disk({str(place / 'spacy')!r})"
        subprocess.run([python, "-c", splitter], check=True)

    def ask(self, **task: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def read_corpus(sentences: int) -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:sentences]


def make_documents(rows: list[dict[str, str]], lang: str) -> list[list[str]]:
    """Documents as lists of paragraphs."""
    texts = [row[lang] for row in rows]
    starts = range(0, len(texts), SENTENCES_A_PARAGRAPH)
    paragraphs = [join_sentences(texts[i : i + SENTENCES_A_PARAGRAPH]) for i in starts]
    return [paragraphs[i : i + PARAGRAPHS_A_DOCUMENT] for i in range(0, len(paragraphs), PARAGRAPHS_A_DOCUMENT)]


def chrf(found: list[str], rows: list[dict[str, str]], lang: str) -> float:
    expected = [join_sentences(paragraphs) for paragraphs in make_documents(rows, lang)]
    order = 2 if lang in ("en", "ru") else 0
    return float(sacrebleu.corpus_chrf([" ".join(text.split()) for text in found], [expected], word_order=order).score)


def timed(work: Callable[[], list[Any]]) -> dict[str, Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "found": found}


def best(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return {**runs[0], "wall": min(run["wall"] for run in runs), "cpu": min(run["cpu"] for run in runs)}


def in_turns(ways: dict[str, Callable[[], dict[str, Any]]], rounds: int) -> dict[str, dict[str, Any]]:
    """The best of some rounds of each way, the ways one after the other in each round."""
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            runs[name].append(way())
    return {name: best(found) for name, found in runs.items()}


def translate_texts(paths: list[Path], target: str, engine: Engine, terms: Terminology | None) -> list[str]:
    options = Options(no_glossary=terms is None)
    handouts = [translate_document(read(path), target, options=options, engine=engine, terms=terms) for path in paths]
    return [join_sentences(pair.target for pair in handout.pairs) for handout in handouts]


def translate_docx(path: Path, target: str, engine: Engine) -> list[str]:
    out = path.with_name(f"{path.stem}.{target}.out.docx")
    handout = translate_document(read(path), target, options=Options(no_glossary=True, keep_all=True), engine=engine)
    write(handout, out, style=Style(layout=Layout.INPLACE))
    return [str(out)]


def decode_alone(decoder: Decoder, translator: Any, texts: list[str]) -> Callable[[], list[Any]]:
    """CTranslate2 on sentences that are tokenised already, in batches that it sorts itself."""
    sources = [decoder._encode(text) for text in texts]
    prefixes = [list(decoder.package.target_prefix)] * len(sources)

    def decode() -> list[Any]:
        found: list[Any] = translator.translate_batch(
            sources, target_prefix=prefixes, max_batch_size=1024, batch_type="tokens", beam_size=4
        )
        return found

    return decode


def first_handout(path: Path, target: str) -> float:
    out = path.with_suffix(".first.docx")
    command = [sys.executable, "-c", "from forumdocs.cli import main; main()", "translate", str(path), "--to", target]
    start = time.perf_counter()
    subprocess.run(
        [*command, "-o", str(out), "--quiet"], check=True, env={**os.environ, "PYTHONPATH": str(HERE.parent)}
    )
    return time.perf_counter() - start


def write_docx(path: Path, paragraphs: list[str]) -> Path:
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


class Bench:
    """One direction, measured part by part."""

    def __init__(self, package: Package, rows: list[dict[str, str]], argos: Argos, folder: Path, rounds: int) -> None:
        self._package, self._rows, self._argos, self._rounds = package, rows, argos, rounds
        self._direction: dict[str, Any] = {"source": package.source, "target": package.target}
        self._target = package.target
        self._engine = Engine([package])
        self._documents = make_documents(rows, package.source)
        self._stem = folder / f"{package.source}-{package.target}"
        self._engine.translate(["1. Quantum."], **self._direction)  # models are loaded before the clock starts
        argos.ask(**self._direction, texts=["1. Quantum."])

    def measure(self, parts: list[str]) -> dict[str, Any]:
        ways = {
            "documents": self.documents,
            "glossary": self.glossary,
            "docx": self.docx,
            "peak": self.peak,
            "first": self.first,
        }
        found = {"direction": f"{self._package.source}-{self._target}", "sentences": len(self._rows)}
        return found | {part: ways[part]() for part in parts}

    def documents(self, terms: Terminology | None = None) -> dict[str, Any]:
        texts = ["\n".join(paragraphs) for paragraphs in self._documents]
        paths = [self._write_text(number, paragraphs) for number, paragraphs in enumerate(self._documents)]
        ways = {
            "argos": lambda: self._argos.ask(**self._direction, texts=texts),
            "ours": lambda: timed(lambda: translate_texts(paths, self._target, self._engine, terms)),
        }
        runs = in_turns(ways, self._rounds)
        return {name: run | {"chrf": chrf(run.pop("found"), self._rows, self._target)} for name, run in runs.items()}

    def glossary(self) -> dict[str, Any]:
        return self.documents(load_terms(Options()))

    def docx(self) -> dict[str, Any]:
        path = write_docx(self._stem.with_suffix(".docx"), self._documents[0])
        ways = {
            "argos": lambda: self._argos.ask(**self._direction, docx=str(path)),
            "ours": lambda: timed(lambda: translate_docx(path, self._target, self._engine)),
        }
        return in_turns(ways, self._rounds)

    def peak(self) -> dict[str, Any]:
        translator = decoding.load_model(self._package.model_path)
        decoder = Decoder(self._package, translator)
        sentences = [row[self._package.source] for row in self._rows]
        alone = decode_alone(decoder, translator, sentences)
        ways = {
            "ctranslate2": lambda: timed(alone),
            "decoder": lambda: timed(lambda: decoder.decode(sentences)),
            "engine": lambda: timed(lambda: self._engine.translate(sentences, **self._direction)),
        }
        runs = in_turns(ways, self._rounds)
        return {name: {"wall": run["wall"], "cpu": run["cpu"]} for name, run in runs.items()}

    def first(self) -> float:
        path = self._write_text(0, self._documents[0])
        return min(first_handout(path, self._target) for _ in range(self._rounds))

    def _write_text(self, number: int, paragraphs: list[str]) -> Path:
        path = self._stem.with_name(f"{self._stem.name}-{number}.txt")
        path.write_text("\n\n".join(paragraphs), encoding="utf-8")
        return path


def tell(found: dict[str, Any]) -> None:
    print(f"\n{found['direction']}, {found['sentences']} sentences")
    print("| what | wall | wall, × | CPU, × | chrF |")
    print("| --- | --- | --- | --- | --- |")
    for part, against in (("documents", "argos"), ("glossary", "argos"), ("docx", "argos"), ("peak", "ctranslate2")):
        for name, run in found.get(part, {}).items():
            ratios = [found[part][against][clock] / run[clock] for clock in ("wall", "cpu")]
            quality = f"{run['chrf']:.2f}" if "chrf" in run else ""
            print(f"| {part}: {name} | {run['wall']:.1f} s | {ratios[0]:.2f} | {ratios[1]:.2f} | {quality} |")
    if "first" in found:
        print(f"| first handout, cold | {found['first']:.1f} s | | | |")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--directions", default="en-zh,ko-en")
    parser.add_argument("--sentences", type=int, default=80)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--parts", default="documents,glossary,docx,peak,first")
    parser.add_argument("--pack", action="store_true")
    chosen = parser.parse_args()
    rows = read_corpus(chosen.sentences)
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = [p for p in packages.installed() if p.builtin] if chosen.pack else make_packages(folder / "large")
        known = {f"{package.source}-{package.target}": package for package in found}
        measured = [known[direction] for direction in chosen.directions.split(",")]
        argos = Argos(folder, measured)
        results = []
        try:
            for package in measured:
                bench = Bench(package, rows, argos, folder, chosen.rounds)
                results.append(bench.measure(chosen.parts.split(",")))
                tell(results[-1])
        finally:
            argos.close()
    RESULTS.parent.mkdir(exist_ok=True)
    cores = decoding.usable_cores()
    size = "starter pack" if chosen.pack else "Argos"
    kept = {"cores": cores, "size": size, "machine": platform.machine(), "load": os.getloadavg()[0], "results": results}
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
