"""``forumdocs translate``: the main job."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli import options as shared
from forumdocs.cli.styling import styling_options
from forumdocs.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from forumdocs.model import Handout
    from forumdocs.mt.packages import Package
    from forumdocs.writers.style import Layout, Style

OUTPUTS = Path("outputs")


@click.command(epilog="Example: forumdocs translate corpora/briefs/saved-page.txt --to en,ko")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--to", "targets", required=True, metavar="LANG[,LANG...]", help="Languages to translate into.")
@click.option("--from", "source", default="", metavar="LANG", help="Language of the source, if you know better.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file (.docx .html .pdf .xlf .tmx .md .json .txt) or a folder.",
)
@shared.encoding
@shared.beam
@shared.glossaries
@shared.no_glossary
@shared.computing
@click.option("--keep-all", is_flag=True, help="No cleaning: translate menus and spam too.")
@styling_options
@click.option("--together", is_flag=True, help="All languages of --to in one handout, up to three.")
@click.option("--summary", default=0, type=click.IntRange(0, 20), metavar="N", help="N sentences of the source on top.")
@click.option("--quiet", is_flag=True, help="Only errors on stderr.")
def translate(
    sources: tuple[str, ...],
    targets: str,
    source: str,
    output: Path | None,
    encoding: str,
    beam: int,
    glossaries: tuple[Path, ...],
    no_glossary: bool,
    device: str,
    compute_type: str,
    threads: int | None,
    keep_all: bool,
    style: Style,
    meta: dict[str, str],
    together: bool,
    summary: int,
    quiet: bool,
) -> None:
    """Translate documents into aligned bilingual handouts.

    SOURCE is a txt, Markdown, HTML, DOCX or PDF file, or a folder of them. Without -o the handout goes to
    outputs/NAME.LANG.docx.
    """
    from forumdocs.cli.sources import expand, work_through
    from forumdocs.languages import parse_tag
    from forumdocs.mt.devices import choose_device
    from forumdocs.mt.engine import Engine
    from forumdocs.pipelines.pairing import packages_used
    from forumdocs.pipelines.translation import Options, load_terms, translate_document, with_summary
    from forumdocs.readers import read
    from forumdocs.writers import write

    tags = read_targets(targets)
    groups = _group(tags, together=together)
    options = Options(
        source=parse_tag(source).code if source else "",
        encoding=encoding,
        beam=beam,
        device=choose_device(device),
        compute_type=compute_type,
        keep_all=keep_all or style.layout.is_in_source,  # what cleaning takes out would stay untranslated
        glossary=glossaries,
        no_glossary=no_glossary,
    )
    files = expand(sources)
    places = place_outputs(files, list(groups), output, together=together, layout=style.layout)
    engine = Engine(threads=threads, device=options.device, compute_type=compute_type)
    terms = load_terms(options)
    used: dict[Package, None] = {}

    def translate_file(path: Path) -> None:
        document = read(path, encoding=encoding or None)
        for name, members in groups.items():
            handouts = []
            for tag in members:
                with _progress(f"{path.name} → {tag}", quiet=quiet) as report:
                    handout = translate_document(
                        document, tag, options=options, engine=engine, terms=terms, progress=report
                    )
                handout = replace(handout, meta=replace(handout.meta, **meta))
                handouts.append(with_summary(handout, summary, terms) if summary else handout)
                used.update(dict.fromkeys(packages_used(handout.pairs, tag, engine)))
            write(handouts[0], places[path, name], style=style, others=handouts[1:])
            for handout in () if quiet else handouts:
                _tell(handout, places[path, name])

    try:
        work_through(files, translate_file)
    finally:
        if not quiet:
            _tell_of_drafts(package for package in used if package.builtin)


def read_targets(targets: str) -> list[str]:
    """The target languages of ``--to``, each once."""
    from forumdocs.languages import parse_tag

    tags = dict.fromkeys(str(parse_tag(part)) for part in targets.split(",") if part.strip())
    if not tags:
        raise click.BadParameter("name at least one language, such as en", param_hint="'--to'")
    return list(tags)


def _group(tags: list[str], *, together: bool) -> dict[str, list[str]]:
    """The target languages of each handout, by the name that its file carries."""
    if not together:
        return {tag: [tag] for tag in tags}
    from forumdocs.writers import MOST_TARGETS

    if len(tags) > MOST_TARGETS:
        raise click.BadParameter(f"at most {MOST_TARGETS} languages of --to fit on one page", param_hint="'--together'")
    return {"+".join(tags): tags}


def place_outputs(
    files: list[Path], tags: list[str], output: Path | None, *, layout: Layout, together: bool = False
) -> dict[tuple[Path, str], Path]:
    """Where each handout goes, decided and checked before any work.

    Raises:
        WriteError: ``output`` names one file for several handouts, a format that cannot be written or that holds one
            language where several go ``together``, or a source; or the ``layout`` is not for these sources.
    """
    from forumdocs.cli.sources import keep_sources
    from forumdocs.writers import TOGETHER, Layout, check_place, check_sources

    check_sources(files, layout=layout)
    if together and layout is Layout.INPLACE and "+" in tags[0]:
        raise WriteError("--together: only one language can take the place of the text; use --layout bilingual.")

    if output and output.suffix and not output.is_dir():
        places = dict.fromkeys(((path, tag) for path in files for tag in tags), output)
    else:
        names = _output_names(files)
        folder = output or OUTPUTS
        places = {(path, tag): folder / f"{names[path]}.{tag}.docx" for path in files for tag in tags}
    for place in places.values():
        check_place(place, layout=layout)
        if together and "+" in tags[0] and place.suffix.lower() not in TOGETHER:
            others = ", ".join(sorted(TOGETHER))
            raise WriteError(f"{place}: holds one target language; leave out --together, or write {others}.")
    if len(places) > 1 and output in places.values():
        raise WriteError(f"{output}: one file cannot hold {len(places)} handouts; name a folder.")
    keep_sources(files, places.values())
    return places


def _output_names(files: list[Path]) -> dict[Path, str]:
    """What the outputs of each file are called: its stem, or as much of its path as tells it from the others."""
    names = {path: path.stem for path in files}
    for depth in range(1, max(len(path.resolve().parts) for path in files)):
        counts = Counter(name.lower() for name in names.values())
        for path, name in names.items():
            if counts[name.lower()] > 1:
                names[path] = "-".join(path.resolve().parts[-depth:])
    return names


class _progress:  # noqa: N801 - reads as a function where it is used
    """Progress on stderr: a bar on a terminal, nothing when the output goes to a file."""

    def __init__(self, label: str, *, quiet: bool) -> None:
        self._label, self._on = label, not quiet and sys.stderr.isatty()

    def __enter__(self) -> Callable[[int, int], None]:
        return self._report

    def _report(self, done: int, total: int) -> None:
        if self._on:
            click.echo(f"\r\x1b[K{self._label}: {done}/{total} sentences", err=True, nl=False)

    def __exit__(self, *_: object) -> None:
        if self._on:
            click.echo("\r\x1b[K", err=True, nl=False)


def _tell(handout: Handout, place: Path) -> None:
    """Say what was done: languages, origins, what was dropped, where the file is."""
    from forumdocs.languages import name_of
    from forumdocs.model import LOW_CONFIDENCE
    from forumdocs.pipelines.pairing import NO_MODEL
    from forumdocs.wording import counted

    languages = _tallied(name_of(pair.source_lang) for pair in handout.pairs if pair.source_lang != "und")
    origins = Counter(pair.origin.value for pair in handout.pairs)
    flagged = sum(bool(pair.flags) for pair in handout.pairs)
    click.echo(f"{handout.source} → {name_of(handout.target_lang)}", err=True)
    click.echo(f"  languages: {languages}", err=True)
    click.echo(
        f"  {counted(len(handout.pairs), 'sentence')}: {origins['memory']} from memory, {origins['parallel']} "
        f"already bilingual, {origins['mt']} by machine ({flagged} flagged), {origins['same']} unchanged",
        err=True,
    )
    if low := sum(LOW_CONFIDENCE in pair.flags for pair in handout.pairs):
        click.echo(f"  low confidence: {counted(low, 'translation')} likely wrong, to be checked first", err=True)
    if found := [term.satisfied for pair in handout.pairs for term in pair.terms]:
        click.echo(f"  glossary: {counted(len(found), 'term')}, {len(found) - sum(found)} missing", err=True)
    if handout.dropped:
        rules = _tallied(dropped.rule for dropped in handout.dropped)
        dropped = counted(len(handout.dropped), "line")
        click.echo(f"  dropped {dropped}: {rules}; --keep-all keeps them", err=True)
    click.echo(f"  written: {place}", err=True)
    for tag in sorted({pair.source_lang for pair in handout.pairs if NO_MODEL in pair.flags}):
        click.echo(
            f"  no package translates {name_of(tag)}; its sentences stand untranslated. "
            f'To install one: forumdocs models install "{tag} {handout.target_lang}"',
            err=True,
        )


def _tell_of_drafts(drafts: Iterable[Package]) -> None:
    """Say that the built-in pack was used, what it is worth, and how to get a better one."""
    for package in itertools.islice(drafts, 1):
        click.echo(
            "Translated with the built-in starter pack: draft quality, to be revised by a translator. "
            f'For a full Argos package: forumdocs models install "{package.source} {package.target}"',
            err=True,
        )


def _tallied(names: Iterable[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in Counter(names).most_common())
