"""In which forms a term may stand in running text, language by language.

``forms(term, part_of_speech)`` gives every surface form that a writer may choose from, the term itself first:

- Russian: all cases, singular and plural, the adjectives agreeing with the head noun, complements as they are;
- English: singular and plural of nouns; ``-s``, ``-ed``, ``-ing`` of verbs;
- Korean, Chinese, Japanese, Thai: the term itself. Korean takes its particle by :func:`with_particle`.

:mod:`forumdocs.glossary.matching` knows more forms than these: spelling variants, other spacing, line breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.glossary.forms.korean import with_particle

if TYPE_CHECKING:
    from forumdocs.glossary.concepts import Term

__all__ = ["forms", "with_particle"]


def forms(term: Term, part_of_speech: str = "noun") -> tuple[str, ...]:
    """The surface forms of a term, the term itself first, each once.

    Args:
        term: a term of any status.
        part_of_speech: that of its concept: ``noun``, ``proper-noun``, ``adjective``, ``verb`` or ``phrase``.
    """
    if term.lang == "ru":
        from forumdocs.glossary.forms import russian

        return russian.forms(term.text, part_of_speech)
    if term.lang == "en":
        from forumdocs.glossary.forms import english

        return english.forms(term.text, part_of_speech)
    return (term.text,)
