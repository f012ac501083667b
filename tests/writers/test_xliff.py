from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from forumdocs.errors import WriteError
from forumdocs.model import LOW_CONFIDENCE, Handout, Origin, Pair, TermMatch
from forumdocs.readers.bitexts import read_bitext
from forumdocs.writers.style import Style
from forumdocs.writers.xliff import CORE, GLOSSARY, render

SCHEMA = Path(__file__).with_name("xliff-2.1.rng")
SPACES = {"x": CORE, "gls": GLOSSARY}


def parsed(handout: Handout, style: Style | None = None) -> Any:
    return etree.fromstring(render(handout, style or Style()))


@pytest.fixture
def with_terms(handout: Handout, make_pair: Callable[..., Pair]) -> Handout:
    """The notice with a glossary term, a doubtful sentence and one that no package translates."""
    term = TermMatch("our-own", "论坛", "forum", True)
    pairs = (
        replace(handout.pairs[0], terms=(term,)),
        *handout.pairs[1:],
        make_pair("6.1", "zh", "一切顺利。", "x x x", flags=("repetition", LOW_CONFIDENCE)),
        make_pair("7.1", "fr", "Bienvenue à tous.", "Bienvenue à tous.", flags=("untranslated", "no-model")),
    )
    return replace(handout, pairs=pairs)


def test_the_file_keeps_to_the_schema_of_what_we_use(with_terms: Handout) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(parsed(with_terms))


def test_the_schema_refuses_what_the_standard_forbids(handout: Handout) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    root = parsed(handout)
    root.find(".//x:segment", SPACES).set("state", "new")
    assert not schema.validate(root)


def test_what_is_written_is_read_back(handout: Handout) -> None:
    units = read_bitext(render(handout), name="notice.xlf")
    wanted = [p for p in handout.pairs if p.origin is not Origin.SAME]
    assert [(u.id, u.source_lang, u.source, u.target_lang, u.target) for u in units] == [
        (p.id, p.source_lang, p.source, "en", p.target) for p in wanted
    ]


def test_a_block_is_a_unit_and_a_sentence_a_segment(handout: Handout) -> None:
    units = parsed(handout).findall(".//x:unit", SPACES)
    assert [unit.get("id") for unit in units] == ["0", "1", "2", "3", "4", "5"]
    assert [segment.get("id") for segment in units[1].findall("x:segment", SPACES)] == ["1.1", "1.2"]
    assert units[0].get("type") == "forumdocs:heading"


def test_sentences_are_parted_as_their_language_has_it(handout: Handout) -> None:
    (between,) = parsed(handout).findall(".//x:unit[@id='1']/x:ignorable", SPACES)
    assert (between.findtext("x:source", namespaces=SPACES) or "") == ""
    assert between.findtext("x:target", namespaces=SPACES) == " "


def test_the_state_says_what_is_left_to_do(with_terms: Handout) -> None:
    states = {s.get("id"): (s.get("state"), s.get("subState")) for s in parsed(with_terms).iter(f"{{{CORE}}}segment")}
    assert states == {
        "0.1": ("translated", "forumdocs:mt"),
        "1.1": ("translated", "forumdocs:mt"),
        "1.2": ("translated", "forumdocs:mt"),
        "2.1": ("final", "forumdocs:parallel"),
        "3.1": ("translated", "forumdocs:mt"),
        "4.1": ("final", "forumdocs:same"),
        "5.1": ("translated", "forumdocs:mt"),
        "6.1": ("initial", "forumdocs:mt"),
        "7.1": ("initial", "forumdocs:mt"),
    }


def test_a_final_handout_is_final_throughout(with_terms: Handout) -> None:
    segments = list(parsed(with_terms, Style(final=True)).iter(f"{{{CORE}}}segment"))
    assert {s.get("state") for s in segments if s.find("x:target", SPACES) is not None} == {"final"}
    assert [s.get("state") for s in segments if s.find("x:target", SPACES) is None] == ["initial"]


def test_a_sentence_that_no_package_translates_has_no_target(with_terms: Handout) -> None:
    assert parsed(with_terms).find(".//x:segment[@id='7.1']/x:target", SPACES) is None


def test_text_in_the_target_language_is_locked(handout: Handout) -> None:
    locked = parsed(handout).findall(".//x:unit[@translate='no']", SPACES)
    assert [unit.get("id") for unit in locked] == ["4"]


def test_a_flag_is_a_note_in_plain_words(with_terms: Handout) -> None:
    notes = parsed(with_terms).findall(".//x:note[@category='check']", SPACES)
    assert notes[0].text == "1.2: The numbers are not those of the source: compare every figure and date."
    assert [note.get("priority") for note in notes] == ["3", "1", "1", "3", "3"]


def test_a_term_stands_in_the_glossary_of_its_unit(with_terms: Handout) -> None:
    entry = parsed(with_terms).find(".//x:unit[@id='0']/gls:glossary/gls:glossEntry", SPACES)
    assert [child.text for child in entry] == ["论坛", "forum"]


def test_only_text_in_the_language_of_the_file_says_so(handout: Handout) -> None:
    root = parsed(handout)
    assert (root.get("srcLang"), root.get("trgLang")) == ("zh", "en")
    langs = {s.get("{http://www.w3.org/XML/1998/namespace}lang") for s in root.findall(".//x:segment/x:source", SPACES)}
    assert langs == {"zh", None}
    assert root.findtext(".//x:unit[@id='2']//x:note", namespaces=SPACES) == "ko"


def test_several_targets_are_refused(handout: Handout) -> None:
    with pytest.raises(WriteError, match="one target language; name a folder"):
        render(handout, Style(), [replace(handout, target_lang="ko")])


def test_a_document_that_needs_no_translation_is_refused(handout: Handout) -> None:
    with pytest.raises(WriteError, match="in English already"):
        render(replace(handout, source_langs=()))


def test_characters_that_xml_cannot_hold_are_left_out(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = (make_pair("0.1", "zh", "量子\x0b密钥", "quantum\x00 key"),)
    (unit,) = read_bitext(render(replace(handout, pairs=pairs)), name="notice.xlf")
    assert (unit.source, unit.target) == ("量子密钥", "quantum key")
