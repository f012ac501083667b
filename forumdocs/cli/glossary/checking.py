"""``glossary check``: whether a translation keeps to the glossary."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forumdocs.cli.glossary import options
from forumdocs.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.glossary.checking import Finding


@click.command(epilog="Example: forumdocs glossary check handout.docx --annotate marked.docx")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A JSON list.")
@click.option("--annotate", type=click.Path(path_type=Path), help="A marked-up copy, with comments in the margin.")
@options.glossaries
@options.no_builtin
def check(
    path: Path,
    target: Path | None,
    as_json: bool,
    annotate: Path | None,
    glossaries: tuple[Path, ...],
    no_builtin: bool,
) -> None:
    """Find required terms that are missing, forbidden ones, and terms rendered in two ways.

    PATH is a bilingual file (a handout as edited, TMX, XLIFF, our JSON, a text in two languages), or a source whose
    translation is TARGET. Exit code 1 if something is found.
    """
    from forumdocs.files import check_folder
    from forumdocs.glossary.checking import check as find
    from forumdocs.glossary.loading import load_glossary
    from forumdocs.glossary.matching import Matcher
    from forumdocs.pipelines.checking import read_units

    if annotate:
        check_folder(annotate)
    units = read_units(path, target)
    findings = find(units, Matcher(load_glossary(glossaries, builtin=not no_builtin)))
    if annotate:
        _annotate(target or path, findings, annotate)
    if as_json:
        click.echo(json.dumps([_record(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(f"{finding.unit.id}\t{finding.problem}\t{finding.concept}\t{finding.describe()}")
        counts = Counter(finding.problem.value for finding in findings)
        told = ", ".join(f"{number:,} {kind}" for kind, number in counts.most_common()) or "nothing found"
        click.echo(f"{counted(len(units), 'sentence')} checked: {told}", err=True)
    if findings:
        sys.exit(1)


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "pair": finding.unit.id,
        "concept": finding.concept,
        "source": finding.source,
        "expected": list(finding.expected),
        "found": finding.found,
        "kind": finding.problem.value,
    }


def _annotate(path: Path, findings: Sequence[Finding], place: Path) -> None:
    from forumdocs.files import replace_file
    from forumdocs.writers.annotations import annotate

    notes = [(finding.unit.place, finding.describe()) for finding in findings]
    replace_file(place, annotate(path.read_bytes(), notes, name=str(path)))
    click.echo(f"marked-up copy: {place}", err=True)
