"""Cost as work grows: time and memory of each step against sentences, as numbers and as a chart.

    python benchmarks/scaling.py [STEP...]      (steps to measure anew; all without. "chart" draws what is kept)

Sentences of corpora/parallel, repeated with a number of their own; each size in a new process, so that its peak of
memory is its own. "parallel" finds translations inside one document, "in" reads a file, "out" writes a handout. A step
is taken ten times further as long as that is likely to last less than a minute. Numbers are kept in
``results/scaling.json``, the chart in ``docs/img/scaling.svg``; it is drawn here, without a library.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

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


def prepare_parallel(count: int) -> Callable[[], object]:
    """A document in which every two sentences of Chinese are followed by their translation."""
    from forumdocs.model import Block, Segment
    from forumdocs.pipelines.alignment import find_parallel

    sides = zip(*(batched(sentences(count // 2, lang), 2) for lang in ("zh", "en")), strict=True)
    texts = [
        (text, lang) for pair in sides for passage, lang in zip(pair, ("zh", "en"), strict=True) for text in passage
    ]
    segments = [Segment(Block(i, text), 1, 0, len(text), lang) for i, (text, lang) in enumerate(texts)]
    return lambda: find_parallel(segments, "en")


FURNITURE = (
    "Home",
    "News",
    "Related articles",
    "Harbour opens on Sunday...",
    "Share",
    "© 2026 Coast News",
    "Tags",
    "12",
)


def prepare_cleaning(count: int) -> Callable[[], object]:
    """A saved page with a line of furniture after every two sentences."""
    from forumdocs.model import Block, Document
    from forumdocs.pipelines.cleaning import clean

    between = cycle(FURNITURE)
    texts = [text for pair in batched(sentences(count, "en"), 2) for text in (*pair, next(between))]
    document = Document("big.html", "html", tuple(Block(i, text) for i, text in enumerate(texts)))
    return lambda: clean(document)


def batched(items: list[str], size: int) -> list[list[str]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def prepare_reading_text(count: int) -> Callable[[], object]:
    return reading("big.txt", "\n\n".join(sentences(count, "en")).encode())


def prepare_reading_html(count: int) -> Callable[[], object]:
    body = "\n".join(f"<p>{escape(text)}</p>" for text in sentences(count, "en"))
    page = f"<!DOCTYPE html><html><head><title>Big</title></head><body><main>{body}</main></body></html>"
    return reading("big.html", page.encode())


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def prepare_reading_docx(count: int) -> Callable[[], object]:
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in sentences(count, "en"))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return reading("big.docx", file.getvalue())


LINES = 50
"""Sentences on a page of a PDF, one a line."""


def prepare_reading_pdf(count: int) -> Callable[[], object]:
    pages = batched([text.encode("ascii", "replace").decode() for text in sentences(count, "en")], LINES)
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>", font]
    for page in pages:
        shown = "".join(f"({re.sub(r'([()])', r'[', text)[:90]}) Tj T*\n" for text in page)
        stream = f"BT /F 8 Tf 14 TL 60 770 Td\n{shown}ET"
        box = f"/MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents {len(objects) + 2} 0 R"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {box} >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    return reading("big.pdf", _pdf_of(objects))


def _pdf_of(objects: list[str]) -> bytes:
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF"
    return bytes(file) + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def reading(name: str, data: bytes) -> Callable[[], object]:
    from forumdocs.readers import read_bytes

    return lambda: read_bytes(data, name=name)


def prepare_writing_docx(count: int) -> Callable[[], object]:
    return writing("big.docx", count)


def prepare_writing_html(count: int) -> Callable[[], object]:
    return writing("big.html", count)


def writing(name: str, count: int) -> Callable[[], object]:
    from forumdocs.model import Handout, Origin, Pair, Provenance
    from forumdocs.writers import write

    sides = zip(sentences(count, "zh"), sentences(count, "en"), strict=True)
    pairs = tuple(Pair(f"{i}.1", i, "zh", zh, en, Origin.MT, 0.5) for i, (zh, en) in enumerate(sides))
    handout = Handout("big.txt", "Big", ("zh",), "en", pairs, (), Provenance("0", "none"))

    def work() -> None:
        with TemporaryDirectory() as folder:
            write(handout, Path(folder) / name)

    return work


STEPS = {
    "detection": prepare_detection,
    "splitting": prepare_splitting,
    "matching": prepare_matching,
    "alignment": prepare_alignment,
    "parallel": prepare_parallel,
    "cleaning": prepare_cleaning,
    "text in": prepare_reading_text,
    "html in": prepare_reading_html,
    "docx in": prepare_reading_docx,
    "pdf in": prepare_reading_pdf,
    "docx out": prepare_writing_docx,
    "html out": prepare_writing_html,
}


def measure(step: str, count: int) -> tuple[float, float] | None:
    """Seconds of the processor, and megabytes held at the peak, in a new process; None of what readers refuse."""
    command = (sys.executable, __file__, "--one", step, str(count))
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    return (found[0], found[1]) if found else None


def measure_here(step: str, count: int) -> None:
    from forumdocs.errors import ReadError

    STEPS[step](100)()  # tables are loaded before the clock runs
    work = STEPS[step](count)
    started = _seconds()
    try:
        work()
    except ReadError:  # too large
        print("null")
        return
    seconds = _seconds() - started
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps((seconds, peak / MEGABYTE)))


def _seconds() -> float:
    """Of the processor, those of the process in which a PDF is read counted in."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def measure_step(step: str) -> list[tuple[int, float, float]]:
    points: list[tuple[int, float, float]] = []
    for count in SIZES:
        if points and 10 * points[-1][1] > PATIENCE:
            break
        found = measure(step, count)
        if found is None:
            break
        points.append((count, *found))
        print(f"{step:10} {count:9,} {points[-1][1]:9.3f} s {points[-1][2]:7.0f} MB", flush=True)
    return points


# The chart

WIDTH, HEIGHT, LEFT, TOP, GAP = 860, 400, 56, 34, 70
COLORS = {
    "detection": "#1f3a5f", "splitting": "#b45309", "matching": "#047857", "alignment": "#9d174d",
    "parallel": "#db2777", "cleaning": "#6b7280", "text in": "#0891b2", "html in": "#65a30d",
    "docx in": "#2563eb", "pdf in": "#dc2626", "docx out": "#6d28d9", "html out": "#ca8a04",
}  # fmt: skip
"""The order is that of the legend, in rows of :data:`IN_ROW`."""
IN_ROW = 6
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
    left, bottom = LEFT + place * (width + GAP), HEIGHT - 90
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
            row, place_in_row = divmod(number, IN_ROW)
            at, below = LEFT + place_in_row * 130, HEIGHT - 34 + row * 20
            yield f'<path d="M{at} {below}h20" stroke="{COLORS[step]}" stroke-width="2"/>'
            yield f'<text x="{at + 26}" y="{below + 4}">{step}</text>'


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
