"""``glossary import`` and ``export``: terms from and for other programs."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli.glossary import options
from forumdocs.wording import counted

if TYPE_CHECKING:
    from forumdocs.glossary import Concept
    from forumdocs.glossary.formats import Imported

SHOWN = 20
"""Bad rows that are listed one by one."""

languages = click.option("--langs", default="", metavar="LANG,LANG...", help="Languages, such as en,zh-Hant.")
ANKI = ".apkg"
SUFFIXES = {
    "tbx": ".tbx",
    "csv": ".csv",
    "tsv": ".tsv",
    "xlsx": ".xlsx",
    "toml": ".toml",
    "omegat": ".txt",
    "anki": ANKI,
}
"""Names of the formats, and the suffix by which each is known."""


@click.command("import", epilog="Example: forumdocs glossary import terms.xlsx --skip-bad")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What to call it here; the name of the file by default.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be used, and list them.")
@options.encoding
@languages
def import_(file: Path, name: str, skip_bad: bool, encoding: str, langs: str) -> None:
    """Take a glossary into use: TBX, CSV, TSV, XLSX, OmegaT's, or our own TOML.

    From then on every command lays it over the built-in glossary. A second import under the same name replaces the
    first. Concepts without a domain get that name as theirs.
    """
    from forumdocs.glossary.formats import read_glossary
    from forumdocs.glossary.loading import user_folder
    from forumdocs.glossary.store import write_toml

    found = read_glossary(file, skip_bad=skip_bad, encoding=encoding, langs=options.read_languages(langs))
    place = user_folder() / f"{name or file.stem}.toml"
    replaced = place.exists()
    write_toml([replace(c, domain=c.domain or place.stem) for c in found.concepts], place)
    _tell(found)
    change = "in place of what was" if replaced else "now"
    click.echo(f"{counted(len(found.concepts), 'concept')} {change} in {place}")


def _tell(found: Imported) -> None:
    for notice in found.notices:
        click.echo(notice, err=True)
    for row in found.bad[:SHOWN]:
        click.echo(f"left out: {row}", err=True)
    if len(found.bad) > SHOWN:
        click.echo(f"… and {len(found.bad) - SHOWN} more", err=True)


@click.command(epilog="Example: forumdocs glossary export terms.xlsx --langs en,ko,ru")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(sorted(SUFFIXES)), help="If the suffix of FILE does not say it.")
@click.option(
    "--domain", "domains", multiple=True, metavar="DOMAIN", help="Only concepts of this domain; again for more."
)
@options.glossaries
@options.no_builtin
@languages
def export(
    file: Path,
    format_: str | None,
    domains: tuple[str, ...],
    glossaries: tuple[Path, ...],
    no_builtin: bool,
    langs: str,
) -> None:
    """Write the glossary to FILE for other programs.

    Its suffix names the format: .tbx .csv .tsv .xlsx .toml, .txt for OmegaT, .apkg for a deck of Anki with a card each
    way; the last two take two languages.
    """
    from forumdocs.errors import GlossaryError
    from forumdocs.files import check_folder, check_suffix
    from forumdocs.glossary.loading import load_glossary

    suffix = SUFFIXES[format_] if format_ else file.suffix.lower()
    check_suffix(file.with_suffix(suffix), SUFFIXES.values())
    check_folder(file)
    concepts = list(load_glossary(glossaries, builtin=not no_builtin))
    known = sorted({concept.domain for concept in concepts})
    if unknown := set(domains) - set(known):
        raise GlossaryError(f"{min(unknown)}: no domain of the glossary; it has {', '.join(known)}.")
    chosen = [concept for concept in concepts if not domains or concept.domain in domains]
    count = _write(chosen, file, suffix, options.read_languages(langs))
    click.echo(f"{count} concepts written: {file}", err=True)


def _write(concepts: list[Concept], file: Path, suffix: str, langs: tuple[str, ...]) -> int:
    """Write the concepts; how many were written."""
    if suffix == ANKI:
        from forumdocs.errors import GlossaryError
        from forumdocs.glossary import Glossary
        from forumdocs.glossary.anki import write_deck

        if len(langs) != 2:
            raise GlossaryError(f"{file}: a deck has two languages; name them, such as --langs en,ko.")
        return write_deck(Glossary(concepts), file, front=langs[0], back=langs[1], moment=time.time())
    from forumdocs.glossary.formats import write_glossary

    write_glossary(concepts, file, format_=suffix, langs=langs)
    return len(concepts)
