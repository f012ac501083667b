"""Letters set in symbol fonts, which Word stores as private-use characters, as real Unicode."""

from __future__ import annotations

_SYMBOL = dict(
    zip(
        range(0x41, 0x5B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
        strict=True,
    )
) | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xC9: "⊃", 0xCC: "⊂", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅",
    0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓",
    0xE1: "〈", 0xE5: "∑", 0xF1: "〉", 0xF2: "∫",
}  # fmt: skip
"""The Symbol font by code, after Adobe's table (unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt)."""

_DINGBATS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
"""The bullets, arrows and ticks of Wingdings; its pictures have no counterpart that would help a reader."""

_TABLES = {"symbol": _SYMBOL, "wingdings": _DINGBATS}
_PRIVATE = range(0xF000, 0xF100)


def symbol_text(text: str, *, font: str) -> str:
    """``text`` with the private-use characters of a symbol font replaced, or left out where unknown.

    Characters outside U+F000 to U+F0FF stand as they are.
    """
    table = next((table for name, table in _TABLES.items() if name in font.lower()), {})
    return "".join(_plain(ord(char), table) if ord(char) in _PRIVATE else char for char in text)


def _plain(code: int, table: dict[int, str]) -> str:
    low = code - _PRIVATE.start
    if low in table:
        return table[low]
    # Digits and brackets of the Symbol font have their ASCII codes.
    return chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else ""
