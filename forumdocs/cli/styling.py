"""The options that say how a handout is to look, for every command that writes one."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

LAYOUTS = ("table", "stacked", "inplace", "bilingual")
PAPERS = ("A4", "Letter")
META = ("title", "target-title", "event", "date", "number", "author")
"""What ``--meta`` sets: the fields of :class:`forumdocs.model.Meta`."""

_OPTIONS = (
    click.option(
        "--layout",
        type=click.Choice(LAYOUTS),
        default="table",
        show_default=True,
        help="Side by side, paragraph under paragraph, in the source DOCX itself, or there under each paragraph.",
    ),
    click.option(
        "--meta",
        "meta",
        multiple=True,
        metavar="KEY=VALUE",
        help=f"For the title block, again for more: {', '.join(META)}.",
    ),
    click.option("--final", is_flag=True, help="Revised: without the header that calls it a draft."),
    click.option("--paper", type=click.Choice(PAPERS, case_sensitive=False), default="A4", show_default=True),
    click.option(
        "--fonts", default="", metavar="SCRIPT=NAME,…", help="Fonts by script or language: Hans=SimSun,th=Loma."
    ),
    click.option("--no-terms", is_flag=True, help="Glossary terms unmarked and without their table at the end."),
    click.option("--signature", is_flag=True, help="Room for who revised and who approved, at the end."),
)


def styling_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of this module; it gets them as ``style`` and ``meta``."""

    @functools.wraps(command)
    def wrapper(*args: Any, **options: Any) -> None:
        from forumdocs.writers.fonts import parse_fonts
        from forumdocs.writers.style import Layout, Paper, Style

        no_terms = options.pop("no_terms")
        style = Style(
            layout=Layout(options.pop("layout")),
            final=options.pop("final"),
            paper=Paper(options.pop("paper")),
            fonts=parse_fonts(options.pop("fonts")),
            mark_terms=not no_terms,
            appendix=not no_terms,
            signature=options.pop("signature"),
        )
        command(*args, style=style, meta=_read_meta(options.pop("meta")), **options)

    for option in reversed(_OPTIONS):
        wrapper = option(wrapper)
    return wrapper


def _read_meta(values: tuple[str, ...]) -> dict[str, str]:
    """The fields of :class:`forumdocs.model.Meta` that the user set."""
    fields = {}
    for value in values:
        key, separator, text = value.partition("=")
        if key.strip().lower() not in META or not separator:
            raise click.BadParameter(f"'{value}': write KEY=VALUE with one of {', '.join(META)}", param_hint="'--meta'")
        fields[key.strip().lower().replace("-", "_")] = text.strip()
    return fields
