"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forumdocs.mt.devices import AUTO, COMPUTE_TYPES, DEVICES

if TYPE_CHECKING:
    from collections.abc import Callable

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


def computing(command: Callable[..., Any]) -> Callable[..., Any]:
    """What translations are computed on: ``device``, ``compute_type`` and ``threads``."""
    for option in (
        click.option("--threads", type=click.IntRange(1), metavar="N", help="CPU threads; by default all cores."),
        click.option("--compute-type", default=AUTO, type=click.Choice(COMPUTE_TYPES), help="Numbers to compute with."),
        click.option("--device", default=AUTO, show_default=True, type=click.Choice(DEVICES), help="cuda is a GPU."),
    ):
        command = option(command)
    return command
