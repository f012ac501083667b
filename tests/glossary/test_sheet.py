from __future__ import annotations

from forumdocs.glossary import Concept, Glossary, Status, Term
from forumdocs.glossary.sheet import Occurrence, collect, names_in


def test_concepts_stand_in_the_order_in_which_they_first_come_up(glossary: Glossary) -> None:
    finds = [
        (glossary["qubit"], Occurrence(0, 0, "qubits", "en")),
        (glossary["qkd"], Occurrence(0, 2, "QKD", "en")),
        (glossary["qubit"], Occurrence(0, 2, "qubit", "en")),
        (glossary["qubit"], Occurrence(0, 2, "qubits", "en")),
        (glossary["qubit"], Occurrence(1, 7, "量子比特", "zh-Hans")),
    ]
    entries = collect(finds)
    assert [entry.concept.id for entry in entries] == ["qubit", "qkd"]
    assert entries[0].count == 4
    assert entries[0].paragraphs == {0: (0, 2), 1: (7,)}
    assert entries[0].surfaces == ("qubits", "qubit", "量子比特")


def test_the_names_of_a_concept_are_sorted_by_their_use(glossary: Glossary) -> None:
    english = names_in(glossary["qkd"], "en")
    assert english.head
    assert (english.head.text, english.abbreviations, english.also) == ("quantum key distribution", ("QKD",), ())
    assert names_in(glossary["qubit"], "ru").avoid == ("кьюбит",)
    assert names_in(glossary["qubit"], "th").head is None


def test_an_admitted_term_leads_where_none_is_preferred_and_a_forbidden_one_never() -> None:
    admitted = Concept("a", (Term("a", "en", Status.ADMITTED), Term("b", "en", Status.ADMITTED)))
    assert names_in(admitted, "en").head == admitted.terms[0]
    assert names_in(admitted, "en").also == ("b",)
    assert names_in(Concept("c", (Term("c", "en", Status.FORBIDDEN),)), "en").head is None
