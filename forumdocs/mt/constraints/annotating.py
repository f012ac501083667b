"""Terms written into the source, for packages whose model was taught to read them there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forumdocs.mt.constraints.terminology import Unit

if TYPE_CHECKING:
    from forumdocs.mt.constraints.terminology import Spot, Terminology
    from forumdocs.mt.packages import TermMarks


class Annotator:
    """Shows units to a decoder: as they are, or with the terms to use beside those of the source.

    The source ``量子密钥分发网络`` is shown as ``<t>量子密钥分发<m>quantum key distribution</t>网络`` to a package
    whose metadata say so (inline annotation of Dinu et al. 2019, as marked by Bergmanis and Pinnis 2021).
    """

    def __init__(self, terminology: Terminology, marks: TermMarks | None, *, lang: str) -> None:
        self._terms = terminology
        self._marks = marks
        self._lang = lang

    def show(self, unit: Unit) -> Unit:
        """The unit as the decoder is to read it; the spots of its concepts moved along."""
        if self._marks is None:
            return unit
        spots = sorted((spot, want.concept) for want in unit.wanted for spot in want.spots)
        terms = {w.concept: forms[0] for w in unit.wanted if (forms := self._terms.forms(w, self._lang))}
        text, last = "", 0
        moved: dict[str, list[Spot]] = {}
        for (start, end), concept in spots:
            text += unit.text[last:start]
            shown = self._marked(unit.text[start:end], terms.get(concept))
            moved.setdefault(concept, []).append((len(text), len(text) + len(shown)))
            text, last = text + shown, end
        wanted = tuple(replace(want, spots=tuple(moved.get(want.concept, ()))) for want in unit.wanted)
        return Unit(text + unit.text[last:], wanted)

    def _marked(self, surface: str, term: str | None) -> str:
        marks = self._marks
        return f"{marks.open}{surface}{marks.middle}{term}{marks.close}" if marks and term else surface
