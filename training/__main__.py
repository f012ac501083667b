"""``python -m training prepare | train | export | evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path)


@click.group()
def cli() -> None:
    """Make the starter pack: prepare examples, train, export, evaluate."""


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--run", required=True, type=FOLDER, help="Folder for tokenizer, examples and checkpoints.")
@click.option("--vocabulary", default=12_000, show_default=True, help="Pieces of the tokenizer.")
@click.option("--limit", default=10_000_000, help="Pairs of other people's text to take, at random.")
@click.option("--longest", default=2_000, help="Characters a side of other people's text.")
@click.option("--terms/--no-terms", default=True, help="Add sentences whose source says which terms are wanted.")
@click.option("--keep-tokenizer", is_flag=True, help="Use the tokenizer that the run folder already holds.")
@click.option("--seed", default=1)
def prepare(
    files: tuple[Path, ...],
    run: Path,
    vocabulary: int,
    limit: int,
    longest: int,
    terms: bool,
    keep_tokenizer: bool,
    seed: int,
) -> None:
    """Tokenizer and examples from files of parallel text (see training.data.read_rows for the layouts)."""
    import numpy as np
    import sentencepiece as spm

    from forumdocs.glossary import Matcher, load_builtin
    from training.data import choose, encode, glossary_rows, read_rows, train_tokenizer
    from training.terms import MARKS, mark_terms

    run.mkdir(parents=True, exist_ok=True)
    glossary = load_builtin()
    rows = list(dict.fromkeys(row for file in files for row in read_rows(file)))
    rows = choose(rows, limit=limit, longest=longest, seed=seed) + list(glossary_rows(glossary))
    if keep_tokenizer:
        tokenizer = spm.SentencePieceProcessor(model_file=str(run / "sp.model"))
    else:
        tokenizer = train_tokenizer(rows, run / "sp", vocabulary=vocabulary, symbols=MARKS)
    if terms:
        rows += mark_terms(rows, Matcher(glossary), seed=seed)
    examples = encode(rows, tokenizer)
    np.savez(run / "examples.npz", **examples)
    click.echo(f"{len(rows)} pairs, {len(examples['own'])} examples, {len(examples['stream'])} pieces")


@cli.command()
@click.option("--run", required=True, type=FOLDER)
@click.option("--size", default="tiny", show_default=True, type=click.Choice(["tiny", "small", "base"]))
def embed(run: Path, size: str) -> None:
    """A first embedding from the examples, in which a word lies near its translations. About a minute."""
    import numpy as np
    import sentencepiece as spm

    from training.network import SHAPES
    from training.seeding import bilingual_embedding

    data, tokenizer = np.load(run / "examples.npz"), spm.SentencePieceProcessor(model_file=str(run / "sp.model"))
    embedding = bilingual_embedding(
        data["stream"],
        data["offsets"],
        vocabulary=tokenizer.get_piece_size(),
        width=SHAPES[size].width,
        eos=tokenizer.eos_id(),
    )
    np.save(run / "embedding.npy", embedding)


@cli.command()
@click.option("--run", required=True, type=FOLDER)
@click.option("--size", default="tiny", show_default=True, type=click.Choice(["tiny", "small", "base"]))
@click.option("--minutes", default=24.0, show_default=True, help="How long this run may take.")
@click.option("--total-minutes", default=None, type=float, help="With all runs it resumes; default: --minutes.")
@click.option("--batch", default=60_000, show_default=True, help="Pieces a step; 3500 on a CPU.")
@click.option("--rate", default=2e-3, show_default=True)
@click.option("--warmup", default=1000, show_default=True)
@click.option("--own-weight", default=8, show_default=True, help="How often our own text is shown.")
@click.option("--dictionary", is_flag=True, help="Start from embedding.npy, as `embed` makes it.")
@click.option("--start-from", default="", help="average.pt of an earlier run, to fine-tune.")
@click.option("--seed", default=1)
def train(run: Path, total_minutes: float | None, minutes: float, **plan: object) -> None:
    """Train, or go on where the run was stopped."""
    from training.loop import Plan
    from training.loop import train as start

    start(run, Plan(minutes=minutes, total_minutes=total_minutes or minutes, **plan))  # type: ignore[arg-type]


@cli.command()
@click.option("--run", required=True, type=FOLDER)
@click.option("--out", required=True, type=FOLDER, help="Such as forumdocs/mt/starter.")
@click.option("--version", required=True, help="Package version, such as 0.1.")
def export(run: Path, out: Path, version: str) -> None:
    """Write the CTranslate2 model and the Argos packages."""
    from training.export import export as write

    write(run, out, version=version)


@cli.command()
@click.argument("groups", type=click.Path(exists=True, path_type=Path))
@click.option("--beam", default=4, show_default=True)
@click.option("--limit", default=0, help="Only the first so many groups.")
def evaluate(groups: Path, beam: int, limit: int) -> None:
    """Score the built-in pack on a table of sentence groups (columns named en, zh, ko, ru). Needs no torch."""
    from training.evaluation import evaluate as score
    from training.evaluation import read_groups

    columns = {lang: texts[: limit or None] for lang, texts in read_groups(groups).items()}
    for row in score(columns, beam=beam):
        click.echo(f"{row.source}-{row.target}  chrF {row.chrf:5.1f}  BLEU {row.bleu:5.1f}  ({row.sentences})")


@cli.command()
@click.argument("groups", type=click.Path(exists=True, path_type=Path))
@click.option("--pack", default=Path("forumdocs/mt/starter"), show_default=True, type=FOLDER)
@click.option("--limit", default=300, show_default=True, help="Groups to take, evenly spread; 0 for all.")
@click.option("--beam", default=4, show_default=True)
@click.option("--write/--no-write", default=True, help="Put the result into the metadata of the pack.")
def calibrate(groups: Path, pack: Path, limit: int, beam: int, write: bool) -> None:
    """Teach a pack to know its wrong translations, on groups that it was not trained on. Needs no torch."""
    from forumdocs.errors import BadPackage
    from forumdocs.glossary import load_builtin
    from forumdocs.mt.constraints import Terminology
    from training.calibration import calibrate as learn
    from training.calibration import read_pack, read_unseen, report, translate_groups, write_calibrations

    try:
        columns, packages = read_unseen(groups, limit=limit), read_pack(pack)
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
