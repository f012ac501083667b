"""Tables of formats: the suffix of a file names the module that renders it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from forumdocs.files import check_suffix, replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def render_to(path: Path, formats: Mapping[str, str], *content: object) -> None:
    """Have the module that ``formats`` names for the suffix of ``path`` render ``content``, and put the bytes there.

    Raises:
        WriteError: the suffix is unknown, or the place cannot be written.
    """
    replace_file(path, render_as(path, formats, *content))


def render_as(path: Path, formats: Mapping[str, str], *content: object) -> bytes:
    """The bytes that :func:`render_to` puts in place.

    Raises:
        WriteError: the suffix is unknown.
    """
    check_suffix(path, formats)
    rendered: bytes = import_module(formats[path.suffix.lower()]).render(*content)
    return rendered
