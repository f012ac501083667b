"""``glossary import`` and ``export``: terms from and for other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from forumdocs.glossary.formats import Imported

SHOWN = 20
"""Bad rows that are listed one by one."""

languages = click.option("--langs", default="", metavar="LANG,LANG...", help="Languages, such as en,zh-Hant.")


@click.command("import", epilog="Example: forumdocs glossary import terms.xlsx --skip-bad")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What to call it here; the name of the file by default.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be used, and list them.")
@click.option("--encoding", default="", help="Encoding of a text file that is not recognised.")
@languages
def import_(file: Path, name: str, skip_bad: bool, encoding: str, langs: str) -> None:
    """Take a glossary into use: TBX, CSV, TSV, XLSX, OmegaT's, or our own TOML.

    From then on every command lays it over the built-in glossary. A second import under the same name replaces the
    first. Concepts without a domain get that name as theirs.
    """
    from forumdocs.glossary.formats import read_glossary
    from forumdocs.glossary.loading import user_folder
    from forumdocs.glossary.store import write_toml

    found = read_glossary(file, skip_bad=skip_bad, encoding=encoding, langs=read_languages(langs))
    place = user_folder() / f"{name or file.stem}.toml"
    replaced = place.exists()
    write_toml([replace(c, domain=c.domain or place.stem) for c in found.concepts], place)
    _tell(found)
    click.echo(f"{len(found.concepts)} concepts {'replace what was' if replaced else 'are now'} in {place}")


def _tell(found: Imported) -> None:
    for notice in found.notices:
        click.echo(notice, err=True)
    for row in found.bad[:SHOWN]:
        click.echo(f"left out: {row}", err=True)
    if len(found.bad) > SHOWN:
        click.echo(f"… and {len(found.bad) - SHOWN} more", err=True)


@click.command(epilog="Example: forumdocs glossary export terms.xlsx --langs en,ko,ru")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--domain", "domains", multiple=True, metavar="DOMAIN", help="Only concepts of this domain; may be repeated."
)
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A glossary to lay over the others.",
)
@click.option("--no-builtin", is_flag=True, help="Only the glossaries named with --glossary.")
@languages
def export(file: Path, domains: tuple[str, ...], glossaries: tuple[Path, ...], no_builtin: bool, langs: str) -> None:
    """Write the glossary to FILE; its suffix names the format: .tbx .csv .tsv .xlsx .toml, or .txt for OmegaT."""
    from forumdocs.errors import GlossaryError
    from forumdocs.files import check_folder
    from forumdocs.glossary.formats import write_glossary
    from forumdocs.glossary.loading import load_glossary

    check_folder(file)
    concepts = list(load_glossary(glossaries, builtin=not no_builtin))
    known = sorted({concept.domain for concept in concepts})
    if unknown := set(domains) - set(known):
        raise GlossaryError(f"{min(unknown)}: no domain of the glossary; it has {', '.join(known)}.")
    chosen = [concept for concept in concepts if not domains or concept.domain in domains]
    write_glossary(chosen, file, langs=read_languages(langs))
    click.echo(f"{len(chosen)} concepts written: {file}", err=True)


def read_languages(text: str) -> tuple[str, ...]:
    """The glossary languages of an option such as ``en,zh-Hant``, each once."""
    from forumdocs.glossary.concepts import language_of

    return tuple(dict.fromkeys(language_of(part.strip()) for part in text.split(",") if part.strip()))
