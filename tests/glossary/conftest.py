from __future__ import annotations

import pytest

from forumdocs.glossary import Concept, Glossary, Status, Term


def concept(concept_id: str, *terms: Term, **more: str) -> Concept:
    return Concept(concept_id, terms, **more)  # type: ignore[arg-type]


@pytest.fixture
def glossary() -> Glossary:
    """Three concepts and an institution, with every status and every reading aid."""
    return Glossary(
        [
            concept(
                "qkd",
                Term("quantum key distribution", "en"),
                Term("QKD", "en", Status.ADMITTED, abbreviation=True),
                Term("量子密钥分发", "zh-Hans"),
                Term("量子金鑰分發", "zh-Hant"),
                Term("양자 키 분배", "ko"),
                Term("квантовое распределение ключей", "ru", stress="ква́нтовое распределе́ние ключе́й"),
                Term("量子鍵配送", "ja", reading="りょうしかぎはいそう"),
                Term("การแจกจ่ายกุญแจควอนตัม", "th"),
                domain="communication-cryptography",
                definition="Method by which two parties obtain a shared secret key.",
            ),
            concept(
                "qubit",
                Term("qubit", "en"),
                Term("量子比特", "zh-Hans"),
                Term("量子位元", "zh-Hant"),
                Term("큐비트", "ko"),
                Term("кубит", "ru", stress="куби́т"),
                Term("кьюбит", "ru", Status.FORBIDDEN),
                Term("量子ビット", "ja", reading="りょうしビット"),
                domain="computing",
                note="Russian кубит, never кьюбит.",
            ),
            concept(
                "entanglement",
                Term("quantum entanglement", "en"),
                Term("量子纠缠", "zh-Hans"),
                Term("量子糾纏", "zh-Hant"),
                Term("양자 얽힘", "ko"),
                Term("квантовая запутанность", "ru"),
                Term("量子もつれ", "ja", reading="りょうしもつれ"),
                domain="physics",
            ),
            concept(
                "noise-rate",
                Term("noise rate", "en"),
                Term("噪声率", "zh-Hans"),
                Term("雜訊率", "zh-Hant"),
                Term("잡음률", "ko"),
                Term("уровень шума", "ru"),
                Term("ノイズレート", "ja", reading="ノイズレート"),
                domain="computing",
            ),
            concept(
                "northern-institute",
                Term("Northern Institute of Metrology", "en"),
                Term("北方计量研究院", "zh-Hans"),
                Term("北方計量研究院", "zh-Hant"),
                Term("북방계량연구원", "ko"),
                Term("Северный институт метрологии", "ru"),
                Term("北方計量研究所", "ja", reading="ほっぽうけいりょうけんきゅうじょ"),
                domain="institutions",
                part_of_speech="proper-noun",
            ),
        ]
    )
