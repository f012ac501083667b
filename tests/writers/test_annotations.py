from __future__ import annotations

import io

import docx
import pytest

from forumdocs.errors import ReadError
from forumdocs.model import Place
from forumdocs.readers.bitexts import read_bitext
from forumdocs.writers.annotations import annotate

MAIN = "word/document.xml"


def word_file(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_comment_stands_at_the_paragraph_it_is_about() -> None:
    marked = annotate(
        word_file("one", "two"), [(Place(MAIN, "1"), "say “two”"), (Place(MAIN, "1"), "again")], name="x.docx"
    )
    document = docx.Document(io.BytesIO(marked))
    assert [(c.author, c.text) for c in document.comments] == [("forumdocs", "say “two”"), ("forumdocs", "again")]
    first, second = document.paragraphs
    assert not first._p.findall(".//{*}commentReference")
    assert len(second._p.findall(".//{*}commentReference")) == 2
    assert [p.text for p in document.paragraphs] == ["one", "two"]


def test_an_empty_paragraph_and_one_outside_the_main_text_do_no_harm() -> None:
    marked = annotate(
        word_file("", "two"), [(Place(MAIN, "0"), "x"), (Place("word/footnotes.xml", "1"), "y")], name="x.docx"
    )
    assert [c.text for c in docx.Document(io.BytesIO(marked)).comments] == ["x"]


TMX = (
    b'<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a</seg></tuv>'
    b'<tuv xml:lang="ru"><seg>b</seg></tuv></tu></body></tmx>'
)


def test_a_note_in_tmx_stands_before_the_variants_and_changes_no_text() -> None:
    marked = annotate(TMX, [(Place(address="0"), "say <b>")], name="x.tmx")
    assert b"<tu><note>forumdocs: say &lt;b&gt;</note><tuv" in marked
    assert read_bitext(marked, name="x.tmx") == read_bitext(TMX, name="x.tmx")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (
            b'<xliff xmlns="urn:x" srcLang="ru" trgLang="en"><file><unit id="1"><segment/></unit></file></xliff>',
            b'<unit id="1"><notes><note>forumdocs: x</note></notes><segment/></unit>',
        ),
        (
            b'<xliff><file><trans-unit id="1"><source/></trans-unit></file></xliff>',
            b"<source/><note>forumdocs: x</note></trans-unit>",
        ),
    ],
)
def test_a_note_in_xliff_stands_where_its_version_has_it(data: bytes, wanted: bytes) -> None:
    assert wanted in annotate(data, [(Place(address="0"), "x")], name="x.xlf")


def test_what_cannot_hold_remarks_is_refused() -> None:
    with pytest.raises(ReadError, match=r"notes\.txt: cannot be marked up"):
        annotate(b"plain text", [], name="notes.txt")
