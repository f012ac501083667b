"""Pinyin with tone marks, word by word (GB/T 16159).

pypinyin knows the readings of characters and of common phrases; the technical words that it reads wrong stand here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from forumdocs.chinese import make_segmenter, to_simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

READINGS = {
    "重构": "chóng gòu",
    "重置": "chóng zhì",
    "重整": "chóng zhěng",
    "重访": "chóng fǎng",
    "重排": "chóng pái",
    "重发": "chóng fā",
    "重采样": "chóng cǎi yàng",
    "多重": "duō chóng",
    "双重": "shuāng chóng",
    "三重": "sān chóng",
    "二重": "èr chóng",
    "量测": "liáng cè",
    "量热": "liáng rè",
    "散粒": "sǎn lì",
    "散弹": "sǎn dàn",
    "散斑": "sǎn bān",
    "分子": "fēn zǐ",
    "薄膜": "bó mó",
    "玻色": "bō sè",
    "玻色子": "bō sè zǐ",
    "几何相": "jǐ hé xiàng",
    "动力学相": "dòng lì xué xiàng",
    "拓扑相": "tuò pū xiàng",
    "相变": "xiàng biàn",
    "失相": "shī xiàng",
    "相图": "xiàng tú",
    "相移": "xiàng yí",
    "相敏": "xiàng mǐn",
    "相空间": "xiàng kōng jiān",
    "移相": "yí xiàng",
    "锁相": "suǒ xiàng",
    "鉴相": "jiàn xiàng",
    "倒数": "dào shǔ",
    "部分": "bù fen",
    "认识": "rèn shi",
    "先生": "xiān sheng",
    "工作坊": "gōng zuò fāng",
    "数模": "shù mó",
    "模数": "mó shù",
    "调幅": "tiáo fú",
    "调频": "tiáo pín",
    "调相": "tiáo xiàng",
    "解调": "jiě tiáo",
    "可调": "kě tiáo",
    "微调": "wēi tiáo",
    "调参": "tiáo cān",
    "校验": "jiào yàn",
    "校正": "jiào zhèng",
    "自校": "zì jiào",
    "奇偶": "jī ǒu",
    "奇数": "jī shù",
    "奇宇称": "jī yǔ chēng",
    "相干": "xiāng gān",
    "干涉": "gān shè",
    "长程": "cháng chéng",
    "长寿命": "cháng shòu mìng",
    "长距离": "cháng jù lí",
    "生长": "shēng zhǎng",
    "载流子": "zài liú zǐ",
    "量子行走": "liàng zǐ xíng zǒu",
    "参宿": "shēn xiù",
    "供体": "gōng tǐ",
    "施主": "shī zhǔ",
    "弹性": "tán xìng",
    "非弹": "fēi tán",
    "弹道": "dàn dào",
    "处理": "chǔ lǐ",
    "与会": "yù huì",
    "与会者": "yù huì zhě",
    "参与": "cān yù",
    "差分": "chā fēn",
    "方差": "fāng chā",
    "标准差": "biāo zhǔn chā",
    "差频": "chā pín",
    "传感": "chuán gǎn",
    "作为": "zuò wéi",
    "噪声": "zào shēng",
    "曲率": "qū lǜ",
    "率先": "shuài xiān",
    "给定": "gěi dìng",
    "行列": "háng liè",
    "并行": "bìng xíng",
    "自旋": "zì xuán",
    "转子": "zhuàn zǐ",
    "中子": "zhōng zǐ",
    "卷积": "juǎn jī",
    "钥": "yào",
    "分发": "fēn fā",
    "着力": "zhuó lì",
    "降噪": "jiàng zào",
    "结合": "jié hé",
    "朝永": "cháo yǒng",
    "尽职": "jìn zhí",
    "似然": "sì rán",
    "似是而非": "sì shì ér fēi",
}
"""Words whose reading is not the one that pypinyin gives, or not the one that it gives in every context."""

NEUTRAL_ZI = frozenset("例种镜盒影样孩椅桌帽房儿妻梯")
"""Characters after which 子 is a light suffix; in the names of particles and operators it is *zǐ*."""

UNCHANGED = {"一": "yī", "不": "bù"}
"""Characters whose tone depends on the next in speech; pinyin writes the tone of the character (GB/T 16159)."""

_WORDS = """
量子 原子 离子 光子 电子 子码 稳定子 载流子 谐振子 校验子 退相干 密钥 金钥 公钥 私钥 噪声 杂讯 隐形 传态 纠缠态 真空
行波 参数 参量 纳米 奈米 太空 晶格 位元 比特 分束 光子数 石墨烯 里德堡 压缩态 超距 受激 波粒 二象性 线上 线下 报到
可持续 负责任 澳大利亚 北大西洋 卡西米尔 哥本哈根 不确定 不确定性 重发
"""
WORDS = frozenset(_WORDS.split())
"""Words that the segmenter must not take apart, or run together with what stands beside them (原子量 + 子)."""
ATTACHED = frozenset(
    "化性式型器仪机者学率度态员法论量线比门码阱腔链网图谱场值差律层膜极管源波团署局部院所厅会室奖时们处"
)
"""Single characters that are written together with the word before them."""
PREFIXES = frozenset("超非反亚准")
"""Single characters that are written together with the word after them."""
LONGEST_WORD = 3
"""Characters up to which a word is written as one; what the dictionary has longer (经济合作与发展组织) is cut again."""

JOINING = frozenset("与和及或的中")
"""Characters that stand alone inside long names."""
_FIRM = 100_000
"""A frequency that keeps a word whole; the segmenter's commonest words have some 300,000."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_SIGNS = str.maketrans("、，；：（）", ",,;:()")
_NO_GAPS = (re.compile(r" +([,;:.)”’》])"), re.compile(r"([(“‘《]) +"), re.compile(r" *([-–—/·]) *"))
"""Signs that stand close to what is before them, after them, or both."""
_NEEDS_APOSTROPHE = tuple("aoeāáǎàōóǒòēéěè")


def to_pinyin(text: str) -> str:
    """Chinese in pinyin with tone marks, words apart; Traditional or Simplified, other characters stay.

    >>> to_pinyin("量子密钥分发"), to_pinyin("貝爾態")
    ("liàngzǐ mìyào fēnfā", "bèi'ěrtài")
    """
    spaced = _HAN.sub(lambda run: f" {_read(run.group())} ", text)
    spaced = spaced.translate(_SIGNS)
    for gap in _NO_GAPS:
        spaced = gap.sub(r"\1", spaced)
    return " ".join(spaced.split())


def _read(han: str) -> str:
    simplified = _simplify(han)
    syllables = _syllables(simplified)
    words, start = [], 0
    for word in _words(simplified):
        words.append(_write_together(syllables[start : start + len(word)]))
        start += len(word)
    return " ".join(words)


def _write_together(syllables: list[str]) -> str:
    """The syllables of one word; an apostrophe before an inner one that begins with a vowel."""
    first, *others = syllables
    return first + "".join(f"'{s}" if s.startswith(_NEEDS_APOSTROPHE) else s for s in others)


def _syllables(han: str) -> list[str]:
    """One reading a character."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(han, style=Style.TONE, errors=_one_by_one)
    for number, char in enumerate(han):
        if char == "子" and (number == 0 or han[number - 1] not in NEUTRAL_ZI):
            syllables[number] = "zǐ"
        syllables[number] = UNCHANGED.get(char, syllables[number])
    for hit in _readings_pattern().finditer(han):
        syllables[hit.start() : hit.end()] = READINGS[hit.group()].split()
    return syllables


def _one_by_one(characters: str) -> Any:
    """Characters that have no reading stand for themselves."""
    return list(characters)


@cache
def _readings_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(READINGS, key=len, reverse=True)))


def _words(han: str) -> Iterator[str]:
    """Words as they are written in pinyin: those of the segmenter, with single-character affixes attached."""
    pending = ""
    for word in (piece for long in _segmenter().lcut(han) for piece in _cut_again(long)):
        if pending and not _takes(pending, word):
            yield pending
            pending = ""
        pending += word
    if pending:
        yield pending


def _takes(word: str, following: str) -> bool:
    if len(following) == 1:
        return following in ATTACHED and 2 <= len(word) <= LONGEST_WORD
    return word in PREFIXES


def _cut_again(word: str) -> list[str]:
    """The words that a long word is made of; of a name that is none, at least the word at its end (延世|大学)."""
    if len(word) <= LONGEST_WORD or word in WORDS:
        return [word]
    best: list[list[str] | None] = [[]]
    for end in range(1, len(word) + 1):
        cuts = [
            [*before, word[start:end]]
            for start in range(max(0, end - LONGEST_WORD - 1), end)
            if (before := best[start]) is not None and _is_word(word[start:end])
        ]
        best.append(min(cuts, key=lambda cut: (sum(len(piece) == 1 for piece in cut), len(cut)), default=None))
    return best[-1] or next(
        ([word[:-n], word[-n:]] for n in (3, 2) if _is_word(word[-n:]) and len(word) > n + 1), [word]
    )


def _is_word(piece: str) -> bool:
    if len(piece) == 1:
        return piece in JOINING or piece in ATTACHED or piece in PREFIXES
    if len(piece) > LONGEST_WORD:
        return piece in WORDS
    return bool(_segmenter().FREQ.get(piece))


@cache
def _segmenter() -> Any:
    segmenter = make_segmenter()
    for word in sorted(WORDS):
        segmenter.add_word(word, freq=_FIRM)
    return segmenter


def _simplify(han: str) -> str:
    """Simplified characters, as many as there were: the tables of readings and words are Simplified."""
    simplified = to_simplified(han)
    return simplified if len(simplified) == len(han) else han
