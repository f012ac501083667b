"""``models``: the translation packages on this machine."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.group(epilog='Example: forumdocs models install "zh en"')
def models() -> None:
    """List, install, remove and verify translation packages."""


@models.command("list", epilog="Example: forumdocs models list --json")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
def list_(as_json: bool) -> None:
    """Show the installed packages, the built-in starter pack among them."""
    from forumdocs.mt.packages import installed

    found = installed()
    if as_json:
        click.echo(json.dumps([package.as_json() for package in found], ensure_ascii=False, indent=1))
        return
    rows = [(p.source, p.target, p.label, "built-in" if p.builtin else str(p.path)) for p in found]
    _echo_table(("from", "to", "package", "where"), rows)


@models.command(epilog="Example: forumdocs models install translate-zh_en-1_9.argosmodel")
@click.argument("source", metavar="FILE|FOLDER|'FROM TO'")
@click.option("--from", "from_code", default="", metavar="LANG", help="Source language of a plain CTranslate2 folder.")
@click.option("--to", "to_code", default="", metavar="LANG", help="Target language of a plain CTranslate2 folder.")
@click.option("--name", default="", help="Name for a plain CTranslate2 folder.")
def install(source: str, from_code: str, to_code: str, name: str) -> None:
    """Install a package from a file, a folder, or by its two languages from the online index.

    An old package is replaced only after the new one has loaded and translated a line. Only "FROM TO" uses the network.
    """
    from forumdocs.mt.installing import install as install_package

    for package in install_package(source, from_code=from_code, to_code=to_code, name=name):
        click.echo(f"{package.source} → {package.target}: {package.label} installed in {package.path}")


@models.command(epilog='Example: forumdocs models remove "zh en"')
@click.argument("which", metavar="NAME|'FROM TO'")
def remove(which: str) -> None:
    """Delete an installed package; the starter pack stays."""
    from forumdocs.mt.installing import remove as remove_package

    for package in remove_package(which):
        click.echo(f"{package.source} → {package.target}: {package.label} removed")


@models.command(epilog="Example: forumdocs models verify")
def verify() -> None:
    """Compare every file with its recorded sha256 and translate a line; exit code 1 if something is wrong."""
    from forumdocs.mt.installing import verify as verify_packages

    verdicts = verify_packages()
    for verdict in verdicts:
        state = "; ".join(verdict.problems) or ("sound" if verdict.recorded else "loads (no manifest to compare with)")
        click.echo(f"{verdict.name}: {state}")
    if any(verdict.problems for verdict in verdicts):
        sys.exit(1)


@models.command(epilog="Example: forumdocs models available")
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
def available(as_json: bool) -> None:
    """Show what the online index offers between the forum languages. Uses the network."""
    from forumdocs.mt.index import available as offers

    found = offers()
    if as_json:
        rows = [{"from": offer.source, "to": offer.target, "version": offer.version} for offer in found]
        click.echo(json.dumps(rows, indent=1))
        return
    _echo_table(("from", "to", "version"), [(offer.source, offer.target, offer.version) for offer in found])


def _echo_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
