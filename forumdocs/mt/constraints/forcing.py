"""Terms forced into translations while the model writes them, and put in by hand where that fails.

CTranslate2 has no positive constraints (Hokamp and Liu 2017; Post and Vilar 2018), but it goes on from any given
beginning. So a draft is cut where a missing term belongs, the term is added in the form that the model finds
likeliest, and the model writes the rest; then the next term, further to the right. All sentences of a document take
each step together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.mt.constraints import fitting, placing
from forumdocs.mt.constraints.terminology import Wanted
from forumdocs.mt.decoding import Hypothesis, Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from forumdocs.mt.constraints.annotating import Annotator
    from forumdocs.mt.constraints.terminology import Spot, Terminology, Unit
    from forumdocs.mt.decoding import Alignment, Decoder

ROUNDS = 3
"""Terms of one sentence forced while decoding. Each costs a decoding of the sentence; what is missing after that is
put in by hand."""

FORCED_BEAM = 2
"""Width of the search for the rest of a translation."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where in a draft which term belongs: in the place of ``spot``."""

    spot: Spot
    want: Wanted


class Enforcer:
    """The terms of a glossary in the hands of one decoder.

    Args:
        decoder: what translates.
        terminology: what the glossary asks.
        annotator: how units are shown to the decoder.
        lang: target language as packages name it, such as ``"zh"`` or ``"zh-Hant"``.
        mend: what is done to a text that the decoder has written, such as putting literals back.
    """

    def __init__(
        self,
        decoder: Decoder,
        terminology: Terminology,
        annotator: Annotator,
        *,
        lang: str,
        mend: Callable[[Unit, Hypothesis], Hypothesis],
    ) -> None:
        self._decoder = decoder
        self._terms = terminology
        self._annotator = annotator
        self._lang = lang
        self._code = lang.split("-")[0]
        self._mend = mend
        self._weighed: dict[tuple[str, str, str], tuple[tuple[str, ...], float]] = {}
        self._counted: dict[tuple[tuple[Wanted, ...], str], int] = {}

    def show(self, unit: Unit) -> str:
        """The text of a unit as the decoder is to read it."""
        return self._annotator.show(unit).text

    def faults(self, unit: Unit, text: str) -> int:
        """How many terms are missing in a translation, or stand in it and should not."""
        key = unit.wanted, text
        if key not in self._counted:
            self._counted[key] = len(self._missing(unit, text)) + len(self._terms.unwelcome(text, self._lang))
        return self._counted[key]

    def answer(self, units: Iterable[Unit]) -> dict[Unit, Hypothesis]:
        """The translations of units that are nothing but a term, such as headings: the glossary has them.

        They are in the dictionary form where the source does not tell the number, and score as copied text does.
        """
        found = {}
        for unit in units:
            if (want := unit.only_term) and (name := self._terms.name(want, self._lang)):
                text, _ = fitting.put(unit.text, want.spots[0], name, self._code)
                found[unit] = Hypothesis(text, 1.0)
        return found

    def force(self, drafts: Mapping[Unit, str]) -> dict[Unit, Hypothesis]:
        """New translations, begun with each draft up to where a missing term belongs."""
        forced: dict[Unit, str] = {}
        state = {unit: (draft, 0) for unit, draft in drafts.items()}
        for _ in range(ROUNDS):
            gaps = self._gaps(state)
            texts = {unit: draft for unit, (draft, _) in state.items()}
            ranked = self._rank_forms(gaps, texts)
            starts = {u: _begin(texts[u], gap.spot[0], ranked[u][0], self._code)[1] for u, gap in gaps.items()}
            written = self._go_on(starts)
            state = {unit: (text, len(starts[unit])) for unit, text in written.items()}
            forced |= written
        return self._likeliest({unit: [text] for unit, text in forced.items()})

    def substitute(self, drafts: Mapping[Unit, str]) -> dict[Unit, Hypothesis]:
        """The drafts with terms that must not appear replaced, and missing ones in the place of what stands for them.

        Each replacement is checked: it is made only where it leaves fewer faults than before.
        """
        texts = dict(drafts)
        changed: dict[Unit, str] = {}
        while texts:
            repairs = self._repairs(texts)
            ranked = self._rank_forms(repairs, texts)
            repaired = {}
            for unit, gap in repairs.items():
                tries = (fitting.put(texts[unit], gap.spot, form, self._code)[0] for form in ranked[unit])
                before = self.faults(unit, texts[unit])
                if text := next((text for text in tries if self.faults(unit, text) < before), ""):
                    repaired[unit] = text
            texts = repaired
            changed |= repaired
        scored = self._likeliest({unit: [text] for unit, text in changed.items()})
        return {unit: self._mend(unit, hypothesis) for unit, hypothesis in scored.items()}

    # Where terms belong

    def _missing(self, unit: Unit, text: str) -> tuple[Wanted, ...]:
        return self._terms.missing(unit.wanted, text, self._lang)

    def _repairs(self, texts: Mapping[Unit, str]) -> dict[Unit, _Gap]:
        """For each text with faults what to put where: first in the place of what must not appear."""
        repairs: dict[Unit, _Gap] = {}
        for unit, text in texts.items():
            for match in self._terms.unwelcome(text, self._lang):
                if self._terms.terms(want := Wanted(match.concept.id), self._lang):
                    repairs.setdefault(unit, _Gap((match.start, match.end), want))
        return repairs | self._gaps({unit: (text, 0) for unit, text in texts.items() if unit not in repairs})

    def _gaps(self, state: Mapping[Unit, tuple[str, int]]) -> dict[Unit, _Gap]:
        """For each draft that lacks terms, the one that belongs furthest to the left, beyond what is settled."""
        lacking = {unit: found for unit, (draft, _) in state.items() if (found := self._missing(unit, draft))}
        shown = [self._annotator.show(unit) for unit in lacking]
        pairs = [(seen.text, state[unit][0]) for seen, unit in zip(shown, lacking, strict=True)]
        gaps = {}
        for unit, seen, alignment in zip(lacking, shown, self._decoder.align(pairs), strict=True):
            absent = {want.concept for want in lacking[unit]}
            gaps[unit] = min(
                (
                    _Gap(self._place(seen, want, *state[unit], alignment), want)
                    for want in seen.wanted
                    if want.concept in absent
                ),
                key=lambda gap: gap.spot,
            )
        return gaps

    def _place(self, unit: Unit, want: Wanted, draft: str, settled: int, alignment: Alignment) -> Spot:
        """Where a term belongs: in the place of another name of its concept, else where the alignment points."""
        for match in self._terms.find(draft, self._lang):
            if match.concept.id == want.concept and match.start >= settled:
                return match.start, match.end
        return placing.place(
            placing.Draft(draft, alignment, settled, self._code),
            spots=want.spots,
            source=unit.text,
            term=self._terms.forms(want, self._lang)[0],
            taken=[spot for other in unit.wanted if (spot := self._terms.spot(other, draft, self._lang))],
        )

    # In which form

    def _rank_forms(self, gaps: Mapping[Unit, _Gap], drafts: Mapping[Unit, str]) -> dict[Unit, list[str]]:
        """The forms of each missing term, the one that the model would soonest write at its place first.

        Where the number is open, the case is chosen among the singulars, and the number after that.
        """
        options = {
            unit: self._terms.forms(gap.want, self._lang, before=drafts[unit][: gap.spot[0]])
            for unit, gap in gaps.items()
        }
        many = {unit: self._terms.plurals(gaps[unit].want, self._lang, forms) for unit, forms in options.items()}
        ones = {unit: [form for form in forms if form not in many[unit].values()] for unit, forms in options.items()}
        ranked = self._sorted(ones, gaps, drafts)
        finals = {unit: [forms[0], many[unit][forms[0]]] for unit, forms in ranked.items() if forms[0] in many[unit]}
        for unit, forms in self._sorted(finals, gaps, drafts).items():
            ranked[unit] = [*forms, *ranked[unit][1:]]
        return ranked

    def _sorted(
        self, options: Mapping[Unit, Sequence[str]], gaps: Mapping[Unit, _Gap], drafts: Mapping[Unit, str]
    ) -> dict[Unit, list[str]]:
        """The options of each unit, the one that the model likes best at the gap first."""
        items = {
            unit: [(self.show(unit), *_begin(drafts[unit], gaps[unit].spot[0], form, self._code)) for form in forms]
            for unit, forms in options.items()
            if len(forms) > 1
        }
        self._weigh(item for found in items.values() for item in found)
        ranked = {unit: list(forms) for unit, forms in options.items()}
        for unit, found in items.items():
            weights = dict(zip(ranked[unit], _whole_words(self._weighed[item] for item in found), strict=True))
            ranked[unit].sort(key=lambda form, weights=weights: -weights[form])  # type: ignore[misc]
        return ranked

    def _weigh(self, items: Iterable[tuple[str, str, str]]) -> None:
        """Have the model rate beginnings of translations, those that it has not rated yet."""
        new = [item for item in dict.fromkeys(items) if item not in self._weighed]
        self._weighed.update(zip(new, self._decoder.score_words(new), strict=True))

    def _likeliest(self, options: Mapping[Unit, Sequence[str]]) -> dict[Unit, Hypothesis]:
        """For each unit the text that the model likes best."""
        pairs = [(self.show(unit), text) for unit, texts in options.items() for text in texts]
        scores = iter(self._decoder.score(pairs))
        rated = {unit: [Hypothesis(text, next(scores)) for text in texts] for unit, texts in options.items()}
        return {unit: max(found, key=lambda hypothesis: hypothesis.score) for unit, found in rated.items()}

    # What follows

    def _go_on(self, starts: Mapping[Unit, str]) -> dict[Unit, str]:
        """The translations that begin so; of several of a unit the one with the fewest terms missing."""
        search = Search(FORCED_BEAM, hypotheses=FORCED_BEAM)
        decoded = self._decoder.decode([self.show(u) for u in starts], starts=list(starts.values()), search=search)
        best = {}
        for unit, hypotheses in zip(starts, decoded, strict=True):
            fitted = [self._mend(unit, self._fitted(unit, hypothesis)) for hypothesis in hypotheses]
            missing = [len(self._missing(unit, hypothesis.text)) for hypothesis in fitted]
            best[unit] = fitted[missing.index(min(missing))].text
        return best

    def _fitted(self, unit: Unit, hypothesis: Hypothesis) -> Hypothesis:
        """What the model wrote after the terms made to fit them."""
        text = hypothesis.text
        for spot in sorted(
            (s for want in unit.wanted if (s := self._terms.spot(want, text, self._lang))), reverse=True
        ):
            text = text[: spot[1]] + fitting.fit_after(text[slice(*spot)], text[spot[1] :], self._code)
        return Hypothesis(text, hypothesis.score)


def _begin(draft: str, start: int, form: str, lang: str) -> tuple[str, str]:
    """The draft before a gap, and the same with a form of the term."""
    whole, (where, after) = fitting.put(draft, (start, max(start, placing.end_of(draft))), form, lang)
    return whole[:where].rstrip(), whole[:after]


def _whole_words(scored: Iterable[tuple[tuple[str, ...], float]]) -> list[float]:
    """How likely each form is as a whole word: without the forms of which it is only the beginning."""
    items = [(tokens, math.exp(score)) for tokens, score in scored]
    return [
        likelihood - sum(p for longer, p in items if len(longer) > len(tokens) and longer[: len(tokens)] == tokens)
        for tokens, likelihood in items
    ]
