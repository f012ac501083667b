from __future__ import annotations

import docx
import pytest
from lxml import etree

from forumdocs.errors import WriteError
from forumdocs.writers.fonts import FALLBACKS, USUAL, Fonts, parse_fonts
from forumdocs.writers.wordml import set_up_styles


def test_fonts_are_named_by_script_or_by_language() -> None:
    assert parse_fonts("Hans=SimSun, th = TH Sarabun New") == (("Hans", "SimSun"), ("Thai", "TH Sarabun New"))


@pytest.mark.parametrize("text", ["Klingon=Arial", "Hans", "Hans="])
def test_a_font_without_a_known_script_or_a_name_is_refused(text: str) -> None:
    with pytest.raises(WriteError, match="SCRIPT=NAME"):
        parse_fonts(text)


def test_a_chosen_font_holds_for_its_script_alone() -> None:
    fonts = Fonts((("Hant", "PMingLiU"),))
    assert (fonts.of("zh-Hant"), fonts.of("zh"), fonts.of("de")) == ("PMingLiU", "Microsoft YaHei", "Calibri")


def test_every_usual_font_has_substitutes_for_other_systems() -> None:
    assert set(USUAL.names()) == set(FALLBACKS)


def test_each_document_has_the_styles_of_its_own_fonts_and_may_change_them() -> None:
    def styles(fonts: Fonts) -> bytes:
        document = docx.Document()
        set_up_styles(document, fonts)
        found: bytes = etree.tostring(document.styles.element)
        document.styles["Title"].font.bold = True
        return found

    chosen = Fonts((("Hans", "SimSun"),))
    usual, other = styles(USUAL), styles(chosen)
    assert (b"SimSun" in usual, b"SimSun" in other) == (False, True)
    assert (styles(USUAL), styles(chosen)) == (usual, other)
