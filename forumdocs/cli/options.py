"""Options that several commands have."""

from __future__ import annotations

import functools
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


def translating(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a translation; the command gets them as one, ``options``, and ``threads`` beside it.

    It stands above :func:`forumdocs.cli.styling.styling_options`, whose layout it asks.
    """

    @functools.wraps(command)
    def wrapper(*args: Any, **given: Any) -> None:
        from forumdocs.languages import parse_tag
        from forumdocs.mt.devices import choose_device
        from forumdocs.pipelines.translation import Options
        from forumdocs.writers.style import Layout

        source, keep_all = given.pop("source"), given.pop("keep_all")
        options = Options(
            source=parse_tag(source).code if source else "",
            keep_all=keep_all
            or Layout(given["layout"]).is_in_source,  # what cleaning takes out would stay untranslated
            device=choose_device(given.pop("device")),
            glossary=given.pop("glossaries"),
            **{name: given.pop(name) for name in ("encoding", "beam", "compute_type", "no_glossary")},
        )
        command(*args, options=options, **given)

    options = (
        click.option(
            "--from", "source", default="", metavar="LANG", help="Language of the source, if you know better."
        ),
        encoding,
        beam,
        glossaries,
        no_glossary,
        computing,
        click.option("--keep-all", is_flag=True, help="No cleaning: translate menus and spam too."),
    )
    return functools.reduce(lambda made, option: option(made), reversed(options), wrapper)
