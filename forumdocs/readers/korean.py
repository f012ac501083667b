"""Korean words across line ends: whether the next line begins a new word, which the page does not show.

Korean typesetting breaks lines between words or, as often, inside them. The evidence is in the syllables:
words like to end in particles and endings, and to begin with others.
"""

from __future__ import annotations

import math

BOUNDARY = 0.29
"""The share of places between two syllables of running text at which a word ends."""

WEIGHT = 1.5
"""Log-odds of one step of the tables below."""


def _weights(classes: dict[int, str]) -> dict[str, int]:
    return {syllable: weight for weight, syllables in classes.items() for syllable in syllables}


_ENDS: dict[str, int] = _weights(
    {
        2: ("게께꽤꿀낼는닌던된될든떤럼른를며면몇및씩씬야와욱은을의좀째첫킬할히"),
        1: ("가각갈고과긴난낸넷덜덤두둘딥런로록룰린밍볼빈서수슨써썬쓸에여울웹육진쪽칠컬큼킹텀톱틱픈한혀홈"),
        -1: (
            "감갑값강객거걱결겹경계광괴교구군궁권규극깁깨꺼뀌끊끝났내냐넓네념녹놀눅능다단달덱돌동됐둡뒤뒷들듯등떨"
            "똑락람랍럽렵렸롭립멈명몬못묵묶문물민밀밖반발밸버범법변병보복봤분뷰비뿐사삼샌샤선세셈셰소속솔송순쉬쉼"
            "슐실쌍쌓씁악알앞액앵억언얼염옆오옮옴외요용웁원유잃입잊작잡점정져조족주즘집차창처철초출충취칩칸칼캔커"
            "콜퀘큐키타탈택탬턴통툴튼틸판팝팩펙펴편폐표플피학항현협환황흥희"
        ),
        -2: (
            "갖같갱검겁것겠견곳공관깊까꾸남납낮냅넌넘넣넥노논높놓누니닙닫담대덕덮되됩듭디딕따떠떻또뛰뜻랜랫렇레렉"
            "렌려롬루르릅마많맞머먼멀메멘멤모뮤뮬므밑바박받방배벗베벡벤봅붙빌빠빨삭살삽샘생설섹센셔손숙숨숫쉽슬습"
            "슷승십싶싸쓰아않암압았애양얻엄없엇었엔엘연엽였예옵완왔왼움워웨윈으응읽있잔잠잭절젝졌좋줍짧찬참찾채첨"
            "최추카캐캡컨컴케코콘쿠쿼퀀클킵탐테텍텐토톰튜특파패페평포폴푸퓨프필하함합핵핸했허헤혹혼확활회횟효훈훨"
            "흐흔"
        ),
    }
)
_BEGINS: dict[str, int] = _weights(
    {
        2: (
            "갖같갱걱걸검겹관궁깊깨꽤끊끝낮넘노논놀높닫대덮둘뒤뒷등딕딥따때또뜻렌많맞멀멈메멤몇모묶및밑방배벗벡병"
            "봇빈빌빠빨사삭살삽새샘샤설섹셸손숨숫쉬쉼쉽승실싶쌍않알암압앞애앱얻없엘연엽옆예옮옵완왜왼웹윈읽잃있잔"
            "잘잠좀좋즉짧참창찾채첨첫총최추취칸캡컨컴콘쿠쿼클탐탭톰통툴튜특파편평푸필핵핸허헤혹혼횟훈훨흐흔흥"
        ),
        1: (
            "감값강개객겁것견경계곱곳광구권규글긴길꺼끌날남내넣놓누눈눌늘단담덜데돌두둡떨똑릴마말매못무묵문민바박"
            "밖반받발밸번범변보복볼봤불붙뿐삼생선센셀수순슬쓰쓸씁아액엄엔영올월위유응작종좌주줄중차처철초충친카캐"
            "커코큐테텍투팀판패페폐포폴표풀프피학항확활회후훅휴희힌힙"
        ),
        -1: (
            "게격고과괴군급깁깥꼴꿀꿈꿔뀌끔났낼냐너널넷눅뉴다당던되된됨득랜럽렴렵렸로롤룰리린망멘뮤벌법본북샷서성"
            "셈셋셔숙슐스슨식싱싸씩옴우운움웁웨육의젯졌짓쪽착책천청체춤춰층칠칭칼케퀘킨킷태톱트틱틸하한했행화획"
        ),
        -2: (
            "겠겨깅까께낸냅넌넥념는능니닉닌닙닝덱델듈드든듭듯딩떤떻락란람랍랑래랙램랫략량러럴럼렇렉려력련렬령례록"
            "론롬롭롯뢰료룹류률륨르른를름릅릭림립릿맷며면뮬므밋밍벤벨산석션쇄술습슷십썬씬았야엇었에였와용욱울웃율"
            "으은을음잭젝져족죠즈즘징짜째찬찰첩쳐츠치칙침켓퀀큼킬킵킹택터턴털텀텝튼티틴팅펙펴퓨픈핑험혀황히"
        ),
    }
)
"""How much likelier than chance a word ends after, or begins with, a syllable: 2 means log-odds of over
2.5, 1 over 1, and so on down; all others are even. Counted over 55,000 Korean sentences of technical
documentation; on news (1,641 sentences that were not counted) 85% of the places between syllables are told
right, 89% of those inside words and 74% of the ends."""


def boundary_score(before: str, after: str) -> float:
    """The log-odds that a word ends between two Hangul syllables."""
    prior = math.log(BOUNDARY / (1 - BOUNDARY))
    return prior + WEIGHT * (_ENDS.get(before, 0) + _BEGINS.get(after, 0))
