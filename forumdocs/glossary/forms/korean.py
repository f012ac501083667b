"""Korean terms and what may follow them: particles, the copula, plural and compound nouns."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from forumdocs.glossary import folding
from forumdocs.glossary.forms import latin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.glossary.folding import Folded

_PARTICLES = {
    "을": ("을", "를"),
    "이": ("이", "가"),
    "은": ("은", "는"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이나": ("이나", "나"),
    "이라는": ("이라는", "라는"),
    "이라고": ("이라고", "라고"),
    "이란": ("이란", "란"),
    "이며": ("이며", "며"),
    "이랑": ("이랑", "랑"),
    "아": ("아", "야"),
}
"""Particles with two forms: after a final consonant, after a vowel."""
_FORM_OF = {form: pair for pair in _PARTICLES.values() for form in pair}
"""Either form may be asked for."""

_DIGITS = {"0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠", "8": "팔", "9": "구"}
_LETTERS = dict(
    zip(
        "abcdefghijklm",
        ["에이", "비", "시", "디", "이", "에프", "지", "에이치", "아이", "제이", "케이", "엘", "엠"],
        strict=True,
    )
) | dict(
    zip(
        "nopqrstuvwxyz",
        ["엔", "오", "피", "큐", "아르", "에스", "티", "유", "브이", "더블유", "엑스", "와이", "제트"],
        strict=True,
    )
)
"""How letters are called one by one (National Institute of Korean Language)."""
_SAID_AS_WORDS = {"APEC": "펙", "OPEC": "펙", "ASIC": "식", "POSTECH": "텍", "KISTEP": "텝", "JPEG": "펙"}
"""Last syllables of abbreviations that are read as words and then end otherwise than their last letter does."""

_WORD_ENDS = (
    (re.compile(r"le?\Z"), "ㄹ"),
    (re.compile(r"ng\Z"), "ㅇ"),
    (re.compile(r"ne?\Z"), "ㄴ"),
    (re.compile(r"me?\Z"), "ㅁ"),
    (re.compile(r"[aeiou]p\Z"), "ㅂ"),
    (re.compile(r"[aeiou](?:k|ck|c)\Z"), "ㄱ"),
)
"""The final consonant with which a word in Latin letters ends when Koreans say it; all others end in a vowel
(비트, 게이트), by the rules of loan word spelling."""
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]\Z")
"""What stands in brackets is passed over: the particle agrees with the word before them."""
_LATIN_WORD = re.compile(r"[A-Za-z]+\Z")
_RIEUL = _FINALS.index("ㄹ")
"""Index of the final consonant ㄹ, after which 으로 is 로."""


def with_particle(term: str, particle: str) -> str:
    """A term with the form of the particle that its last sound asks for.

    Args:
        term: a Korean term, or one that ends in Latin letters or digits, which are read as Koreans read them:
            ``QKD`` by letters (케이디), ``Shor`` as a word, ``BB84`` by digits.
        particle: either form, such as ``"를"``, ``"이"``, ``"로"``; others (``"에서"``) are added as they are.
    """
    if particle not in _FORM_OF:
        return term + particle
    closed, opened = _FORM_OF[particle]
    final = _final_sound(term)
    takes_open = final == 0 or (final == _RIEUL and opened == "로")
    return term + (opened if takes_open else closed)


def _final_sound(term: str) -> int:
    """The index of the last syllable's final consonant (Unicode 3.12); 0 where it ends in a vowel."""
    bare = _BRACKETED.sub("", term).rstrip("\"'”’》」』")
    if word := _LATIN_WORD.search(bare):
        return _final_of_latin(word.group())
    last = _DIGITS.get(bare[-1:], bare[-1:])
    return (ord(last) - 0xAC00) % 28 if "가" <= last <= "힣" else 0


def _final_of_latin(word: str) -> int:
    if said := _SAID_AS_WORDS.get(word):
        return _final_sound(said)
    if word.isupper():
        return _final_sound(_LETTERS[word[-1].lower()])
    return next((_FINALS.index(final) for pattern, final in _WORD_ENDS if pattern.search(word.lower())), 0)


_DROPPED = folding.Drops(clusters="[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?(?![\u1161-\u11c2])")
"""Spaces, and syllables that some systems store letter by letter."""
_HANGUL_RUN = re.compile(r"[가-힣]+")
_HANGUL_BEFORE = re.compile(r"[가-힣]*\Z")

_COPULA = (
    r"이?(?:다|며|면서|고|지만|지|므로|라는|라고|란|라면|라도|라서|라기|라|자|나|든|든지|니|던|거나|더라도|야말로|요|로서|로써)"
    r"|인|일|임|인지|인데|일지|인가|일까|임을|임에도|임은|이기|이기에|이기도|이어|이어서|이어야|여서|여야|이었|였"
    r"|(?:이었|였)(?:다|고|으며|던|으나|지만|음|습니다)|입니다|입니까|이십니다|이에요|예요"
)
_CASES = (
    r"이|가|을|를|은|는|의|에|에서|에게|에게서|께|께서|한테|으로|로|와|과|랑|이랑|도|만|까지|부터|조차|마저|밖에|뿐"
    r"|처럼|같이|보다|마다|만큼|대로|치고|커녕|하고|으로서|로서|으로써|로써|대해|및|등"
)
_VERBS = r"(?:[하한할함해했되된될됨돼됐]|시키|시킨|시켜|받[는은을아았]|당하)[가-힣]{0,6}"
"""Conjugated 하다, 되다 and their kin, by which a noun becomes a verb."""
_PARTICLE_RUN = re.compile(rf"(?:(?:들)?(?:{_CASES}){{0,3}}(?:{_COPULA})?|{_VERBS})\Z")
"""What may follow a noun to the end of its eojeol."""

_SUFFIXES = frozenset(
    {
        "들", "용", "별", "간", "형", "식", "상", "내", "외", "측", "급", "적", "화", "성", "류", "군", "수", "값",
        "률", "율", "량", "망", "층", "장", "팀", "계", "학", "론", "권", "법", "업", "사", "쌍", "청", "부",
        "원", "국", "실", "소", "선", "서", "안"
    }
)  # fmt: skip
"""Syllables that go on a noun and take particles in their turn."""

NOUNS = frozenset(
    {
        "가능성", "개념", "개발", "검증", "결과", "경제", "계산", "계획", "고속", "공격", "공급망", "공동", "공학",
        "과제", "과학", "관련", "관리", "광원", "교육", "구조", "구현", "국가", "규격", "규제", "그룹", "기관",
        "기구", "국립", "편집", "법원", "연구원", "연구실", "진흥원", "위원", "재단", "본부", "대학교", "포인터",
        "기기", "기반", "기술", "기업", "기초", "냉각", "네트워크", "논리", "단말", "단위", "단체", "대학",
        "데이터", "독립", "동작", "디지털", "디바이스", "로드맵", "링크", "매체", "메모리", "모델", "모듈", "모드",
        "문제", "물리", "물질", "반응", "발전", "발표", "방식", "방법", "버스", "벤처", "변환", "보안", "분과",
        "분석", "분야", "사업", "사용", "산업", "상태", "상호", "생성", "생태계", "서비스", "서버", "설계", "성능",
        "센서", "센터", "소자", "소재", "소프트웨어", "속도", "송신기", "수명", "수신기", "수준", "시대", "시스템",
        "시장", "시험", "신호", "실험", "실증", "아키텍처", "안전", "알고리즘", "암호", "업계", "에너지", "연구",
        "연구소", "연결", "연산", "열쇠", "오류", "용어", "운영", "원리", "위성", "응용", "이론", "이용", "인력",
        "인증", "인프라", "입자", "장비", "장치", "전략", "전문가", "전송", "정보", "정책", "제어", "제품",
        "중계기", "지도", "지원", "처리", "체계", "채널", "측정", "칩", "컴퓨터", "컴퓨팅", "코드", "큐비트",
        "클라우드", "키", "통신", "통신망", "투자", "특성", "파장", "펄스", "평가", "포럼", "표준", "프로그램",
        "프로세서", "프로젝트", "프로토콜", "플랫폼", "하드웨어", "학회", "한계", "해석", "현상", "협력", "협회",
        "혁명", "혁신", "환경", "활용", "회로", "회의", "효과", "효율", "후보", "초전도", "광학", "집적", "반도체",
        "레이저", "검출기", "다이아몬드", "단일", "다중", "복수", "개별", "대규모", "소규모", "중규모", "차세대",
        "인접", "보조", "표적", "고성능", "초기", "전체", "거래", "검사", "게이트", "경로", "계수", "기준", "기호",
        "단계", "도구", "동기화", "라이브러리", "로봇", "매개", "목표", "발생기", "배열", "배포", "변수", "복원",
        "분류", "분포", "분할", "비용", "사례", "선도", "세계", "세션", "수요", "시뮬레이션", "시뮬레이터", "시연",
        "실무", "안정성", "양산", "언어", "역량", "오차", "우주", "원격", "위원회", "윤리", "의장", "인재", "자료",
        "자원", "잡음", "재료", "저장", "저장소", "전공", "전송률", "점검", "정밀", "제조", "조직", "주기", "준비",
        "지수", "집단", "참여", "창업", "체험", "초청", "최적화", "추진", "출력", "탐지", "토론", "특허", "패키지",
        "프린터", "학교", "학습", "합의", "행사", "현황", "화학", "확산", "회선", "회원"
    }
)  # fmt: skip
"""Nouns of the field with which terms form compounds without a space; the glossary's own words join them."""

_LOOKALIKES = (
    "양자간", "양자택일", "양자대결", "양자회담", "양자협의", "양자협정", "양자협상", "양자협력", "양자대화",
    "양자관계", "양자무역", "양자면담", "양자구도", "비트코인", "비트맵", "센서스", "이온음료", "원자재",
    "원자력", "원자로", "광자기",
)  # fmt: skip
"""Words that begin like a term and are none: 양자 is also "the two sides", whose talks every forum reports."""

LONG = 4
"""Syllables from which on a term is no longer the beginning of another word by chance."""


def fold(text: str) -> Folded:
    """The text without spaces, in lower case, full-width letters made narrow."""
    return folding.fold(text, _DROPPED, folding.WIDTHS)


def stands(text: str, start: int, end: int, nouns: frozenset[str]) -> bool:
    """Whether a term may stand at ``text[start:end]``: after a border, before particles or a noun.

    Args:
        text: the whole text.
        start: where the term begins.
        end: behind its last character.
        nouns: words of the glossary with which compounds are formed, beside :data:`NOUNS`.
    """
    if text[start - 1 : start].isspace() and text[end : end + 1].isspace():
        return True
    if not latin.has_borders(text, start, end):
        return False
    found = text[start:end]
    if start and _is_hangul(text[start - 1]) and _is_hangul(found[0]):
        before = _HANGUL_BEFORE.search(text, max(0, start - 12), start)
        if before and not _is_noun(before.group(), nouns):
            return False
    rest = _HANGUL_RUN.match(text, end)
    return not rest or _may_end(found, rest.group(), nouns)


@lru_cache(maxsize=32768)
def _may_end(found: str, rest: str, nouns: frozenset[str]) -> bool:
    """Whether a term may go on so to the end of its eojeol: no other word begins like it, no verb cuts it."""
    if (found + rest).startswith(_LOOKALIKES) and _looks_alike(found, rest):
        return False
    return _may_follow(rest, nouns, is_long=len(_squeezed(found)) >= LONG)


def _looks_alike(found: str, rest: str) -> bool:
    """Whether a word that is no term begins like the one found, and goes on as the text does."""
    return any(name != found and name.startswith(found) and (found + rest).startswith(name) for name in _LOOKALIKES)


def is_plain(found: str) -> bool:
    """Whether spaces may stand as in ``found`` whatever the term: none, or between parts of two syllables and more."""
    parts = found.split()
    return found.count("\n") < 2 and (len(parts) < 2 or all(len(part) > 1 for part in parts))


def is_well_spaced(found: str, term: str) -> bool:
    """Whether a space stands only where the term has one, or between parts of two syllables and more."""
    if found.count("\n") > 1:
        return False
    parts = found.split()
    if len(parts) < 2 or parts == term.split():
        return True
    own = _borders(term.split())
    borders = _borders(parts)
    return all(len(part) > 1 or _ends_in(own, border, part) for part, border in zip(parts, borders, strict=True))


def _borders(parts: Sequence[str]) -> list[int]:
    return list(accumulate(len(part) for part in parts))


def _ends_in(own: Sequence[int], border: int, part: str) -> bool:
    """Whether a part begins and ends where the term itself has a space."""
    return border in own and (border - len(part)) in (0, *own)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_noun(word: str, nouns: frozenset[str]) -> bool:
    """Whether ``word`` is nothing, or nouns in a row."""
    return not word or any(
        (word[:cut] in NOUNS or word[:cut] in nouns) and _is_noun(word[cut:], nouns) for cut in range(len(word), 0, -1)
    )


def _may_follow(rest: str, nouns: frozenset[str], *, is_long: bool) -> bool:
    """Whether ``rest`` may follow a noun up to the end of the eojeol: particles, a suffix, other nouns."""
    if is_long or _PARTICLE_RUN.fullmatch(rest):
        return True
    if rest[0] in _SUFFIXES and _PARTICLE_RUN.fullmatch(rest[1:]):
        return True
    return any(
        (rest[:cut] in NOUNS or rest[:cut] in nouns) and _may_follow(rest[cut:], nouns, is_long=False)
        for cut in range(min(len(rest), 8), 0, -1)
    )
