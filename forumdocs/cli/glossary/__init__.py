"""``glossary``: terms to look up, to check, to carry into the booth and to exchange."""

from __future__ import annotations

import click


class _Glossary(click.Group):
    """Imports its commands when one is asked for: a tenth of ``forumdocs --help``, which names none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._import_commands()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        self._import_commands()
        return super().get_command(ctx, cmd_name)

    def _import_commands(self) -> None:
        from forumdocs.cli.glossary import checking, exchange, extraction, lookup, sheet, validation

        for command in (
            lookup.lookup,
            sheet.sheet,
            checking.check,
            extraction.extract,
            exchange.import_,
            exchange.export,
            validation.validate,
        ):
            self.add_command(command)


@click.group(cls=_Glossary, epilog="Example: forumdocs glossary lookup QKD")
def glossary() -> None:
    """Look up terms, check translations, make the interpreters' sheet, exchange glossaries."""
