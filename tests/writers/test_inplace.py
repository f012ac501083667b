"""Word documents are made by hand, so that every test shows the XML it is about; translations are given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from schema import misplaced

from forumdocs.errors import ForumdocsError, WriteError
from forumdocs.model import Handout, Mark, Origin, Pair, Provenance
from forumdocs.pipelines.formatting import Text, carry
from forumdocs.pipelines.splitting import split_document
from forumdocs.pipelines.translation import Options, translate
from forumdocs.readers import read
from forumdocs.readers.ooxml import NAMESPACES, STRICT_NAMESPACES, qname
from forumdocs.writers import Layout, Style, front, write
from forumdocs.writers.inplace import render

INPLACE, BILINGUAL = Style(layout=Layout.INPLACE), Style(layout=Layout.BILINGUAL)
FINAL = Style(layout=Layout.INPLACE, final=True)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "rel")


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def word_file(*body: str, parts: dict[str, str] | None = None) -> bytes:
    """A file with this body; ``parts`` by the type of their relationship, which is their id, too."""
    parts = {"theme": "<theme/>", **(parts or {})}
    related = "".join(f'<Relationship Id="{k}" Type="{TYPES}/{k}" Target="{k}.xml"/>' for k in parts)
    root = f'<Relationship Id="o" Type="{TYPES}/officeDocument" Target="word/document.xml"/>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{NAMESPACES["rel"]}">{root}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{NAMESPACES["rel"]}">{related}</Relationships>',
        "word/document.xml": f"<w:document {DECLARED}><w:body>{''.join(body)}</w:body></w:document>",
        **{f"word/{kind}.xml": xml for kind, xml in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def root(tag: str, *content: str) -> str:
    return f"<{tag} {DECLARED}>{''.join(content)}</{tag}>"


class Translator:
    """Makes handouts from files and given translations."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "source.docx"

    def __call__(self, data: bytes, translations: dict[str, str], *, to: str = "ru", lang: str = "en") -> Handout:
        """A handout; words of the source that stand in the translation as they are tell the marks."""
        self._path.write_bytes(data)
        pairs = []
        for segment in split_document(read(self._path), source=lang):
            if segment.text not in translations:
                continue
            target = translations[segment.text]
            spans = [
                (max(0, a - segment.start), min(len(segment.text), b - segment.start))
                for a, b in segment.block.stretches
                if a < segment.end and b > segment.start
            ]
            marks = carry(Text(segment.text, lang), Text(target, to), spans)
            pairs.append(Pair(segment.id, segment.block.index, lang, segment.text, target, Origin.MT, 1.0, marks=marks))
        assert len(pairs) >= len(translations)
        return Handout("source.docx", "", (lang,), to, tuple(pairs), (), Provenance("0", "e"), path=self._path)


@pytest.fixture
def translated(tmp_path: Path) -> Translator:
    return Translator(tmp_path)


def part(data: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def runs(element: Any) -> list[tuple[str, list[str]]]:
    """The text of each run with the names of its properties, fonts and languages aside."""
    found = []
    for run in element.iter(qname("w:r")):
        names = [etree.QName(child).localname for child in run.findall(f"{qname('w:rPr')}/*")]
        text = "".join(t.text or "" for t in run.findall(qname("w:t")))
        found.append((text, [name for name in names if name not in ("rFonts", "lang")]))
    return found


def text_of(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qname("w:t")))


def test_what_is_put_in_parts_no_thai_letter_from_its_vowel(translated: Translator) -> None:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    data = word_file(p(r("page "), number, r(" of the notes")))
    thai = "หน้าทั้งสิ้นนี้ครั้งที่นี้ดี"
    done = part(render(translated(data, {"page 7 of the notes": thai}, to="th"), INPLACE))
    assert thai in text_of(done)
    assert "7" in text_of(done)


def test_bold_words_go_where_their_translation_stands(translated: Translator) -> None:
    data = word_file(p(r("In "), r("2031", "<w:b/>"), r(" prices fell.")))
    done = part(render(translated(data, {"In 2031 prices fell.": "Цены упали в 2031 году."}), INPLACE))
    assert runs(done) == [("Цены упали в ", []), ("2031", ["b"]), (" году.", [])]


def test_a_link_keeps_its_target_and_gets_the_right_words(translated: Translator) -> None:
    link = f'<w:hyperlink r:id="link7">{r("QKD", "<w:u/>")}</w:hyperlink>'
    data = word_file(p(r("See the "), link, r(" page of Aster.")))
    done = part(render(translated(data, {"See the QKD page of Aster.": "Страница Aster о QKD здесь."}), INPLACE))
    (found,) = done.iter(qname("w:hyperlink"))
    assert (text_of(found), found.get(qname("r:id"))) == ("QKD", "link7")
    assert text_of(done) == "Страница Aster о QKD здесь."


def test_a_link_without_words_in_the_translation_is_not_lost(translated: Translator) -> None:
    one, two = (f'<w:hyperlink r:id="l{i}">{r(w)}</w:hyperlink>' for i, w in enumerate(("Here", "there")))
    data = word_file(p(one, r(" and "), two, r(".")))
    done = part(render(translated(data, {"Here and there.": "Везде."}), INPLACE))
    assert {link.get(qname("r:id")) for link in done.iter(qname("w:hyperlink"))} == {"l0", "l1"}


def test_two_sentences_keep_their_looks_apart(translated: Translator) -> None:
    data = word_file(p(r("It rains. "), r("It pours.", "<w:i/>")))
    done = part(render(translated(data, {"It rains.": "Дождь.", "It pours.": "Ливень."}), INPLACE))
    assert runs(done) == [("Дождь. ", []), ("Ливень.", ["i"])]


def test_sentences_are_joined_as_the_target_language_joins_them(translated: Translator) -> None:
    data = word_file(p(r("It rains. It pours.")))
    done = part(render(translated(data, {"It rains.": "下雨。", "It pours.": "大雨。"}, to="zh"), INPLACE))
    assert text_of(done) == "下雨。大雨。"


def test_headers_footers_and_notes_are_translated(translated: Translator) -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = root("w:footnotes", f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", r(" By hand."))}</w:footnote>')
    data = word_file(
        p(r("Prices fell"), note, r(".")),
        sections,
        parts={"header": root("w:hdr", p(r("Annual report"))), "footnotes": notes},
    )
    words = {"Prices fell.": "Цены упали.", "By hand.": "Вручную.", "Annual report": "Годовой отчёт"}
    out = render(translated(data, words), FINAL)
    assert text_of(part(out, "word/header.xml")) == "Годовой отчёт"
    assert text_of(part(out, "word/footnotes.xml")) == " Вручную."
    order = [etree.QName(e).localname for e in part(out).iter(qname("w:t"), qname("w:footnoteReference"))]
    assert order == ["t", "footnoteReference", "t"]


def test_a_header_that_repeats_another_is_translated_with_it(translated: Translator) -> None:
    sections = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:headerReference w:type="first" r:id="header2"/><w:titlePg/></w:sectPr>'
    )
    same = root("w:hdr", p(r("Annual report")))
    data = word_file(p(r("Text.")), sections, parts={"header": same})
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    rels = files["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="header2" Type="{TYPES}/header" Target="h2.xml"/></Relationships>'.encode(),
    )
    files |= {"word/_rels/document.xml.rels": rels, "word/h2.xml": same.encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    done = render(translated(out.getvalue(), {"Annual report": "Годовой отчёт"}), FINAL)
    assert {text_of(part(done, f"word/{name}.xml")) for name in ("header", "h2")} == {"Годовой отчёт"}


def test_all_but_the_translated_parts_is_the_same_to_the_byte(translated: Translator) -> None:
    data = word_file(p(r("Text.")), parts={"theme": "<theme  odd='1' />", "numbering": root("w:numbering")})
    out = render(translated(data, {"Text.": "Текст."}), FINAL)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(out)) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        added = set(new.namelist()) - set(old.namelist())
    assert changed == ["_rels/.rels", "word/document.xml"]
    assert added == {"[Content_Types].xml", "docProps/custom.xml"}


DRAFT = "DRAFT, machine translation / ЧЕРНОВИК, машинный перевод"


def headers(data: bytes) -> list[dict[str, str]]:
    """What each section says at the head of its pages by itself, by kind of page."""
    related = {e.get("Id"): e.get("Target") for e in part(data, "word/_rels/document.xml.rels")}
    return [
        {
            e.get(qname("w:type")): text_of(part(data, f"word/{related[e.get(qname('r:id'))]}"))
            for e in section.findall(qname("w:headerReference"))
        }
        for section in part(data).iter(qname("w:sectPr"))
    ]


def test_each_page_says_that_it_is_a_draft(translated: Translator) -> None:
    data = word_file(p(r("Text.")))
    assert headers(render(translated(data, {"Text.": "Текст."}), INPLACE)) == [{"default": DRAFT}]


def test_a_final_document_says_nothing_above_its_pages(translated: Translator) -> None:
    data = word_file(p(r("Text.")))
    assert headers(render(translated(data, {"Text.": "Текст."}), FINAL)) == []


def test_first_and_even_pages_are_drafts_where_they_have_heads_of_their_own(translated: Translator) -> None:
    first = p(r("Text."), properties="<w:sectPr><w:titlePg/></w:sectPr>")
    settings = root("w:settings", "<w:evenAndOddHeaders/>")
    data = word_file(first, p(r("More.")), "<w:sectPr/>", parts={"settings": settings})
    sections = headers(render(translated(data, {"Text.": "Текст."}), INPLACE))
    assert sections == [{"default": DRAFT, "first": DRAFT, "even": DRAFT}, {}]


def test_a_header_gets_one_more_line_however_many_sections_show_it(translated: Translator) -> None:
    own = '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:type w:val="nextPage"/></w:sectPr>'
    header = root("w:hdr", p(r("Aster, 2031", "<w:b/>")))
    data = word_file(p(r("Text."), properties=own), p(r("More.")), own, parts={"header": header})
    out = render(translated(data, {"Text.": "Текст."}), INPLACE)
    assert [text_of(line) for line in part(out, "word/header.xml")] == ["Aster, 2031", DRAFT]
    assert "word/header2.xml" not in zipfile.ZipFile(io.BytesIO(out)).namelist()
    assert misplaced(part(out)) == []
    assert misplaced(part(out, "word/header.xml")) == []


def again(data: bytes, tmp_path: Path, translated: Translator, words: dict[str, str]) -> Handout:
    """A handout of a document that was translated before."""
    (tmp_path / "again.docx").write_bytes(data)
    assert [block.text for block in read(tmp_path / "again.docx").blocks] == list(words)
    return translated(data, words)


@pytest.mark.parametrize("style", [INPLACE, BILINGUAL])
def test_a_document_that_is_translated_again_says_once_that_it_is_a_draft(
    translated: Translator, style: Style, tmp_path: Path
) -> None:
    first = render(translated(word_file(p(r("Text."))), {"Text.": "Текст."}), INPLACE)
    out = render(again(first, tmp_path, translated, {"Текст.": "Text."}), style)
    assert headers(out) == [{"default": DRAFT}]
    assert misplaced(part(out, "word/header.xml")) == []


def test_a_final_translation_of_a_draft_is_no_draft(translated: Translator, tmp_path: Path) -> None:
    own = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    data = word_file(p(r("Text.")), own, parts={"header": root("w:hdr", p(r("Aster")))})
    for source in (data, word_file(p(r("Text.")))):
        first = render(translated(source, {"Text.": "Текст."}), INPLACE)
        words = {"Aster": "Астра"} if source is data else {}
        out = render(again(first, tmp_path, translated, {**words, "Текст.": "Text."}), FINAL)
        assert headers(out) == [{"default": "Астра" if words else ""}]
        assert len(part(out, "word/header.xml")) == 1


def test_a_section_that_names_a_lost_header_gets_one(translated: Translator) -> None:
    data = word_file(
        p(r("Text.")), '<w:sectPr><w:headerReference w:type="default" r:id="gone"/><w:pgSz w:w="9000"/></w:sectPr>'
    )
    out = render(translated(data, {"Text.": "Текст."}), INPLACE)
    assert headers(out) == [{"default": DRAFT}]
    assert misplaced(part(out)) == []


def test_the_properties_of_the_file_tell_of_the_translation(translated: Translator) -> None:
    data = word_file(p(r("Text.")))
    handout = translated(data, {"Text.": "Текст."})
    out = render(handout, FINAL)
    found = {e.get("name"): e[0].text for e in part(out, "docProps/custom.xml")}
    assert found["Translation"] == "English → Russian"
    facts = front.facts(handout)
    assert facts
    assert all(found[f"Translation: {label.lower()}"] == text for label, text in facts)
    assert found["Translation: made by"] == "forumdocs 0; e"
    again = Path(handout.path or "").with_name("again.docx")
    again.write_bytes(out)
    twice = part(render(replace(handout, path=again), FINAL), "docProps/custom.xml")
    assert [e.get("name") for e in twice] == list(found)
    assert [int(e.get("pid")) for e in twice] == sorted({int(e.get("pid")) for e in twice})


def test_strict_files_stay_strict(translated: Translator) -> None:
    names = {value.decode(): key.decode() for key, value in STRICT_NAMESPACES.items()}
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(p(r("Text.")), "<w:sectPr/>"))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for transitional, strict in names.items():
                content = content.replace(transitional, strict)
            new.writestr(name, content)
    out = render(translated(data.getvalue(), {"Text.": "Текст."}), INPLACE)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert "word/header.xml" in archive.namelist()
        for name in archive.namelist():
            assert not any(transitional.encode() in archive.read(name) for transitional in names), name


def test_deleted_text_stays_deleted_and_inserted_text_stays_inserted(translated: Translator) -> None:
    gone = "<w:del w:id='1'><w:r><w:delText>once </w:delText></w:r></w:del>"
    data = word_file(p(r("We met "), gone, f"<w:ins w:id='2'>{r('Aster')}</w:ins>", r(" today.")))
    done = part(render(translated(data, {"We met Aster today.": "Сегодня была Aster."}), INPLACE))
    assert [text_of(e) for e in done.iter(qname("w:ins"))] == ["Aster"]
    assert [e.text for e in done.iter(qname("w:delText"))] == ["once "]


def test_a_content_control_keeps_its_properties(translated: Translator) -> None:
    control = f'<w:sdt><w:sdtPr><w:tag w:val="name"/></w:sdtPr><w:sdtContent>{r("Aster")}</w:sdtContent></w:sdt>'
    data = word_file(p(r("Name of host: "), control))
    done = part(render(translated(data, {"Name of host: Aster": "Имя хозяина: Aster"}), INPLACE))
    (found,) = done.iter(qname("w:sdt"))
    assert text_of(found) == "Aster"
    assert found.find(f"{qname('w:sdtPr')}/{qname('w:tag')}") is not None


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_the_result_of_a_field_stays_in_the_field(translated: Translator) -> None:
    data = word_file(p(r("Page "), FIELD, r(" of all")))
    done = part(render(translated(data, {"Page 7 of all": "Всего, страница 7"}), INPLACE))
    names = [e.get(qname("w:fldCharType")) or e.text for e in done.iter(qname("w:fldChar"), qname("w:t"))]
    assert names == ["Всего, страница ", "begin", "separate", "7", "end"]


def test_a_field_that_the_translation_forgot_is_put_in(translated: Translator) -> None:
    data = word_file(p(r("Page "), FIELD, r(" of all")))
    done = part(render(translated(data, {"Page 7 of all": "Страница"}), INPLACE))
    assert text_of(done) == "Страница 7"


def test_tabs_and_line_breaks_stay_between_sentences(translated: Translator) -> None:
    data = word_file(p(r("It rains."), "<w:r><w:br/></w:r>", r("It pours."), "<w:r><w:tab/></w:r>", r("Stop.")))
    words = {"It rains.": "Дождь.", "It pours.": "Ливень.", "Stop.": "Стоп."}
    done = part(render(translated(data, words), INPLACE))
    marks = [etree.QName(e).localname for e in done.iter(*map(qname, ("w:t", "w:br", "w:tab")))]
    assert marks == ["t", "br", "t", "tab", "t"]


def test_a_line_break_inside_a_sentence_stays_behind_the_word_that_it_followed(translated: Translator) -> None:
    data = word_file(p(r("Read by Aster,"), "<w:r><w:br/></w:r>", r("then by us")))
    done = part(render(translated(data, {"Read by Aster,\nthen by us": "Читали Aster, а потом мы"}), INPLACE))
    assert [t.text for t in done.iter(qname("w:t"))] == ["Читали Aster,", "а потом мы"]


def test_pictures_and_bookmarks_stay_once(translated: Translator) -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="image1"/></w:drawing></w:r>'
    marks = '<w:bookmarkStart w:id="1" w:name="m"/>', '<w:bookmarkEnd w:id="1"/>'
    data = word_file(p(marks[0], r("Aster grew"), picture, r(" fast."), marks[1]))
    handout = translated(data, {"Aster grew fast.": "Быстро росла Aster."})
    for style in (INPLACE, BILINGUAL):
        done = part(render(handout, style))
        assert [b.get(qname("r:embed")) for b in done.iter(qname("a:blip"))] == ["image1"]
        order = [etree.QName(e).localname for e in done.iter(*map(qname, ("w:bookmarkStart", "w:bookmarkEnd")))]
        assert order == ["bookmarkStart", "bookmarkEnd"]


def test_styles_and_numbering_of_paragraphs_stay(translated: Translator) -> None:
    properties = '<w:pStyle w:val="Fancy"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>'
    data = word_file(p(r("Text."), properties=properties))
    before, after = part(data), part(render(translated(data, {"Text.": "Текст."}), INPLACE))
    assert [etree.tostring(e) for e in before.iter(qname("w:pPr"))] == [
        etree.tostring(e) for e in after.iter(qname("w:pPr"))
    ]


def test_text_boxes_and_nested_tables_are_translated(translated: Translator) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p(r('In the box.'))}</w:txbxContent></w:pict></w:r>"
    inner = f"<w:tbl><w:tr><w:tc>{p(r('Inside.'))}</w:tc></w:tr></w:tbl>"
    data = word_file(p(r("Around."), box), f"<w:tbl><w:tr><w:tc>{inner}{p(r('Outside.'))}</w:tc></w:tr></w:tbl>")
    words = {"Around.": "Вокруг.", "In the box.": "В рамке.", "Inside.": "Внутри.", "Outside.": "Снаружи."}
    done = part(render(translated(data, words), INPLACE))
    assert sorted(t.text for t in done.iter(qname("w:t"))) == sorted(words.values())


def test_text_that_is_not_translated_is_left_as_it_is(translated: Translator) -> None:
    data = word_file(p(r("It rains. ", "<w:b/>"), r("Да.", "<w:i/>")))
    done = part(render(translated(data, {"It rains.": "Дождь."}), INPLACE))
    assert runs(done) == [("Дождь. ", ["b"]), ("Да.", ["i"])]


@pytest.mark.parametrize(
    ("to", "word", "font", "lang"),
    [
        ("zh", "文。", ("eastAsia", "Microsoft YaHei"), ("eastAsia", "zh-CN")),
        ("zh-Hant", "文。", ("eastAsia", "Microsoft JhengHei"), ("eastAsia", "zh-TW")),
        ("th", "ก", ("cs", "Leelawadee UI"), ("bidi", "th-TH")),
        ("ru", "Т.", ("ascii", "Calibri"), ("val", "ru-RU")),
    ],
)
def test_translated_runs_have_the_font_and_language_of_their_script(
    translated: Translator, to: str, word: str, font: tuple[str, str], lang: tuple[str, str]
) -> None:
    data = word_file(p(r("Text.", '<w:rFonts w:ascii="SimSun" w:hint="eastAsia"/><w:sz w:val="30"/>')))
    (run,) = part(render(replace(translated(data, {"Text.": word}), target_lang=to), INPLACE)).iter(qname("w:r"))
    properties = run.find(qname("w:rPr"))
    assert properties.find(qname("w:rFonts")).get(qname(f"w:{font[0]}")) == font[1]
    assert properties.find(qname("w:lang")).get(qname(f"w:{lang[0]}")) == lang[1]
    names = [etree.QName(child).localname for child in properties]
    assert names == (["rFonts", "sz", "szCs", "lang"] if to == "th" else ["rFonts", "sz", "lang"])


def test_a_font_that_the_user_chose_wins(translated: Translator) -> None:
    handout = translated(word_file(p(r("Text."))), {"Text.": "文。"}, to="zh")
    done = part(render(handout, replace(INPLACE, fonts=(("Hans", "Noto Sans SC"),))))
    assert next(done.iter(qname("w:rFonts"))).get(qname("w:eastAsia")) == "Noto Sans SC"


def test_the_bilingual_document_has_each_translation_under_its_source(translated: Translator) -> None:
    data = word_file(p(r("One."), properties='<w:pStyle w:val="A"/>'), p(r("5")), p(r("Two.")))
    done = part(render(translated(data, {"One.": "Раз.", "Two.": "Два."}), BILINGUAL))
    paragraphs = list(done.iter(qname("w:p")))
    assert [text_of(e) for e in paragraphs] == ["One.", "Раз.", "5", "Two.", "Два."]
    assert [len(list(e.iter(qname("w:pStyle")))) for e in paragraphs] == [1, 1, 0, 0, 0]


def test_a_third_language_stands_under_the_second(translated: Translator) -> None:
    data = word_file(p(r("One.")))
    second = translated(data, {"One.": "一。"}, to="zh")
    done = part(render(translated(data, {"One.": "Раз."}), BILINGUAL, [second]))
    assert [text_of(e) for e in done.iter(qname("w:p"))] == ["One.", "Раз.", "一。"]
    with pytest.raises(WriteError, match="--layout bilingual"):
        render(translated(data, {"One.": "Раз."}), INPLACE, [second])


def test_a_twin_takes_no_number_and_ends_no_section(translated: Translator) -> None:
    numbering = root(
        "w:numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/><w:pPr><w:ind w:left="540" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>',
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr><w:sectPr/>'
    data = word_file(p(r("One."), properties=listed), parts={"numbering": numbering})
    source, twin = part(render(translated(data, {"One.": "Раз."}), BILINGUAL)).iter(qname("w:p"))
    assert [e.get(qname("w:val")) for e in source.iter(qname("w:numId"))] == ["4"]
    assert [e.get(qname("w:val")) for e in twin.iter(qname("w:numId"))] == ["0"]
    assert [e.get(qname("w:left")) for e in twin.iter(qname("w:ind"))] == ["540"]
    assert [len(list(e.iter(qname("w:sectPr")))) for e in (source, twin)] == [0, 1]


def test_source_and_twin_hang_together(translated: Translator) -> None:
    spaced = '<w:keepLines/><w:spacing w:before="200" w:after="120" w:line="300"/>'
    data = word_file(p(r("One."), properties=spaced), p(r("Two.")))
    done = part(render(translated(data, {"One.": "Раз.", "Two.": "Два."}), BILINGUAL))
    source, twin, bare, _ = done.iter(qname("w:p"))
    spacing = [e.find(f"{qname('w:pPr')}/{qname('w:spacing')}") for e in (source, twin)]
    assert [(e.get(qname("w:before")), e.get(qname("w:after"))) for e in spacing] == [("200", "0"), ("0", "120")]
    assert [len(list(e.iter(qname("w:keepNext")))) for e in (source, twin, bare)] == [1, 0, 1]
    assert misplaced(done) == []


def test_the_items_of_a_list_stand_no_farther_apart_for_their_twins(translated: Translator) -> None:
    auto = '<w:spacing w:before="100" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="1"/>'
    known = '<w:abstractNum w:abstractNumId="1"/><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
    numbers = root("w:numbering", known)
    item = p(r("One."), properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>{auto}')
    done = part(render(translated(word_file(item, parts={"numbering": numbers}), {"One.": "Раз."}), BILINGUAL))
    for spacing in done.iter(qname("w:spacing")):
        assert [spacing.get(qname(f"w:{name}")) for name in ("before", "beforeAutospacing")] == ["0", "0"]
        assert [spacing.get(qname(f"w:{name}")) for name in ("after", "afterAutospacing")] == ["0", "0"]


def test_numbers_stay_level_with_the_words_that_they_stand_beside(translated: Translator) -> None:
    words = f"<w:tc>{p(r('Gross income'))}{p(r('Tax due'))}{p()}</w:tc>"
    numbers = f"<w:tc>{p(r('410'))}{p(r('38'))}{p()}</w:tc>"
    alone = f"<w:tc>{p(r('€'))}</w:tc>"
    data = word_file(f"<w:tbl><w:tr>{words}{numbers}{alone}</w:tr></w:tbl>")
    done = part(render(translated(data, {"Gross income": "Доход", "Tax due": "Налог"}), BILINGUAL))
    cells = [[text_of(line) for line in cell] for cell in done.iter(qname("w:tc"))]
    assert cells == [["Gross income", "Доход", "Tax due", "Налог", ""], ["410", "", "38", "", ""], ["€"]]


@pytest.mark.parametrize("style", [INPLACE, BILINGUAL])
def test_a_row_of_fixed_height_grows_with_its_text(translated: Translator, style: Style) -> None:
    height = '<w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>'
    data = word_file(f"<w:tbl><w:tr>{height}<w:tc>{p(r('Text.'))}</w:tc></w:tr></w:tbl>")
    (found,) = part(render(translated(data, {"Text.": "Текст."}), style)).iter(qname("w:trHeight"))
    assert found.get(qname("w:hRule")) == "atLeast"


WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def text_box(height: int) -> str:
    """A box 200 points wide, in the two ways in which Word writes it."""
    content = f"<w:txbxContent>{p(r('A box with words.'))}</w:txbxContent>"
    size = f'<wps:spPr><a:xfrm><a:ext cx="{200 * 12700}" cy="{height * 12700}"/></a:xfrm></wps:spPr>'
    new = f"<wps:wsp>{size}<wps:txbx>{content}</wps:txbx><wps:bodyPr><a:noAutofit/></wps:bodyPr></wps:wsp>"
    old = f'<v:shape style="width:200pt;height:{height}pt"><v:textbox>{content}</v:textbox></v:shape>'
    return (
        f'<w:r><mc:AlternateContent xmlns:wps="{WPS}"><mc:Choice Requires="wps"><w:drawing>{new}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_that_is_full_grows_and_one_with_room_does_not(translated: Translator) -> None:
    for height, fits in ((30, True), (90, False)):
        data = word_file(p(text_box(height)))
        done = part(render(translated(data, {"A box with words.": "Рамка со словами."}), BILINGUAL))
        assert len(list(done.iter(qname("a:spAutoFit")))) == fits
        assert ["fit-shape" in box.get("style", "") for box in done.iter(qname("v:textbox"))] == [fits]


def control(properties: str, *content: str) -> str:
    about, held = f'<w:sdtPr><w:id w:val="7"/>{properties}</w:sdtPr>', "".join(content)
    return f"<w:sdt>{about}<w:sdtContent>{held}</w:sdtContent></w:sdt>"


def test_word_does_not_fill_a_control_with_its_old_text_again(translated: Translator) -> None:
    bound = control('<w:dataBinding w:xpath="/title"/><w:text/>', p(r("One.")))
    other = p(control('<w:dataBinding w:xpath="/date"/><w:text/>', r("2031")), r(" "), r("prices fell."))
    data = word_file(bound, control("<w:dataBinding/>", p(r("1234"))), other)
    done = part(render(translated(data, {"One.": "Раз.", "2031 prices fell.": "Цены 2031 года упали."}), INPLACE))
    kept = [text_of(e) for e in done.iter(qname("w:sdt")) if list(e.iter(qname("w:dataBinding")))]
    assert kept == ["1234"]


def test_a_twin_stands_beside_a_control_that_holds_one_paragraph(translated: Translator) -> None:
    data = word_file(control("<w:text/>", p(r("One."))), control("<w:richText/>", p(r("Two."))))
    done = part(render(translated(data, {"One.": "Раз.", "Two.": "Два."}), BILINGUAL))
    assert [text_of(child) for child in done[0]][:3] == ["One.", "Раз.", "Two.Два."]


def test_a_twin_shares_no_number_of_a_control_with_its_source(translated: Translator) -> None:
    data = word_file(p(r("See "), control("", r("Aster")), r(" here.")))
    done = part(render(translated(data, {"See Aster here.": "Aster здесь."}), BILINGUAL))
    assert len(list(done.iter(qname("w:sdt")))) == 2
    assert len(list(done.iter(qname("w:id")))) == 1


def test_the_line_that_says_draft_takes_the_place_of_an_empty_one(translated: Translator) -> None:
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    header = root("w:hdr", table, '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>')
    data = word_file(p(r("Text.")), sections, parts={"header": header})
    made = part(render(translated(data, {"Text.": "Текст."}), INPLACE), "word/header.xml")
    assert [text_of(child) for child in made] == ["", DRAFT]


def test_other_sources_are_refused_with_the_next_step(handout: Handout, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("Text.", encoding="utf-8")
    for path in (None, tmp_path / "notice.txt"):
        with pytest.raises(WriteError, match=r"notice\.txt: .*--layout table"):
            write(replace(handout, path=path), tmp_path / "out.docx", style=INPLACE)
    with pytest.raises(WriteError, match="cannot be read again"):
        render(replace(handout, path=tmp_path / "gone.docx"), INPLACE)


def test_python_docx_reads_what_the_built_in_pack_made(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_heading("Opening of the forum", 1)
    paragraph = source.add_paragraph("The board of ")
    paragraph.add_run("Aster").bold = True
    paragraph.add_run(" read the plan in 2031.")
    source.add_table(1, 1).cell(0, 0).text = "The plan is public."
    source.save(str(tmp_path / "plan.docx"))
    handout = translate(tmp_path / "plan.docx", "zh", options=Options(keep_all=True))
    write(handout, tmp_path / "plan.zh.docx", style=INPLACE)
    made = docx.Document(str(tmp_path / "plan.zh.docx"))
    targets = [pair.target for pair in handout.pairs]
    assert [made.paragraphs[0].text, made.paragraphs[1].text, made.tables[0].cell(0, 0).text] == targets
    assert made.paragraphs[0].style.name == "Heading 1"
    assert len([run for run in made.paragraphs[1].runs if run.bold]) == 1


def _reversed(text: str) -> str:
    return " ".join(reversed([f"Ж{word}" for word in text.split()]))


def _translate_somehow(path: Path) -> Handout:
    pairs = []
    for segment in split_document(read(path), source="en")[:400]:
        target = _reversed(segment.text)
        mark = Mark(0, len(target), 0, len(segment.text))
        pairs.append(Pair(segment.id, segment.block.index, "en", segment.text, target, Origin.MT, 1.0, marks=(mark,)))
    return Handout(path.name, "", ("en",), "ru", tuple(pairs), (), Provenance("0", "e"), path=path)


def _sound(files: Sequence[Path]) -> Sequence[Path]:
    found = []
    for path in files:
        try:
            read(path)
            with zipfile.ZipFile(path) as archive:
                damaged = archive.testzip()
        except (ForumdocsError, zipfile.BadZipFile):
            continue
        if not damaged:
            found.append(path)
    return found


_WITH_TEXT = ("document", "header", "footer", "footnotes", "endnotes", "content_types", "_rels/", "custom")


def test_every_real_document_comes_out_sound(peer_docs: Path) -> None:
    files = _sound(sorted((peer_docs / "docx").glob("*.docx")))
    assert len(files) > 80
    for path in files[::4]:
        handout = _translate_somehow(path)
        for style in (INPLACE, BILINGUAL):
            out = render(handout, style)
            with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(out)) as new:
                changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
            assert all(any(word in name.lower() for word in _WITH_TEXT) for name in changed), path.name
