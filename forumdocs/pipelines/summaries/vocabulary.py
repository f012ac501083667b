"""The patterns of :file:`vocabulary.toml`, ready for matching."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from forumdocs.glossary.extraction.chinese import SURNAMES

_KOREAN_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석"
    "선설마길연위표명기반왕금옥육인맹제모탁국어은편용봉경복태목형피두감"
)
_LONG_KOREAN_SURNAMES = "남궁|황보|제갈|선우|독고|사공|서문"
_RARER_SURNAMES = (
    "陶盛章褚卫朱秦尤何施孔曹严华金魏戚谢喻柏水窦云苏奚范彭郎鲁韦昌苗凤花俞柳酆鲍费廉岑滕殷罗毕郝邬安乐于时傅皮卞齐康伍余元卜顾孟平和穆"
    "萧尹祁屈舒纪蓝麻娄童郭梅林刁钟徐丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀"
    "甄曲家封芮储靳邴糜松井段富巫乌焦巴牧隗山谷车侯宓蓬全班仰仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶司韶黎薄印宿白怀蒲台从鄂索赖卓蔺屠蒙池"
    "乔阴胥苍双闻莘党翟谭贡姬申扶堵冉宰郦雍桑桂牛寿通边燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖终暨居衡步都耿满弘匡国文寇"
    "广禄阙东沃利蔚越隆师巩聂晁敖冷辛阚那简饶空曾沙养须丰巢关查游权盖佟贝岳覃肖闫付代苟车邸"
)
"""Of the Hundred Family Surnames those that follow the commonest; beside a title alone."""
_LONG_SURNAMES = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|端木|歐陽|司馬|諸葛"
_TRADITIONAL_SURNAMES = "張劉陳楊趙黃吳孫馬羅鄭謝韓馮鄧許呂蘇盧蔣賈葉閻鐘範譚鄒陸顧龍萬錢湯喬賀賴龔"
_NO_FIRST_SYLLABLE = "和于时平家从全那通都连向边别经东解应干水云空双须养台国广利越须安关代易单阴董巴路"
"""Surnames that are commoner as words."""
_TRANSLITERATED = (
    "阿埃艾爱安昂奥巴白班邦包保贝本比彼宾波伯勃博布策查茨达大丹当道德登邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬冯佛夫弗福富盖甘冈戈格葛根古瓜圭哈海汉"
    "豪赫亨洪侯胡华怀惠霍基吉季加贾简杰捷金久卡坎康考柯科克肯孔库昆夸奎拉莱兰朗劳勒雷黎里理丽莉利立连廉良列林琳留刘龙隆卢鲁露伦罗洛吕马玛迈麦曼"
    "茂梅门蒙孟米密敏明缪摩莫默姆穆娜纳内乃南楠尼年涅宁纽努诺欧帕派潘庞佩彭蓬皮平珀蒲普奇齐恰强乔切琴丘让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙山珊"
    "尚绍舍申生圣施石什史士舒斯丝松苏孙索塔泰坦汤唐陶特藤提廷通图土托瓦万旺威韦维魏温文翁沃乌武伍西希锡夏香肖谢辛兴休许逊雅亚延扬杨耶叶伊依因英"
    "尤于约泽詹张珍哲芝治朱兹宗佐迦姬婷娃薇妮得芙岑蕾凯莲京露茜妲桥杨高贡赞札扎泽齐赖辛琪玲卓雪奈黛阮瑶"
)
"""Characters in which foreign names are written (the table of Xinhua), by which a verb is told from a name."""


@cache
def pattern(name: str, lang: str) -> re.Pattern[str] | None:
    """A pattern of the vocabulary in a base language, with what counts in all of them; None where it has none."""
    table = _tables()[name]
    parts = [table[key] for key in ("all", lang) if key in table]
    if not parts:
        return None
    text = "|".join(parts).replace("\n", "")
    for name, class_ in _classes().items():
        text = text.replace(name, class_)
    return re.compile(text, re.IGNORECASE)


@cache
def _classes() -> dict[str, str]:
    """What the capital words of the patterns stand for."""
    surnames = sorted((SURNAMES | set(_RARER_SURNAMES)) - set(_NO_FIRST_SYLLABLE) | set(_TRADITIONAL_SURNAMES))
    return {
        "SURNAMES": f"(?:{_LONG_SURNAMES}|[{''.join(surnames)}])",
        "KOREAN": f"(?:{_LONG_KOREAN_SURNAMES}|[{_KOREAN_SURNAMES}])",
        "TRANSLITERATED": f"[{_TRANSLITERATED}]",
    }


@cache
def currencies(lang: str) -> tuple[tuple[str, str], ...]:
    """Patterns of currencies in a base language, each with its ISO 4217 code."""
    table = _tables()["currency"]
    return tuple((text, code) for key in (lang, "all") for code, text in table.get(key, {}).items())


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))
