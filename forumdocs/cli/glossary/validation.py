"""``glossary validate``: what a curator has to mend."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click


@click.command(epilog="Example: forumdocs glossary validate my-terms.toml")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
def validate(files: tuple[Path, ...], as_json: bool) -> None:
    """Find duplicates, missing terms, wrong scripts and terms that two concepts share.

    Without FILE the built-in glossary is looked at. Exit code 1 if something is wrong.
    """
    from forumdocs.glossary.store import BUILTIN, read_concepts
    from forumdocs.glossary.validation import validate as find_faults

    paths = files or tuple(sorted(BUILTIN.glob("*.toml")))
    concepts = [concept for path in paths for concept in read_concepts(path)]
    faults = find_faults(concepts)
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(f"{len(concepts)} concepts, {len(faults)} faults", err=True)
    if faults:
        sys.exit(1)
