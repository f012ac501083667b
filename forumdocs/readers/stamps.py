"""The line above the pages of a draft by this program: no part of the text of a document that is read again."""

from __future__ import annotations

DRAFT = {
    "en": "DRAFT, machine translation",
    "zh": "草稿，机器翻译",
    "zh-Hant": "草稿，機器翻譯",
    "ko": "초안, 기계 번역",
    "ru": "ЧЕРНОВИК, машинный перевод",
    "ja": "草案、機械翻訳",
    "th": "ฉบับร่าง แปลด้วยเครื่อง",
}
"""The words by language tag."""
SEPARATOR = " / "
"""What stands between them where several languages say so."""
_WORDINGS = frozenset(DRAFT.values())


def is_stamp(text: str) -> bool:
    """Whether a line in the header of a document says nothing but that it is a draft, in any languages."""
    return all(part.strip() in _WORDINGS for part in text.split(SEPARATOR))
