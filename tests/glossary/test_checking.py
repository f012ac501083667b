from __future__ import annotations

from forumdocs.glossary import Concept, Glossary, Matcher, Status, Term
from forumdocs.glossary.checking import Problem, check
from forumdocs.model import TranslationUnit

MATCHER = Matcher(
    Glossary(
        [
            Concept(
                "qkd",
                (
                    Term("quantum key distribution", "en"),
                    Term("QKD", "en", Status.ADMITTED, abbreviation=True),
                    Term("quantum encryption", "en", Status.FORBIDDEN),
                    Term("量子密钥分发", "zh-Hans"),
                    Term("量子密钥分配", "zh-Hans", Status.ADMITTED),
                ),
            ),
            Concept("qubit", (Term("qubit", "en"), Term("qbit", "en", Status.DEPRECATED), Term("量子比特", "zh-Hans"))),
            Concept("only-chinese", (Term("量子之光", "zh-Hans"),)),
        ]
    )
)


def unit(source: str, target: str, number: int = 1, *, langs: tuple[str, str] = ("zh", "en")) -> TranslationUnit:
    return TranslationUnit(f"{number}.1", source, target, *langs)


def test_a_required_term_that_is_missing_is_found_with_what_was_expected() -> None:
    (finding,) = check([unit("量子密钥分发网络已建成。", "The key network is complete.")], MATCHER)
    assert (finding.concept, finding.source, finding.expected, finding.found, finding.problem) == (
        "qkd",
        "量子密钥分发",
        ("quantum key distribution", "QKD"),
        None,
        Problem.MISSING,
    )
    assert finding.describe() == "“量子密钥分发” should be “quantum key distribution / QKD”"


def test_any_usable_term_will_do() -> None:
    assert (
        check([unit("量子密钥分配网络", "a QKD network"), unit("量子密钥分发", "Quantum key distribution")], MATCHER)
        == ()
    )


def test_a_forbidden_term_is_found_and_the_concept_counts_as_rendered() -> None:
    (finding,) = check([unit("量子密钥分发", "quantum encryption")], MATCHER)
    assert (finding.problem, finding.source, finding.found) == (Problem.FORBIDDEN, "量子密钥分发", "quantum encryption")


def test_a_deprecated_term_is_found_even_if_the_source_does_not_ask_for_its_concept() -> None:
    (finding,) = check([unit("我们有设备。", "We have a qbit.")], MATCHER)
    assert (finding.problem, finding.concept, finding.source) == (Problem.FORBIDDEN, "qubit", "")


def test_a_concept_without_a_term_in_the_target_language_asks_for_nothing() -> None:
    assert check([unit("量子之光", "The light of the quantum")], MATCHER) == ()


def test_two_renderings_of_one_concept_are_found_where_the_rarer_one_stands() -> None:
    units = [
        unit("quantum key distribution", "量子密钥分发", 1, langs=("en", "zh")),
        unit("quantum key distribution", "量子密钥分配", 2, langs=("en", "zh")),
        unit("quantum key distribution", "量子密钥分发", 3, langs=("en", "zh")),
    ]
    (finding,) = check(units, MATCHER)
    assert (finding.unit.id, finding.problem, finding.expected, finding.found) == (
        "2.1",
        Problem.INCONSISTENT,
        ("量子密钥分发",),
        "量子密钥分配",
    )


def test_of_two_equally_frequent_renderings_the_preferred_one_is_right() -> None:
    units = [
        unit("quantum key distribution", "量子密钥分配", 1, langs=("en", "zh")),
        unit("quantum key distribution", "量子密钥分发", 2, langs=("en", "zh")),
    ]
    assert [finding.unit.id for finding in check(units, MATCHER)] == ["1.1"]


def test_an_abbreviation_beside_the_full_term_is_no_inconsistency() -> None:
    assert check([unit("量子密钥分发", "quantum key distribution"), unit("量子密钥分发", "QKD")], MATCHER) == ()


def test_findings_come_in_the_order_of_the_text() -> None:
    units = [
        unit("quantum key distribution", "量子密钥分配", 1, langs=("en", "zh")),
        unit("qubit", "比特", 2, langs=("en", "zh")),
        unit("quantum key distribution", "量子密钥分发", 3, langs=("en", "zh")),
    ]
    assert [finding.unit.id for finding in check(units, MATCHER)] == ["1.1", "2.1"]
