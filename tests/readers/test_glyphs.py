from __future__ import annotations

import pytest

from forumdocs.readers.glyphs import MAX_BAD_SHARE, bad_share, tidy
from forumdocs.readers.symbols import symbol_text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ﬁrst eﬀect", "first effect"),
        ("⼤⼩", "大小"),
        ("⺠⻓", "民长"),
        ("й", "й"),
        ("한글", "한글"),
        ("①ｱ", "①ｱ"),
    ],
)
def test_characters_become_what_was_meant(written: str, meant: str):
    assert tidy(written) == meant


@pytest.mark.parametrize(
    "garbled",
    [
        "\ue001\ue002\ue003",
        "\x01\x02 \x03",
        "/g23/g45",
        "(cid:12)(cid:99)",
        "Áö±¹ °ø±¸",
        "ⴰ" * 0 + "\u1401\u1402",
    ],
)
def test_garbled_text_is_recognised(garbled: str):
    assert bad_share(garbled) > MAX_BAD_SHARE


@pytest.mark.parametrize(
    "sound",
    [
        "Quantum key distribution",
        "Café, naïve, Ångström",
        "量子密钥分发",
        "양자 키 분배",
        "квантовый ключ",
        "กุญแจ",
        "",
    ],
)
def test_sound_text_is_not(sound: str):
    assert bad_share(sound) == 0


def test_symbol_fonts_are_read_by_their_tables():
    assert symbol_text("\uf061\uf0b3\uf031", font="ABCDEF+SymbolMT") == "α≥1"
    assert symbol_text("\uf0fc done", font="Wingdings-Regular") == "✓ done"
