"""What became of a batch, for people: a table for Excel and a page for the browser, the failures first."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from forumdocs import __version__
from forumdocs.errors import WriteError
from forumdocs.files import replace_file
from forumdocs.languages import name_of
from forumdocs.pipelines.batch.ledger import KEPT, State
from forumdocs.wording import duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from forumdocs.pipelines.batch.ledger import Record

CSV = "report.csv"
PAGE = "report.html"
MOST_ROWS = 5_000
"""Rows of a table of the page, about 2 MB, which a phone opens in a second; the table for Excel holds all."""

_COLUMNS = ("source", "targets", "state", "reason", "next step", "sentences", "to check", "seconds", "handout")
_COUNTS = frozenset({"Sentences", "To check", "Seconds"})
_ORDER = (State.FAILED, State.TAKEN, State.PENDING, State.EDITED, State.FOREIGN, State.DONE)
_GENERATOR = 'content="forumdocs '
_FIELD = re.compile(r"\{\{(\w+)\}\}")
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
"""How a cell begins that Excel would calculate: the name of a file must not be a command (OWASP, "CSV Injection").
The wide signs are signs to the Excel of China, Korea and Japan."""


def write_reports(records: Iterable[Record], folder: Path) -> None:
    """Write ``report.html`` and ``report.csv`` into the output folder.

    Args:
        records: what is known of each handout, in any order.
        folder: where the reports go; links to the handouts are relative to it, so that it may be moved as a whole.

    Raises:
        WriteError: a report cannot be written.
    """
    ordered = sorted(records, key=_rank)
    replace_file(folder / PAGE, render_page(ordered, folder))
    replace_file(folder / CSV, render_csv(ordered, folder))


def check_reports(folder: Path) -> None:
    """Make sure that the reports replace nothing but those of an earlier run.

    Raises:
        WriteError: a file of the user's has the name of one.
    """
    for name, sign in ((PAGE, _GENERATOR), (CSV, ",".join(_COLUMNS[:3]))):
        path = folder / name
        if path.is_file() and path.stat().st_size and sign not in _beginning(path):
            raise WriteError(f"{path}: is not a report of forumdocs; move it, or choose another folder with -o.")


def _beginning(path: Path) -> str:
    """So much of a report that it is known by: Excel may have saved it anew, but its first lines are as they were."""
    try:
        with path.open("rb") as file:
            return file.read(1000).decode("utf-8", errors="replace").replace(";", ",")
    except OSError as error:
        raise WriteError(f"{path}: cannot be read ({error.strerror}); choose another folder with -o.") from error


def render_csv(records: Sequence[Record], folder: Path) -> bytes:
    """The records as CSV for Excel: UTF-8 with a byte order mark, without which it takes another encoding."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    writer.writerows(map(_harmless, _row(record, folder)) for record in records)
    return table.getvalue().encode("utf-8-sig")


def render_page(records: Sequence[Record], folder: Path) -> bytes:
    """The records as one self-contained page without a script, in the order given."""
    style = _template("report.css")
    parts = {
        "title": escape(folder.resolve().name or "Handouts"),
        "version": escape(__version__),
        "style": style,
        "style_hash": "sha256-" + base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
        "csv": CSV,
        "totals": "\n".join(_totals(records)),
        "sections": "\n".join(
            [
                *_failures(_only(records, State.FAILED)),
                *_waiting(_only(records, State.PENDING)),
                *_keepsakes(_only(records, *KEPT), folder),
                *_handouts(_only(records, State.DONE), folder),
            ]
        ),
    }
    return _FIELD.sub(lambda part: parts[part.group(1)], _template("report.html")).encode("utf-8", errors="replace")


def _only(records: Iterable[Record], *states: State) -> list[Record]:
    return [record for record in records if record.state in states]


def _rank(record: Record) -> tuple[int, int, str, tuple[str, ...], str]:
    """Failures first, then what was not begun, what was kept, and the handouts with the most to check."""
    return (_ORDER.index(record.state), -record.flagged, record.source, record.targets, str(record.output))


# The table for Excel.


def _row(record: Record, folder: Path) -> Iterator[str]:
    reason, step = split_reason(record)
    yield record.source
    yield ", ".join(record.targets)
    yield record.state.value
    yield reason
    yield step
    is_done = record.state is State.DONE
    yield str(record.sentences) if is_done else ""
    yield str(record.flagged) if is_done else ""
    yield f"{record.seconds:.1f}" if is_done else ""
    yield _place(record.output, folder) if is_done or record.state in KEPT else ""


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def split_reason(record: Record) -> tuple[str, str]:
    """What befell a record and what to do next: the two halves of every message of forumdocs, without the name.

    >>> split_reason(Record(source="a.pdf", reason="a.pdf: holds no text; check the file.", ...))
    ('Holds no text', 'Check the file.')
    """
    *_, name = _parts(record.source)
    text = record.reason
    for start in (f"{record.source}: ", f"{record.source} ", f"{name}: ", f"{name} "):
        text = text.removeprefix(start)
    reason, _, step = text.partition("; ")
    return _capital(reason), _capital(step)


def _parts(source: str) -> list[str]:
    return re.split(r"[/\\]", source)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _place(output: Path, folder: Path) -> str:
    """The path of a handout from the folder of the report, with slashes; the whole path where it is elsewhere."""
    output, folder = output.resolve(), folder.resolve()
    return (output.relative_to(folder) if output.is_relative_to(folder) else output).as_posix()


def _address(output: Path, folder: Path) -> str:
    """The link to a handout; relative, so that the folder may be moved with all that is in it."""
    inside = output.resolve().is_relative_to(folder.resolve())
    return quote(_place(output, folder)) if inside else output.resolve().as_uri()


# The page.


def _template(name: str) -> str:
    return files("forumdocs.pipelines.batch").joinpath("templates", name).read_text(encoding="utf-8")


def _totals(records: Sequence[Record]) -> Iterator[str]:
    done, failed = _only(records, State.DONE), _only(records, State.FAILED)
    yield _total("Handouts", f"{len(records):,}")
    yield _total("Done", f"{len(done):,}")
    yield _total("Failed", f"{len(failed):,}", bad=bool(failed))
    if pending := _only(records, State.PENDING):
        yield _total("Not begun", f"{len(pending):,}", bad=True)
    if kept := _only(records, *KEPT):
        yield _total("Kept", f"{len(kept):,}")
    sentences, flagged = sum(r.sentences for r in done), sum(r.flagged for r in done)
    yield _total("Sentences", f"{sentences:,}")
    yield _total("To check", f"{flagged:,} ({_percent(flagged, sentences)})")
    yield _total("Work", duration(sum(record.seconds for record in done)))


def _total(label: str, value: str, *, bad: bool = False) -> str:
    css = ' class="bad"' if bad else ""
    return f"<div{css}><dt>{label}</dt><dd>{value}</dd></div>"


def _failures(records: Sequence[Record]) -> Iterator[str]:
    if not records:
        return
    yield "<h2>Failed</h2><p>When the reasons are removed, run the same command with <code>--retry-failed</code>.</p>"
    yield from _table("Handouts that failed", ("Document", "Into", "Reason", "Next step"), map(_failure, records))


def _failure(record: Record) -> str:
    reason, step = split_reason(record)
    return (
        f"{_document(record)}{_into(record)}"
        f"{_cell('Reason', escape(reason), css='reason')}{_cell('Next step', escape(step), css='step')}"
    )


def _waiting(records: Sequence[Record]) -> Iterator[str]:
    if not records:
        return
    yield "<h2>Not begun</h2><p>The same command, without <code>--retry-failed</code>, goes on with them.</p>"
    rows = (f"{_document(record)}{_into(record)}" for record in records)
    yield from _table("Handouts that were not begun", ("Document", "Into"), rows)


def _keepsakes(records: Sequence[Record], folder: Path) -> Iterator[str]:
    if not records:
        return
    yield "<h2>Kept</h2><p>What stands there was left as it is, since it may be wanted.</p>"
    headings = ("Document", "Handout", "Into", "Reason", "Next step")
    yield from _table("Handouts that were kept", headings, (_keepsake(record, folder) for record in records))


def _keepsake(record: Record, folder: Path) -> str:
    reason, step = split_reason(record)
    return (
        f"{_document(record)}{_cell('Handout', _link(record, folder), css='handout')}{_into(record)}"
        f"{_cell('Reason', escape(reason))}{_cell('Next step', escape(step), css='step')}"
    )


def _handouts(records: Sequence[Record], folder: Path) -> Iterator[str]:
    if not records:
        return
    yield "<h2>Done</h2><p>Those with the most sentences to check come first; in the handouts they are marked.</p>"
    headings = ("Document", "Handout", "Into", "Sentences", "To check", "Seconds")
    yield from _table("Handouts that are done", headings, (_handout(record, folder) for record in records))


def _handout(record: Record, folder: Path) -> str:
    share = f" ({_percent(record.flagged, record.sentences)})" if record.flagged else ""
    return "".join(
        (
            _document(record),
            _cell("Handout", _link(record, folder), css="handout"),
            _into(record),
            _cell("Sentences", f"{record.sentences:,}", css="count"),
            _cell("To check", f"{record.flagged:,}{share}", css="count check" if record.flagged else "count"),
            _cell("Seconds", f"{record.seconds:.1f}", css="count"),
        )
    )


def _link(record: Record, folder: Path) -> str:
    return f'<a href="{escape(_address(record.output, folder))}">{escape(_place(record.output, folder))}</a>'


def _table(caption: str, headings: Sequence[str], rows: Iterable[str]) -> Iterator[str]:
    """A table whose roles are named, since a phone shows its rows as blocks, which browsers no longer take for rows."""
    heads = "".join(map(_heading, headings))
    yield f'<table role="table"><caption>{caption}</caption>'
    yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">'
    left_out = 0
    for number, row in enumerate(rows):
        if number < MOST_ROWS:
            yield f'<tr role="row">{row}</tr>'
        else:
            left_out += 1
    yield "</tbody></table>"
    if left_out:
        yield f'<p class="note">And {left_out:,} more, in <a href="{CSV}">{CSV}</a>.</p>'


def _heading(name: str) -> str:
    css = ' class="count"' if name in _COUNTS else ""
    return f'<th role="columnheader" scope="col"{css}>{name}</th>'


def _document(record: Record) -> str:
    """The name of a source, and under it where it stands."""
    *folders, name = _parts(record.source)
    above = f'<span class="folder">{escape("/".join(folders))}</span>' if folders else ""
    return f'<th role="rowheader" scope="row"><span class="document">{escape(name)}</span>{above}</th>'


def _cell(name: str, content: str, *, css: str = "") -> str:
    classes = f' class="{css}"' if css else ""
    return f'<td role="cell"{classes} data-name="{name}">{content}</td>'


def _into(record: Record) -> str:
    return _cell("Into", escape(", ".join(map(name_of, record.targets))), css="into")


def _percent(part: int, whole: int) -> str:
    """A share in words of a reader: nothing is 0 %, and only nothing is."""
    share = 100 * part / whole if whole else 0.0
    return "under 1 %" if 0 < share < 1 else f"{share:.0f} %"
