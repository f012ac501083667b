"""A small glossary of forum words, which the tiny model has in its vocabulary or can spell in bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forumdocs.glossary import Concept, Glossary, Status, Term
from forumdocs.mt import packages
from forumdocs.mt.constraints import Terminology

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.mt.conftest import Argos


def _concept(concept_id: str, *terms: Term, part_of_speech: str = "noun") -> Concept:
    return Concept(concept_id, terms, part_of_speech=part_of_speech)


CONCEPTS = (
    _concept(
        "test-bed",
        Term("test bed", "en"),
        Term("试验平台", "zh-Hans"),
        Term("試驗場域", "zh-Hant"),
        Term("시험장", "ko"),
        Term("испытательный полигон", "ru"),
        Term("полигончик", "ru", Status.FORBIDDEN),
    ),
    _concept(
        "board",
        Term("board", "en"),
        Term("理事会", "zh-Hans"),
        Term("理事會", "zh-Hant"),
        Term("이사회", "ko"),
        Term("совет", "ru"),
        Term("борд", "ru", Status.DEPRECATED),
    ),
    _concept(
        "qkd",
        Term("quantum key distribution", "en"),
        Term("QKD", "en", Status.ADMITTED, abbreviation=True),
        Term("量子密钥分发", "zh-Hans"),
        Term("量子金鑰分發", "zh-Hant"),
        Term("양자 키 분배", "ko"),
        Term("квантовое распределение ключей", "ru"),
        Term("КРК", "ru", Status.ADMITTED, abbreviation=True),
    ),
    _concept(
        "qubit", Term("qubit", "en"), Term("量子比特", "zh-Hans"), Term("量子位元", "zh-Hant"), Term("кубит", "ru")
    ),
    _concept("only-english", Term("hallway track", "en")),
)


@pytest.fixture(scope="session")
def terms() -> Terminology:
    return Terminology(Glossary(CONCEPTS, digest="sha256:test"))


@pytest.fixture
def make(argos: Argos, tmp_path: Path) -> Callable[..., packages.Package]:
    def package(source: str, target: str, **extra: object) -> packages.Package:
        folder = argos.folder(tmp_path / "made" / f"{source}_{target}", source, target, **extra)
        return packages.read_package(folder)[0]

    return package
