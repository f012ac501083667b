"""The sentence splitter as a spaCy component; importing this module imports spaCy.

>>> import spacy
>>> nlp = add_to(spacy.blank("en"))
>>> [sent.text for sent in nlp("Prof. Bell spoke. All agreed.").sents]
['Prof. Bell spoke.', 'All agreed.']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from forumdocs.pipelines.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

FACTORY = "forumdocs_sentences"
"""The name of the component in a pipeline."""


def add_to(nlp: Language) -> Language:
    """Put the component last in ``nlp``, where it splits by the rules of the pipeline's language."""
    nlp.add_pipe(FACTORY)
    return nlp


@Language.factory(FACTORY, assigns=["token.is_sent_start", "doc.sents"], retokenizes=False)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 (spaCy passes it by keyword)
    """A component that sets ``is_sent_start``; spaCy calls this by the factory's name."""
    return SentenceStarts(nlp.lang or "xx")


class SentenceStarts:
    """Marks the token at the start of each sentence; a start inside a token is left out."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of ``doc`` and return it."""
        starts = {start for start, _ in split_sentences(doc.text, self.lang)[1:]}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc
