"""Translation side by side: forumdocs and Argos Translate with the same package, and CTranslate2 alone.

    python -m benchmarks.translation_speed [--directions zh-en,en-ru] [--briefs 2] [--rounds 2] [--sentences 40]
        [--parts documents,docx,quality,peak,first] [--pack]

Some 9 minutes on 2 quiet cores; ``--briefs 1 --rounds 1 --directions zh-en`` takes about 2. Documents are the sample
briefs, each in one language, as text and as Word files with the headings, lists, tables and runs that they have
(``benchmarks/briefs.py``). Both sides get the same files and translate them at beam 4, one after the other, with the
same packages: the starter pack brought to the size of an Argos package (``benchmarks/argos_size.py``), or with
``--pack`` as it is, written out as Argos keeps them. Start-up is left out on both sides: each has loaded its models
and libraries and has translated a small text and a small Word file before the clock starts. They take turns, and the
best of the rounds counts, in wall clock and in CPU seconds, which a busy machine distorts less.

Argos runs in an environment of its own, made with ``uv venv`` (package ``argos-translate-lt``, which needs neither
stanza nor PyTorch); its sentence splitter is spaCy's rule-based one, packed into the package, since its own would be
fetched from the network: it is faster than those that Argos would use. It uses both cores as it does by default. It
remembers the paragraphs of its last call, and is made to forget them between rounds.

* ``documents``: text files, without a glossary and, beside that, with ours, of which Argos Translate knows nothing.
* ``docx``: the Word files into translated Word files, ``--layout inplace`` against argos-translate-files. That asks for
  each run on its own, in the order of the file: sentences are cut where their looks change, numbers in cells and words
  whose deletion is tracked are translated too, and footnotes are not. We translate whole sentences and footnotes, leave
  numbers as they are, and find out afterwards which words were bold; all that is in the time.
* ``quality``: sentences of the test set ``corpora/gold/forum-test.tsv``, one a paragraph, in one round, and chrF (as in
  ``benchmarks/terms_enforced.py``) by document.
* ``peak``: what CTranslate2 alone takes for the sentences of the briefs, tokenised before and in sorted batches, as a
  share of what our decoder takes for the same sentences, and the whole engine with its checks and second tries.
* ``first``: seconds from a cold start of ``forumdocs translate`` to the handout of a brief, with the starter pack.

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
from benchmarks.briefs import Brief, read_briefs
from forumdocs.languages import join_sentences
from forumdocs.mt import decoding, packages
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.decoding import Decoder
from forumdocs.mt.engine import Engine, first_search
from forumdocs.mt.packages import Package
from forumdocs.pipelines.translation import Options, load_terms, translate_document
from forumdocs.readers import read
from forumdocs.writers import write
from forumdocs.writers.style import Layout, Style

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpora" / "gold" / "forum-test.tsv"
RESULTS = HERE / "results" / "speed-translation.json"
ARGOS = ("argos-translate-lt==1.12.1", "argos-translate-files==1.4.4", "spacy")
WARM_UP = "1. Quantum."
"""What both sides translate before the clock starts."""


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


def chrf(found: str, expected: list[str], lang: str) -> float:
    order = 2 if lang in ("en", "ru") else 0
    return float(sacrebleu.corpus_chrf([" ".join(found.split())], [[join_sentences(expected)]], word_order=order).score)


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
    options = Options(no_glossary=terms is None, keep_all=True)
    handouts = [translate_document(read(path), target, options=options, engine=engine, terms=terms) for path in paths]
    return [join_sentences(pair.target for pair in handout.pairs) for handout in handouts]


def translate_word(paths: list[Path], target: str, engine: Engine) -> list[str]:
    options, style = Options(no_glossary=True, keep_all=True), Style(layout=Layout.INPLACE)
    outs = [path.with_name(f"{path.stem}.{target}.out.docx") for path in paths]
    for path, out in zip(paths, outs, strict=True):
        write(translate_document(read(path), target, options=options, engine=engine), out, style=style)
    return [str(out) for out in outs]


def decode_alone(decoder: Decoder, translator: Any, texts: list[str]) -> Callable[[], list[Any]]:
    """CTranslate2 on sentences that are tokenised already, in batches that it sorts itself."""
    sources = [decoder._encode(text) for text in texts]
    prefixes = [list(decoder.package.target_prefix)] * len(sources)

    def decode() -> list[Any]:
        found: list[Any] = translator.translate_batch(
            sources,
            target_prefix=prefixes,
            max_batch_size=1024,
            batch_type="tokens",
            beam_size=4,
            length_penalty=decoder.package.penalties.length,
            repetition_penalty=decoder.package.penalties.repetition,
        )
        return found

    return decode


def first_handout(path: Path, target: str) -> float:
    out = path.with_suffix(".first.docx")
    command = [sys.executable, "-m", "forumdocs", "translate", str(path), "--to", target]
    start = time.perf_counter()
    subprocess.run(
        [*command, "-o", str(out), "--quiet"], check=True, env={**os.environ, "PYTHONPATH": str(HERE.parent)}
    )
    return time.perf_counter() - start


def write_warm_up(path: Path) -> Path:
    """A Word file with a word in bold."""
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph(WARM_UP)
    paragraph.add_run(" Word.").bold = True
    document.save(str(path))
    return path


class Bench:
    """One direction, measured part by part."""

    def __init__(self, package: Package, argos: Argos, folder: Path, chosen: argparse.Namespace) -> None:
        self._argos, self._rounds = argos, chosen.rounds
        self._package, self._target = package, package.target
        self._direction: dict[str, Any] = {"source": package.source, "target": package.target}
        self._engine = Engine([package])
        self._rows = read_corpus(chosen.sentences)
        self._folder = folder / f"{package.source}-{package.target}"
        self._folder.mkdir()
        self._briefs = read_briefs(package.source, chosen.briefs)
        self._terms = load_terms(Options())
        self._warm_up()

    def _warm_up(self) -> None:
        word = write_warm_up(self._folder / "warm-up.docx")
        text = self._folder / "warm-up.txt"
        text.write_text(WARM_UP, encoding="utf-8")
        self._argos.ask(**self._direction, texts=[WARM_UP])
        self._argos.ask(**self._direction, docx=[str(word)])
        translate_texts([text], self._target, self._engine, self._terms)
        translate_word([word], self._target, self._engine)

    def measure(self, parts: list[str]) -> dict[str, Any]:
        ways: dict[str, Callable[[], Any]] = {
            "documents": self.documents,
            "docx": self.docx,
            "quality": self.quality,
            "peak": self.peak,
            "first": self.first,
        }
        return {"direction": f"{self._package.source}-{self._target}", "briefs": self._sizes()} | {
            part: ways[part]() for part in parts
        }

    def _sizes(self) -> dict[str, dict[str, int]]:
        return {b.document.source: {"sentences": len(b.sentences), "blocks": b.blocks} for b in self._briefs}

    def documents(self) -> dict[str, Any]:
        paths = self._paths("txt", Brief.write_text)
        return self._compare(
            argos=lambda: self._argos.ask(**self._direction, texts=read_texts(paths)),
            ours=lambda: timed(lambda: translate_texts(paths, self._target, self._engine, None)),
            glossary=lambda: timed(lambda: translate_texts(paths, self._target, self._engine, self._terms)),
        )

    def docx(self) -> dict[str, Any]:
        paths = self._paths("docx", Brief.write_word)
        return self._compare(
            argos=lambda: self._argos.ask(**self._direction, docx=list(map(str, paths))),
            ours=lambda: timed(lambda: translate_word(paths, self._target, self._engine)),
        )

    def quality(self) -> dict[str, Any]:
        path = self._folder / "test-set.txt"
        path.write_text("\n\n".join(row[self._package.source] for row in self._rows), encoding="utf-8")
        expected = [row[self._target] for row in self._rows]
        runs = {
            "argos": self._argos.ask(**self._direction, texts=read_texts([path])),
            "ours": timed(lambda: translate_texts([path], self._target, self._engine, None)),
        }
        return {
            name: _times(run) | {"chrf": chrf(run["found"][0], expected, self._target)} for name, run in runs.items()
        }

    def peak(self) -> dict[str, Any]:
        translator = decoding.load_model(self._package.model_path)
        decoder = Decoder(self._package, translator)
        sentences = [sentence for brief in self._briefs for sentence in brief.sentences]
        alone = decode_alone(decoder, translator, sentences)
        return self._compare(
            ctranslate2=lambda: timed(alone),
            decoder=lambda: timed(lambda: decoder.decode(sentences, search=first_search(self._package, beam=4))),
            engine=lambda: timed(lambda: self._engine.translate(sentences, **self._direction)),
        )

    def first(self) -> float:
        path = self._briefs[0].write_text(self._folder / "first.txt")
        return min(first_handout(path, self._target) for _ in range(self._rounds))

    def _paths(self, suffix: str, write_brief: Callable[[Brief, Path], Path]) -> list[Path]:
        names = [Path(brief.document.source).stem for brief in self._briefs]
        return [write_brief(b, self._folder / f"{name}.{suffix}") for b, name in zip(self._briefs, names, strict=True)]

    def _compare(self, **ways: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        return {name: _times(run) for name, run in in_turns(ways, self._rounds).items()}


def read_texts(paths: list[Path]) -> list[str]:
    """What Argos is given: paragraphs by line."""
    return [path.read_text(encoding="utf-8").replace("\n\n", "\n") for path in paths]


def _times(run: dict[str, Any]) -> dict[str, Any]:
    return {"wall": run["wall"], "cpu": run["cpu"]}


def tell(found: dict[str, Any]) -> None:
    sizes = [f"{name} ({size['sentences']} in {size['blocks']} blocks)" for name, size in found["briefs"].items()]
    print(f"\n{found['direction']}, sentences of {', '.join(sizes)}")
    print("| what | wall | wall, × | CPU | CPU, × | chrF |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for part in ("documents", "docx", "quality", "peak"):
        runs = found.get(part, {})
        for name, run in runs.items():
            wall, cpu = (next(iter(runs.values()))[clock] / run[clock] for clock in ("wall", "cpu"))
            quality = f"{run['chrf']:.2f}" if "chrf" in run else ""
            print(f"| {part}: {name} | {run['wall']:.1f} s | {wall:.2f} | {run['cpu']:.1f} s | {cpu:.2f} | {quality} |")
    if "first" in found:
        print(f"| first handout, cold | {found['first']:.1f} s | | | | |")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--directions", default="zh-en,en-ru")
    parser.add_argument("--briefs", type=int, default=2, help="documents a direction, at most 3")
    parser.add_argument("--sentences", type=int, default=40, help="sentences by which quality is told")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--parts", default="documents,docx,quality,peak,first")
    parser.add_argument("--pack", action="store_true")
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = [p for p in packages.installed() if p.builtin] if chosen.pack else make_packages(folder / "large")
        known = {f"{package.source}-{package.target}": package for package in found}
        measured = [known[direction] for direction in chosen.directions.split(",")]
        argos = Argos(folder, measured)
        results = []
        try:
            for package in measured:
                bench = Bench(package, argos, folder, chosen)
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
