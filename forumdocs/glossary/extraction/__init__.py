"""Term candidates that a glossary lacks: found in texts, ranked, with what translates them.

``find_candidates`` is the way in. The finders (``english`` …) know one language each; ``ranking`` tells terms from
other phrases, ``brackets`` reads definitions and glosses, ``association`` finds counterparts in pairs of sentences.
"""

from forumdocs.glossary.extraction.candidates import Candidate, Counterpart, Passage, as_concepts
from forumdocs.glossary.extraction.survey import FINDERS, find_candidates

__all__ = ["FINDERS", "Candidate", "Counterpart", "Passage", "as_concepts", "find_candidates"]
