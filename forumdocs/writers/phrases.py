"""What a handout says by itself, in every language of the forum."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PHRASES: dict[str, dict[str, str]] = {
    "draft": {
        "en": "DRAFT, machine translation",
        "zh": "草稿，机器翻译",
        "zh-Hant": "草稿，機器翻譯",
        "ko": "초안, 기계 번역",
        "ru": "ЧЕРНОВИК, машинный перевод",
        "ja": "草案、機械翻訳",
        "th": "ฉบับร่าง แปลด้วยเครื่อง",
    },
    "event": {
        "en": "Event",
        "zh": "活动",
        "zh-Hant": "活動",
        "ko": "행사",
        "ru": "Мероприятие",
        "ja": "行事",
        "th": "งาน",
    },
    "date": {"en": "Date", "zh": "日期", "ko": "날짜", "ru": "Дата", "ja": "日付", "th": "วันที่"},
    "number": {
        "en": "Document no.",
        "zh": "文件编号",
        "zh-Hant": "文件編號",
        "ko": "문서 번호",
        "ru": "Номер документа",
        "ja": "文書番号",
        "th": "เลขที่เอกสาร",
    },
    "author": {"en": "Author", "zh": "作者", "ko": "작성자", "ru": "Автор", "ja": "作成者", "th": "ผู้จัดทำ"},
    "summary": {"en": "Summary", "zh": "摘要", "ko": "요약", "ru": "Краткое содержание", "ja": "要約", "th": "สรุป"},
    "terms": {"en": "Terms", "zh": "术语", "zh-Hant": "術語", "ko": "용어", "ru": "Термины", "ja": "用語", "th": "ศัพท์"},
    "places": {"en": "No.", "zh": "编号", "zh-Hant": "編號", "ko": "번호", "ru": "№", "ja": "番号", "th": "ลำดับ"},
    "revised": {
        "en": "Revised by",
        "zh": "审校",
        "zh-Hant": "審校",
        "ko": "감수",
        "ru": "Отредактировал(а)",
        "ja": "校閲",
        "th": "ผู้ตรวจแก้",
    },
    "approved": {
        "en": "Approved by",
        "zh": "批准",
        "ko": "승인",
        "ru": "Утвердил(а)",
        "ja": "承認",
        "th": "ผู้อนุมัติ",
    },
    "name": {
        "en": "Name, position",
        "zh": "姓名、职务",
        "zh-Hant": "姓名、職務",
        "ko": "성명, 직위",
        "ru": "Ф. И. О., должность",
        "ja": "氏名・役職",
        "th": "ชื่อ ตำแหน่ง",
    },
    "signature": {
        "en": "Signature",
        "zh": "签字",
        "zh-Hant": "簽字",
        "ko": "서명",
        "ru": "Подпись",
        "ja": "署名",
        "th": "ลายมือชื่อ",
    },
}
"""The words by key and language; Traditional Chinese stands where it differs from Simplified."""


def say_in(key: str, langs: Sequence[str]) -> list[tuple[str, str]]:
    """A phrase in those of the languages that the table holds, else in English; each wording once, with its language.

    Args:
        key: one of :data:`PHRASES`.
        langs: language tags.
    """
    known = [lang for lang in langs if lang.split("-", 1)[0] in PHRASES[key]]
    wordings = {say(key, lang): lang for lang in reversed(known or ["en"])}
    return list(wordings.items())[::-1]


def say(key: str, lang: str) -> str:
    """A phrase in a language; in English where the table lacks it.

    Args:
        key: one of :data:`PHRASES`.
        lang: a language tag.
    """
    words = PHRASES[key]
    return words.get(lang) or words.get(lang.split("-", 1)[0]) or words["en"]
