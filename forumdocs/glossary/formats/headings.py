"""What the heading of a column means: a language, by code or by any of its names, or a property."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forumdocs.errors import LanguageError
from forumdocs.glossary.concepts import language_of

LANGUAGE_NAMES = {
    "en": "english, 英语, 英語, 英文, 영어, английский, ภาษาอังกฤษ, อังกฤษ",
    "zh-Hans": "chinese, simplified chinese, chinese (simplified), chinese simplified, mandarin, 中文, 汉语, 简体中文, "
    "简体, 中文(简体), 中文（简体）, 简中, 중국어, 중국어 간체, 중국어(간체), китайский, китайский (упрощённый), "
    "китайский (упрощенный), 中国語, 簡体字, 中国語(簡体字), จีน, ภาษาจีน",
    "zh-Hant": "traditional chinese, chinese (traditional), chinese traditional, 繁體中文, 繁体中文, 繁體, "
    "正體中文, 中文(繁體), 中文（繁體）, 繁中, 중국어 번체, 중국어(번체), китайский (традиционный), "
    "繁体字, 中国語(繁体字)",
    "ko": "korean, 韩语, 韩文, 韓語, 韓文, 朝鲜语, 한국어, 국문, 한글, корейский, 韓国語, เกาหลี, ภาษาเกาหลี",
    "ru": "russian, 俄语, 俄文, 俄語, 러시아어, 노어, русский, ロシア語, รัสเซีย, ภาษารัสเซีย",
    "ja": "japanese, 日语, 日文, 日語, 일본어, 일어, японский, 日本語, ญี่ปุ่น, ภาษาญี่ปุ่น",
    "th": "thai, 泰语, 泰文, 泰語, 태국어, тайский, タイ語, ไทย, ภาษาไทย",
}
"""Names of the languages as staff write them above a column, in all the languages of the forum."""

PROPERTY_NAMES = {
    "id": "id, concept, concept id, entry id, identifier, no, no., №, number, 编号, 번호",
    "domain": "domain, subject, subject field, field, category, topic, 领域, 분야, область, 分野",
    "part-of-speech": "part of speech, part-of-speech, pos, 词性, 품사, часть речи, 品詞",
    "definition": "definition, meaning, description, 定义, 定義, 정의, определение",
    "note": "note, notes, comment, comments, remark, remarks, usage note, 备注, 備註, 비고, примечание, "
    "примечания, 備考",
    "lacking": "lacking",
}
KINDS = {
    "preferred": "preferred, term, terms",
    "admitted": "admitted, synonym, synonyms, variant, variants, alternative, also",
    "abbreviation": "abbreviation, abbreviations, acronym, acronyms, abbr, abbr., short form",
    "deprecated": "deprecated, obsolete, superseded",
    "forbidden": "forbidden, do not use, wrong",
    "reading": "reading, kana, furigana, pronunciation",
    "stress": "stress, stressed",
    "checked": "checked, source, reference",
}
"""What may follow the name of a language in a heading, such as ``en abbreviation``."""


def _by_name(table: dict[str, str]) -> dict[str, str]:
    return {name: key for key, names in table.items() for name in names.split(", ")}


_LANGUAGES, _PROPERTIES, _KINDS = map(_by_name, (LANGUAGE_NAMES, PROPERTY_NAMES, KINDS))
_KIND_AT_END = re.compile(
    rf"[\s:_/-]*[(\[]?\b({'|'.join(map(re.escape, sorted(_KINDS, key=len, reverse=True)))})[)\]]?$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The meaning of a column: a property of the concept, or (``lang``) a kind of term in a language."""

    name: str
    lang: str = ""


def understand(text: str) -> Heading | None:
    """The meaning of a heading; None where it has none for us."""
    plain = " ".join(text.split()).casefold()
    if name := _PROPERTIES.get(plain):
        return Heading(name)
    if lang := _language(plain):
        return Heading("preferred", lang)
    if (kind := _KIND_AT_END.search(plain)) and (lang := _language(plain[: kind.start()])):
        return Heading(_KINDS[kind[1]], lang)
    return None


def _language(text: str) -> str:
    if text in _LANGUAGES:
        return _LANGUAGES[text]
    try:
        return language_of(text) if re.fullmatch(r"[a-z]{2}([-_][a-z]{2,8}){0,2}", text) else ""
    except LanguageError:
        return ""
