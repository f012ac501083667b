"""Small pieces of markup."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from forumdocs.readers.stamps import SEPARATOR

if TYPE_CHECKING:
    from forumdocs.writers.tongues import Tongues


def template(name: str) -> str:
    """The text of a file that pages are made from."""
    return files("forumdocs.writers").joinpath("templates", name).read_text(encoding="utf-8")


def hash_of(content: str) -> str:
    """The source expression by which a content security policy allows one inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def lang_of(tag: str) -> str:
    """The attribute of text in a language; none for signs that have no language."""
    return f' lang="{escape(tag)}"' if tag and tag != "und" else ""


def label(tongues: Tongues, key: str) -> str:
    """A phrase in the languages of the readers."""
    return SEPARATOR.join(f"<span{lang_of(lang)}>{escape(words)}</span>" for words, lang in tongues.labels(key))


def paragraph(css: str, text: str, attributes: str = "") -> str:
    """A paragraph of one class; nothing for an empty text."""
    return f'<p class="{css}"{attributes}>{escape(text)}</p>' if text else ""
