"""``forumdocs summarize``: what documents say, in sentences of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli import options as shared
from forumdocs.wording import counted

if TYPE_CHECKING:
    from forumdocs.model import Document, Summary

MOST_LANGUAGES = 3
"""Languages that fit beside the source on one page."""


@click.command(epilog="Example: forumdocs summarize corpora/briefs/minutes.txt --to en --sentences 4")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--to", "targets", default="", metavar="LANG[,LANG...]", help="Languages to translate into, up to three.")
@click.option("--sentences", type=click.IntRange(1), metavar="N", help="How many; else 5, or 2 a document.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A .docx, .html, .md, .json or .txt file.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list on standard output.")
@click.option("--points", is_flag=True, help="Only the key points, on standard output.")
@shared.encoding
@shared.beam
@shared.glossaries
@shared.no_glossary
@shared.computing
@click.option("--keep-all", is_flag=True, help="No cleaning: menus and spam take part.")
def summarize(
    sources: tuple[str, ...],
    targets: str,
    sentences: int | None,
    output: Path | None,
    as_json: bool,
    points: bool,
    encoding: str,
    beam: int,
    glossaries: tuple[Path, ...],
    no_glossary: bool,
    device: str,
    compute_type: str,
    threads: int | None,
    keep_all: bool,
) -> None:
    """Summarise documents in sentences of their own, each cited from its paragraph, with a table of key points.

    Several sources, or a folder, are summarised as one, by topic.
    """
    from forumdocs.cli.sources import expand, keep_sources, work_through
    from forumdocs.cli.translation import read_targets
    from forumdocs.files import check_folder, check_suffix
    from forumdocs.mt.devices import choose_device
    from forumdocs.mt.engine import Engine
    from forumdocs.pipelines.summaries import Options, summarize
    from forumdocs.readers import read
    from forumdocs.writers.summaries import FORMATS, write_summary

    options = Options(
        sentences=sentences or 0, keep_all=keep_all, beam=beam, glossary=glossaries, no_glossary=no_glossary
    )
    engine = Engine(threads=threads, device=choose_device(device), compute_type=compute_type) if targets else None
    languages = read_targets(targets) if targets else []
    if len(languages) > MOST_LANGUAGES:
        raise click.BadParameter(f"at most {MOST_LANGUAGES} languages fit beside the source", param_hint="'--to'")
    files = expand(sources)
    if output:
        check_suffix(output, FORMATS)
        check_folder(output)
        keep_sources([*files, *glossaries], [output])
    documents: list[Document] = []
    try:
        work_through(files, lambda path: documents.append(read(path, encoding=encoding or None)))
    finally:  # what could be read is summarised, whatever failed
        if documents:
            summary = summarize(documents, languages, options=options, engine=engine)
            if summary.whole:
                click.echo(f"{summary.title}: too short to summarise; it is shown whole.", err=True)
            if output:
                write_summary(summary, output)
                click.echo(f"{counted(len(summary.sentences), 'sentence')} written: {output}", err=True)
            if as_json or points or not output:
                click.echo(_render(summary, as_json=as_json, points=points).decode("utf-8"), nl=False)


def _render(summary: Summary, *, as_json: bool, points: bool) -> bytes:
    from forumdocs.writers import summary_json, summary_text

    if as_json:
        return summary_json.render_points(summary) if points else summary_json.render(summary)
    return summary_text.render_points(summary) if points else summary_text.render(summary)
