"""``glossary validate``: what a curator has to mend."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from forumdocs.cli.glossary import options
from forumdocs.wording import counted


@click.command(epilog="Example: forumdocs glossary validate my-terms.xlsx")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@options.encoding
def validate(files: tuple[Path, ...], as_json: bool, encoding: str) -> None:
    """Find duplicates, missing terms, wrong scripts and terms that two concepts share.

    FILE is a glossary of any format that import takes; without one the built-in glossary is looked at, which must have
    every language and a definition in each entry. Exit code 1 if something is wrong.
    """
    from forumdocs.glossary.formats import read_glossary
    from forumdocs.glossary.store import BUILTIN
    from forumdocs.glossary.validation import Fault
    from forumdocs.glossary.validation import validate as find_faults

    paths = files or tuple(sorted(BUILTIN.glob("*.toml")))
    found = {path: read_glossary(path, skip_bad=True, encoding=encoding) for path in paths}
    concepts = [concept for imported in found.values() for concept in imported.concepts]
    unread = [Fault(f"{path.name}, line {row.line}", "", row.problem) for path in paths for row in found[path].bad]
    faults = (*unread, *find_faults(concepts, complete=not files))
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(f"{counted(len(concepts), 'concept')}, {counted(len(faults), 'fault')}", err=True)
    if faults:
        sys.exit(1)
