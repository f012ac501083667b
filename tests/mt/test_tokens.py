from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from forumdocs.errors import BadPackage
from forumdocs.mt import packages, tokens

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mt.conftest import Argos


def test_underscores_survive(tiny_model: Path) -> None:
    tokenizer = tokens.SentencePiece(tiny_model / "sentencepiece.model")
    assert tokenizer.decode(tokenizer.encode("the main_hall opens")) == "the main_hall opens"


def test_unknown_characters_are_told_from_known_ones(tiny_model: Path) -> None:
    tokenizer = tokens.SentencePiece(tiny_model / "sentencepiece.model")
    assert not tokens.has_unknown(tokenizer, "the main hall")
    assert tokens.has_unknown(tokenizer, "the ☃ hall")


def test_a_file_that_is_no_tokenizer_is_named(tmp_path: Path) -> None:
    (tmp_path / "sentencepiece.model").write_bytes(b"hello")
    with pytest.raises(BadPackage, match=r"sentencepiece\.model is not a SentencePiece model"):
        tokens.SentencePiece(tmp_path / "sentencepiece.model")


def test_older_argos_packages_use_bpe(argos: Argos, tmp_path: Path) -> None:
    folder = argos.folder(tmp_path / "old", "en", "ru")
    (folder / "sentencepiece.model").unlink()
    (folder / "bpe.model").write_text("#version: 0.2\nt h\nth e</w>\n", encoding="utf-8")
    source, target = tokens.tokenizers(packages.read_package(folder)[0])
    pieces = source.encode("the hall")
    assert pieces[0] == "the"
    assert target.decode(pieces) == "the hall"


def test_a_line_has_no_breaks_and_nothing_invisible() -> None:
    assert tokens.clean_line(" a\u00adb\u200b \n\tc\u00a0d ") == "ab c d"


def test_translating_imports_nothing_that_calls_home() -> None:
    program = (
        "import sys, forumdocs.mt.engine, forumdocs.mt.installing, argostranslate.tokenizer;"
        "print([m for m in sys.modules if m in"
        " ('argostranslate.settings', 'argostranslate.sbd', 'argostranslate.translate', 'minisbd', 'torch')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reading_the_list_of_packages_imports_nothing_heavy() -> None:
    program = (
        "import sys; from forumdocs.mt import packages; packages.installed();"
        "print([m for m in ('ctranslate2', 'sentencepiece', 'numpy', 'argostranslate') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
