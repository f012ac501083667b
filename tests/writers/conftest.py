from __future__ import annotations

from collections.abc import Callable

import pytest

from forumdocs.glossary import Concept, Status, Term
from forumdocs.glossary.searchindex import pinyin_of
from forumdocs.glossary.sheet import Entry, Occurrence, Sheet
from forumdocs.model import Dropped, Handout, Kind, Origin, Pair, Provenance


def pair(number: str, lang: str, source: str, target: str, origin: Origin = Origin.MT, **more: object) -> Pair:
    values: dict[str, object] = {"score": 0.8, **more}
    return Pair(number, int(number.split(".")[0]), lang, source, target, origin, **values)  # type: ignore[arg-type]


@pytest.fixture
def make_pair() -> Callable[..., Pair]:
    """A function of id, language, source, target, origin and what else a pair has."""
    return pair


@pytest.fixture
def handout() -> Handout:
    """A notice in Chinese, Korean, Russian and English, for readers of English."""
    return Handout(
        source="notice.txt",
        title="关于论坛的通知",
        source_langs=("zh", "ko", "ru", "th"),
        target_lang="en",
        pairs=(
            pair("0.1", "zh", "关于论坛的通知", "Notice of the forum", kind=Kind.HEADING),
            pair("1.1", "zh", "论坛将在“国家会议中心”举行。", "The forum takes place at the convention centre."),
            pair("1.2", "zh", "请于7月1日前登记。", "Please register by 2 July.", flags=("number-mismatch",)),
            pair("2.1", "ko", "참가비는 없습니다.", "There is no fee.", Origin.PARALLEL),
            pair("3.1", "ru", "Ждём вас!", "We look forward to seeing you!", kind=Kind.LIST_ITEM, level=1, marker="1)"),
            pair("4.1", "en", "Coffee is served.", "Coffee is served.", Origin.SAME),
            pair("5.1", "th", "ยินดีต้อนรับ", "Welcome"),
        ),
        dropped=(Dropped(9, "扫一扫", "site-menu"),),
        provenance=Provenance("0.1.0", "starter", ("zh_en 0.1",), "", {"beam": 2}),
    )


def _concept(concept_id: str, terms: dict[str, list[Term]], **more: str) -> Concept:
    return Concept(concept_id, tuple(term for group in terms.values() for term in group), **more)  # type: ignore[arg-type]


def _terms(**words: str) -> dict[str, list[Term]]:
    names = {"zh": "zh-Hans", "hant": "zh-Hant"}
    return {lang: [Term(text, names.get(lang, lang))] for lang, text in words.items()}


@pytest.fixture(scope="session")
def sheet() -> Sheet:
    """Six concepts of two documents, with every status and reading aid, in four of seven languages."""
    qkd = _terms(
        en="quantum key distribution",
        zh="量子密钥分发",
        hant="量子金鑰分發",
        ko="양자 키 분배",
        th="การแจกจ่ายกุญแจควอนตัม",
    )
    qkd["en"].append(Term("QKD", "en", Status.ADMITTED, abbreviation=True))
    qkd["ko"].append(Term("양자 키 분포", "ko", Status.DEPRECATED))
    qkd["ru"] = [Term("квантовое распределение ключей", "ru", stress="ква́нтовое распределе́ние ключе́й")]
    qkd["ja"] = [Term("量子鍵配送", "ja", reading="りょうしかぎはいそう")]
    concepts = (
        _concept(
            "qkd",
            qkd,
            domain="communication-cryptography",
            definition="Method by which two parties obtain a shared secret key.",
            note="Not the same as quantum cryptography.",
        ),
        _concept("qubit", _terms(en="qubit", zh="量子比特", ko="큐비트", ru="кубит"), domain="computing"),
        _concept(
            "export-control", _terms(en="export control", zh="出口管制", ko="수출 통제", ru="экспортный контроль")
        ),
        _concept(
            "entanglement",
            _terms(en="entanglement", zh="量子纠缠", ko="양자 얽힘", ru="запутанность"),
            domain="physics",
        ),
        _concept(
            "volume",
            _terms(en="quantum volume", zh="量子体积", ko="양자 볼륨", ru="квантовый объём"),
            domain="computing",
        ),
        _concept(
            "lattice", _terms(en="optical lattice", zh="光晶格", ko="광격자"), domain="physics", definition="<b> & co."
        ),
    )
    places = [(0, 0), (0, 1), (0, 1), (1, 2), (1, 3), (1, 3)]
    entries = tuple(
        Entry(concept, (Occurrence(document, paragraph, concept.terms[0].text, "en"), Occurrence(1, 9, "x", "en")))
        for concept, (document, paragraph) in zip(concepts, places, strict=True)
    )
    return Sheet(
        title="Opening </script> & panel",
        documents=("opening.docx", "panel.pdf"),
        langs=("en", "zh-Hans", "ko", "ru"),
        entries=entries,
        pinyin=pinyin_of(concepts),
        glossary="sha256:0123456789abcdef",
    )
