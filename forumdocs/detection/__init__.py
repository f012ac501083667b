"""The language of every stretch of a text.

Script first: Hangul is Korean, kana Japanese, Thai Thai. Only where languages share a script a detector
looks closer: at the characters themselves for Chinese and Japanese, at letters and words for the Latin,
Cyrillic, Arabic and Devanagari alphabets. The answer to a text is the same in every run.
"""

from __future__ import annotations

from forumdocs.detection.documents import document_spans
from forumdocs.detection.spans import find_spans, identify

__all__ = ["document_spans", "find_spans", "identify"]
