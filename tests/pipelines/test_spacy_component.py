from __future__ import annotations

import subprocess
import sys

import pytest

spacy = pytest.importorskip("spacy")

from forumdocs.pipelines.spacy_component import FACTORY, add_to  # noqa: E402 (imports spaCy)

pytestmark = pytest.mark.filterwarnings("ignore:invalid escape sequence")  # of components others registered


@pytest.mark.parametrize(
    ("lang", "text", "sentences"),
    [
        ("en", "Prof. Bell met Dr. Ito. They agreed.", ["Prof. Bell met Dr. Ito.", "They agreed."]),
        ("ru", "Выступил проф. Н. Бор. Все слушали.", ["Выступил проф. Н. Бор.", "Все слушали."]),
        ("xx", "Anna came. Всё готово. 好。", ["Anna came.", "Всё готово.", "好。"]),
        ("zh", "他说：“好。”大家同意了。", ["他说：“好。”", "大家同意了。"]),
    ],
)
def test_a_blank_pipeline_gets_our_sentences(lang: str, text: str, sentences: list[str]) -> None:
    nlp = add_to(spacy.blank(lang))
    assert [sentence.text for sentence in nlp(text).sents] == sentences


def test_the_factory_is_known_by_its_name() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(FACTORY)
    assert nlp.pipe_names == ["forumdocs_sentences"]


def test_white_space_tokens_stay_with_the_sentence_before() -> None:
    doc = add_to(spacy.blank("en"))("  One.\n\nTwo.")
    assert [sentence.text.strip() for sentence in doc.sents] == ["One.", "Two."]


def test_an_empty_text_has_no_sentences() -> None:
    assert list(add_to(spacy.blank("en"))("").sents) == []


def test_the_splitter_does_not_import_spacy() -> None:
    code = "import sys, forumdocs.pipelines.sentences; print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
