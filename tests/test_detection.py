from __future__ import annotations

import lzma
import os
import random
import re
import subprocess
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.detection import document_spans, find_spans, identify
from forumdocs.model import Block, Document

if TYPE_CHECKING:
    from pathlib import Path


def parts(text: str, hint: str | None = None) -> list[tuple[str, str]]:
    return [(span.lang, text[span.start : span.end]) for span in find_spans(text, hint=hint)]


def languages(text: str) -> list[str]:
    return [span.lang for span in find_spans(text)]


def document(*texts: str) -> Document:
    return Document("brief.txt", "text", tuple(Block(index, text) for index, text in enumerate(texts)))


ONE_LANGUAGE = {
    "en": "The delegates adopted the joint statement on open quantum research.",
    "zh": "与会代表通过了关于开放量子研究的联合声明。",
    "ko": "참가자들은 개방형 양자 연구에 관한 공동 성명을 채택했다.",
    "ru": "Делегаты приняли совместное заявление об открытых квантовых исследованиях.",
    "ja": "代表団は、開かれた量子研究に関する共同声明を採択した。",
    "th": "คณะผู้แทนรับรองแถลงการณ์ร่วมว่าด้วยการวิจัยควอนตัมแบบเปิด",
    "fr": "Les délégués ont adopté une déclaration commune sur la recherche quantique ouverte.",
    "de": "Die Delegierten haben eine gemeinsame Erklärung zur offenen Forschung angenommen.",
    "es": "Los delegados aprobaron una declaración conjunta sobre la investigación cuántica abierta.",
    "it": "I delegati hanno approvato una dichiarazione comune sulla ricerca quantistica aperta.",
    "pt": "Os delegados aprovaram uma declaração conjunta sobre a investigação quântica aberta.",
    "nl": "De afgevaardigden hebben een gezamenlijke verklaring over open onderzoek aangenomen.",
    "pl": "Delegaci przyjęli wspólne oświadczenie w sprawie otwartych badań kwantowych.",
    "sv": "Delegaterna antog ett gemensamt uttalande om öppen forskning inom kvantteknik.",
    "fi": "Edustajat hyväksyivät yhteisen julkilausuman avoimesta kvanttitutkimuksesta.",
    "cs": "Delegáti přijali společné prohlášení o otevřeném kvantovém výzkumu.",
    "hu": "A küldöttek közös nyilatkozatot fogadtak el a nyílt kvantumkutatásról.",
    "ro": "Delegații au adoptat o declarație comună privind cercetarea cuantică deschisă.",
    "tr": "Delegeler, açık kuantum araştırmalarına ilişkin ortak bildiriyi kabul etti.",
    "vi": "Các đại biểu đã thông qua tuyên bố chung về nghiên cứu lượng tử mở.",
    "id": "Para delegasi mengesahkan pernyataan bersama tentang penelitian kuantum terbuka.",
    "uk": "Делегати ухвалили спільну заяву про відкриті квантові дослідження.",
    "bg": "Делегатите приеха съвместна декларация за отворените квантови изследвания.",
    "be": "Дэлегаты прынялі сумесную заяву аб адкрытых квантавых даследаваннях.",
    "sr": "Делегати су усвојили заједничку изјаву о отвореним квантним истраживањима.",
    "kk": "Делегаттар ашық кванттық зерттеулер туралы бірлескен мәлімдеме қабылдады.",
    "mn": "Төлөөлөгчид нээлттэй квант судалгааны тухай хамтарсан мэдэгдэл баталлаа.",
    "ar": "اعتمد المندوبون بيانا مشتركا بشأن البحوث الكمومية المفتوحة.",
    "fa": "نمایندگان بیانیه مشترکی درباره پژوهش‌های کوانتومی باز تصویب کردند.",
    "he": "הנציגים אימצו הצהרה משותפת על מחקר קוונטי פתוח.",
    "el": "Οι αντιπρόσωποι ενέκριναν κοινή δήλωση για την ανοιχτή κβαντική έρευνα.",
    "hi": "प्रतिनिधियों ने खुले क्वांटम अनुसंधान पर संयुक्त वक्तव्य को स्वीकार किया।",
}


@pytest.mark.parametrize(("lang", "text"), ONE_LANGUAGE.items(), ids=list(ONE_LANGUAGE))
def test_a_sentence_in_one_language_is_one_span_of_it(lang: str, text: str) -> None:
    assert parts(text) == [(lang, text)]
    assert identify(text).lang == lang


@pytest.mark.parametrize(
    "text",
    [
        "基于QKD(量子密钥分发)的网络",
        "中心与外部科学家Ada Verhoeven合作",
        "Nordlicht公司",
        "本国量子科技（quantum science and technology）发展很快",
        "国际光学年（International Year of Light and Optics）",
        "我们使用Python。",
        "他说：「我们明天再谈。」",
    ],
)
def test_names_and_glosses_stay_in_a_chinese_sentence(text: str) -> None:
    assert parts(text) == [("zh", text)]


@pytest.mark.parametrize(
    "text",
    [
        "반도체 기업 Blue Lake는 새 연구소를 열었다.",
        "양자컴퓨팅(Quantum Computing)",
        "Open Photon Kit를 설치하면 됩니다.",
        "美 대통령, 中 총리와 회담",
        "대한민국(大韓民國)은 민주공화국이다.",
        "길이는 약 240 km",
    ],
)
def test_hanja_names_and_units_stay_in_a_korean_sentence(text: str) -> None:
    assert parts(text) == [("ko", text)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "компания IBM выпустила новый процессор"),
        ("ru", "Он работает в IBM."),
        ("ru", "Профессор Ким (김철수) открыл заседание."),
        ("ru", "Open Photon Kit — набор программ с открытым кодом для обучения."),
        ("en", "the Chinese word 量子 means quantum"),
        ("en", "The word for quantum is 量子."),
        ("ja", "Open Photon Kit は、学習用のソフトウェアです。"),
        ("ja", "東京、大阪、京都の三都市でＡＩセミナーを開く。"),
        ("th", "บริษัท IBM เปิดตัวหน่วยประมวลผลใหม่"),
    ],
)
def test_a_foreign_name_or_word_is_a_guest_in_its_sentence(lang: str, text: str) -> None:
    assert parts(text) == [(lang, text)]


def test_four_sentences_on_a_line_are_four_spans() -> None:
    text = "Please take your seats. 请各位就座。자리에 앉아 주십시오. Просим занять места."
    assert parts(text) == [
        ("en", "Please take your seats."),
        ("zh", "请各位就座。"),
        ("ko", "자리에 앉아 주십시오."),
        ("ru", "Просим занять места."),
    ]


@pytest.mark.parametrize("joint", [" ", " / ", " | ", " · ", " – ", "/", "|"])
def test_a_term_in_four_languages_is_four_spans(joint: str) -> None:
    terms = ["open quantum research", "开放量子研究", "개방형 양자 연구", "открытые исследования"]
    text = joint.join(terms)
    assert languages(text) == ["en", "zh", "ko", "ru"]
    assert [part.rstrip(" /|·–") for _, part in parts(text)] == terms


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        ("Докладчик / Speaker", ["ru", "en"]),
        ("Coffee break | Кофе-пауза", ["en", "ru"]),
        ("发言人 / Speaker", ["zh", "en"]),
        ("장소 / Venue", ["ko", "en"]),
    ],
)
def test_the_two_languages_of_a_short_label_come_apart(text: str, langs: list[str]) -> None:
    assert languages(text) == langs


def test_chinese_and_japanese_sentences_on_a_line_come_apart() -> None:
    text = "量子コンピュータは難しい。量子计算机很难理解。本日はありがとうございました。"
    assert parts(text) == [
        ("ja", "量子コンピュータは難しい。"),
        ("zh", "量子计算机很难理解。"),
        ("ja", "本日はありがとうございました。"),
    ]


def test_languages_of_one_alphabet_come_apart_at_sentences() -> None:
    text = "Bonjour et bienvenue à tous les participants. We are glad that you could come to Lyon."
    assert parts(text) == [
        ("fr", "Bonjour et bienvenue à tous les participants."),
        ("en", "We are glad that you could come to Lyon."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes." «Да», — сказала она.', ['He said "yes."', "«Да», — сказала она."]),
        ("Thank you (all). （谢谢大家）我们开始吧。", ["Thank you (all).", "（谢谢大家）我们开始吧。"]),
        (
            "1. 第一项议程 2. Second item 3. Третий пункт",
            ["1. 第一项议程", "2. Second item", "3. Третий пункт"],
        ),
        ("See you there. 2025年9月见。", ["See you there.", "2025年9月见。"]),
        ("Agenda of the day\n- 开幕式", ["Agenda of the day", "- 开幕式"]),
    ],
)
def test_punctuation_goes_with_what_it_ends_or_opens(text: str, expected: list[str]) -> None:
    assert [part for _, part in parts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "12:30–14:00",
        "https://example.org/a?b=c",
        "H|ψ⟩ = E|ψ⟩",
        "E = mc^2",
        "COVID-19",
        "XIV",
        "😀🎉",
        "—",
        "a@b.org",
    ],
)
def test_text_without_a_language_is_undetermined(text: str) -> None:
    assert parts(text) == [("und", text)]
    assert identify(text).lang == "und"


def test_text_without_a_language_takes_its_neighbours() -> None:
    text = "https://example.org/a — 详情请见官网 12.5%"
    assert parts(text) == [("zh", text)]


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_white_space_has_no_spans(text: str) -> None:
    assert find_spans(text) == ()


@pytest.mark.parametrize(
    ("text", "lang", "script"),
    [
        ("國際光學年", "zh", "Hant"),
        ("国际光学年", "zh", "Hans"),
        ("国際光学年", "ja", ""),
        ("込み", "ja", ""),
        ("ﾌｫｰﾗﾑ", "ja", ""),
        ("人口", "zh", ""),
        ("ㄅㄆㄇ", "zh", "Hant"),
    ],
)
def test_characters_tell_the_language_and_script(text: str, lang: str, script: str) -> None:
    span = identify(text)
    assert (span.lang, span.script) == (lang, script)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("OPENING OF THE SESSION", "en"),
        ("Ｏｐｅｎｉｎｇ ｓｅｓｓｉｏｎ", "en"),
        ("한국어", "ko"),
        ("Wo bist du?", "de"),
        ("Où êtes-vous ?", "fr"),
        ("Київ", "uk"),
        ("В Казахстане открыли парк имени Қаныша Сәтбаева для учёных.", "ru"),
    ],
)
def test_short_and_odd_spellings_are_told(text: str, lang: str) -> None:
    assert languages(text) == [lang]


def test_a_hint_decides_what_the_characters_leave_open() -> None:
    assert [identify("人口動態", hint=hint).lang for hint in ("ja", "zh")] == ["ja", "zh"]
    assert identify("们", hint="ja").lang == "zh"
    assert parts("NASA", hint="en") == [("en", "NASA")]


def test_a_document_gives_the_hint_for_its_open_blocks() -> None:
    japanese = document("量子技術に関する資料です。", "人口動態", "終わり")
    chinese = document("这是关于量子技术的材料。", "人口動態", "谢谢")
    assert [[span.lang for span in block] for block in document_spans(japanese)] == [["ja"], ["ja"], ["ja"]]
    assert document_spans(chinese)[1][0].lang == "zh"


def test_a_document_has_one_entry_a_block() -> None:
    spans = document_spans(document("Hello everyone.", "", "2025"))
    assert [[span.lang for span in block] for block in spans] == [["en"], [], ["und"]]


@given(st.text(alphabet=st.sampled_from("aZ é中国のア한я.。,“”(（)）/\n 1-'\"ไทย«»@#ψ=")))
def test_spans_cover_all_but_white_space_in_order(text: str) -> None:
    spans = find_spans(text)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert all(place in covered for place, character in enumerate(text) if not character.isspace())
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() != "" for span in spans)
    assert all(0.0 <= span.score <= 1.0 for span in spans)


def test_the_answer_is_the_same_in_every_process() -> None:
    code = (
        "from forumdocs.detection import find_spans;"
        f"print([find_spans(text) for text in {[*ONE_LANGUAGE.values(), 'Hola 量子 квант Ok 東京です']!r}])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def _seconds_of(text: str) -> float:
    start = time.process_time()
    find_spans(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit", ["IBM公司и компания 양자 ", "量子は。量子计算机很难。", "((1", "Le chat. ", ". ", "a-", "x."]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        return min(_seconds_of(text) for _ in range(3))  # the quickest: other work can only add to it

    seconds(1_000)
    # Ten times the text may take ten times the time; a quadratic step would take a hundred times.
    assert seconds(100_000) < 40 * max(seconds(10_000), 0.002)


# The gate: floors on public gold text, which a user's clone does not have.

LETTERS = {
    "en": r"(?<![A-Za-z])[A-Za-z][a-z]+",
    "ru": "[а-яё]",
    "zh": "[\u3400-\u9fff]",
    "ja": "[\u3040-\u30ff\u3400-\u9fff]",
    "ko": "[가-힣]",
    "th": "[ก-๎]",
}
ENGLISH_INSIDE = re.compile(r"(?:[A-Za-z]+ ){3}[a-z]")
FLOORS_FULL = {"en": 0.998, "zh": 0.998, "ko": 0.998, "ru": 0.998, "ja": 0.997, "th": 0.998}
FLOORS_WINDOW = {"en": 0.995, "zh": 0.993, "ko": 0.998, "ru": 0.993, "ja": 0.995, "th": 0.998}
FLOOR_JOINED = {" ": 0.995, "": 0.995}
FLOOR_SPEED = 30_000
"""Short texts a second on one idle core; half of it is asked of a busy one."""


def read_sentences(path: Path) -> list[str]:
    """The sentences of a CoNLL-U file or of its comment lines."""
    content = path.read_bytes()
    text = (lzma.decompress(content) if path.suffix == ".xz" else content).decode("utf-8")
    return [line[9:].strip() for line in text.splitlines() if line.startswith("# text = ")]


def read_lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def holds(text: str, lang: str) -> bool:
    """Whether most letters of a text are of its language's script, and no English sentence is in it."""
    text = re.sub(r"\S*(?:://|@|www\.)\S*", "", text)
    if lang == "en":
        return re.search(LETTERS["en"], text) is not None
    latin = len(re.findall("[A-Za-z]", text))
    return len(re.findall(LETTERS[lang], text)) > latin and not ENGLISH_INSIDE.search(text)


@pytest.fixture(scope="module")
def sentences(gold: Path) -> dict[str, list[str]]:
    """Gold sentences by language, without those that are not in it (addresses, names, English originals)."""
    short = gold / "tatoeba-laser"
    found = {
        "en": [*read_lines(short / "tatoeba.kor-eng.eng"), *read_lines(short / "tatoeba.rus-eng.eng")],
        "zh": read_lines(short / "tatoeba.cmn-eng.cmn"),
        "ko": read_lines(short / "tatoeba.kor-eng.kor"),
        "ru": read_lines(short / "tatoeba.rus-eng.rus"),
        "ja": read_lines(short / "tatoeba.jpn-eng.jpn"),
        "th": read_lines(short / "tatoeba.tha-eng.tha"),
    }
    for lang in ("en", "zh", "ko", "ru", "th"):
        found[lang] += read_sentences(gold / "ud-pud" / f"{lang}_pud-ud-test.conllu.xz")
    for lang in ("en", "zh", "ko", "ru", "ja"):
        found[lang] += read_lines(gold / "quantum" / f"msq.{lang}.txt")
    found["zh"] += read_sentences(gold / "ud-seg" / "zh_gsdsimp-test.sents.txt")
    found["ko"] += read_sentences(gold / "ud-seg" / "ko_gsd-test.sents.txt")
    return {lang: [text for text in texts if holds(text, lang)] for lang, texts in found.items()}


def cut_windows(text: str, lang: str, chance: random.Random) -> list[str]:
    """A window of six characters, and of three words where the language has them."""
    windows = []
    if lang in ("zh", "ja", "th", "ko"):
        start = chance.randrange(max(1, len(text) - 5))
        windows.append(text[start : start + 6])
    if lang in ("en", "ru", "ko") and len(units := text.split()) > 3:
        start = chance.randrange(len(units) - 2)
        windows.append(" ".join(units[start : start + 3]))
    return [window for window in windows if holds(window, lang)]


@pytest.mark.parametrize("lang", FLOORS_FULL)
def test_gate_full_sentences(sentences: dict[str, list[str]], lang: str) -> None:
    right = sum(set(languages(text)) == {lang} for text in sentences[lang])
    assert right / len(sentences[lang]) >= FLOORS_FULL[lang]


@pytest.mark.parametrize("lang", FLOORS_WINDOW)
def test_gate_short_windows(sentences: dict[str, list[str]], lang: str) -> None:
    chance = random.Random(11)
    windows = [window for text in sentences[lang] for window in cut_windows(text, lang, chance)]
    right = sum(identify(window).lang == lang for window in windows)
    assert right / len(windows) >= FLOORS_WINDOW[lang]


@pytest.mark.parametrize("joint", FLOOR_JOINED)
def test_gate_four_languages_on_a_line(sentences: dict[str, list[str]], joint: str) -> None:
    chance = random.Random(7)
    right = total = 0
    for _ in range(600):
        chosen = [(lang, chance.choice(sentences[lang])) for lang in chance.sample(sorted(sentences), 4)]
        gold_labels = [lang for lang, text in chosen for _ in text + joint]
        line = joint.join(text for _, text in chosen)
        for span in find_spans(line):
            right += sum(gold_labels[place] == span.lang for place in range(span.start, span.end))
            total += span.end - span.start
    assert right / total >= FLOOR_JOINED[joint]


def test_gate_chinese_scripts(gold: Path) -> None:
    traditional = read_sentences(gold / "ud-pud" / "zh_pud-ud-test.conllu.xz")
    simplified = read_lines(gold / "quantum" / "msq.zh.txt")
    assert sum(identify(text).script == "Hant" for text in traditional) / len(traditional) >= 0.995
    assert sum(identify(text).script == "Hans" for text in simplified) / len(simplified) >= 0.995


def test_gate_speed(sentences: dict[str, list[str]]) -> None:
    texts = {lang: found[:500] for lang, found in sentences.items()}

    def seconds_a_text(found: list[str]) -> float:
        start = time.process_time()
        for text in found:
            find_spans(text)
        return (time.process_time() - start) / len(found)

    best = {lang: min(seconds_a_text(found) for _ in range(4)) for lang, found in texts.items()}
    assert len(best) / sum(best.values()) >= FLOOR_SPEED / 2
