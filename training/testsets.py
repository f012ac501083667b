"""The sentences that a pack is measured on: our own test set, and public ones that a clone does not have.

None of them is ever trained on.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from forumdocs.chinese import to_simplified
from training.data import LANGS

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
TEST_SET = ROOT / "corpora" / "gold" / "forum-test.tsv"
SHARED = ROOT.parent / "shared" / "eval"
FORUM = "forum"
GENERAL_SHARE = 0.6
"""How much of a goal for forum text general text has to reach."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a public set lies under ``shared/eval``: for each of its tables the file of each language.

    In a ``.tsv`` file the languages are columns, in this order. ``simplified`` tells that the Chinese is Traditional,
    or mixed, and is converted, since the pack knows Simplified alone.
    """

    about: str
    tables: tuple[Mapping[str, str], ...]
    simplified: bool = False


def _files(pattern: str, names: Mapping[str, str]) -> dict[str, str]:
    return {lang: pattern.format(name) for lang, name in names.items()}


def _same(*langs: str) -> dict[str, str]:
    return dict(zip(langs, langs, strict=True))


GENERAL: dict[str, Origin] = {
    "msq": Origin("quantum documentation (Microsoft)", (_files("quantum/msq.{}.txt", _same(*LANGS)),)),
    "paddle": Origin("quantum tutorials (Paddle)", (_files("quantum/paddle.en-zh.tsv", _same("en", "zh")),)),
    "platypus": Origin("quantum textbook (Qiskit)", (_files("quantum/platypus.en-ko.tsv", _same("en", "ko")),)),
    "pud": Origin(
        "news and encyclopaedia (UD PUD)",
        (_files("ud-pud/{}_pud-ud-test.conllu.xz", _same("en", "zh", "ko", "ru")),),
        simplified=True,
    ),
    "tatoeba": Origin(
        "everyday sentences (Tatoeba)",
        tuple(
            _files(f"tatoeba-laser/tatoeba.{code}-eng.{{}}", {"en": "eng", lang: code})
            for lang, code in (("zh", "cmn"), ("ko", "kor"), ("ru", "rus"), ("ja", "jpn"))
        ),
        simplified=True,
    ),
    "ko-news": Origin("news", (_files("ko-en-news/korean-english-park.dev.{}", _same("en", "ko")),)),
    "ko-simple": Origin("simple sentences", (_files("ko-en-news/jhe-koen-dev.{}", _same("en", "ko")),)),
}
NAMES = (FORUM, *GENERAL)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Sentences and their human translations.

    Each table has a column a language; a row is one sentence in all of them, empty where a language lacks it. ``own``
    marks text of the forum domain.
    """

    name: str
    about: str
    tables: tuple[Mapping[str, Sequence[str]], ...]
    own: bool = False

    @property
    def share(self) -> float:
        """How much of the goals for forum text counts here."""
        return 1.0 if self.own else GENERAL_SHARE

    @property
    def rows(self) -> int:
        """How many sentences it has, counted once for all languages."""
        return sum(len(next(iter(table.values()))) for table in self.tables)

    def pairs(self, source: str, target: str) -> list[tuple[str, str]]:
        """Sentences that both languages have, in order."""
        columns = [(table[source], table[target]) for table in self.tables if {source, target} <= table.keys()]
        return [pair for sides in columns for pair in zip(*sides, strict=True) if all(pair)]


def read_sets(
    names: Sequence[str] = (), *, forum: Path | None = None, shared: Path | None = None, limit: int = 0
) -> tuple[list[GoldSet], list[str]]:
    """The sets of these names, or all of them.

    Args:
        names: some of :data:`NAMES`.
        forum: our own sentence groups, by default the test set.
        shared: the folder of the general sets, by default beside the repository.
        limit: as in :func:`spread`.

    Returns:
        Those that are there, and a line for what is not.

    Raises:
        ValueError: a name is none of :data:`NAMES`.
    """
    if unknown := [name for name in names if name not in NAMES]:
        raise ValueError(f"there is no set '{unknown[0]}'; choose of {', '.join(NAMES)}")
    shared = shared or SHARED
    found, skipped = [], []
    for name in names or NAMES:
        try:
            general = name in GENERAL
            found.append(read_general(name, shared=shared, limit=limit) if general else read_forum(forum, limit=limit))
        except FileNotFoundError as error:
            skipped.append(f"{name}: skipped, {Path(error.filename).name} is not there")
    if not shared.is_dir():
        skipped = [line for line in skipped if line.startswith(FORUM)]
        skipped.append(f"general sets: skipped, there is no folder {'/'.join(shared.parts[-2:])}")
    return found, skipped


def read_forum(path: Path | None = None, *, limit: int = 0) -> GoldSet:
    """A table of our own sentence groups, by default the test set; ``limit`` as in :func:`spread`.

    Raises:
        OSError: it is not there.
    """
    name, about = (path.stem, "our own sentences") if path else (FORUM, "our test set")
    table = {lang: spread(texts, limit) for lang, texts in read_groups(path or TEST_SET).items()}
    return GoldSet(name, about, (table,), own=True)


def read_general(name: str, *, shared: Path = SHARED, limit: int = 0) -> GoldSet:
    """A set of :data:`GENERAL`; each of its tables is cut to ``limit`` rows.

    Raises:
        OSError: a file of it is not there.
    """
    origin = GENERAL[name]
    about = f"{origin.about}, Chinese converted to Simplified" if origin.simplified else origin.about
    tables = []
    for files in origin.tables:
        table = {
            lang: spread(_read_column(shared / file, number), limit)
            for number, (lang, file) in enumerate(files.items())
        }
        if origin.simplified and "zh" in table:
            table["zh"] = [to_simplified(text) for text in table["zh"]]
        tables.append(table)
    return GoldSet(name, about, tuple(tables))


def _read_column(path: Path, number: int) -> list[str]:
    if path.suffix == ".xz":  # CoNLL-U
        with lzma.open(path, "rt", encoding="utf-8") as file:
            return [line.removeprefix("# text = ").strip() for line in file if line.startswith("# text = ")]
    lines = read_lines(path)
    return [line.split("\t")[number] for line in lines] if path.suffix == ".tsv" else lines


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file; other signs that Python takes for line ends are text."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def read_groups(path: Path) -> dict[str, list[str]]:
    """The columns of a table whose header names languages, by language."""
    header, *rows = (line.split("\t") for line in read_lines(path))
    return {lang: [row[header.index(lang)] for row in rows] for lang in LANGS if lang in header}


def spread(rows: Sequence[T], limit: int) -> list[T]:
    """``limit`` of the rows at equal distances, always the same; all of them for 0."""
    if not 0 < limit < len(rows):
        return list(rows)
    return [rows[number * len(rows) // limit] for number in range(limit)]
