from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forumdocs.errors import GlossaryError
from forumdocs.glossary import Concept, Status, Term, load_builtin
from forumdocs.glossary.formats import read_glossary, write_glossary
from forumdocs.glossary.formats.headings import Heading, understand

LOSSLESS = [".toml", ".tbx", ".csv", ".tsv", ".xlsx"]

QKD = Concept(
    "qkd",
    (
        Term("quantum key distribution", "en"),
        Term("QKD", "en", Status.ADMITTED, abbreviation=True),
        Term("quantum encryption", "en", Status.FORBIDDEN),
        Term("量子密钥分发", "zh-Hans"),
        Term("量子密钥分配", "zh-Hans", Status.ADMITTED),
        Term("квантовое распределение ключей", "ru", stress="ква́нтовое распределе́ние ключе́й"),
        Term("квантовая рассылка ключей", "ru", Status.DEPRECATED),
        Term("量子鍵配送", "ja", reading="りょうしかぎはいそう"),
    ),
    domain="communication-cryptography",
    definition='Sharing a "secret" key; with semicolons, commas and | bars.',
    note="First line <b>&amp;",
    checked={"en": "ITU-T Y.3800", "ru": "PNST 830-2023"},
    lacking=("th",),
)
QUBIT = Concept(
    "qubit", (Term("qubit", "en"), Term("큐비트", "ko"), Term("a; b", "th", Status.ADMITTED)), part_of_speech="phrase"
)


@pytest.mark.parametrize("suffix", LOSSLESS)
def test_what_is_exported_is_imported_as_it_was(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"glossary{suffix}"
    write_glossary([QKD, QUBIT], path)
    assert read_glossary(path).concepts == (QKD, QUBIT)


@pytest.mark.parametrize("suffix", LOSSLESS)
def test_the_built_in_glossary_survives_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"glossary{suffix}"
    concepts = tuple(load_builtin())
    write_glossary(concepts or (QKD,), path)
    assert read_glossary(path).concepts == (concepts or (QKD,))


WORDS = st.text(
    st.characters(codec="utf-8", categories=("Ll", "Lu", "Nd"), max_codepoint=0x24F), min_size=1, max_size=8
)


@settings(max_examples=30, deadline=None)
@given(
    texts=st.lists(WORDS, min_size=1, max_size=4, unique=True),
    marks=st.sampled_from(["", '"', "'", ",", "\\", "<", "&"]),
)
def test_any_term_survives_a_table_and_tbx(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], marks: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    terms = [Term(f"{t}{marks}", "en", Status.ADMITTED if i else Status.PREFERRED) for i, t in enumerate(texts)]
    concept = Concept("c", tuple(terms), note=f"x{marks}")
    for suffix in (".csv", ".tbx", ".toml"):
        write_glossary([concept], folder / f"g{suffix}")
        assert read_glossary(folder / f"g{suffix}").concepts == (concept,)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("English", Heading("preferred", "en")),
        ("EN-GB", Heading("preferred", "en")),
        ("zh_TW", Heading("preferred", "zh-Hant")),
        ("简体中文", Heading("preferred", "zh-Hans")),
        ("Русский", Heading("preferred", "ru")),
        (" 한국어 ", Heading("preferred", "ko")),
        ("Korean abbreviation", Heading("abbreviation", "ko")),
        ("en (synonyms)", Heading("admitted", "en")),
        ("ja reading", Heading("reading", "ja")),
        ("Comments", Heading("note")),
        ("Approved by", None),
        ("", None),
        ("it", None),
    ],
)
def test_a_heading_is_understood_as_staff_write_it(text: str, heading: Heading | None) -> None:
    assert understand(text) == heading


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_columns_may_stand_in_any_order_and_cells_hold_several_terms(tmp_path: Path) -> None:
    path = write(
        tmp_path / "ours.csv",
        "Remark;러시아어;English\nsee annex;кубит;qubit; quantum bit\n".replace("qubit; q", '"qubit; q').replace(
            "bit\n", 'bit"\n'
        ),
    )
    (concept,) = read_glossary(path).concepts
    assert concept.id == "qubit"
    assert concept.note == "see annex"
    assert [(t.text, t.lang, t.status.value) for t in concept.terms] == [
        ("qubit", "en", "preferred"),
        ("quantum bit", "en", "admitted"),
        ("кубит", "ru", "preferred"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_table_is_read_in_the_encoding_that_excel_left_it_in(tmp_path: Path, encoding: str) -> None:
    rows = "".join(
        f"quantum {w},量子{z}\n"
        for w, z in zip(
            ("computer", "sensor", "memory", "network"), ("计算机", "传感器", "存储器", "网络"), strict=True
        )
    )
    path = write(tmp_path / "ours.csv", f"English,中文\n{rows}", encoding)
    assert [c.terms[1].text for c in read_glossary(path).concepts] == [
        "量子计算机",
        "量子传感器",
        "量子存储器",
        "量子网络",
    ]


def test_a_bad_row_is_named_by_its_line_and_the_rest_comes_in_when_it_may_be_skipped(tmp_path: Path) -> None:
    path = write(tmp_path / "ours.csv", "en,ru\nqubit,кубит\nqudit,큐디트\nlaser,лазер,x\nqubit,куб\n\nion,ион\n")
    with pytest.raises(
        GlossaryError, match=r"ours\.csv: line 3: '큐디트' is not written in the letters of ru \(and 2 more\)"
    ):
        read_glossary(path)
    found = read_glossary(path, skip_bad=True)
    assert [c.id for c in found.concepts] == ["qubit", "ion"]
    assert [(row.line, row.problem.split(";")[0]) for row in found.bad] == [
        (3, "'큐디트' is not written in the letters of ru"),
        (4, "has 3 cells, the heading row 2"),
        (5, "'qubit' stands on line 2 already"),
    ]


def test_a_line_number_counts_lines_not_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "ours.csv", 'en,ru,note\nqubit,кубит,"two\nlines"\nqudit,큐디트,\n')
    assert read_glossary(path, skip_bad=True).bad[0].line == 4


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "ours.csv", "en,ru,Approved by\nqubit,кубит,Lee\n")
    assert read_glossary(path).notices == ("columns left out: Approved by",)


def test_a_formula_is_never_evaluated(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["en", "ru"])
    sheet.append(["qubit", '=CONCATENATE("ку","бит")'])
    sheet.append(["qudit", "кудит"])
    book.save(tmp_path / "ours.xlsx")
    found = read_glossary(tmp_path / "ours.xlsx", skip_bad=True)
    assert [str(row) for row in found.bad] == ["line 2: a cell holds a formula; paste its value"]
    assert [c.id for c in found.concepts] == ["qudit"]


def test_an_exported_term_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    write_glossary([Concept("c", (Term("x", "en"), Term("=1+1", "en", Status.ADMITTED)))], tmp_path / "g.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "g.xlsx").active
    assert sheet
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_the_table_may_stand_on_a_later_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first
    first.append(["Terms of the Forum, 2026"])
    sheet = book.create_sheet("terms")
    sheet.append(["중국어", "한국어"])
    sheet.append(["量子比特", "큐비트"])
    book.save(tmp_path / "ours.xlsx")
    assert [t.text for t in read_glossary(tmp_path / "ours.xlsx").concepts[0].terms] == ["量子比特", "큐비트"]


MIXED = b"".join(
    "q,양자 얽힘과 큐비트,\n".encode("cp949") + ",,квантовый компьютер\n".encode("cp1251") for _ in range(9)
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"name,value\n1,2\n", "names no language"),
        ("a.csv", b"en,ru\n", "holds no term"),
        ("a.csv", b"", "names no language"),
        ("a.txt", b"just a line\n", "is no glossary"),
        ("a.txt", b"qubit\tlaser\n", "cannot be told apart"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged"),
        ("a.tbx", b"<tbx", "not well-formed"),
        ("a.tbx", b"<tbx><text/></tbx>", "without a term entry"),
        ("a.csv", b"en,ko,ru\n" + MIXED, "line 2"),
    ],
)
def test_bad_input_gets_one_line_that_names_the_file(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GlossaryError) as caught:
        read_glossary(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    layers = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = (
        f'<!DOCTYPE tbx [<!ENTITY e0 "ha">{layers}]><tbx><conceptEntry id="a"><note>&e11;</note></conceptEntry></tbx>'
    )
    path = write(tmp_path / "bomb.tbx", bomb)
    with pytest.raises(GlossaryError, match=r"[Ee]ntit"):
        read_glossary(path)


def test_an_entity_bomb_in_a_workbook_is_refused(tmp_path: Path) -> None:
    write_glossary([QUBIT], tmp_path / "sound.xlsx")
    layers = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    with zipfile.ZipFile(tmp_path / "sound.xlsx") as sound, zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as bomb:
        for name in sound.namelist():
            text = sound.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                row = '<row r="9"><c r="A9" t="inlineStr"><is><t>&e11;</t></is></c></row></sheetData>'
                body = re.sub(r"^<\?xml.*?\?>", "", text).replace("</sheetData>", row)
                text = f'<!DOCTYPE x [<!ENTITY e0 "ha">{layers}]>{body}'
            bomb.writestr(name, text)
    with pytest.raises(GlossaryError, match=r"bomb\.xlsx: the workbook cannot be read"):
        read_glossary(tmp_path / "bomb.xlsx")


def test_a_table_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forumdocs.glossary.formats.tables.MAX_ROWS", 100)
    path = write(tmp_path / "ours.csv", "en,ru\n" + "".join(f"word{i},слово\n" for i in range(101)))
    with pytest.raises(GlossaryError, match="more than 100 rows"):
        read_glossary(path)


DCA = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="eid-7"><descrip type="subjectField">physics</descrip>
<langSet xml:lang="en"><descripGrp><descrip type="definition">A unit.</descrip></descripGrp>
<ntig><termGrp><term>qubit</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig>
<tig><term>qbit</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="zh-TW"><tig><term>量子位元</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>qubit</term></tig></langSet>
</termEntry></body></text></martif>"""


def test_tbx_of_2008_and_in_dca_style_is_read(tmp_path: Path) -> None:
    found = read_glossary(write(tmp_path / "old.tbx", DCA))
    assert found.concepts == (
        Concept(
            "eid-7",
            (Term("qubit", "en"), Term("qbit", "en", Status.DEPRECATED), Term("量子位元", "zh-Hant")),
            domain="physics",
            definition="A unit.",
        ),
    )
    assert found.notices == ("languages left out: fr",)


def test_tbx_is_laid_out_as_the_standard_has_it(tmp_path: Path) -> None:
    from lxml import etree

    write_glossary([QKD], tmp_path / "g.tbx")
    root = etree.parse(tmp_path / "g.tbx").getroot()
    names = {None: "", "c": "urn:iso:std:iso:30042:ed-2", "min": "http://www.tbxinfo.net/ns/min"}
    names.pop(None)
    assert root.attrib["type"] == "TBX-Basic"
    assert root.attrib["style"] == "dct"
    assert [e.text for e in root.findall(".//c:langSec/c:termSec/c:term", names)] == [t.text for t in QKD.terms]
    assert root.findtext(".//min:subjectField", namespaces=names) == "communication-cryptography"


def test_omegat_lines_of_one_source_term_become_one_concept(tmp_path: Path) -> None:
    path = write(tmp_path / "glossary.txt", "# project\nqubit\t큐비트\tunit\nqubit\t양자 비트\nlaser\t레이저\n")
    found = read_glossary(path)
    assert [[(t.text, t.status.value) for t in c.terms] for c in found.concepts] == [
        [("qubit", "preferred"), ("큐비트", "preferred"), ("양자 비트", "admitted")],
        [("laser", "preferred"), ("레이저", "preferred")],
    ]
    assert found.notices == ("languages taken for en and ko; --langs names others",)


def test_omegat_takes_two_languages(tmp_path: Path) -> None:
    write_glossary([QKD], tmp_path / "g.txt", langs=("en", "zh-Hans"))
    lines = (tmp_path / "g.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["quantum key distribution", "量子密钥分发"],
        ["quantum key distribution", "量子密钥分配"],
        ["QKD", "量子密钥分发"],
        ["QKD", "量子密钥分配"],
    ]
    with pytest.raises(GlossaryError, match="two languages"):
        write_glossary([QKD], tmp_path / "g.txt")


def test_only_the_chosen_languages_are_exported(tmp_path: Path) -> None:
    write_glossary([QKD], tmp_path / "g.csv", langs=("en", "ru"))
    head = io.StringIO((tmp_path / "g.csv").read_text(encoding="utf-8-sig")).readline().strip()
    properties = ["id", "domain", "part-of-speech", "definition", "note"]
    english = ["en", "en abbreviation", "en forbidden", "en checked"]
    assert head.split(",") == [*properties, *english, "ru", "ru deprecated", "ru stress", "ru checked"]
