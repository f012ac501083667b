"""What a document is called: its own title, the first line of a text, or the name of the file."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from forumdocs.model import Kind

if TYPE_CHECKING:
    from forumdocs.model import Document

LONGEST_TITLE = 120
"""Characters of a first line that may be the title; headlines of news seldom have more than 100."""
_SENTENCE_END = re.compile(r"[.!?。！？;；:：,，]$")


def title_of(document: Document) -> str:
    """The document's own title, else its first line where that reads as one, else its name without the suffix.

    A web page adds the name of its site to the title; the heading that stands in it is the title proper.
    """
    heading = next((block.text for block in document.blocks if block.kind is Kind.HEADING), "")
    if document.title:
        return heading if heading and heading in document.title else document.title
    first = document.blocks[0]
    is_title = first.kind is Kind.HEADING or (len(first.text) <= LONGEST_TITLE and not _SENTENCE_END.search(first.text))
    return first.text if is_title else PurePath(document.source).stem
