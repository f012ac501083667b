"""``forumdocs models``."""

import click


@click.group()
def models() -> None:
    """Translation packages."""
