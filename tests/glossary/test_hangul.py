from __future__ import annotations

import pytest

from forumdocs.glossary.hangul import romanise

OFFICIAL = """
구미 gumi|영동 yeongdong|백암 baegam|옥천 okcheon|합덕 hapdeok|호법 hobeop|월곶 wolgot|벚꽃 beotkkot|한밭 hanbat
구리 guri|설악 seorak|칠곡 chilgok|임실 imsil|울릉 ulleung|대관령 daegwallyeong
백마 baengma|신문로 sinmunno|종로 jongno|왕십리 wangsimni|별내 byeollae|신라 silla|학여울 hangnyeoul|알약 allyak
해돋이 haedoji|같이 gachi|맞히다 machida|굳히다 guchida
좋고 joko|놓다 nota|잡혀 japyeo|낳지 nachi|묵호 mukho|집현전 jiphyeonjeon
압구정 apgujeong|낙동강 nakdonggang|죽변 jukbyeon|낙성대 nakseongdae|합정 hapjeong|팔당 paldang
샛별 saetbyeol|울산 ulsan
광희문 gwanghuimun|독립문 dongnimmun|오죽헌 ojukheon|촉석루 chokseongnu|극락전 geungnakjeon|속리산 songnisan
불국사 bulguksa|현충사 hyeonchungsa|무량수전 muryangsujeon|경복궁 gyeongbokgung|금강 geumgang|독도 dokdo
"""
"""The examples of the notice on the Romanisation of Korean (without capitals, and without hyphens)."""

OURS = """
양자 yangja|얽힘 eolkim|중첩 jungcheop|독립 dongnip|협력 hyeomnyeok|확률 hwangnyul|원리 wolli|논리 nolli|관리 gwalli
열역학 yeollyeokhak|통계역학 tonggyeyeokhak|결정론 gyeoljeongnon|생산량 saengsannyang|이원론 iwonnon|재분류 jaebullyu
임계전류 imgyejeollyu|복원력 bogwonnyeok|다변량 dabyeollyang
초전도 chojeondo|복합 bokhap|학회 hakhoe|결합 gyeolhap|닫힌 dachin|갇힌 gachin|묶음 mukkeum
값이 gapsi|읽어 ilgeo|앉아 anja|않은 aneun|싫어 sireo|놓는 nonneun|끓는 kkeulleun|많고 manko|있음 isseum|밖 bak
법률 beomnyul|담력 damnyeok|측정량 cheukjeongnyang|첨단 cheomdan|의장 uijang
과학기술정보통신부 gwahakgisuljeongbotongsinbu
붙임 buchim|특히 teuki|전화 jeonhwa|암호화 amhohwa|잡음 jabeum|옥외 ogoe|좋소 joso|밝히다 balkida
"""


def cases(table: str) -> list[list[str]]:
    return [case.split() for line in table.split("\n") for case in line.split("|") if case]


@pytest.mark.parametrize(("hangul", "latin"), cases(OFFICIAL))
def test_the_examples_of_the_official_rules_come_out_as_printed(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin


@pytest.mark.parametrize(("hangul", "latin"), cases(OURS))
def test_words_of_the_field_follow_their_sound(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin


def test_words_are_kept_apart_and_latin_letters_stay() -> None:
    assert romanise("BB84 프로토콜, 양자 키 분배(QKD)") == "BB84 peurotokol, yangja ki bunbae(QKD)"


def test_every_syllable_has_a_romanisation() -> None:
    for code in range(0xAC00, 0xD7A4):
        latin = romanise(chr(code))
        assert latin.isascii()
        assert latin.isalpha()
