"""The key points of documents: who, when, where, sums, decisions, deadlines, each cited from its paragraph."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from forumdocs.glossary.concepts import language_of
from forumdocs.languages import LANGUAGES
from forumdocs.model import KeyPoint, Kind, Point
from forumdocs.pipelines.summaries import russian
from forumdocs.pipelines.summaries.dates import event_of, find_dates, find_days_of
from forumdocs.pipelines.summaries.places import find_places, is_no_place
from forumdocs.pipelines.summaries.sums import find_sums
from forumdocs.pipelines.summaries.vocabulary import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.glossary import Matcher
    from forumdocs.pipelines.summaries.dates import Date, Event
    from forumdocs.pipelines.summaries.sentences import Sentence

INSTITUTIONS = "institutions"
"""The domain of the glossary that names them."""
TITLE_BLOCKS = 3
"""Blocks at the beginning of a document that may say what kind of paper it is."""
NEAR = 3
"""Characters between a date and its weekday."""
LONGEST_DATELINE = 60
"""Characters of a line such as "Turin, 5 May 2026"."""
LONGEST_HAN_PLACE = 8
"""Characters of a place there in Chinese, Japanese and Korean; what is longer is a headline."""
_DATELINE = re.compile(
    r"(?:[^\n]{1,60},\s)?(?:г\.\s)?(?P<place>[^\W\d_][^\d\n.,;:!?。，、]{1,30})[,，\s]+\n+(?:\s?г\.?)?"
    r"|\n+(?:\s?г\.?)?[,，\s]+(?P<place2>[^\W\d_][^\d\n.,;:!?。，、]{1,20})"
)
_TITLE = re.compile(r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Admiral|General|Captain|President|Ambassador)\b\.?\s?)+")
"""Titles that a name begins with after a verb: ``chaired by Professor Chen Wei``."""
_INITIAL = re.compile(r"\b([^\W\d_])\.\s?")
_ORDER = {kind: place for place, kind in enumerate(Point)}
_NOT_A_DECISION = frozenset({Kind.HEADING, Kind.HEADER, Kind.FOOTER, Kind.CAPTION})


def find_points(sentences: Sequence[Sentence], matcher: Matcher, *, files: Sequence[str]) -> tuple[KeyPoint, ...]:
    """The key points of documents by kind, each value once, from the sentence that has it first.

    Args:
        sentences: the sentences of all documents, in order.
        matcher: finds the institutions of the glossary.
        files: the name of each document.
    """
    found: dict[tuple[Point, str], KeyPoint] = {}
    decided = _listed_decisions(sentences) | _proposals(sentences)
    events = _events(sentences)
    for place, sentence in enumerate(sentences):
        if sentence.lang not in LANGUAGES or sentence.is_copy:
            continue
        dates = _dates(sentence, events.get(sentence.document))
        for kind, value, text in _points_of(sentence, matcher, dates, is_decided=place in decided):
            point = KeyPoint(kind, value, text, sentence.block, sentence.tag, files[sentence.document], sentence.text)
            found.setdefault((kind, value.casefold()), point)
    return tuple(sorted(_without_parts(list(found.values())), key=lambda point: _ORDER[point.kind]))


def _events(sentences: Sequence[Sentence]) -> dict[int, Event]:
    """The event of each document that has one."""
    dates: dict[int, list[Date]] = {}
    for sentence in sentences:
        text = unicodedata.normalize("NFKC", sentence.text)
        dates.setdefault(sentence.document, []).extend(find_dates(text, sentence.lang))
    return {document: event for document, found in dates.items() if (event := event_of(found))}


def _dates(sentence: Sentence, event: Event | None) -> list[Date]:
    """The dates of a sentence, days of an event among them that are named alone."""
    text = unicodedata.normalize("NFKC", sentence.text)
    dates = find_dates(text, sentence.lang)
    days = find_days_of(event, text, sentence.lang) if event else []
    alone = [
        day for day in days if not any(one.start - NEAR <= day.end and day.start <= one.end + NEAR for one in dates)
    ]
    return [*dates, *alone]


def _points_of(
    sentence: Sentence, matcher: Matcher, dates: Sequence[Date], *, is_decided: bool
) -> Iterator[tuple[Point, str, str]]:
    text = unicodedata.normalize("NFKC", sentence.text)
    people = list(_people(text, sentence.lang))
    yield from people
    for match in matcher.find(sentence.text, language_of(sentence.tag)):
        if match.concept.domain == INSTITUTIONS:
            term = match.concept.preferred(language_of(sentence.tag)) or match.term
            yield Point.WHO, term.text, sentence.text[match.start : match.end]
    for one in dates:
        if _is_deadline(text, one, sentence.lang):
            yield Point.DEADLINE, one.due or one.iso, text[one.start : one.end]
        else:
            yield Point.WHEN, one.iso, text[one.start : one.end]
    yield from _places(text, sentence.lang, [named for _, _, named in people])
    sums = find_sums(text, sentence.lang)
    for money in sums:
        yield Point.SUM, money.value, text[money.start : money.end]
    if _opens_decisions(sentence):
        return  # the label of a list says nothing by itself
    if is_decided or is_decision(sentence) or (sums and _is_duty(sentence) and not _is_forecast(sentence)):
        yield Point.DECISION, sentence.text, sentence.text


def is_decision(sentence: Sentence) -> bool:
    """Whether a sentence says that something was decided, agreed or founded."""
    verbs = pattern("decision", sentence.lang)
    return sentence.kind not in _NOT_A_DECISION and bool(verbs and verbs.search(sentence.text))


def _is_duty(sentence: Sentence) -> bool:
    duty = pattern("duty", sentence.lang)
    return sentence.kind not in _NOT_A_DECISION and bool(duty and duty.search(sentence.text))


def _is_forecast(sentence: Sentence) -> bool:
    forecast = pattern("forecast", sentence.lang)
    return bool(forecast and forecast.search(sentence.text))


def is_deadline(sentence: Sentence) -> bool:
    """Whether a sentence names a date by which something has to be done."""
    text = unicodedata.normalize("NFKC", sentence.text)
    return any(_is_deadline(text, one, sentence.lang) for one in find_dates(text, sentence.lang))


def _is_deadline(text: str, one: Date, lang: str) -> bool:
    if "/" in one.iso or (lang == "ru" and not one.has_day and one.due == one.iso):
        return False  # until May is no deadline in Russian, by the end of May is
    before, after = pattern("deadline-before", lang), pattern("deadline-after", lang)
    if after and after.match(text, one.end):
        return True
    return bool(before and re.search(rf"(?:{before.pattern})$", text[: one.start], re.IGNORECASE))


def _venue(text: str, lang: str) -> str:
    """Where something is held, or what stands beside the date in a line of place and date; else empty."""
    dates = find_dates(text, lang)
    blank = text
    for one in dates:
        blank = blank[: one.start] + "\n" * (one.end - one.start) + blank[one.end :]
    if (venue := pattern("venue", lang)) and (held := venue.search(blank)):
        return str(held["place"]).strip()
    if dates and len(text) <= LONGEST_DATELINE and (line := _DATELINE.fullmatch(blank)):
        place = str(line["place"] or line["place2"]).strip()
        is_long = lang in ("zh", "ja", "ko") and len(place) > LONGEST_HAN_PLACE
        return "" if is_long or ((body := pattern("body", lang)) and body.search(place)) else place
    return ""


def _places(text: str, lang: str, people: Sequence[str]) -> Iterator[tuple[Point, str, str]]:
    """The places that are named, but for surnames, and where something is held though no table has it."""
    places = [
        place
        for place in find_places(text, lang)
        if not any(text[place.start : place.end] in named and place.name != named for named in people)
    ]
    for place in places:
        yield Point.WHERE, place.name, text[place.start : place.end]
    held = _venue(text, lang)
    if (
        held
        and not is_no_place(held, lang)
        and not any(text[place.start : place.end] in held or held in place.name for place in places)
    ):
        yield Point.WHERE, held, held


def _people(text: str, lang: str) -> Iterator[tuple[Point, str, str]]:
    other, shape = pattern("not-person", lang), pattern("person", lang)
    for match in shape.finditer(text) if shape else ():
        name = next(group for group in match.groupdict().values() if group).strip()
        name = _TITLE.sub("", name)
        if not name or (other and other.search(name)) or _is_place(name, lang):
            continue
        if lang == "ru" and not russian.is_nominative(match[0].partition(" ")[0]):
            name = russian.nominative(name)
        yield Point.WHO, name, match[0].strip()


def _is_place(name: str, lang: str) -> bool:
    """Whether a name beside a title is that of a country or town: the ambassador of Finland."""
    return lang in ("en", "ru", "ko") and any(place.start == 0 for place in find_places(name, lang))


def _listed_decisions(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of list items below a line such as "RESOLVED:"."""
    found, open_ = set[int](), False
    for place, sentence in enumerate(sentences):
        if _opens_decisions(sentence):
            open_ = True
        elif sentence.kind is not Kind.LIST_ITEM:
            open_ = False
        elif open_:
            found.add(place)
    return frozenset(found)


def _proposals(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The places of sentences that say what ought to be done, in papers and sections that make proposals."""
    found, titled, section = set[int](), set[int](), (-1, -1)
    for place, sentence in enumerate(sentences):
        label = pattern("proposals", sentence.lang)
        if sentence.kind is Kind.HEADING and label and label.search(sentence.text):
            section = sentence.document, sentence.section
        if _is_title(sentence) and label and label.search(sentence.text):
            titled.add(sentence.document)
        if (sentence.document in titled or section == (sentence.document, sentence.section)) and _is_duty(sentence):
            found.add(place)
    return frozenset(found)


def _is_title(sentence: Sentence) -> bool:
    return sentence.block < TITLE_BLOCKS


def _opens_decisions(sentence: Sentence) -> bool:
    label = pattern("decisions-follow", sentence.lang)
    return bool(label and label.fullmatch(sentence.text.strip(" :：*\u00a0")))


def _without_parts(points: Sequence[KeyPoint]) -> list[KeyPoint]:
    """Without parts of names that stand in full elsewhere, and without dates that are deadlines too."""
    points = _without_cases(points)
    names = [point.value for point in points if point.kind is Point.WHO]
    deadlines = {point.value for point in points if point.kind is Point.DEADLINE}
    return [
        point
        for point in points
        if not (point.kind is Point.WHEN and point.value in deadlines)
        and not (point.kind is Point.WHO and any(_is_part(point.value, name) for name in names if name != point.value))
    ]


def _without_cases(points: Sequence[KeyPoint]) -> list[KeyPoint]:
    """Without Russian names after initials that stand before in another case: who is ``А. Лядов`` is told first."""
    seen, kept = set[tuple[str, str]](), []
    for point in points:
        key = (point.file, russian.initialled(point.value)) if point.kind is Point.WHO else (point.file, "")
        if not key[1] or key not in seen:
            kept.append(point)
        seen.add(key)
    return kept


def _is_part(name: str, full: str) -> bool:
    """Whether a name is a shorter one of another: the surname, the first names, or initials and surname."""
    if full.endswith(f" {name}") or full.startswith(f"{name} "):
        return True
    words, initials = full.split(), _INITIAL.findall(name)
    surname = _INITIAL.sub("", name).strip()
    return bool(initials) and surname in words and {word[0] for word in words if word != surname} >= set(initials)
