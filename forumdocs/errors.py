"""What can go wrong, as one tree; every message names the file and the next step.

::

    ForumdocsError
    ├── ReadError            a source cannot be read
    │   ├── UnknownFormat    the content is of no format that we read
    │   ├── UnknownEncoding  the bytes fit several encodings, or none
    │   ├── NoText           the file is sound but holds no text (a scan, an empty page)
    │   └── BadManifest      a list of documents has faults, all of which are told
    ├── WriteError           an output cannot be written
    ├── LanguageError        a language code that we do not know
    ├── GlossaryError        a glossary file is damaged, or not laid out as one
    ├── ModelError           a translation package
    │   ├── MissingModel     none is installed for a direction
    │   └── BadPackage       a package is damaged, unsafe or does not translate
    └── ClusterError         other machines cannot be reached, or cannot do the work
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FAULTS = 200
"""Lines of one message; who has more faults than that has one fault many times."""


class ForumdocsError(Exception):
    """Base of all errors that a user can do something about.

    The text is one line: what is wrong, with which file, and what to do next. The command line prints it
    after ``Error:`` and exits with 2.
    """


class ReadError(ForumdocsError):
    """A source document cannot be read."""


class UnknownFormat(ReadError):
    """The content is of no format that forumdocs reads."""


class UnknownEncoding(ReadError):
    """The bytes of a text fit several encodings equally well, or none."""


class NoText(ReadError):
    """The file is sound but holds no text, such as a scanned PDF."""


class BadManifest(ReadError):
    """A list of documents has faults; the one error with several lines, since all are to be mended at once."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        number = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults"
        self.headline = f"{name}: {number}, so nothing was done:"
        self.faults = tuple(faults)
        """A line each: the row as Excel counts it, what is wrong, and what to do."""
        super().__init__("\n  ".join([self.headline, *self.lines]))

    @property
    def lines(self) -> tuple[str, ...]:
        """The faults as they are told: very many are cut short."""
        if len(self.faults) <= MOST_FAULTS:
            return self.faults
        return (*self.faults[:MOST_FAULTS], f"and {len(self.faults) - MOST_FAULTS:,} more")


class WriteError(ForumdocsError):
    """An output cannot be written."""


class LanguageError(ForumdocsError):
    """A language code that forumdocs does not know."""


class GlossaryError(ForumdocsError):
    """A glossary file is damaged, or not laid out as one."""


class ModelError(ForumdocsError):
    """A translation package cannot be used."""


class MissingModel(ModelError):
    """No installed package, nor a chain of them, translates in the wanted direction."""


class BadPackage(ModelError):
    """A translation package is damaged, unsafe to unpack, or does not translate."""


class ClusterError(ForumdocsError):
    """Other machines cannot be reached, or cannot do the work."""
