"""``python -m training make``, or its steps one by one; then ``calibrate`` and ``evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(path_type=Path)
FILE = click.Path(exists=True, path_type=Path)
CORPORA = Path("corpora")
OWN, TEST_SET = CORPORA / "parallel" / "forum.tsv", CORPORA / "gold" / "forum-test.tsv"
STARTER = Path("forumdocs") / "mt" / "starter"
ANY_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def cli() -> None:
    """Make the starter pack, and measure it."""


@cli.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--own", default=[OWN], multiple=True, type=FILE, show_default=True, help="Our own sentence groups.")
@click.option("--keep-out", default=[TEST_SET], multiple=True, type=FILE, show_default=True, help="Test sets.")
@click.option("--run", required=True, type=FOLDER, help="Folder for tokenizer, examples and checkpoints.")
@click.option("--out", default=STARTER, type=FOLDER, show_default=True, help="Folder of the pack.")
@click.option("--version", required=True, help="Package version, such as 0.2.")
@click.option("--minutes", required=True, type=float, help="Of training: 25 on a GPU, hours on a CPU.")
def make(files: tuple[Path, ...], **options: Any) -> None:
    """All steps from FILES of other people's parallel text to a pack; goes on where it was stopped."""
    from training.making import make as start

    start(files, say=lambda step: click.echo(step, err=True), **options)


@cli.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--own", required=True, multiple=True, type=FILE, help="Our own sentence groups.")
@click.option("--keep-out", multiple=True, type=FILE, help="Test sets: no sentence like one of theirs is trained on.")
@click.option("--run", required=True, type=FOLDER, help="Folder for tokenizer, examples and checkpoints.")
@click.option("--vocabulary", default=12_000, show_default=True, help="Pieces of the tokenizer.")
@click.option("--limit", default=10_000_000, help="Pairs of a language with English to take, the likest ours first.")
@click.option("--longest", default=2_000, help="Characters a side of other people's text.")
@click.option("--keep-tokenizer", is_flag=True, help="Use the tokenizer that the run folder already holds.")
@click.option("--seed", default=1)
def prepare(files: tuple[Path, ...], **options: Any) -> None:
    """Tokenizer and examples from FILES of other people's parallel text and our own."""
    from training.preparing import prepare as start

    click.echo(start(files, **options))


@cli.command()
@click.option("--run", required=True, type=FOLDER)
@click.option("--size", default="tiny", show_default=True, type=click.Choice(["tiny", "small", "base"]))
def seed(run: Path, size: str) -> None:
    """A first embedding, and a lexicon that guides attention, from the examples. Ten minutes; for CPUs."""
    from training.preparing import seed as start

    start(run, size=size)


@cli.command()
@click.option("--run", required=True, type=FOLDER)
@click.option("--size", default="tiny", show_default=True, type=click.Choice(["tiny", "small", "base"]))
@click.option("--minutes", default=24.0, show_default=True, help="How long this run may take.")
@click.option("--total-minutes", default=None, type=float, help="With all runs it resumes; default: --minutes.")
@click.option("--batch", default=60_000, show_default=True, help="Pieces a step and process; 6000 on a CPU.")
@click.option("--rate", default=2e-3, show_default=True)
@click.option("--warmup", default=500, show_default=True)
@click.option("--own-weight", default=8, show_default=True, help="How often our own text is shown.")
@click.option("--processes", default=1, show_default=True, help="On a CPU: as many as cores.")
@click.option("--dictionary", is_flag=True, help="Start from the embedding that `seed` makes.")
@click.option("--start-from", default="", help="average.pt of an earlier run, to fine-tune.")
@click.option("--seed", default=1)
def train(run: Path, total_minutes: float | None, minutes: float, **plan: Any) -> None:
    """Train, or go on where the run was stopped."""
    from training.loop import Plan
    from training.loop import train as start

    start(run, Plan(minutes=minutes, total_minutes=total_minutes or minutes, **plan))


@cli.command()
@click.option("--run", required=True, type=FOLDER)
@click.option("--last", default=4, show_default=True, help="Snapshots to average, the newest.")
def average(run: Path, last: int) -> None:
    """Average the newest snapshots into average.pt, which `export` takes."""
    from training.loop import average_newest

    average_newest(run, last)


@cli.command()
@click.option("--run", required=True, type=FOLDER)
@click.option("--out", required=True, type=FOLDER, help="Such as forumdocs/mt/starter.")
@click.option("--version", required=True, help="Package version, such as 0.1.")
def export(run: Path, out: Path, version: str) -> None:
    """Write the CTranslate2 model and the Argos packages."""
    from training.export import export as write

    write(run, out, version=version)


@cli.command()
@click.option("--pack", default=Path("forumdocs/mt/starter"), show_default=True, type=FOLDER)
@click.option("--sets", default="", help="Such as forum,msq,pud; all by default.")
@click.option("--shared", type=FOLDER, help="Folder of the general sets; ../shared/eval by default.")
@click.option("--forum", type=FILE, help="Sentence groups in place of the forum test set.")
@click.option("--limit", default=0, help="Sentences of each set, evenly spread; all by default.")
@click.option("--beam", default=4, show_default=True)
@click.option("--glossary", is_flag=True, help="Also with the terms of the built-in glossary enforced.")
@click.option("--markdown", is_flag=True, help="Tables for the model card.")
@click.option("--json", "as_json", type=ANY_FILE, help="Write all figures to this file, too.")
@click.option("--examples", type=ANY_FILE, help="Write 20 sentences a direction to this file, to be read.")
def evaluate(
    pack: Path, sets: str, beam: int, glossary: bool, markdown: bool, as_json: Path, examples: Path, **where: Any
) -> None:
    """Score a pack on our test set and on public ones, and say which goals it reaches. Needs no torch."""
    from forumdocs.errors import BadPackage
    from forumdocs.glossary import load_builtin
    from forumdocs.mt.constraints import Terminology
    from forumdocs.mt.engine import Engine
    from training import scorecard
    from training.calibration import read_pack
    from training.evaluation import EXAMPLES, directions_of, translate
    from training.evaluation import evaluate as measure
    from training.testsets import read_forum, read_sets

    try:
        packages = read_pack(pack)
        found, skipped = read_sets(sets.split(",") if sets else (), **where)
        shown = read_forum(where["forum"], limit=EXAMPLES) if examples else None
    except (BadPackage, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if not found:
        raise click.ClickException("; ".join(skipped))
    modes = (None, Terminology(load_builtin())) if glossary else (None,)
    card = measure(packages, found, beam=beam, modes=modes, skipped=skipped, progress=lambda s: click.echo(s, err=True))
    click.echo(scorecard.as_markdown(card) if markdown else scorecard.as_text(card), nl=False)
    if as_json:
        _write(as_json, scorecard.as_json(card))
    if shown:
        outputs = translate(shown, Engine(packages), directions_of(packages), beam=beam, terms=modes[-1])
        _write(examples, scorecard.as_examples(outputs))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)  # a result of half an hour is not lost for a folder
    path.write_text(text, encoding="utf-8", newline="\n")


@cli.command()
@click.argument("groups", type=click.Path(exists=True, path_type=Path))
@click.option("--pack", default=STARTER, show_default=True, type=FOLDER)
@click.option("--limit", default=300, show_default=True, help="Groups to take, evenly spread; 0 for all.")
@click.option("--beam", default=4, show_default=True)
@click.option("--held-out/--all", default=True, show_default=True, help="Only the groups that `prepare` keeps back.")
@click.option("--write/--no-write", default=True, help="Put the result into the metadata of the pack.")
def calibrate(groups: Path, pack: Path, limit: int, beam: int, held_out: bool, write: bool) -> None:
    """Teach a pack to know its wrong translations, on groups that it was not trained on. Needs no torch."""
    from forumdocs.errors import BadPackage
    from forumdocs.glossary import load_builtin
    from forumdocs.mt.constraints import Terminology
    from training.calibration import calibrate as learn
    from training.calibration import read_pack, read_unseen, report, translate_groups, write_calibrations

    try:
        columns, packages = read_unseen(groups, limit=limit, held_out=held_out), read_pack(pack)
        terms = Terminology(load_builtin())
        judged = translate_groups(columns, packages, terms=terms, beam=beam, progress=lambda d: click.echo(d, err=True))
        calibrations, preview = learn(judged)
        if write:
            write_calibrations(pack, calibrations)
    except (BadPackage, ValueError) as error:
        raise click.ClickException(f"{groups}: {error}") from error
    for title, pairs in (("as the pack was", judged), ("calibrated, each fifth by the others", preview)):
        click.echo("\n".join((title, *map(str, report(pairs)))))


if __name__ == "__main__":
    cli()
