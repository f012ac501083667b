"""What a batch has to do, as frozen data: sources, and the handouts that are wanted of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forumdocs.pipelines.translation import Options
from forumdocs.writers.style import Style

if TYPE_CHECKING:
    from pathlib import Path


def printable(name: str) -> str:
    """A name as it can be shown and stored, with question marks for what is not text.

    Archives that were unpacked with the wrong code page leave files on Linux whose names are no UTF-8.
    """
    return name.encode("utf-8", errors="replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Source:
    """A document on disk, or a member of a ZIP archive."""

    path: Path
    member: str = ""
    """The name inside of the archive ``path``; empty for a file of its own."""
    folder: str = field(default="", compare=False)
    """Where it stood below the folder or archive that the user named, such as ``"2026/day-1"``: outputs mirror it."""

    @property
    def key(self) -> tuple[Path, str]:
        """By which it is known to be the same document, however it was named."""
        return self.path.resolve(), self.member

    @property
    def name(self) -> str:
        """What messages call it: ``briefs.zip/2026/opening.docx``."""
        return printable(f"{self.path}/{self.member}" if self.member else str(self.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is wanted of a document: of every one on the command line, of each in its row of a manifest."""

    targets: tuple[str, ...]
    """Language tags, one handout for each."""
    together: bool = False
    """Whether all ``targets`` stand in one handout."""
    suffix: str = ".docx"
    """The format of the handouts."""
    output: str = ""
    """What the handout is called in the output folder, where the user said so; only for one handout of one document."""
    options: Options = field(default_factory=Options)
    style: Style = field(default_factory=Style)
    meta: tuple[tuple[str, str], ...] = ()
    summary: int = 0

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The target languages of each handout, by the name that its file carries: ``"en"``, ``"en+ko"``."""
        if self.together:
            return {"+".join(self.targets): self.targets}
        return {tag: (tag,) for tag in self.targets}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One handout: a source, the languages that stand in it, how it looks and where it goes."""

    source: Source
    targets: tuple[str, ...]
    """Target language tags; more than one where they stand together in one handout."""
    output: Path
    """Absolute, or relative to where the command runs; its suffix chooses the format."""
    options: Options = field(default_factory=Options)
    style: Style = field(default_factory=Style)
    meta: tuple[tuple[str, str], ...] = ()
    """What the user said for the title block, by field of :class:`forumdocs.model.Meta`."""
    summary: int = 0
    """Sentences of the source that stand on top."""
