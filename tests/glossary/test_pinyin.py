from __future__ import annotations

import pytest

from forumdocs.glossary.pinyin import READINGS, WORDS, to_pinyin

TERMS = """
量子密钥分发 liàngzǐ mìyào fēnfā|量子金鑰分發 liàngzǐ jīnyào fēnfā|量子传感 liàngzǐ chuángǎn|重构 chónggòu
重力仪 zhònglìyí|重叠 chóngdié|多重 duōchóng|量子测量 liàngzǐ cèliáng|量測 liángcè|计量 jìliàng|质量 zhìliàng
频率 pínlǜ|并行 bìngxíng|行列式 hánglièshì|波长 bōcháng|晶体生长 jīngtǐ shēngzhǎng|调制 tiáozhì|调度 diàodù
散射 sǎnshè|色散 sèsàn|散粒噪声 sǎnlì zàoshēng|相位 xiàngwèi|退相干 tuìxiānggān|相互作用 xiānghù zuòyòng
分子 fēnzǐ|原子 yuánzǐ|载流子 zàiliúzǐ|单光子源 dān guāngzǐyuán|薄膜 bómó|奇偶校验 jī'ǒu jiàoyàn|奇异值 qíyìzhí
相变 xiàngbiàn|玻色子 bōsèzǐ|标准差 biāozhǔnchā|重发 chóngfā|散弹噪声 sǎndàn zàoshēng|一般性辩论 yībānxìng biànlùn
诺贝尔物理学奖 nuòbèi'ěr wùlǐxuéjiǎng|延世大学 yánshì dàxué|发展中国家 fāzhǎn zhōng guójiā|石墨烯 shímòxī
北大西洋公约组织 běidàxīyáng gōngyuē zǔzhī|澳大利亚联邦 àodàlìyà liánbāng|先生们 xiānshengmen
供应链 gōngyìngliàn|误差 wùchā|卷积 juǎnjī|空间 kōngjiān|贝尔态 bèi'ěrtài|拓扑 tuòpū|对称 duìchèn|宇称 yǔchēng
转换 zhuǎnhuàn|核磁共振 hécí gòngzhèn|脉冲 màichōng|秘书处 mìshūchù|秘书长 mìshūzhǎng|种子资金 zhǒngzi zījīn
中性原子量子计算机 zhōngxìng yuánzǐ liàngzǐ jìsuànjī|国际电信联盟 guójì diànxìn liánméng|参与 cānyù|纠缠 jiūchán
"""


@pytest.mark.parametrize(
    ("term", "pinyin"),
    [case.split(" ", 1) for line in TERMS.split("\n") for case in line.split("|") if case],
)
def test_terms_of_the_field_are_read_right(term: str, pinyin: str) -> None:
    assert to_pinyin(term) == pinyin


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("BB84协议", "BB84 xiéyì"),
        ("受控 Z 閘", "shòukòng Z zhá"),
        ("量子-经典混合", "liàngzǐ-jīngdiǎn hùnhé"),
        ("教育、科学与创新", "jiàoyù, kēxué yǔ chuàngxīn"),
        ("量子密钥分发（QKD）", "liàngzǐ mìyào fēnfā (QKD)"),
        ("“天衍”量子云", "“tiānyǎn” liàngzǐ yún"),
        ("QKD", "QKD"),
        ("", ""),
    ],
)
def test_what_is_not_chinese_stays_and_is_set_apart(text: str, pinyin: str) -> None:
    assert to_pinyin(text) == pinyin


def test_every_listed_reading_has_a_syllable_for_each_character() -> None:
    assert not [word for word, reading in READINGS.items() if len(word) != len(reading.split())]
    assert all(len(word) > 1 for word in WORDS)
