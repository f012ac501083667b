"""What a handout or a summary says by itself, in every language of the forum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.readers.stamps import DRAFT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PHRASES: dict[str, dict[str, str]] = {
    "draft": DRAFT,
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
    "page": {
        "en": "Page {page} of {pages}",
        "zh": "第 {page} 页，共 {pages} 页",
        "zh-Hant": "第 {page} 頁，共 {pages} 頁",
        "ko": "{page}/{pages}쪽",
        "ru": "Стр. {page} из {pages}",
        "ja": "{page}/{pages}ページ",
        "th": "หน้า {page} จาก {pages}",
    },
    "to-check": {
        "en": "to check",
        "zh": "待核对",
        "zh-Hant": "待核對",
        "ko": "확인 필요",
        "ru": "проверить",
        "ja": "要確認",
        "th": "ต้องตรวจสอบ",
    },
    "likely-wrong": {
        "en": "likely wrong",
        "zh": "很可能有误",
        "zh-Hant": "很可能有誤",
        "ko": "오역 가능성 높음",
        "ru": "вероятно, ошибочно",
        "ja": "誤訳の恐れ",
        "th": "น่าจะผิด",
    },
    "by-machine": {
        "en": "sentences translated by machine",
        "zh": "机器翻译的句子",
        "zh-Hant": "機器翻譯的句子",
        "ko": "기계 번역한 문장",
        "ru": "предложений переведено машиной",
        "ja": "機械翻訳した文",
        "th": "ประโยคที่แปลด้วยเครื่อง",
    },
    "from-memory": {
        "en": "from the translation memory",
        "zh": "取自翻译记忆库",
        "zh-Hant": "取自翻譯記憶庫",
        "ko": "번역 메모리에서",
        "ru": "из памяти переводов",
        "ja": "翻訳メモリから",
        "th": "จากหน่วยความจำการแปล",
    },
    "bilingual": {
        "en": "translated in the source (marked =)",
        "zh": "原文自带译文（标有 =）",
        "zh-Hant": "原文自帶譯文（標有 =）",
        "ko": "원문에 번역이 있음(= 표시)",
        "ru": "переведено в самом источнике (знак =)",
        "ja": "原文に訳あり（= 印）",
        "th": "มีคำแปลในต้นฉบับ (เครื่องหมาย =)",
    },
    "already": {
        "en": "in this language already",
        "zh": "原文已是本语言",
        "zh-Hant": "原文已是本語言",
        "ko": "이미 이 언어로 된 문장",
        "ru": "уже на этом языке",
        "ja": "すでにこの言語の文",
        "th": "เป็นภาษานี้อยู่แล้ว",
    },
    "signs": {
        "en": "without words",
        "zh": "无文字",
        "zh-Hant": "無文字",
        "ko": "글자 없음",
        "ru": "без слов",
        "ja": "文字なし",
        "th": "ไม่มีข้อความ",
    },
    "glossary-terms": {
        "en": "terms of the glossary",
        "zh": "术语表中的术语",
        "zh-Hant": "術語表中的術語",
        "ko": "용어집의 용어",
        "ru": "терминов из глоссария",
        "ja": "用語集の用語",
        "th": "ศัพท์จากอภิธานศัพท์",
    },
    "missing": {
        "en": "missing in the translation",
        "zh": "译文中缺失",
        "zh-Hant": "譯文中缺失",
        "ko": "번역에 없음",
        "ru": "нет в переводе",
        "ja": "訳文になし",
        "th": "ไม่มีในคำแปล",
    },
    "left-out": {
        "en": "left out as not part of the text",
        "zh": "非正文而略去",
        "zh-Hant": "非正文而略去",
        "ko": "본문이 아니어서 제외",
        "ru": "опущено как не относящееся к тексту",
        "ja": "本文でないため省略",
        "th": "ตัดออกเพราะไม่ใช่เนื้อหา",
    },
    "source": {
        "en": "Source",
        "zh": "原文",
        "ko": "원문",
        "ru": "Источник",
        "ja": "原文",
        "th": "ต้นฉบับ",
    },
    "cited": {
        "en": "Sentences: {count}. From: {files}. ¶ is the paragraph that a sentence is cited from.",
        "zh": "共 {count} 句，摘自：{files}。¶ 为句子所在的段落。",
        "zh-Hant": "共 {count} 句，摘自：{files}。¶ 為句子所在的段落。",
        "ko": "문장 {count}개, 출처: {files}. ¶는 문장이 인용된 단락입니다.",
        "ru": "Предложений: {count}. Источник: {files}. ¶ — абзац, откуда взято предложение.",
        "ja": "{count}文、出典：{files}。¶は文を引用した段落です。",
        "th": "{count} ประโยค จาก {files} ¶ คือย่อหน้าที่ยกประโยคมา",
    },
    "and-more": {
        "en": "{first} and {count} more",
        "zh": "{first}及另外 {count} 份文件",
        "ko": "{first} 외 {count}건",
        "ru": "{first} и ещё {count}",
        "ja": "{first} ほか{count}件",
        "th": "{first} และอีก {count} ฉบับ",
    },
    "whole": {
        "en": "The text is too short to summarise and stands here whole.",
        "zh": "原文太短，无需摘要，全文如下。",
        "zh-Hant": "原文太短，無需摘要，全文如下。",
        "ko": "글이 짧아 요약하지 않고 전문을 싣습니다.",
        "ru": "Текст слишком короток для краткого изложения и приведён полностью.",
        "ja": "短い文章のため要約せず、全文を載せます。",
        "th": "ข้อความสั้นเกินกว่าจะสรุป จึงแสดงไว้ทั้งหมด",
    },
    "other-topics": {
        "en": "Other topics",
        "zh": "其他主题",
        "zh-Hant": "其他主題",
        "ko": "그 밖의 주제",
        "ru": "Другие темы",
        "ja": "その他の話題",
        "th": "หัวข้ออื่น",
    },
    "points": {
        "en": "Key points",
        "zh": "要点",
        "zh-Hant": "要點",
        "ko": "주요 사항",
        "ru": "Главное",
        "ja": "要点",
        "th": "ประเด็นสำคัญ",
    },
    "who": {
        "en": "Who",
        "zh": "人物与机构",
        "zh-Hant": "人物與機構",
        "ko": "인물·기관",
        "ru": "Кто",
        "ja": "人物・機関",
        "th": "ใคร",
    },
    "when": {"en": "When", "zh": "时间", "zh-Hant": "時間", "ko": "일시", "ru": "Когда", "ja": "日時", "th": "เมื่อใด"},
    "where": {"en": "Where", "zh": "地点", "zh-Hant": "地點", "ko": "장소", "ru": "Где", "ja": "場所", "th": "ที่ไหน"},
    "sum": {"en": "Sums", "zh": "金额", "zh-Hant": "金額", "ko": "금액", "ru": "Суммы", "ja": "金額", "th": "จำนวนเงิน"},
    "decision": {
        "en": "Decisions",
        "zh": "决定",
        "zh-Hant": "決定",
        "ko": "결정",
        "ru": "Решения",
        "ja": "決定",
        "th": "มติ",
    },
    "deadline": {
        "en": "Deadlines",
        "zh": "截止日期",
        "ko": "기한",
        "ru": "Сроки",
        "ja": "期限",
        "th": "กำหนดเวลา",
    },
    "about": {
        "en": "About this handout",
        "zh": "关于本材料",
        "zh-Hant": "關於本材料",
        "ko": "이 자료에 대하여",
        "ru": "Об этом документе",
        "ja": "この資料について",
        "th": "เกี่ยวกับเอกสารนี้",
    },
    "contents": {
        "en": "Contents",
        "zh": "目录",
        "zh-Hant": "目錄",
        "ko": "차례",
        "ru": "Содержание",
        "ja": "目次",
        "th": "สารบัญ",
    },
    "mark-terms": {
        "en": "Mark the terms of the glossary",
        "zh": "标出术语表中的术语",
        "zh-Hant": "標出術語表中的術語",
        "ko": "용어집의 용어 표시",
        "ru": "Отмечать термины глоссария",
        "ja": "用語集の用語を示す",
        "th": "แสดงศัพท์จากอภิธานศัพท์",
    },
    "skip": {
        "en": "Skip to the text",
        "zh": "跳到正文",
        "ko": "본문으로 건너뛰기",
        "ru": "Перейти к тексту",
        "ja": "本文へ移動",
        "th": "ข้ามไปยังเนื้อหา",
    },
    "side-by-side": {
        "en": "Source and translation, sentence by sentence",
        "zh": "原文与译文逐句对照",
        "zh-Hant": "原文與譯文逐句對照",
        "ko": "원문과 번역문, 문장별 대조",
        "ru": "Источник и перевод, предложение за предложением",
        "ja": "原文と訳文、一文ごと",
        "th": "ต้นฉบับและคำแปลทีละประโยค",
    },
    "table": {
        "en": "Table {number} of the source",
        "zh": "原文表格 {number}",
        "ko": "원문의 표 {number}",
        "ru": "Таблица {number} источника",
        "ja": "原文の表 {number}",
        "th": "ตารางที่ {number} ของต้นฉบับ",
    },
    "picture": {
        "en": "Picture {number} of the source",
        "zh": "原文图片 {number}",
        "zh-Hant": "原文圖片 {number}",
        "ko": "원문의 그림 {number}",
        "ru": "Изображение {number} источника",
        "ja": "原文の図 {number}",
        "th": "ภาพที่ {number} ของต้นฉบับ",
    },
    "unknown-format": {
        "en": "in a format that browsers do not show",
        "zh": "浏览器无法显示其格式",
        "zh-Hant": "瀏覽器無法顯示其格式",
        "ko": "브라우저가 표시하지 못하는 형식",
        "ru": "в формате, который браузеры не показывают",
        "ja": "ブラウザーで表示できない形式",
        "th": "อยู่ในรูปแบบที่เบราว์เซอร์ไม่แสดง",
    },
    "too-large": {
        "en": "too large for this page ({size} MiB)",
        "zh": "过大，未放入本页（{size} MiB）",
        "zh-Hant": "過大，未放入本頁（{size} MiB）",
        "ko": "이 페이지에 넣기에 너무 큼({size} MiB)",
        "ru": "слишком велико для этой страницы ({size} МиБ)",
        "ja": "このページには大きすぎます（{size} MiB）",
        "th": "ใหญ่เกินไปสำหรับหน้านี้ ({size} MiB)",
    },
    "definition": {
        "en": "Definition",
        "zh": "定义",
        "zh-Hant": "定義",
        "ko": "정의",
        "ru": "Определение",
        "ja": "定義",
        "th": "คำนิยาม",
    },
}
"""The words by key and language; Traditional Chinese stands where it differs from Simplified."""


def speak(words: Mapping[str, str], lang: str) -> str:
    """The wording for a language; in English where there is none."""
    return words.get(lang) or words.get(lang.split("-", 1)[0]) or words["en"]


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
    return speak(PHRASES[key], lang)
