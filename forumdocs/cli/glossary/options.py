"""Options that several commands of the glossary have."""

from __future__ import annotations

import click

from forumdocs.cli.options import encoding, glossaries

__all__ = ["encoding", "glossaries", "no_builtin", "read_languages"]

no_builtin = click.option("--no-builtin", is_flag=True, help="Only the glossaries named with --glossary.")


def read_languages(text: str) -> tuple[str, ...]:
    """The glossary languages of an option such as ``en,zh-Hant``, each once."""
    from forumdocs.glossary.concepts import language_of

    return tuple(dict.fromkeys(language_of(part.strip()) for part in text.split(",") if part.strip()))
