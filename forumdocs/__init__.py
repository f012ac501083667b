"""Documents of international quantum-technology forums: read, clean, align, translate, hand out.

>>> import forumdocs
>>> handout = forumdocs.translate("brief.docx", "en")        # doctest: +SKIP
>>> forumdocs.write(handout, "outputs/brief.en.docx")        # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from forumdocs.detection import find_spans
    from forumdocs.glossary import Glossary, Matcher, load_glossary
    from forumdocs.mt.engine import Engine
    from forumdocs.pipelines.cleaning import clean
    from forumdocs.pipelines.pairing import align_documents
    from forumdocs.pipelines.translation import Options, translate, translate_document
    from forumdocs.readers import read
    from forumdocs.writers import write

_HOMES = {
    "Engine": "forumdocs.mt.engine",
    "Glossary": "forumdocs.glossary",
    "Matcher": "forumdocs.glossary",
    "Options": "forumdocs.pipelines.translation",
    "align_documents": "forumdocs.pipelines.pairing",
    "clean": "forumdocs.pipelines.cleaning",
    "find_spans": "forumdocs.detection",
    "load_glossary": "forumdocs.glossary",
    "read": "forumdocs.readers",
    "translate": "forumdocs.pipelines.translation",
    "translate_document": "forumdocs.pipelines.translation",
    "write": "forumdocs.writers",
}
"""Where the public names live; each is imported when it is first asked for."""

__all__ = [
    "Engine",
    "Glossary",
    "Matcher",
    "Options",
    "__version__",
    "align_documents",
    "clean",
    "find_spans",
    "load_glossary",
    "read",
    "translate",
    "translate_document",
    "write",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'forumdocs' has no attribute '{name}'")
