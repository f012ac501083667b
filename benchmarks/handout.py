"""A 10,000-row DOCX table: our writer beside python-docx by rows, and by ``cell()`` on a shorter table.

    python benchmarks/handout.py

Each in a process of its own, for its peak memory; prints seconds of the processor, megabytes and the ratio to ours.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROWS = 10_000
BY_CELL_ROWS = 500
"""``table.cell()`` looks its cell up in the whole table; 10,000 rows would take hours."""
SOURCE = "量子密钥分发网络将于2027年5月14日在维也纳投入使用，连接12个站点。"
TARGET = "The quantum key distribution network goes into service in Vienna on 14 May 2027 and links 12 sites."


def write_ours(path: Path, rows: int) -> None:
    from forumdocs.model import Handout, Origin, Pair, Provenance
    from forumdocs.writers import write

    pairs = tuple(Pair(f"{i}.1", i, "zh", SOURCE, TARGET, Origin.MT, 0.5) for i in range(rows))
    write(Handout("big.txt", "Big", ("zh",), "en", pairs, (), Provenance("0", "none")), path)


def write_by_rows(path: Path, rows: int) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(rows=rows, cols=3)
    for number, row in enumerate(table.rows):
        for cell, text in zip(row.cells, (f"{number}.1", SOURCE, TARGET), strict=True):
            cell.text = text
    document.save(str(path))


def write_by_cell(path: Path, rows: int) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(rows=rows, cols=3)
    for number in range(rows):
        for column, text in enumerate((f"{number}.1", SOURCE, TARGET)):
            table.cell(number, column).text = text
    document.save(str(path))


WAYS: dict[str, tuple[Callable[[Path, int], None], int]] = {
    "forumdocs": (write_ours, ROWS),
    "python-docx by rows": (write_by_rows, ROWS),
    "python-docx by cell()": (write_by_cell, BY_CELL_ROWS),
}


def measure(name: str) -> tuple[float, float]:
    """Seconds and megabytes at the peak, in a new process."""
    run = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(run.stdout)
    return seconds, megabytes


def main() -> None:
    if len(sys.argv) > 1:
        write, rows = WAYS[sys.argv[1]]
        with TemporaryDirectory() as folder:
            started = time.process_time()
            write(Path(folder) / "out.docx", rows)
            seconds = time.process_time() - started
        print(json.dumps((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)))
        return
    ours = None
    for name, (_, rows) in WAYS.items():
        seconds, megabytes = measure(name)
        per_row = seconds / rows
        ours = ours or per_row
        print(f"{name:22} {rows:6} rows {seconds:7.2f} s {megabytes:6.0f} MB   a row: {per_row / ours:5.1f} x ours")


if __name__ == "__main__":
    main()
