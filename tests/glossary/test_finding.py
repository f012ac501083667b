from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from forumdocs.glossary.finding import PhraseFinder, StretchFinder, phrase_lines, stretch_lines, words_of
from forumdocs.glossary.folding import Drops, fold

WORD = re.compile(r"[^\W_]+")
PHRASES = {
    phrase: phrase.replace(" ", "+")
    for phrase in ("a", "a b", "a b c", "a b c d", "b", "b a", "c a b", "é a", "x1", "d d d", "d d b", "т е", "е")
}


def found_one_by_one(text: str) -> list[tuple[int, int, str]]:
    """Every row of words that is a phrase, looked up as it stands."""
    words = list(WORD.finditer(text.lower()))
    rows = [words[i:j] for i in range(len(words)) for j in range(len(words), i, -1)]
    phrases = ((row, " ".join(word.group() for word in row)) for row in rows)
    return [(row[0].start(), row[-1].end(), PHRASES[phrase]) for row, phrase in phrases if phrase in PHRASES]


def offered(phrases: dict[str, str], text: str, *, agreed: set[str]) -> list[tuple[int, int, str]]:
    """What the finder asks about, by a judge that agrees to some entries."""
    found: list[tuple[int, int, str]] = []

    def judge(start: int, end: int, entry: str) -> bool:
        found.append((start, end, entry))
        return entry in agreed

    PhraseFinder(phrase_lines(phrases)).offer(text, judge)
    return found


def apart(found: list[tuple[int, int, str]], agreed: set[str]) -> list[tuple[int, int, str]]:
    """``found`` without what lies over one before it that was agreed on."""
    kept: list[tuple[int, int, str]] = []
    free_from = 0
    for start, end, entry in found:
        if start >= free_from:
            kept.append((start, end, entry))
            free_from = end if entry in agreed else free_from
    return kept


@settings(deadline=None)
@given(st.text(alphabet="aAbBcdDé x1_,-.’\n\tТеЕ—²½", max_size=60), st.sets(st.sampled_from(sorted(PHRASES.values()))))
def test_phrases_are_found_where_looking_them_up_one_by_one_finds_them(text: str, agreed: set[str]) -> None:
    plain = text.replace("-\n", "-")
    assert offered(PHRASES, plain, agreed=agreed) == apart(found_one_by_one(plain), agreed)


@given(st.text(alphabet="aé\u0301\u00ad\u200b е-\nЁ.", max_size=30))
def test_words_lie_where_their_letters_do_whatever_marks_are_among_them(text: str) -> None:
    words = [word for word in words_of(text) if len(word) > 1]
    for start, end, word in offered({word: word for word in words}, text, agreed=set()):
        assert words_of(text[start:end]) == [word]


@given(st.text(alphabet="ab c", max_size=40), st.sets(st.text(alphabet="abc", min_size=1, max_size=4), min_size=1))
def test_stretches_are_offered_by_their_start_and_the_longest_first(text: str, patterns: set[str]) -> None:
    found: list[tuple[int, int]] = []

    def judge(start: int, end: int, _entry: str) -> bool:
        found.append((start, end))
        return False

    StretchFinder(stretch_lines({one: one for one in patterns}), lambda text: fold(text, Drops(), {})).offer(
        text, judge
    )
    places = range(len(text) + 1)
    runs = [(i, j) for i in places for j in reversed(places[i + 1 :]) if not text[i:j][:1].isspace()]
    assert found == [(i, j) for i, j in runs if not text[j - 1].isspace() and text[i:j].replace(" ", "") in patterns]


@given(st.text(alphabet="ab ,\n　", max_size=40), st.data())
def test_a_span_of_the_folded_text_begins_and_ends_with_its_own_characters(text: str, data: st.DataObject) -> None:
    folded = fold(text, Drops(more=","), {})
    kept = [place for place, char in enumerate(text) if char in "ab"]
    assert len(folded.text) == len(kept)
    if kept:
        first = data.draw(st.integers(0, len(kept) - 1))
        last = data.draw(st.integers(first, len(kept) - 1))
        assert folded.span(first, last + 1) == (kept[first], kept[last] + 1)
