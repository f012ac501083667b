"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

glossaries = click.option(
    "--glossary",
    "glossaries",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A glossary of your own, over the built-in one; again for more.",
)
no_builtin = click.option("--no-builtin", is_flag=True, help="Only the glossaries named with --glossary.")
encoding = click.option("--encoding", default="", help="Encoding of a text file that is not recognised.")


def read_languages(text: str) -> tuple[str, ...]:
    """The glossary languages of an option such as ``en,zh-Hant``, each once."""
    from forumdocs.glossary.concepts import language_of

    return tuple(dict.fromkeys(language_of(part.strip()) for part in text.split(",") if part.strip()))
