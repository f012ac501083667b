"""``forumdocs batch``: many documents into many handouts."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli import options as shared
from forumdocs.cli.styling import styling_options
from forumdocs.errors import ForumdocsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor

    from forumdocs.pipelines.batch.jobs import Job, Settings, Source
    from forumdocs.pipelines.batch.ledger import Ledger, State
    from forumdocs.pipelines.batch.readings import Readings
    from forumdocs.pipelines.batch.recall import RecallingEngine
    from forumdocs.pipelines.batch.running import Batch
    from forumdocs.pipelines.batch.schedule import Gate
    from forumdocs.pipelines.translation import Options
    from forumdocs.writers.style import Style

SPEED = 7.0
"""Sentences a second and core, before the ledger knows better: the built-in pack with the built-in glossary."""
FORMATS = ("docx", "html", "pdf", "xlf", "tmx", "md", "json", "txt")


@click.command(epilog="Example: forumdocs batch corpora/briefs --to en,ko -o outputs/forum")
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@click.option("--to", "targets", default="", metavar="LANG[,LANG...]", help="Languages to translate into.")
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
@shared.translating
@styling_options
@click.option("--together", is_flag=True, help="All languages of --to in one handout, up to three.")
@click.option("--summary", default=0, type=click.IntRange(0, 20), metavar="N", help="N sentences of the source on top.")
@click.option("--retry-failed", is_flag=True, help="Only the documents that failed in the last run.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read and write; by default as many as pay."
)
@click.option(
    "--watch",
    "watched",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Then go on with whatever is put into this folder, until Ctrl-C.",
)
@click.option("--between", default="", metavar="HH:MM-HH:MM", help="Begin work only in these hours: 22:00-06:00.")
@click.option("--nice", is_flag=True, help="Let the other programs of this machine go first.")
@click.option("--dask", "address", default="", metavar="ADDRESS", help="Work on a Dask cluster: tcp://10.0.0.5:8786.")
@click.option("--quiet", is_flag=True, help="Only errors on stderr.")
def batch(
    sources: tuple[str, ...],
    targets: str,
    folder: Path,
    suffix: str,
    options: Options,
    threads: int | None,
    style: Style,
    meta: dict[str, str],
    together: bool,
    summary: int,
    retry_failed: bool,
    jobs: int | None,
    watched: Path | None,
    between: str,
    nice: bool,
    address: str,
    quiet: bool,
) -> None:
    """Translate many documents; finish where an earlier run was stopped.

    SOURCE is a document, a folder, a glob, a ZIP archive, or a CSV or XLSX list with the columns file, targets,
    layout, glossary, title. What is done already and has not changed is not done again; a document that fails
    does not stop the others.
    """
    from forumdocs.cli.translation import read_targets
    from forumdocs.mt.devices import AUTO
    from forumdocs.pipelines.batch.jobs import Settings
    from forumdocs.pipelines.batch.ledger import Ledger
    from forumdocs.pipelines.batch.placing import place
    from forumdocs.pipelines.batch.recall import RecallingEngine
    from forumdocs.pipelines.batch.reports import check_reports
    from forumdocs.pipelines.batch.schedule import Gate, lower_priority, parse_hours

    if watched and watched.resolve() == folder.resolve():
        raise click.BadParameter("the watched folder cannot be the output folder; name another", param_hint="'-o'")
    if not sources and not watched:
        raise click.UsageError("Missing argument 'SOURCE...'.")
    device = click.get_current_context().params["device"]
    if address and (threads or (device, options.compute_type) != (AUTO, AUTO)):
        raise click.UsageError(
            "--dask: workers choose for themselves; leave out --device, --compute-type and --threads."
        )
    gate = Gate(hours=parse_hours(between) if between else None, tell=_teller(quiet=quiet))
    if nice and not lower_priority():
        click.echo("--nice: this system does not let a program give way; going on all the same.", err=True)
    wish = Settings(
        targets=tuple(read_targets(targets)) if targets else (),
        together=together,
        suffix=f".{suffix}",
        options=options,
        style=style,
        meta=tuple(meta.items()),
        summary=summary,
    )
    check_reports(folder)
    wanted = place(_find_wishes(sources, wish, folder), folder) if sources else []
    with Ledger(folder) as ledger:
        engine = RecallingEngine(ledger, threads=threads, device=options.device, compute_type=options.compute_type)
        shift = _Shift(
            engine, ledger, folder, gate, retry_failed=retry_failed, processes=jobs, address=address, quiet=quiet
        )
        fault = shift.work(wanted) if wanted else ""
        if fault and not watched:
            raise ForumdocsError(fault)
        if fault:
            click.echo(fault, err=True)
        if watched:
            shift.watch(watched, wish)


class _Shift:
    """Work on one output folder, with models that stay loaded from one round to the next."""

    def __init__(
        self,
        engine: RecallingEngine,
        ledger: Ledger,
        folder: Path,
        gate: Gate,
        *,
        retry_failed: bool,
        processes: int | None,
        address: str,
        quiet: bool,
    ) -> None:
        self._engine, self._ledger, self._folder, self._gate = engine, ledger, folder, gate
        self._retry_failed, self._processes, self._address = retry_failed, processes, address
        self._quiet = quiet
        self._tell = _teller(quiet=quiet)

    def work(self, wanted: Iterable[Job]) -> str:
        """Make the handouts that are wanted and not there; returns what to say if some failed."""
        from forumdocs.pipelines.batch.reports import write_reports
        from forumdocs.pipelines.batch.running import Batch

        work = Batch(wanted, ledger=self._ledger, engine=self._engine)
        try:
            self._work_through(work, work.todo(retry_failed=self._retry_failed))
        except KeyboardInterrupt:
            click.echo("The same command goes on from here.", err=True)
            raise
        finally:
            write_reports(work.records(), self._folder)
        return self._sum_up(work.states.values())

    def watch(self, watched: Path, wish: Settings) -> None:
        """Make handouts of what is put into a folder, until the user interrupts."""
        from forumdocs.pipelines.batch.placing import place
        from forumdocs.pipelines.batch.sources import ARCHIVE, find_sources
        from forumdocs.pipelines.batch.watching import Watch, follow
        from forumdocs.readers.formats import SUFFIXES

        self._processes = self._processes or 1  # which can be ended if it hangs in a document, and nobody is there

        def work(settled: list[Path]) -> None:
            found = find_sources([watched], outside=self._folder)
            known = set(settled)
            fresh = [(source, wish) for source in found if source.path in known]
            if fault := self.work(place(fresh, self._folder)):
                click.echo(fault, err=True)

        _require_targets(wish)
        self._tell(f"Watching {watched}; Ctrl-C ends it.")
        follow(Watch(watched, suffixes=SUFFIXES | {ARCHIVE}, apart=self._folder), work, _teller())
        self._tell("Ended; everything that was made is in its place.")

    def _work_through(self, work: Batch, todo: list[Job]) -> None:
        from forumdocs.cli.progress import progress
        from forumdocs.pipelines.batch.crew import hire
        from forumdocs.pipelines.batch.readings import Readings

        if not todo:
            return
        if self._address:
            from forumdocs.pipelines.batch.cluster import Cluster

            self._tell(f"{self._amount(todo)}; their sentences are counted where they are read.")
            with Cluster(self._address, tell=self._tell) as cluster, progress(quiet=self._quiet) as watch:
                cluster.run(work, todo, gate=self._gate, watch=watch)
            return
        with hire(self._processes, documents=len(todo)) as executor:
            readings = Readings()
            sentences = 0 if self._quiet else self._survey(work, todo, executor, readings)
            with progress(quiet=self._quiet) as watch:
                work.run(todo, executor, surveyed=sentences, readings=readings, gate=self._gate, watch=watch)

    def _amount(self, todo: list[Job]) -> str:
        """How much there is to do, as far as it can be said without reading."""
        from forumdocs.wording import counted

        documents = len({job.source for job in todo})
        return f"{counted(documents, 'document')}, {counted(len(todo), 'handout')}"

    def _survey(self, work: Batch, todo: list[Job], executor: Executor, readings: Readings) -> int:
        """Say how much there is to do; returns the number of sentences, and keeps what is read."""
        from forumdocs.mt.decoding import usable_cores
        from forumdocs.pipelines.batch.survey import survey

        speed = self._ledger.speed() or SPEED * usable_cores()
        found = survey(todo, executor, packages=work.engine.packages, speed=speed, readings=readings)
        self._tell(f"{found}.")
        return found.sentences

    def _sum_up(self, states: Iterable[State]) -> str:
        """Say what is done; returns what to say if some of it failed."""
        from forumdocs.pipelines.batch.ledger import State
        from forumdocs.pipelines.batch.reports import PAGE
        from forumdocs.wording import counted

        counts, page = Counter(states), self._folder / PAGE
        if edited := counts[State.EDITED]:
            self._tell(f"{counted(edited, 'handout')} edited since: kept, and listed in {page}.")
        if foreign := counts[State.FOREIGN]:
            self._tell(f"{counted(foreign, 'file')} of yours in the place of a handout: kept, and listed in {page}.")
        if failed := counts[State.FAILED]:
            return (
                f"{failed:,} of {counted(counts.total(), 'handout')} failed; the reasons are in {page}, and when they "
                "are removed --retry-failed makes them."
            )
        self._tell(f"{counted(counts[State.DONE], 'handout')} in {self._folder}, listed in {page}.")
        return ""


def _teller(*, quiet: bool = False) -> Callable[[str], object]:
    """What is called with a line for the user."""
    return bool if quiet else functools.partial(click.echo, err=True)


def _require_targets(wish: Settings) -> None:
    if not wish.targets:
        raise click.BadParameter("name at least one language, such as en", param_hint="'--to'")


def _find_wishes(sources: tuple[str, ...], wish: Settings, folder: Path) -> list[tuple[Source, Settings]]:
    """What is wanted of every document: of those of a manifest what its row says."""
    from forumdocs.pipelines.batch.manifests import SUFFIXES, read_manifest
    from forumdocs.pipelines.batch.sources import find_sources

    lists = [Path(source) for source in sources if Path(source).suffix.lower() in SUFFIXES]
    documents = [source for source in sources if Path(source).suffix.lower() not in SUFFIXES]
    if documents:
        _require_targets(wish)
    found = [(document, wish) for document in find_sources(documents, outside=folder)]
    return [*found, *(each for path in lists for each in read_manifest(path, defaults=wish))]
