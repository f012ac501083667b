"""The glossary: concepts in all forum languages, found in texts whatever their form."""

from forumdocs.glossary.concepts import LANGUAGES, Concept, Status, Term, language_of
from forumdocs.glossary.loading import load_glossary
from forumdocs.glossary.matching import Match, Matcher
from forumdocs.glossary.store import Glossary, load_builtin

__all__ = [
    "LANGUAGES",
    "Concept",
    "Glossary",
    "Match",
    "Matcher",
    "Status",
    "Term",
    "language_of",
    "load_builtin",
    "load_glossary",
]
