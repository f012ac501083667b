"""Write docs/commands.md from the commands themselves; a test keeps it current."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "commands.md"
INTRODUCTION = "# Every command\n\nMade by `docs/make_reference.py` from `--help`; do not edit by hand.\n"


def reference() -> str:
    """The page: the help of every command, subcommands after their group."""
    return INTRODUCTION + "".join(f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in _helps(cli, "forumdocs"))


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    yield context.command_path, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            if found := command.get_command(context, sub):
                yield from _helps(found, sub, context)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8", newline="\n")
