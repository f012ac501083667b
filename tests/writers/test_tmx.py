from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from forumdocs.errors import WriteError
from forumdocs.model import Handout, Origin
from forumdocs.readers.bitexts import read_bitext
from forumdocs.writers.style import Style
from forumdocs.writers.tmx import render

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(handout: Handout, *others: Handout) -> Any:
    return etree.fromstring(render(handout, Style(), others))


def test_what_is_written_is_read_back(handout: Handout) -> None:
    units = read_bitext(render(handout), name="notice.tmx")
    wanted = [p for p in handout.pairs if p.origin is not Origin.SAME]
    assert [(u.id, u.source_lang, u.source, u.target_lang, u.target) for u in units] == [
        (p.id, p.source_lang, p.source, "en", p.target) for p in wanted
    ]


def test_the_header_has_all_that_tmx_asks_for(handout: Handout) -> None:
    header = dict(parsed(handout).find("header").attrib)
    assert header == {
        "creationtool": "forumdocs",
        "creationtoolversion": "0.1.0",
        "segtype": "sentence",
        "o-tmf": "forumdocs",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
    }
    assert parsed(replace(handout, source_langs=("zh",))).find("header").get("srclang") == "zh"


def test_a_translation_says_where_it_comes_from_and_what_is_doubtful(handout: Handout) -> None:
    root = parsed(handout)
    unit = root.find(".//tu[@tuid='1.2']")
    assert [child.tag for child in unit] == ["note", "tuv", "tuv"]
    assert {prop.get("type"): prop.text for prop in unit.iter("prop")} == {
        "x-origin": "mt",
        "x-flags": "number-mismatch",
    }
    assert root.findtext(".//tu[@tuid='2.1']//prop") == "parallel"


def test_what_stands_untranslated_is_left_out(handout: Handout) -> None:
    first = replace(handout.pairs[0], target=handout.pairs[0].source)
    ids = [tu.get("tuid") for tu in parsed(replace(handout, pairs=(first, *handout.pairs[1:]))).iter("tu")]
    assert ids == ["1.1", "1.2", "2.1", "3.1", "5.1"]


def test_further_targets_are_further_variants(handout: Handout) -> None:
    korean = replace(
        handout,
        target_lang="ko",
        pairs=tuple(
            replace(p, target=f"{p.source} (ko)", origin=Origin.SAME if p.source_lang == "ko" else Origin.MT, flags=())
            for p in handout.pairs
        ),
    )
    root = parsed(handout, korean)
    variants = {tu.get("tuid"): [tuv.get(LANG) for tuv in tu.iter("tuv")] for tu in root.iter("tu")}
    assert variants["1.1"] == ["zh", "en", "ko"]
    assert variants["2.1"] == ["ko", "en"]
    assert variants["4.1"] == ["en", "ko"]


def test_nothing_translated_is_refused(handout: Handout) -> None:
    same = tuple(replace(pair, origin=Origin.SAME) for pair in handout.pairs)
    with pytest.raises(WriteError, match="TMX would be empty"):
        render(replace(handout, pairs=same))


DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #REQUIRED>
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED o-tmf CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED adminlang CDATA #REQUIRED srclang CDATA #REQUIRED
  datatype CDATA #REQUIRED>
<!ELEMENT body (tu)*> <!ELEMENT note (#PCDATA)> <!ELEMENT seg (#PCDATA)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tu ((note | prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
"""
"""What we use of TMX 1.4b, section 2: the order of elements, and the attributes that must be there."""


def test_a_file_keeps_to_the_document_type(handout: Handout) -> None:
    dtd = etree.DTD(io.StringIO(DTD))
    assert dtd.validate(etree.fromstring(render(handout))), dtd.error_log.filter_from_errors()
    assert not dtd.validate(etree.fromstring('<tmx version="1.4"><body/></tmx>'))
