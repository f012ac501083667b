"""How the forum languages write numbers: words, units, months, times of day. Data only.

:mod:`forumdocs.mt.numbers` reads it. Only what is written in digits (or with a large Chinese unit) is ever
demanded of a translation; the words here can satisfy a demand, so a word too many costs a little recall and
a word too few a false alarm.
"""

from __future__ import annotations

import re

DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙٠١٢٣٤٥٦٧٨٩", "01234567890123456789")

HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
    "俩": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
}
HAN_UNITS = {
    "十": 10,
    "拾": 10,
    "百": 10**2,
    "佰": 10**2,
    "千": 10**3,
    "仟": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "兆": 10**12,
}
HANGUL_DIGITS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
HANGUL_UNITS = {"십": 10, "백": 10**2, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}
THAI_DIGITS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
THAI_UNITS = {
    "สิบ": 10,
    "ร้อย": 10**2,
    "พัน": 10**3,
    "หมื่น": 10**4,
    "แสน": 10**5,
    "ล้าน": 10**6,
}

POSITIONAL = {
    "zh": (HAN_DIGITS, HAN_UNITS),
    "ja": (HAN_DIGITS, HAN_UNITS),
    "ko": (HANGUL_DIGITS, HANGUL_UNITS),
    "th": (THAI_DIGITS, THAI_UNITS),
}
"""Languages that write digit and unit in turn, alone or after Arabic digits: 三十, 3억 2천만, 5 ล้าน."""

ENGLISH_WORDS = {
    word: value
    for value, words in {
        0: "zero",
        1: "one first once single",
        2: "two second twice both double pair",
        3: "three third thirds triple",
        4: "four fourth quarter quarters",
        5: "five fifth fifths",
        6: "six sixth sixths",
        7: "seven seventh",
        8: "eight eighth eighths",
        9: "nine ninth",
        10: "ten tenth tenths",
        11: "eleven eleventh",
        12: "twelve twelfth",
        13: "thirteen thirteenth",
        14: "fourteen fourteenth",
        15: "fifteen fifteenth",
        16: "sixteen sixteenth",
        17: "seventeen seventeenth",
        18: "eighteen eighteenth",
        19: "nineteen nineteenth",
        20: "twenty twentieth twenties",
        30: "thirty thirtieth thirties",
        40: "forty fortieth forties",
        50: "fifty fiftieth fifties",
        60: "sixty sixtieth sixties",
        70: "seventy seventieth seventies",
        80: "eighty eightieth eighties",
        90: "ninety ninetieth nineties",
    }.items()
    for word in words.split()
}
ENGLISH_UNITS = {
    word: value
    for value, words in {
        10: "decade decades",
        12: "dozen dozens",
        10**2: "hundred hundreds hundredth century centuries centenary",
        10**3: "thousand thousands thousandth k",
        10**6: "million millions millionth mn mln",
        10**9: "billion billions bn",
        10**12: "trillion trillions tn",
    }.items()
    for word in words.split()
}

RUSSIAN_WORDS: tuple[tuple[str, int], ...] = (
    # Stems, tried in this order at the start of a word; endings are open because of the cases.
    (r"ноль|нол[яеюь]|нул", 0),
    (r"одиннадцат", 11),
    (r"один(?!ак)|одн[аоуи](?![а-я]{3})|одного|одному|одним|одном|одной|перв|однажды|единствен", 1),
    (r"двенадцат", 12),
    (r"тринадцат", 13),
    (r"четырнадцат", 14),
    (r"пятнадцат", 15),
    (r"шестнадцат", 16),
    (r"семнадцат", 17),
    (r"восемнадцат", 18),
    (r"девятнадцат", 19),
    (r"двадцат", 20),
    (r"тридцат", 30),
    (r"сорок", 40),
    (r"пятьдесят|пятидесят", 50),
    (r"шестьдесят|шестидесят", 60),
    (r"семьдесят|семидесят", 70),
    (r"восемьдесят|восьмидесят", 80),
    (r"девяност", 90),
    (r"двести|двухсот", 200),
    (r"триста|трехсот", 300),
    (r"четыреста|четырехсот", 400),
    (r"пятьсот|пятисот", 500),
    (r"шестьсот|шестисот", 600),
    (r"семьсот|семисот", 700),
    (r"восемьсот|восьмисот", 800),
    (r"девятьсот|девятисот", 900),
    (r"сто(?![а-я])|ста(?![а-я])|сотн|сотая|сотых", 100),
    (
        r"два(?![а-я])|две(?![а-я])|двух|двум|двое|двоих|двойн|дважды|втор|об[ае](?![а-я])|обоих|обеих|двукрат",
        2,
    ),
    (r"три(?![а-я])|трех|трем|трое|троих|трети|треть|третьег|трижды|тройн", 3),
    (r"четыр|четверт|четвер[оы]", 4),
    (r"десят", 10),
    (r"пят[ьи]|пяты|пятая|пятог|пятом|пятер|пятую|пятое|пятой", 5),
    (r"шест[ьи]|шесто|шестая|шестер|шесты|шестую", 6),
    (r"сем[ьи](?![а-я])|семью(?![а-я])|седьм|семер|семи", 7),
    (r"восем|восьм", 8),
    (r"девят", 9),
)
RUSSIAN_UNITS: tuple[tuple[str, int], ...] = (
    (r"десятилети", 10),
    (r"дюжин", 12),
    (r"век(?![а-я]{3})|столети", 10**2),
    (r"тыс(?![а-я])|тысяч", 10**3),
    (r"млн|миллион", 10**6),
    (r"млрд|миллиард", 10**9),
    (r"трлн|триллион", 10**12),
)

SPANS = {10, 12, 100}
"""Decades, dozens and centuries multiply words (two decades are 20 years) but not digits (20 century)."""

KOREAN_NATIVE = {
    "하나": 1,
    "한": 1,
    "첫": 1,
    "둘": 2,
    "두": 2,
    "양": 2,
    "셋": 3,
    "세": 3,
    "석": 3,
    "넷": 4,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
JAPANESE_NATIVE = {"ひとつ": 1, "ひとり": 1, "ふたつ": 2, "ふたり": 2, "みっつ": 3, "よっつ": 4, "いつつ": 5}

HALVES = re.compile(r"\bhal(?:f|ves|ved)\b|半|절반|반(?=\s|으로)|половин|\bпол(?:у|тора)?|ครึ่ง", re.IGNORECASE)
HALF = ("0.5", "50", "30")
"""What a word for a half may stand for: a half, fifty per cent, half past the hour."""

HALF_UNITS = re.compile(
    r"\b(?:half an?|half of a)\s(million|billion|trillion|thousand|hundred|century|decade)\b"
    r"|\bпол(миллион|миллиард|тысяч|век)[а-я]*",
    re.IGNORECASE,
)
HALF_UNIT_VALUES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "decade": 10,
    "century": 100,
    "тысяч": 10**3,
    "миллион": 10**6,
    "миллиард": 10**9,
    "век": 100,
}

MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "jan(?:uary)?",
        "feb(?:ruary)?",
        "mar(?:ch)?",
        "apr(?:il)?",
        "may",
        "june?",
        "july?",
        "aug(?:ust)?",
        "sept?(?:ember)?",
        "oct(?:ober)?",
        "nov(?:ember)?",
        "dec(?:ember)?",
    ),
    "ru": (
        "янв[а-я]*",
        "фев[а-я]*",
        "март[а-я]*",
        "апр[а-я]*",
        "ма[йяею]|маем",
        "июн[а-я]*",
        "июл[а-я]*",
        "авг[а-я]*",
        "сент[а-я]*",
        "окт[а-я]*",
        "нояб[а-я]*",
        "дек[а-я]*",
    ),
    "th": (
        "มกราคม|ม\\.ค\\.",
        "กุมภาพันธ์|ก\\.พ\\.",
        "มีนาคม|มี\\.ค\\.",
        "เมษายน|เม\\.ย\\.",
        "พฤษภาคม|พ\\.ค\\.",
        "มิถุนายน|มิ\\.ย\\.",
        "กรกฎาคม|ก\\.ค\\.",
        "สิงหาคม|ส\\.ค\\.",
        "กันยายน|ก\\.ย\\.",
        "ตุลาคม|ต\\.ค\\.",
        "พฤศจิกายน|พ\\.ย\\.",
        "ธันวาคม|ธ\\.ค\\.",
    ),
}
"""Patterns of month names; Chinese, Japanese and Korean count their months."""

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""Japanese eras and the year before their first."""

BUDDHIST_ERA = 543
BUDDHIST_YEARS = range(2400, 2600)
"""Thai years that are read as Buddhist era too: 2568 is 2025."""

MORNING = "凌晨|清晨|早上|早晨|上午|午前|朝|오전|새벽|아침|am"
AFTERNOON = "中午|下午|傍晚|晚上|晚间|午後|夜|오후|저녁|밤|낮|pm"
RUSSIAN_HOURS = {"утра": 0, "ночи": 0, "дня": 12, "вечера": 12}

RANGE = re.compile(
    r"\s*(?:[-–—~～〜〰,、/]|\.\.\.?|…|to|and|or|till|until|至|到|或|和|до|и|или|에서|부터|또는|から|や|ถึง|และ|หรือ)\s*",
    re.IGNORECASE,
)
"""What may stand between two numbers that share the unit of the second: 2 to 3 million."""
