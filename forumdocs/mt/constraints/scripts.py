"""Chinese from one script to the other: terms by the glossary, the rest by OpenCC.

Taiwan and Hong Kong have other words for many terms, not only other characters: 量子位元 for 量子比特.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.chinese import to_simplified, to_traditional

if TYPE_CHECKING:
    from forumdocs.glossary import Match
    from forumdocs.mt.constraints.terminology import Terminology

_CONVERTERS = {"zh-Hans": to_simplified, "zh-Hant": to_traditional}
_OTHER = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}


def to_script(text: str, script: str, terms: Terminology | None = None) -> str:
    """A Chinese text in another script, its terms replaced by those that are preferred there.

    Args:
        text: in the script that ``script`` is not.
        script: ``"zh-Hans"`` or ``"zh-Hant"``.
        terms: without them, characters and phrases are converted.
    """
    convert = _CONVERTERS[script]
    if terms is None:
        return convert(text)
    converted, last = "", 0
    for match in terms.find(text, _OTHER[script]):
        if words := _preferred(match, script):
            converted += convert(text[last : match.start]) + words
            last = match.end
    return converted + convert(text[last:])


def _preferred(match: Match, script: str) -> str:
    """The term to use in the other script; none where an abbreviation stands, which is the same in both."""
    preferred = match.concept.preferred(script)
    return preferred.text if preferred and not match.term.abbreviation else ""
