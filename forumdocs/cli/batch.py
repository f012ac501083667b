"""``forumdocs batch``: many documents into many handouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli import options as shared
from forumdocs.cli.styling import styling_options
from forumdocs.errors import ForumdocsError

if TYPE_CHECKING:
    from forumdocs.writers.style import Style

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
) -> None:
    """Translate many documents; finish where an earlier run was stopped.

    SOURCE is a document or a folder. What is done already and has not changed is not done again; a document that fails
    does not stop the others.
    """
    from forumdocs.cli.translation import read_targets
    from forumdocs.languages import parse_tag
    from forumdocs.pipelines.batch.crew import hire
    from forumdocs.pipelines.batch.jobs import Settings
    from forumdocs.pipelines.batch.ledger import Ledger, State
    from forumdocs.pipelines.batch.placing import place
    from forumdocs.pipelines.batch.recall import RecallingEngine
    from forumdocs.pipelines.batch.running import Batch
    from forumdocs.pipelines.batch.sources import find_sources
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
        targets=tuple(read_targets(targets)),
        together=together,
        suffix=f".{suffix}",
        options=options,
        style=style,
        meta=tuple(meta.items()),
        summary=summary,
    )
    wanted = place([(document, wish) for document in find_sources(sources, outside=folder)], folder)
    with Ledger(folder) as ledger:
        work = Batch(wanted, ledger=ledger, engine=RecallingEngine(ledger))
        todo = work.todo(retry_failed=retry_failed)
        with hire(jobs, documents=len(todo)) as executor:
            work.run(todo, executor)
        failed = sum(state is State.FAILED for state in work.states.values())
    if failed:
        raise ForumdocsError(f"{failed} of {len(wanted)} handouts failed; --retry-failed tries them again.")
