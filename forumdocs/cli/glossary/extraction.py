"""``glossary extract``: terms that the glossary lacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forumdocs.cli.glossary import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.glossary.extraction import Candidate
    from forumdocs.pipelines.extraction import Source

SHOWN_CONTEXT = 90
"""Characters of a context in a line of the terminal."""


@click.command(epilog="Example: forumdocs glossary extract briefs/ -o candidates.csv")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A glossary file to complete and import: .csv .tsv .xlsx .tbx .toml.",
)
@options.glossaries
@options.no_builtin
@click.option("--top", default=50, show_default=True, help="Candidates of each language; 0 for all.")
@options.encoding
@click.option("--keep-all", is_flag=True, help="No cleaning: look through menus and spam too.")
def extract(
    sources: tuple[str, ...],
    as_json: bool,
    output: Path | None,
    glossaries: tuple[Path, ...],
    no_builtin: bool,
    top: int,
    encoding: str,
    keep_all: bool,
) -> None:
    """Find the terms of documents that the glossary lacks, and what likely translates them.

    The best candidates of each language come first. Counterparts need a document that holds its own translation, a
    handout, TMX or XLIFF in which both stand together at least twice, or brackets as in "离子阱 (ion trap)".
    """
    from forumdocs.cli.sources import expand, keep_sources, work_through
    from forumdocs.files import check_folder, check_suffix
    from forumdocs.glossary.loading import load_glossary
    from forumdocs.pipelines.extraction import extract as find
    from forumdocs.pipelines.extraction import read_source

    files = expand(sources)
    if output:
        check_suffix(output, (".csv", ".tsv", ".xlsx", ".tbx", ".toml"))
        check_folder(output)
        keep_sources([*files, *glossaries], [output])
    glossary = load_glossary(glossaries, builtin=not no_builtin)
    read: list[Source] = []
    try:
        work_through(files, lambda path: read.append(read_source(path, encoding=encoding, keep_all=keep_all)))
    finally:  # what could be read is worked on, whatever failed
        if read:
            _tell_of_thai(read)
            _write(find(read, glossary, top=max(0, top)), output, as_json=as_json)


def _tell_of_thai(sources: Sequence[Source]) -> None:
    from forumdocs.glossary.extraction import FINDERS

    if any(passage.lang not in FINDERS for source in sources for passage in source.passages):
        click.echo("Thai text was passed over: its words cannot be told apart yet.", err=True)


def _write(candidates: Sequence[Candidate], output: Path | None, *, as_json: bool) -> None:
    if output:
        from forumdocs.glossary.extraction import as_concepts
        from forumdocs.glossary.formats import write_glossary

        concepts = as_concepts(candidates)
        write_glossary(concepts, output)
        click.echo(f"{len(concepts)} candidates written: {output}", err=True)
    if as_json:
        click.echo(json.dumps([_record(candidate) for candidate in candidates], ensure_ascii=False, indent=1))
    elif not output:
        for candidate in candidates:
            click.echo(_line(candidate))


def _record(candidate: Candidate) -> dict[str, Any]:
    return {
        "lang": candidate.lang,
        "term": candidate.term,
        "score": candidate.score,
        "frequency": candidate.frequency,
        "documents": candidate.documents,
        "abbreviations": list(candidate.abbreviations),
        "contexts": [{"file": p.document, "block": p.block, "id": p.id, "text": p.text} for p in candidate.contexts],
        "counterparts": {
            lang: {"term": other.term, "score": other.score} for lang, other in candidate.counterparts.items()
        },
    }


def _line(candidate: Candidate) -> str:
    others = "; ".join(f"{lang}: {other.term}" for lang, other in candidate.counterparts.items())
    names = "; ".join((*candidate.abbreviations, others) if others else candidate.abbreviations)
    first = candidate.contexts[0]
    text = " ".join(first.text.split())
    shown = text if len(text) <= SHOWN_CONTEXT else f"{text[:SHOWN_CONTEXT]}…"
    return "\t".join(
        (candidate.lang, candidate.term, f"{candidate.frequency}×", names, f"{first.document} {first.id}: {shown}")
    )
