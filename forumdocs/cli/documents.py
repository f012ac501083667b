"""``detect``, ``split`` and ``align``: what a document holds, before any translation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli import options
from forumdocs.wording import counted

if TYPE_CHECKING:
    from forumdocs.model import Block, Span


@click.command(epilog="Example: forumdocs detect corpora/briefs/four-languages.txt --json")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@options.encoding
def detect(sources: tuple[str, ...], as_json: bool, encoding: str) -> None:
    """Show the language of every span of text, without cleaning."""
    from forumdocs.cli.sources import expand, work_through
    from forumdocs.detection import document_spans
    from forumdocs.readers import read

    def detect_file(path: Path) -> None:
        document = read(path, encoding=encoding or None)
        for block, spans in zip(document.blocks, document_spans(document), strict=True):
            for span in spans:
                click.echo(_span_as_json(path, block, span) if as_json else _span_as_line(path, block, span))

    work_through(expand(sources), detect_file)


def _span_as_json(path: Path, block: Block, span: Span) -> str:
    row = {
        "file": str(path),
        "block": block.index,
        "start": span.start,
        "end": span.end,
        "lang": span.lang,
        "score": round(span.score, 4),
        "text": block.text[span.start : span.end],
        "script": span.script,
    }
    return json.dumps(row, ensure_ascii=False)


def _span_as_line(path: Path, block: Block, span: Span) -> str:
    tag = span.tag
    text = " ".join(block.text[span.start : span.end].split())
    return f"{path.name}\t{block.index}\t{tag}\t{span.score:.2f}\t{text}"


@click.command(epilog="Example: forumdocs split corpora/briefs/four-languages.txt -o outputs/parts")
@click.argument("source", metavar="SOURCE")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the files.",
)
@options.encoding
@click.option("--keep-all", is_flag=True, help="No cleaning: keep menus and spam too.")
def split(source: str, output: Path, encoding: str, keep_all: bool) -> None:
    """Write one clean text file per language found in a document."""
    from forumdocs.files import replace_file
    from forumdocs.pipelines.splitting import split_by_language
    from forumdocs.readers import read

    document = read(source, encoding=encoding or None)
    for lang, text in split_by_language(document, keep_all=keep_all).items():
        place = output / f"{Path(source).stem}.{lang}.txt"
        replace_file(place, text.encode("utf-8"))
        click.echo(str(place))


@click.command(epilog="Example: forumdocs align corpora/briefs/invitation.txt -o outputs/invitation.pairs.json")
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="[TARGET]", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .json, .tsv or .txt file.")
@options.encoding
@click.option("--keep-all", is_flag=True, help="No cleaning before aligning.")
def align(source: str, target: str | None, output: Path | None, encoding: str, keep_all: bool) -> None:
    """Pair the sentences of a bilingual file, or of two files.

    Without -o the pairs go to standard output, a tab between source and target.
    """
    from forumdocs.cli.sources import keep_sources
    from forumdocs.files import check_folder, check_suffix, replace_file
    from forumdocs.pipelines.pairing import align_documents
    from forumdocs.readers import read
    from forumdocs.writers.pairs import FORMATS, render

    paths = [Path(path) for path in (source, target) if path]
    if output:
        check_suffix(output, FORMATS)
        check_folder(output)
        keep_sources(paths, [output])
    documents = [read(path, encoding=encoding or None) for path in paths]
    beads = align_documents(*documents, keep_all=keep_all)
    if output:
        replace_file(output, render(beads, output))
        click.echo(f"{counted(len(beads), 'pair')} written: {output}", err=True)
    else:
        click.echo(render(beads, Path("pairs.tsv")).decode("utf-8"), nl=False)
