"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

encoding = click.option("--encoding", default="", help="Encoding of a text file that is not recognised.")
beam = click.option("--beam", default=4, show_default=True, type=click.IntRange(1, 32), help="Width of the search.")
glossaries = click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A glossary whose terms win over the built-in ones; again for more, the last on top.",
)
no_glossary = click.option("--no-glossary", is_flag=True, help="Without the built-in and the imported glossaries.")
