"""``forumdocs batch``: many documents into many handouts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli import options as shared
from forumdocs.cli.styling import styling_options
from forumdocs.errors import ForumdocsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forumdocs.pipelines.batch.jobs import Job, Settings, Source
    from forumdocs.pipelines.batch.ledger import State
    from forumdocs.pipelines.batch.running import Batch
    from forumdocs.writers.style import Style

MANIFESTS = frozenset({".csv", ".tsv", ".xlsx"})
"""Suffixes of lists of documents."""
FORMATS = ("docx", "html", "pdf", "xlf", "tmx", "md", "json", "txt")


@click.command(epilog="Example: forumdocs batch corpora/briefs --to en,ko -o outputs/forum")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--to", "targets", default="", metavar="LANG[,LANG...]", help="Languages to translate into.")
@click.option("--from", "source", default="", metavar="LANG", help="Language of the sources, if you know better.")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the handouts and for the ledger of what is done.",
)
@click.option(
    "--format", "suffix", default="docx", type=click.Choice(FORMATS), show_default=True, help="Of the handouts."
)
@shared.encoding
@shared.beam
@shared.glossaries
@shared.no_glossary
@click.option("--keep-all", is_flag=True, help="No cleaning: translate menus and spam too.")
@styling_options
@click.option("--together", is_flag=True, help="All languages of --to in one handout, up to three.")
@click.option("--summary", default=0, type=click.IntRange(0, 20), metavar="N", help="N sentences of the source on top.")
@click.option("--retry-failed", is_flag=True, help="Only the documents that failed in the last run.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read and write; by default as many as pay."
)
@click.option("--quiet", is_flag=True, help="Only errors on stderr.")
def batch(
    sources: tuple[str, ...],
    targets: str,
    source: str,
    folder: Path,
    suffix: str,
    encoding: str,
    beam: int,
    glossaries: tuple[Path, ...],
    no_glossary: bool,
    keep_all: bool,
    style: Style,
    meta: dict[str, str],
    together: bool,
    summary: int,
    retry_failed: bool,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Translate many documents; finish where an earlier run was stopped.

    SOURCE is a document, a folder, a glob, a ZIP archive, or a CSV or XLSX list with the columns file, targets,
    layout, glossary, title. What is done already and has not changed is not done again; a document that fails
    does not stop the others.
    """
    from forumdocs.cli.translation import read_targets
    from forumdocs.languages import parse_tag
    from forumdocs.pipelines.batch.jobs import Settings
    from forumdocs.pipelines.batch.ledger import Ledger
    from forumdocs.pipelines.batch.placing import place
    from forumdocs.pipelines.batch.recall import RecallingEngine
    from forumdocs.pipelines.batch.reports import write_reports
    from forumdocs.pipelines.batch.running import Batch
    from forumdocs.pipelines.translation import Options

    options = Options(
        source=parse_tag(source).code if source else "",
        encoding=encoding,
        beam=beam,
        keep_all=keep_all or style.layout.is_in_source,  # what cleaning takes out would stay untranslated
        glossary=glossaries,
        no_glossary=no_glossary,
    )
    wish = Settings(
        targets=tuple(read_targets(targets)) if targets else (),
        together=together,
        suffix=f".{suffix}",
        options=options,
        style=style,
        meta=tuple(meta.items()),
        summary=summary,
    )
    wanted = place(_find_wishes(sources, wish, folder), folder)
    with Ledger(folder) as ledger:
        work = Batch(wanted, ledger=ledger, engine=RecallingEngine(ledger))
        try:
            _work_through(work, work.todo(retry_failed=retry_failed), processes=jobs, quiet=quiet)
        except KeyboardInterrupt:
            click.echo("The same command goes on from here.", err=True)
            raise
        finally:
            write_reports(work.records(), folder)
    _tell(work.states.values(), folder, quiet=quiet)


def _find_wishes(sources: tuple[str, ...], wish: Settings, folder: Path) -> list[tuple[Source, Settings]]:
    """What is wanted of every document: of those of a manifest what its row says."""
    from forumdocs.pipelines.batch.manifests import read_manifest
    from forumdocs.pipelines.batch.sources import find_sources

    lists = [Path(source) for source in sources if Path(source).suffix.lower() in MANIFESTS]
    documents = [source for source in sources if Path(source).suffix.lower() not in MANIFESTS]
    if documents and not wish.targets:
        raise click.BadParameter("name at least one language, such as en", param_hint="'--to'")
    found = [(document, wish) for document in find_sources(documents, outside=folder)]
    return [*found, *(each for path in lists for each in read_manifest(path, defaults=wish))]


def _work_through(work: Batch, todo: list[Job], *, processes: int | None, quiet: bool) -> None:
    """Say how much there is to do, and do it."""
    from forumdocs.cli.progress import progress
    from forumdocs.pipelines.batch.crew import hire

    if not todo:
        return
    with hire(processes, documents=len(todo)) as executor, progress(quiet=quiet) as watch:
        work.run(todo, executor, watch=watch)


def _tell(states: Iterable[State], folder: Path, *, quiet: bool) -> None:
    """Say what is done.

    Raises:
        ForumdocsError: some of it failed.
    """
    from forumdocs.pipelines.batch.reports import PAGE

    counts = Counter(state.value for state in states)
    total = sum(counts.values())
    if counts["failed"]:
        raise ForumdocsError(
            f"{counts['failed']:,} of {total:,} handouts failed; the reasons are in {folder / PAGE}, and when they are "
            "removed --retry-failed makes them."
        )
    if not quiet:
        click.echo(f"{total:,} handouts are in {folder}; {folder / PAGE} lists them.", err=True)
