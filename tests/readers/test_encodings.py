from __future__ import annotations

import codecs
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.errors import ForumdocsError, UnknownEncoding
from forumdocs.readers.encodings import decode

ENGLISH = "The committee will publish its first report on quantum networks in the spring."
CHINESE = "量子通信网络的建设需要各国科研机构共同努力，与会代表一致认为应当尽快制定统一标准。"
TRADITIONAL = "量子通訊網路的建設需要各國科研機構共同努力，與會代表一致認為應當儘快制定統一標準。"
JAPANESE = "量子通信ネットワークの構築には、各国の研究機関が協力して標準を定めることが必要です。"
KOREAN = "양자 통신망을 구축하려면 각국의 연구 기관이 힘을 모아 표준을 정해야 한다고 참석자들은 밝혔다."
RUSSIAN = "Участники форума договорились о создании общих стандартов для квантовых сетей связи."
THAI = "ผู้เข้าร่วมการประชุมเห็นพ้องกันว่าควรกำหนดมาตรฐานร่วมกันสำหรับเครือข่ายควอนตัม"
FRENCH = "Le comité a décidé de créer un réseau européen où chaque pays sera représenté dès l’été."

LEGACY = [
    (CHINESE, "gb18030", "gb18030"),
    (CHINESE, "gbk", "gb18030"),
    (TRADITIONAL, "big5", "big5"),
    (KOREAN, "euc_kr", "euc-kr"),
    (KOREAN, "cp949", "euc-kr"),
    (JAPANESE, "shift_jis", "shift_jis"),
    (JAPANESE, "euc_jp", "euc-jp"),
    (JAPANESE, "iso2022_jp", "iso-2022-jp"),
    (RUSSIAN, "koi8_r", "koi8-r"),
    (RUSSIAN, "cp1251", "windows-1251"),
    (RUSSIAN, "cp866", "cp866"),
    (THAI, "cp874", "tis-620"),
    (FRENCH, "cp1252", "windows-1252"),
]


@pytest.mark.parametrize(("text", "codec", "name"), LEGACY, ids=[codec for _, codec, _ in LEGACY])
def test_a_sentence_in_a_legacy_encoding_is_recognised(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec), name="a.txt")

    assert decoded.text == text
    assert decoded.encoding == name


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, JAPANESE, KOREAN, RUSSIAN, THAI, FRENCH, ENGLISH])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(text: str, codec: str) -> None:
    assert decode(text.encode(codec), name="a.txt").text == text


@pytest.mark.parametrize(("mark", "codec"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_a_big_endian_mark_is_obeyed(mark: bytes, codec: str) -> None:
    assert decode(mark + KOREAN.encode(codec), name="a.txt").text == KOREAN


@pytest.mark.parametrize(("text", "codec", "name"), LEGACY, ids=[codec for _, codec, _ in LEGACY])
def test_long_english_before_and_after_does_not_hide_the_encoding(text: str, codec: str, name: str) -> None:
    whole = f"{ENGLISH}\n" * 400 + f"{text}\n" + f"{ENGLISH}\n" * 400

    assert decode(whole.encode(codec), name="a.txt").text == whole


def test_two_close_candidates_are_an_error_that_lists_them() -> None:
    with pytest.raises(UnknownEncoding, match=r"^a\.txt: .*candidates: .*, .*--encoding") as error:
        decode("да нет".encode("cp1251")[:2], name="a.txt")

    assert "\n" not in str(error.value)


def test_noise_is_an_error() -> None:
    noise = bytes((i * 73 + i * i * 31) % 128 + 128 for i in range(600))

    with pytest.raises(UnknownEncoding):
        decode(noise, name="a.txt")


def test_the_named_encoding_is_used_without_guessing() -> None:
    assert decode("да".encode("koi8-r"), name="a.txt", encoding="koi8-r").text == "да"
    assert decode("中".encode("gbk"), name="a.txt", encoding="GB2312").text == "中"


@pytest.mark.parametrize("label", ["klingon", "rot13", "zlib", "\0", ""])
def test_a_name_that_is_no_encoding_is_an_error(label: str) -> None:
    with pytest.raises(UnknownEncoding, match="is no encoding"):
        decode(b"text", name="a.txt", encoding=label)


def test_bytes_that_are_not_in_the_named_encoding_are_an_error() -> None:
    with pytest.raises(UnknownEncoding, match="name another"):
        decode(CHINESE.encode("gbk"), name="a.txt", encoding="utf-8")


def test_a_declared_encoding_settles_a_doubt() -> None:
    data = "да".encode("cp1251")

    assert decode(data, name="a.html", declared="windows-1251").text == "да"


def test_a_declared_encoding_that_gives_nonsense_is_not_believed() -> None:
    assert decode(CHINESE.encode("gbk"), name="a.html", declared="big5").text == CHINESE
    assert decode(RUSSIAN.encode("cp1251"), name="a.html", declared="iso-8859-1").text == RUSSIAN


def test_a_copy_cut_inside_a_character_loses_that_character_only(caplog: pytest.LogCaptureFixture) -> None:
    data = (CHINESE * 5).encode()[:-1]

    with caplog.at_level(logging.WARNING):
        decoded = decode(data, name="a.txt")

    assert decoded.text == (CHINESE * 5)[:-1]
    assert "a.txt" in caplog.text


def test_a_windows_quote_pasted_into_utf8_stays_a_quote() -> None:
    data = RUSSIAN.encode() + b" It\x92s said."

    assert decode(data, name="a.txt").text == RUSSIAN + " It’s said."


def test_no_replacement_character_is_ever_made() -> None:
    data = bytearray((RUSSIAN * 20).encode())
    data[101] = 0xFF

    assert "\ufffd" not in decode(bytes(data), name="a.txt").text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_without_new_damage_or_one_clear_line(data: bytes) -> None:
    try:
        outcome = decode(data, name="a.txt").text
    except ForumdocsError as error:
        outcome = str(error) if "\n" not in str(error) else "\ufffd"

    assert outcome.count("\ufffd") <= data.count(b"\xef\xbf\xbd") + data.count(b"\xfd\xff")


@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-8"])
def test_most_short_lines_of_real_chinese_are_right_and_none_is_wrong(gold, codec: str) -> None:
    lines = (gold / "tatoeba-laser" / "tatoeba.cmn-eng.cmn").read_text(encoding="utf-8").splitlines()
    right = 0
    sample = [line for line in lines if len(line) >= 8][:300]
    for line in sample:
        try:
            decoded = decode(line.encode(codec), name="x")
        except UnknownEncoding:
            continue
        assert decoded.text == line
        right += 1
    assert right >= 0.95 * len(sample)


@pytest.mark.parametrize("text", [CHINESE, KOREAN, RUSSIAN, THAI])
def test_plain_utf8_needs_no_judge(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("forumdocs.readers.encodings._choose")
    assert decode(text.encode(), name="a.txt").text == text


def test_a_few_characters_that_may_be_utf8_by_chance_are_left_to_the_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr("forumdocs.readers.encodings._choose", lambda data, *_: asked.append(data) or "gb18030")
    data = ("模毛" * 9).encode("gbk")  # pairs of bytes that UTF-8 could have written as well
    assert data.decode("utf-8") != decode(data, name="a.txt").text == "模毛" * 9
    assert asked == [data]
