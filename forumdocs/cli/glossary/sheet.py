"""``glossary sheet``: the terms of documents, for the booth."""

from __future__ import annotations

from pathlib import Path

import click

from forumdocs.cli.glossary import options


@click.command(epilog="Example: forumdocs glossary sheet corpora/briefs/agenda.md --langs en,zh,ko")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A .html, .docx or .json file; without it outputs/NAME.terms.html.",
)
@click.option("--langs", default="en,zh,ko,ru", show_default=True, help="Languages to show.")
@options.glossaries
@options.encoding
@click.option("--keep-all", is_flag=True, help="No cleaning: look in menus and spam too.")
def sheet(
    sources: tuple[str, ...],
    output: Path | None,
    langs: str,
    glossaries: tuple[Path, ...],
    encoding: str,
    keep_all: bool,
) -> None:
    """Write the interpreters' sheet: the terms of these documents in all languages, in order of appearance.

    The HTML page works without a network, also from a memory stick on a tablet.
    """
    from forumdocs.cli.sources import expand, keep_sources
    from forumdocs.files import check_folder, check_suffix
    from forumdocs.glossary import load_glossary
    from forumdocs.pipelines.terminology import make_sheet
    from forumdocs.readers import read
    from forumdocs.writers.sheets import FORMATS, write_sheet

    tags = options.read_languages(langs)
    if not tags:
        raise click.UsageError("--langs names no language; give some, such as --langs en,zh.")
    paths = expand(sources)
    place = output or Path("outputs") / f"{paths[0].stem}.terms.html"
    check_suffix(place, FORMATS)
    check_folder(place)
    keep_sources([*paths, *glossaries], [place])
    documents = [read(path, encoding=encoding or None) for path in paths]
    made = make_sheet(documents, load_glossary(glossaries), langs=tags, keep_all=keep_all)
    write_sheet(made, place)
    count = len(made.entries)
    click.echo(f"{count} {'term' if count == 1 else 'terms'} written: {place}", err=True)
