"""``glossary``: terms to look up, to check, to carry into the booth and to exchange."""

from __future__ import annotations

import click

from forumdocs.cli.glossary import checking, exchange, extraction, lookup, sheet, validation


@click.group(epilog="Example: forumdocs glossary lookup QKD")
def glossary() -> None:
    """Look up terms, check translations, make the interpreters' sheet, exchange glossaries."""


for command in (
    lookup.lookup,
    sheet.sheet,
    checking.check,
    extraction.extract,
    exchange.import_,
    exchange.export,
    validation.validate,
):
    glossary.add_command(command)
