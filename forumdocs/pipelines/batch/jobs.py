"""What a batch has to do, as frozen data: sources, and the handouts that are wanted of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forumdocs.pipelines.translation import Options
from forumdocs.writers.style import Style

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A document on disk, or a member of a ZIP archive."""

    path: Path
    member: str = ""
    """The name inside of the archive ``path``; empty for a file of its own."""

    @property
    def name(self) -> str:
        """What messages call it: ``briefs.zip/2026/opening.docx``."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)


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
