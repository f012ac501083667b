"""Where sentences end: the marks, abbreviations and phrases of each language, apart from the code.

A sentence ends at a stop unless a rule says otherwise, and at a *bare end*: a place that shows itself to be
one though no stop stands there (a polite Korean ending, an address before a capital, a bullet). The words
come from style guides and lists of abbreviations. Whether a doubtful word or pattern stays was decided by F1
on one half of the gold sets of ``benchmarks/sentences.py``; the other half confirmed it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

STOPS = ".!?…‥。！？｡．‼⁇⁈⁉"
"""Marks that can end a sentence."""

WIDE_STOPS = frozenset("。！？｡．")
"""Marks that end a sentence with no space after them."""

ELLIPSES = frozenset("…‥")

CLOSERS = "\"'”’»)]}）］｝】》」』〉〕"
"""Marks that belong to the sentence when they follow its stop."""

QUOTES = frozenset("\"'”’»」』")
"""Those of :data:`CLOSERS` that end speech."""

JOINERS = frozenset(".,;:!?…)]}»%/|=，、；：。！？）】》」』")
"""Marks that never begin a sentence: before one of them the sentence goes on."""

DASHES = frozenset("-–—―")

BRACKETS = {
    "«": "»",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "“": "”",
    "「": "」",
    "『": "』",
}
"""Opening and closing marks between which a full-width stop does not end the sentence."""

ASIDES = {"）": "（", ")": "(", "》": "《", "〉": "〈", "】": "【", "〕": "〔"}
"""Closing marks and their openers; after one of them a Chinese or Japanese sentence goes on."""

LONGEST_ASIDE = 120
"""Most characters between two of :data:`BRACKETS`; a longer quotation is split like any other text."""

HESITATION = 4
"""A full-width ellipsis after fewer characters of a clause than this is a pause: 我……我不知道."""

PAUSE_PARTICLES = frozenset("的地得等了吧呢吗嗎と")
"""Particles after a full-width ellipsis, with which the clause goes on."""

LONGEST_SHORT_WORD = 3
"""Letters of a word that may be an abbreviation unless it is in :attr:`Rules.short`."""

OPENING_DATE = 24
"""Most characters of a sentence that opens with a date and goes on: "В 1990 г. Москва …"."""

OPENS_WITH_DATE = re.compile(
    r"\W*(?:\w+о\s)?(?:(?:во?|ко?|со?|до|на|от|по|за|после|весной|летом|осенью|зимой|начало|конец)\s)?"
    r"(?:(?:начал|конц|середин|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*\s|\d{1,2}\s)*"
    r"[\dIVXLC]+(?:\s?[-–—]\s?[\dIVXLC]+)?(?:-[хе])?\s*(?:год\w*\s(?:до\s)?)?",
    re.IGNORECASE,
)
"""What stands before "г." there; after anything else the year closes the sentence: "Это было в 1990 г. Москва …"."""

BEFORE_UNIT = re.compile(r"\d\s*(?:(?:тыс|млн|млрд|трлн|кв|куб|million|billion|sq|cu)\.?\s*)?\Z")
"""A number, with a word between it and its unit."""

CLOCK_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:\w+ ){1,2}[Tt]ime\b|[A-Z]{2}"
)
"""What follows ``5 p.m.`` within its sentence: a day, a month, the name of a time zone."""

NUMERAL = re.compile(r"[\d(\[#№]|[IVXLC]+\b|[A-ZА-Я]\b|[A-ZА-Я]{1,8}[-/–]?\S*\d")
"""What follows an abbreviation such as ``Fig.``, ``No.``, ``рис.``: a number, or a code such as ``FQ/2027/3``."""

EXCLAIMING = frozenset({"yahoo", "jeopardy", "joomla", "yum", "kahoot", "oxygen"})
"""Names written with an exclamation mark."""

DOMAINS = frozenset({"com", "net", "org", "edu", "gov", "info", "ru", "cn", "kr", "jp", "js", "py"})
"""Endings of addresses and file names, which also occur capitalised: ``Example.Com``."""


@dataclass(frozen=True, slots=True)
class BareEnd:
    """An end of a sentence without a stop.

    ``pattern`` is looked for in texts that hold ``mark``; its group 1 closes the sentence, and the next one
    begins where the match ends.
    """

    mark: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language; words are lower-case and without their last full stop."""

    never: frozenset[str] = frozenset()
    """Abbreviations that never end a sentence: ``e.g.``, ``Dr.``, ``т. е.``"""
    numbered: frozenset[str] = frozenset()
    """Abbreviations that end none before a number: ``Fig. 3``."""
    may_end: frozenset[str] = frozenset()
    """Abbreviations that end one only before a word of ``starters``: ``in the U.S. We``."""
    closing: frozenset[str] = frozenset()
    """Abbreviations that end one before any capital: ``etc.``, ``и т. д.``"""
    dates: frozenset[str] = frozenset()
    """Abbreviations after a year, which end a sentence before any capital unless the date opens it."""
    units: frozenset[str] = frozenset()
    """Units and other measures, which after a number end one before any capitalised word: ``240 км. Чертежи``."""
    clock: frozenset[str] = frozenset()
    """Halves of the day, which after a number do so too but before what :data:`CLOCK_GOES_ON` names."""
    starters: frozenset[str] = frozenset()
    """Words that, capitalised, begin a sentence rather than a name."""
    short: frozenset[str] = frozenset()
    """Common words of up to three letters: no abbreviations, though a small letter follows."""
    small_letters: bool = False
    """Whether a sentence may begin with a small letter after ``?`` and ``!``, as in English web text."""
    reporting: re.Pattern[str] | None = None
    """What goes on with the sentence after speech that ends in a stop: ``"Why?" Bell asked``."""
    bare_ends: tuple[BareEnd, ...] = ()
    shortest_before_bare_end: int = 0
    """Fewest characters that a sentence needs to end at one of ``bare_ends``."""
    abbreviations: frozenset[str] = field(init=False)
    """All abbreviations, to see at once that a word is none."""

    def __post_init__(self) -> None:
        found = self.never | self.numbered | self.may_end | self.closing | self.dates
        object.__setattr__(self, "abbreviations", found)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BARE_ENDS = (
    BareEnd("://", re.compile(r"(://\S{0,500}[\w/>])\s+(?=[A-ZА-ЯЁ])")),
    BareEnd("@", re.compile(r"(@[\w.-]{1,100}[\w>])\s+(?=[A-ZА-ЯЁ][a-zа-яё])")),
    *(BareEnd(bullet, re.compile(rf"(\S)\s+(?={bullet}\s*\w)")) for bullet in "•⁃‣▪●"),
)
"""Ends in any language: an address before a capital, and whatever stands before an inline bullet."""

_SIGN_OFFS = ("Thanks", "Regards", "regards", "wishes", "Best", "Sincerely", "Cheers")
"""Words that close a letter before the writer's name; the text before them ends in a stop or is none."""

_BEFORE_SIGN_OFF = r"(?:(?<=[.!?] )|(?<=[.!?] (?:Kind|Best|With|Warm) )|(?<![^\n]))"

_NAME = r"[A-Z][a-z]+(?:\s+[A-Z\d]|\s*$)"

_MAIL_ENDS = (
    BareEnd("M", re.compile(r"(\d/\d{4} \d\d?:\d\d(?::\d\d)? [AP]M)\s+(?=[A-Z])")),
    *(BareEnd(word, re.compile(rf"{_BEFORE_SIGN_OFF}({word},?)\s+(?={_NAME})")) for word in _SIGN_OFFS),
)
"""Ends in mail: the time stamp of a header, and the sign-off."""

ENGLISH = Rules(
    never=_words("""
        mr mrs ms messrs dr prof gen gov sen rep reps sens col lt maj capt cmdr sgt cpl brig adm rev hon mt
        pres supt amb asst assoc e.g i.e eg ie viz cf vs approx ca fr esp incl resp def pop
    """),
    numbered=_words("""
        no nos fig figs tab eq eqs ref refs sec sect ch chap vol vols p pp art arts para ex ext app n° nr
        ver v par pt rs jan feb mar apr jun jul aug sep sept oct nov dec
    """),
    may_end=_words("""
        jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc
        corp ltd co bros jr sr st est dept univ ave blvd rd hwy ed eds trans min max avg dist int'l
        nat'l gov't tel ph.d al ft
    """),
    closing=_words("etc"),
    units=_words("min mins sec secs hr hrs ft lb lbs oz yd mi sq.km sq.m cu.m"),
    clock=_words("a.m p.m"),
    starters=_words("""
        a an the this that these those he it she we they you i his her its our their my your in on at by for
        from with as if when while where who what why how there here but and so yet or however although
        though after before since because during both all each some many most more no not one two another
        other such then thus therefore meanwhile moreover furthermore according is are was were do does did
        can could will would has have had millions thousands hundreds
    """),
    short=_words("""
        all any are bad big but buy can car cat day did do dog eat end far few fun get go god got had has he
        her him his how i it its job just lie lot man may me men my new no not now of off oh ok old on one
        or our out own put say see she so the them to too try two up us use was way we well who why yes yet
        you
    """),
    small_letters=True,
    reporting=re.compile(r"(?<=[!?]['\"”’] )(?:[A-Z][\w’'-]+ ){1,3}(?:said|says|asked|asks|replied|added|wrote)\b"),
    bare_ends=(*_BARE_ENDS, *_MAIL_ENDS),
)

_LATIN = replace(ENGLISH, short=frozenset(), small_letters=False, reporting=None, bare_ends=_BARE_ENDS)
"""English abbreviations and names inside text of another script."""

RUSSIAN = Rules(
    never=_words("""
        т.е т.к т.н т.наз т.ч проф акад доц канд докт техн хим биол экон юрид филол филос пед физ.-мат
        д-р г-н г-жа гр тов ген полк ул пр-т просп пл пер
        наб пос дер оз ср напр англ нем фр лат греч рус итал исп кит яп нар ст.-слав св респ пгт м.н.с
        с.н.с т.с и.о зам зав чл.-корр чл до.н
    """),
    numbered=_words("т рис табл стр с п пп гл ст ч № кн вып изд разд д кв к корп л абз прим илл ок"),
    may_end=_words("""
        руб коп тыс млн млрд трлн долл дол пр э мин сек час ч кг м км см мм
        им куб кв га л у.е шт экз чел стр ред изд обл р-н ун-т ин-т
    """),
    closing=_words("т.д т.п др"),
    dates=_words("г гг в вв н.э до.н.э"),
    units=_words("""
        руб коп тыс млн млрд трлн долл мин сек час ч сут кг г мг т ц м км см мм нм мкм кв.м кв.км куб.м куб.см га л мл
        шт экз чел ед у.е бит кбит мбит гбит вт квт мвт гц кгц мгц ггц
    """),
    starters=_words("""
        а в во и но на по с со к ко о об от для из за у при до как когда если что чтобы он она оно они мы вы
        я ты его её ее их это этот эта эти тот та те все всё так также однако кроме после перед поэтому
        потом затем здесь там где кто какой который хотя между не ни или то тогда такой таким такие среди
        во-первых во-вторых впрочем наконец сегодня сейчас теперь
    """),
    bare_ends=_BARE_ENDS,
)

_KOREAN_POLITE = "아어여해워와려져켜겨펴봐줘세예에네군더까데구래대텐걸게돼되나지"
"""Syllables before a final 요: 해요, 네요, 군요, 지요; not those of nouns such as 필요, 중요, 수요."""

_KOREAN_AFTER_PLAIN = "하더|해도|하|고|는|며|면|라|보|싶|생각|말|할|한"
"""What goes on after a plain 다: 했다 하더라도, 왔다 고."""

_KOREAN_NEXT = r"~*)\s+(?=[가-힣A-Z\d\"“'‘(])"

_KOREAN_ENDS = (
    BareEnd("니다", re.compile(rf"(니다{_KOREAN_NEXT}")),
    BareEnd("요", re.compile(rf"(요(?<=[{_KOREAN_POLITE}]요){_KOREAN_NEXT}")),
    *(BareEnd(end, re.compile(rf"({end}(?<=[가-힣]{end}){_KOREAN_NEXT}")) for end in "죠줘"),
    BareEnd("다", re.compile(rf"(다(?<=[었았였겠했됐]다))\s+(?!{_KOREAN_AFTER_PLAIN})(?=[가-힣])")),
    *(BareEnd(mark, re.compile(rf"({mark}(?<=[가-힣]{mark}){mark}*)\s+(?=[가-힣])")) for mark in "~ㅋㅎㅠㅜ"),
)
"""Final endings, which headlines and web text write without a stop, before the next word."""

KOREAN = replace(
    _LATIN,
    reporting=re.compile(r"이?(?:라고|라며|라는|라면서|란|고|며|라던)(?![가-힣])|하(?:고|며|는|면서)\b"),
    bare_ends=(*_BARE_ENDS, *_KOREAN_ENDS),
)

CHINESE = replace(
    _LATIN,
    reporting=re.compile(
        r"[^，。！？；：、“”\s]{0,10}?(?:说|說|道|表示|指出|强调|強調|称|稱|问|問|答|喊)(?![^，。！？：]?的)"
    ),
)

JAPANESE = replace(
    _LATIN,
    # A particle goes on; the same syllable as the beginning of ところが, もし, では … opens a sentence.
    reporting=re.compile(
        r"と(?!ころ|きに|はいえ|もに|も)|って|など|という|を|が(?!、)|は(?!い)|の(?!ち)|に(?!もか)|も(?!し|っ|う|ち|の)"
        r"|で(?!は|も|す)|だ(?!が|から|と)|や(?!が|は)"
    ),
)

_THAI_OPENERS = (
    "อย่างไรก็|นอกจาก|ในช่วง|กระนั้น|จากนั้น|ต่อมา|ดังนั้น|เพราะฉะนั้น|ท้ายที่สุด|ในที่สุด|ในทางกลับ|ในทางตรง"
    "|ด้วยเหตุ|ปัจจุบัน|นี่|นั่น|สิ่ง|ในปี|ช่วง|เหตุ|หลังจาก|เมื่อ|สำหรับ"
)
"""Words that begin a clause: however, besides, then, therefore, at present, this, in the year, after."""

_THAI_FINALS = ("ครับ", "ค่ะ", "นะคะ", "อีกด้วย", "เช่นกัน", "ต่อไป")
"""Polite particles and adverbs that close a sentence."""

_AFTER_THAI_FINAL = "|".join(rf"(?<={final}\s)" for final in _THAI_FINALS)

_THAI_SPACE = re.compile(rf"()\s(?:(?={_THAI_OPENERS})|(?:{_AFTER_THAI_FINAL})(?=[ก-๙]))")

THAI = replace(
    _LATIN,
    never=_LATIN.never | _words("ดร นพ พญ ทพ รศ ผศ ศ อ จ ต ถ ซ พล.อ พล.ต พล.ท พ.ต.อ ร.ต.อ"),
    bare_ends=(*_BARE_ENDS, BareEnd(" ", _THAI_SPACE)),
    # Thai has no stop, and a space parts clauses and lists too. At 60 characters and with these words 86% of
    # the splits in joined sentences of UD Thai-PUD are right and 13 of its 1,000 sentences are split; with 30
    # characters and every common first word recall rises from .16 to .35, but precision falls to .71.
    shortest_before_bare_end=60,
)

GENERAL = Rules(
    never=ENGLISH.never | RUSSIAN.never,
    numbered=ENGLISH.numbered | RUSSIAN.numbered,
    may_end=ENGLISH.may_end | RUSSIAN.may_end,
    closing=ENGLISH.closing | RUSSIAN.closing,
    dates=RUSSIAN.dates,
    units=ENGLISH.units | RUSSIAN.units,
    clock=ENGLISH.clock,
    starters=ENGLISH.starters | RUSSIAN.starters,
    bare_ends=_BARE_ENDS,
)
"""For every language that has no rules of its own."""

RULES: dict[str, Rules] = {
    "en": ENGLISH, "ru": RUSSIAN, "ko": KOREAN, "zh": CHINESE, "ja": JAPANESE, "th": THAI,
}  # fmt: skip
"""Rules by base language code."""
