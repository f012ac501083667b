"""Why a sentence is marked "Check", in words for people who have not read the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.writers.phrases import speak

if TYPE_CHECKING:
    from forumdocs.model import Pair

REASONS: dict[str, dict[str, str]] = {
    "low-confidence": {
        "en": "The machine is likely wrong here: check this sentence first.",
        "zh": "此处机器翻译很可能有误：请首先核对本句。",
        "zh-Hant": "此處機器翻譯很可能有誤：請首先核對本句。",
        "ko": "기계 번역이 틀렸을 가능성이 높습니다. 이 문장부터 확인하십시오.",
        "ru": "Машина здесь, вероятно, ошиблась: проверьте это предложение в первую очередь.",
        "ja": "機械翻訳が誤っている恐れがあります。この文を最初に確認してください。",
        "th": "เครื่องน่าจะแปลผิดตรงนี้ โปรดตรวจประโยคนี้ก่อน",
    },
    "empty": {
        "en": "The machine gave no translation.",
        "zh": "机器没有给出译文。",
        "zh-Hant": "機器沒有給出譯文。",
        "ko": "기계가 번역을 내놓지 못했습니다.",
        "ru": "Машина не дала перевода.",
        "ja": "機械が訳文を出しませんでした。",
        "th": "เครื่องไม่ได้ให้คำแปล",
    },
    "untranslated": {
        "en": "Words of the source stand here as they were, not translated.",
        "zh": "译文中有未翻译的原文词语。",
        "zh-Hant": "譯文中有未翻譯的原文詞語。",
        "ko": "원문의 단어가 번역되지 않고 그대로 남아 있습니다.",
        "ru": "Слова исходного текста остались без перевода.",
        "ja": "原文の語が訳されずに残っています。",
        "th": "มีคำของต้นฉบับที่ยังไม่ได้แปล",
    },
    "no-model": {
        "en": "No translation package for this language is installed, so the source stands here as it was.",
        "zh": "未安装该语言的翻译包，此处保留原文。",
        "zh-Hant": "未安裝該語言的翻譯套件，此處保留原文。",
        "ko": "이 언어의 번역 패키지가 설치되어 있지 않아 원문을 그대로 두었습니다.",
        "ru": "Пакет перевода для этого языка не установлен, поэтому здесь стоит исходный текст.",
        "ja": "この言語の翻訳パッケージがないため、原文のままです。",
        "th": "ไม่ได้ติดตั้งชุดแปลของภาษานี้ จึงคงต้นฉบับไว้",
    },
    "wrong-script": {
        "en": "There are letters of a script that neither the source nor the target language uses.",
        "zh": "译文中出现了原文和译文语言都不使用的文字。",
        "zh-Hant": "譯文中出現了原文和譯文語言都不使用的文字。",
        "ko": "원문과 번역문의 언어에서 쓰지 않는 문자가 있습니다.",
        "ru": "Есть буквы письменности, которой нет ни в языке источника, ни в языке перевода.",
        "ja": "原文の言語でも訳文の言語でも使わない文字があります。",
        "th": "มีอักษรที่ทั้งภาษาต้นฉบับและภาษาแปลไม่ได้ใช้",
    },
    "repetition": {
        "en": "Words or syllables are said again and again, and the source does not do so.",
        "zh": "译文反复重复同样的字词，而原文没有。",
        "zh-Hant": "譯文反覆重複同樣的字詞，而原文沒有。",
        "ko": "원문과 달리 같은 말이나 음절이 되풀이됩니다.",
        "ru": "Слова или слоги повторяются, хотя в источнике этого нет.",
        "ja": "原文にはない語や音節の繰り返しがあります。",
        "th": "มีคำหรือพยางค์ซ้ำไปมา ซึ่งต้นฉบับไม่มี",
    },
    "too-short": {
        "en": "The translation is much shorter than usual: something may be missing.",
        "zh": "译文明显偏短：可能有遗漏。",
        "zh-Hant": "譯文明顯偏短：可能有遺漏。",
        "ko": "번역문이 보통보다 훨씬 짧습니다. 빠진 내용이 있을 수 있습니다.",
        "ru": "Перевод намного короче обычного: возможно, что-то пропущено.",
        "ja": "訳文が通常よりかなり短く、抜けがあるかもしれません。",
        "th": "คำแปลสั้นกว่าปกติมาก อาจมีบางส่วนขาดหายไป",
    },
    "too-long": {
        "en": "The translation is much longer than usual: something may have been added.",
        "zh": "译文明显偏长：可能有增添。",
        "zh-Hant": "譯文明顯偏長：可能有增添。",
        "ko": "번역문이 보통보다 훨씬 깁니다. 덧붙은 내용이 있을 수 있습니다.",
        "ru": "Перевод намного длиннее обычного: возможно, что-то добавлено.",
        "ja": "訳文が通常よりかなり長く、余分な内容があるかもしれません。",
        "th": "คำแปลยาวกว่าปกติมาก อาจมีบางส่วนเกินมา",
    },
    "number-mismatch": {
        "en": "The numbers are not those of the source: compare every figure and date.",
        "zh": "数字与原文不符：请逐一核对数字和日期。",
        "zh-Hant": "數字與原文不符：請逐一核對數字和日期。",
        "ko": "숫자가 원문과 다릅니다. 모든 수치와 날짜를 대조하십시오.",
        "ru": "Числа не совпадают с исходными: сверьте все цифры и даты.",
        "ja": "数字が原文と一致しません。数値と日付をすべて照合してください。",
        "th": "ตัวเลขไม่ตรงกับต้นฉบับ โปรดเทียบตัวเลขและวันที่ทุกตัว",
    },
    "url-mismatch": {
        "en": "A web or e-mail address of the source is missing, or was put back at the end of the sentence.",
        "zh": "原文中的网址或电子邮箱缺失，或被补在句末。",
        "zh-Hant": "原文中的網址或電子郵件地址缺失，或被補在句末。",
        "ko": "원문의 웹 주소나 전자우편 주소가 없거나 문장 끝에 덧붙었습니다.",
        "ru": "Веб-адрес или адрес эл. почты из источника пропал или добавлен в конец предложения.",
        "ja": "原文のURLまたはメールアドレスがないか、文末に補われています。",
        "th": "ที่อยู่เว็บหรืออีเมลของต้นฉบับหายไป หรือถูกเติมไว้ท้ายประโยค",
    },
    "code-mismatch": {
        "en": "A document code, a standard or a formula of the source is missing.",
        "zh": "原文中的文件编号、标准号或公式缺失。",
        "zh-Hant": "原文中的文件編號、標準號或公式缺失。",
        "ko": "원문의 문서 번호, 표준 번호 또는 수식이 없습니다.",
        "ru": "Нет номера документа, стандарта или формулы из источника.",
        "ja": "原文の文書番号、規格番号または数式がありません。",
        "th": "รหัสเอกสาร มาตรฐาน หรือสูตรของต้นฉบับหายไป",
    },
    "unknown-characters": {
        "en": "The source has characters that the machine does not know.",
        "zh": "原文中有机器不认识的字符。",
        "zh-Hant": "原文中有機器不認識的字元。",
        "ko": "원문에 기계가 모르는 문자가 있습니다.",
        "ru": "В источнике есть знаки, которых машина не знает.",
        "ja": "原文に機械が知らない文字があります。",
        "th": "ต้นฉบับมีอักขระที่เครื่องไม่รู้จัก",
    },
    "hard-split": {
        "en": "The sentence was too long for the machine and was cut between words.",
        "zh": "句子过长，机器在词间将其切开。",
        "zh-Hant": "句子過長，機器在詞間將其切開。",
        "ko": "문장이 너무 길어 단어 사이에서 나누어 번역했습니다.",
        "ru": "Предложение слишком длинное для машины и было разрезано между словами.",
        "ja": "文が長すぎたため、語の間で区切って訳しました。",
        "th": "ประโยคยาวเกินไปสำหรับเครื่อง จึงถูกตัดระหว่างคำ",
    },
    "term-missing": {
        "en": "A term of the glossary is not translated as the glossary has it.",
        "zh": "有术语未按术语表翻译。",
        "zh-Hant": "有術語未按術語表翻譯。",
        "ko": "용어집대로 번역되지 않은 용어가 있습니다.",
        "ru": "Термин переведён не так, как в глоссарии.",
        "ja": "用語集のとおりに訳されていない用語があります。",
        "th": "มีศัพท์ที่ไม่ได้แปลตามอภิธานศัพท์",
    },
    "term-forbidden": {
        "en": "There is a term that the glossary asks not to use.",
        "zh": "译文使用了术语表不允许的词。",
        "zh-Hant": "譯文使用了術語表不允許的詞。",
        "ko": "용어집에서 쓰지 말라고 한 용어가 있습니다.",
        "ru": "Есть термин, который глоссарий просит не употреблять.",
        "ja": "用語集で使わないこととされている用語があります。",
        "th": "มีศัพท์ที่อภิธานศัพท์ขอไม่ให้ใช้",
    },
}
"""By flag and language."""
NAMES: dict[str, dict[str, str]] = {
    "low-confidence": {
        "en": "likely wrong",
        "zh": "很可能有误",
        "zh-Hant": "很可能有誤",
        "ko": "오역 가능성 높음",
        "ru": "вероятно, ошибка",
        "ja": "誤訳の恐れ",
        "th": "น่าจะผิด",
    },
    "empty": {
        "en": "no translation",
        "zh": "无译文",
        "zh-Hant": "無譯文",
        "ko": "번역 없음",
        "ru": "нет перевода",
        "ja": "訳文なし",
        "th": "ไม่มีคำแปล",
    },
    "untranslated": {
        "en": "not translated",
        "zh": "未翻译",
        "zh-Hant": "未翻譯",
        "ko": "번역되지 않음",
        "ru": "не переведено",
        "ja": "未訳",
        "th": "ยังไม่ได้แปล",
    },
    "no-model": {
        "en": "no translation package",
        "zh": "无翻译包",
        "zh-Hant": "無翻譯套件",
        "ko": "번역 패키지 없음",
        "ru": "нет пакета перевода",
        "ja": "翻訳パッケージなし",
        "th": "ไม่มีชุดแปล",
    },
    "wrong-script": {
        "en": "wrong script",
        "zh": "文字有误",
        "zh-Hant": "文字有誤",
        "ko": "잘못된 문자",
        "ru": "чужая письменность",
        "ja": "文字の誤り",
        "th": "อักษรผิด",
    },
    "repetition": {
        "en": "repetition",
        "zh": "重复",
        "zh-Hant": "重複",
        "ko": "반복",
        "ru": "повторы",
        "ja": "繰り返し",
        "th": "ซ้ำ",
    },
    "too-short": {
        "en": "too short",
        "zh": "过短",
        "zh-Hant": "過短",
        "ko": "너무 짧음",
        "ru": "слишком коротко",
        "ja": "短すぎる",
        "th": "สั้นเกินไป",
    },
    "too-long": {
        "en": "too long",
        "zh": "过长",
        "zh-Hant": "過長",
        "ko": "너무 김",
        "ru": "слишком длинно",
        "ja": "長すぎる",
        "th": "ยาวเกินไป",
    },
    "number-mismatch": {
        "en": "numbers differ",
        "zh": "数字不符",
        "zh-Hant": "數字不符",
        "ko": "숫자 불일치",
        "ru": "числа не совпадают",
        "ja": "数字の不一致",
        "th": "ตัวเลขไม่ตรงกัน",
    },
    "url-mismatch": {
        "en": "addresses differ",
        "zh": "网址不符",
        "zh-Hant": "網址不符",
        "ko": "주소 불일치",
        "ru": "адреса не совпадают",
        "ja": "アドレスの不一致",
        "th": "ที่อยู่ไม่ตรงกัน",
    },
    "code-mismatch": {
        "en": "codes differ",
        "zh": "编号不符",
        "zh-Hant": "編號不符",
        "ko": "코드 불일치",
        "ru": "обозначения не совпадают",
        "ja": "番号の不一致",
        "th": "รหัสไม่ตรงกัน",
    },
    "unknown-characters": {
        "en": "unknown characters",
        "zh": "未知字符",
        "zh-Hant": "未知字元",
        "ko": "알 수 없는 문자",
        "ru": "неизвестные знаки",
        "ja": "未知の文字",
        "th": "อักขระที่ไม่รู้จัก",
    },
    "hard-split": {
        "en": "long sentence cut",
        "zh": "长句切分",
        "zh-Hant": "長句切分",
        "ko": "긴 문장 분할",
        "ru": "длинное предложение разрезано",
        "ja": "長文を分割",
        "th": "ประโยคยาวถูกตัด",
    },
    "term-missing": {
        "en": "term missing",
        "zh": "缺术语",
        "zh-Hant": "缺術語",
        "ko": "용어 누락",
        "ru": "термин не из глоссария",
        "ja": "用語の欠落",
        "th": "ศัพท์ขาดหาย",
    },
    "term-forbidden": {
        "en": "term not to be used",
        "zh": "禁用术语",
        "zh-Hant": "禁用術語",
        "ko": "금지 용어",
        "ru": "нежелательный термин",
        "ja": "使用禁止の用語",
        "th": "ศัพท์ที่ไม่ให้ใช้",
    },
}
"""What is to be checked, in a word or two, by flag and language."""
_EXPECTED = {
    "en": "Expected:",
    "zh": "应为：",
    "zh-Hant": "應為：",
    "ko": "올바른 용어:",
    "ru": "Ожидалось:",
    "ja": "正しい訳語：",
    "th": "ควรเป็น:",
}


def name_flag(flag: str, lang: str = "en") -> str:
    """A flag as people read it, such as ``"numbers differ"``, in a language."""
    return speak(NAMES[flag], lang) if flag in NAMES else flag.replace("-", " ")


def explain(pair: Pair, lang: str = "en") -> list[str]:
    """One sentence for each flag of a pair, in a language; missing terms are named."""
    return [_explain(flag, pair, lang) for flag in pair.flags]


def _explain(flag: str, pair: Pair, lang: str) -> str:
    reason = speak(REASONS[flag], lang) if flag in REASONS else f"{name_flag(flag).capitalize()}."
    missing = [f"“{term.source}” → “{term.target}”" for term in pair.terms if not term.satisfied]
    if flag != "term-missing" or not missing:
        return reason
    return f"{reason} {speak(_EXPECTED, lang)} {', '.join(missing)}."
