"""Why a sentence is marked "Check", in words for people who have not read the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forumdocs.model import Pair

REASONS = {
    "low-confidence": "The machine is likely wrong here: check this sentence first.",
    "empty": "The machine gave no translation.",
    "untranslated": "Words of the source stand here as they were, not translated.",
    "no-model": "No translation package for this language is installed, so the source stands here as it was.",
    "wrong-script": "There are letters of a script that neither the source nor the target language uses.",
    "repetition": "Words or syllables are said again and again, and the source does not do so.",
    "too-short": "The translation is much shorter than usual: something may be missing.",
    "too-long": "The translation is much longer than usual: something may have been added.",
    "number-mismatch": "The numbers are not those of the source: compare every figure and date.",
    "url-mismatch": "A web or e-mail address of the source is missing, or was put back at the end of the sentence.",
    "code-mismatch": "A document code, a standard or a formula of the source is missing.",
    "unknown-characters": "The source has characters that the machine does not know.",
    "hard-split": "The sentence was too long for the machine and was cut between words.",
    "term-missing": "A term of the glossary is not translated as the glossary has it.",
    "term-forbidden": "There is a term that the glossary asks not to use.",
}
"""By flag."""


def name_flag(flag: str) -> str:
    """A flag as people read it, such as ``"number mismatch"``."""
    return flag.replace("-", " ")


def explain(pair: Pair) -> list[str]:
    """One sentence for each flag of a pair; missing terms are named."""
    return [_explain(flag, pair) for flag in pair.flags]


def _explain(flag: str, pair: Pair) -> str:
    reason = REASONS.get(flag, f"{name_flag(flag).capitalize()}.")
    missing = [f"“{term.source}” → “{term.target}”" for term in pair.terms if not term.satisfied]
    return f"{reason} Expected: {', '.join(missing)}." if flag == "term-missing" and missing else reason
