"""Japanese terms: okurigana and long vowels vary, and borders show in the change of script.

Without a dictionary, the borders of words follow from three habits of technical Japanese: katakana words are written in
one run, Sino-Japanese words have two characters with single ones as prefixes and suffixes, and particles are hiragana.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.glossary import folding
from forumdocs.glossary.forms import latin

if TYPE_CHECKING:
    from forumdocs.glossary.folding import Folded

_DROPPED = folding.Drops("・･=＝゠", clusters="[ｦ-ﾝ][ﾞﾟ]|[ぁ-ヿ][\u3099\u309a]")
"""Spaces, the dot between foreign words, and kana whose voicing mark stands apart."""

_KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
_HIRAGANA = "\u3041-\u309f"
_RUN_BEFORE = {kind: re.compile(rf"[{kind}]*\Z") for kind in (_KANJI, _KATAKANA, _HIRAGANA)}
_RUN_AFTER = {kind: re.compile(rf"[{kind}]*") for kind in (_KANJI, _KATAKANA, _HIRAGANA)}

_OKURIGANA = (
    ("重ね合わせ", "重ねあわせ", "重ね合せ", "重合せ"),
    ("組み合わせ", "組みあわせ", "組合わせ", "組み合せ", "組合せ"),
    ("打ち合わせ", "打ちあわせ", "打合わせ", "打ち合せ", "打合せ"),
    ("問い合わせ", "問合わせ", "問い合せ", "問合せ"),
    ("取り組み", "取りくみ", "取組み", "取組"),
    ("取り扱い", "取りあつかい", "取扱い", "取扱"),
    ("取り決め", "取りきめ", "取決め"),
    ("読み出し", "読みだし", "読出し"),
    ("読み取り", "読みとり", "読取り", "読取"),
    ("書き込み", "書きこみ", "書込み", "書込"),
    ("繰り返し", "くり返し", "繰返し"),
    ("割り当て", "割りあて", "割当て", "割当"),
    ("埋め込み", "埋めこみ", "埋込み"),
    ("申し込み", "申しこみ", "申込み", "申込"),
    ("受け入れ", "受けいれ", "受入れ", "受入"),
    ("見積もり", "見積り", "見積"),
    ("立ち上げ", "立上げ"),
    ("立ち会い", "立会い", "立会"),
    ("締め切り", "締切り", "締切"),
    ("引き上げ", "引上げ"),
    ("引き下げ", "引下げ"),
    ("売り上げ", "売上げ", "売上"),
    ("貸し出し", "貸出し", "貸出"),
    ("手続き", "手続"),
    ("話し合い", "話合い"),
    ("申し合わせ", "申合せ"),
    ("折り返し", "折返し"),
    ("巻き戻し", "巻戻し"),
    ("切り替え", "切りかえ", "切替え", "切替"),
    ("振り替え", "振替え", "振替"),
    ("もつれ", "縺れ"),
    ("ゆらぎ", "揺らぎ", "揺動"),
    ("ふるまい", "振る舞い", "振舞い", "振舞"),
    ("はたらき", "働き"),
    ("ずれ", "ズレ"),
)
"""Ways to write one word, all allowed by the Cabinet's notices on okurigana (1973) and on kanji (2010)."""

_LONG_END = re.compile(r"(?<=[ァ-ヺー]{2})([ァアカガサザタダナハバパマヤャラワリィギジティ])(?!ー)(?=[^ァ-ヺー]|\Z)")
_SHORT_END = re.compile(r"(?<=[ァ-ヺー]{2})ー(?=[^ァ-ヺー]|\Z)")
"""The long vowel at the end of loan words in -er, -or, -ar, -y: with ー since the Cabinet's notice of 1991, without in
engineering (JIS Z 8301 until 2019)."""

_HEADS = frozenset(
    {
        "システム", "ネットワーク", "サービス", "デバイス", "センサー", "センサ", "チップ", "プロセッサー",
        "プロセッサ", "ユーザー", "ユーザ", "メーカー", "プロジェクト", "プログラム", "プラットフォーム",
        "アルゴリズム", "ソフトウェア", "ソフトウエア", "ハードウェア", "ハードウエア", "シミュレーション",
        "シミュレーター", "シミュレータ", "インターフェース", "ケーブル", "リンク", "ノード", "レベル",
        "モデル", "データ", "パルス", "ビーム", "トラップ", "エラー", "ゲート", "アレイ", "レーダー", "ポンプ",
        "モジュール", "プロトコル", "テスト", "クラウド", "フォーラム", "サミット", "ワークショップ",
        "プリンター", "プリンタ", "ダイオード", "フォトン", "ロードマップ", "ポインター", "カード"
    }
)  # fmt: skip
"""Katakana words that follow a term as heads of a compound: センサーネットワーク."""
_UNITS = frozenset(
    {"インチ", "キロ", "グラム", "センチ", "ドル", "ナノ", "パーセント", "ヘルツ", "ミリ", "メートル", "ワット"}
)
"""Katakana words that end what stands before a term: 200ミリウエハー."""
_LONG_KATAKANA = 5
"""Katakana from which on a term is no longer the beginning of another word by chance."""

_PREFIXES = frozenset("各両全新超多単複本当同高低次第対副主総再未現旧前諸元一二三四五六七八九十百千万")
_SUFFIXES = frozenset(
    "的性用系型式器機数間中等時後量率値級側内外上下点面線波源場体物質種別個対年度術法炉核態相群網部長化"
    "権庁局会社員費料課科室省案書文語版号券所院国人力論学界"
)
"""Characters that stand alone before and after words of two."""
_FUSING = frozenset("力炉核弾爆論学化")
"""With these a word becomes another word: 原子力, 量子論, イオン化."""
_TURNING = frozenset("耐反非後偽準類脱")
"""What makes another thing of a term that it precedes: 耐量子暗号."""
_SHORT_KANJI = 3
"""Kanji up to which a term may stand by chance inside others."""

_BEFORE_HIRAGANA = frozenset("のはがをにでとやなもからりるいた")
_VERB_ENDS = re.compile(r"[るたてずらろよ]|ます|まし|ない|なく|なか|なけ")
"""After a noun made from a verb: the verb itself, 重ね合わせる."""


def fold(text: str) -> Folded:
    """The text without spaces and middle dots, letters narrow, katakana wide."""
    return folding.fold(text, _DROPPED, folding.WIDTHS)


def variants(text: str) -> set[str]:
    """A term in all ways in which its okurigana and long vowels may be written."""
    found = {text}
    for ways in _OKURIGANA:
        for way in ways:
            if way in text:
                found |= {text.replace(way, other) for other in ways}
                break
    return {ended for known in found for ended in (known, _SHORT_END.sub("", known), _LONG_END.sub(r"\1ー", known))}


def stands(text: str, start: int, end: int) -> bool:
    """Whether a term may stand at ``text[start:end]``: no run of one script shows that a longer word does."""
    if not latin.has_borders(text, start, end) or text.count("\n", start, end) > 1:
        return False
    found = "".join(text[start:end].split())
    return _may_begin(text, start, found) and _may_end(text, end, found)


def _kind(char: str) -> str:
    """The script of a character, as the inside of a regular expression's class; empty for others."""
    return next((kind for kind in _RUN_AFTER if _RUN_AFTER[kind].fullmatch(char)), "")


def _may_begin(text: str, start: int, found: str) -> bool:
    if (kind := _kind(found[0])) == "":
        return True
    match = _RUN_BEFORE[kind].search(text, max(0, start - 20), start)
    before = match.group() if match else ""
    if kind == _KATAKANA or not before:
        return not before or before in _HEADS or before in _UNITS
    if kind == _HIRAGANA:
        return before[-1] in _BEFORE_HIRAGANA
    if before[-1] in _TURNING and len(before) % 2:
        return False
    own = _RUN_AFTER[_KANJI].match(found)
    if own is not None and own.end() > _SHORT_KANJI:
        return True
    return len(before) > 1 or before in _PREFIXES


def _may_end(text: str, end: int, found: str) -> bool:
    if (kind := _kind(found[-1])) == "":
        return True
    match = _RUN_AFTER[kind].match(text, end)
    after = match.group() if match else ""
    if not after:
        return kind != _KATAKANA or text[end : end + 1] not in _FUSING
    if kind == _HIRAGANA:
        return not _VERB_ENDS.match(after)
    own = _RUN_BEFORE[kind].search(found)
    length = len(own.group()) if own else 0
    if kind == _KATAKANA:
        return after in _HEADS or (len(found) >= _LONG_KATAKANA and len(after) > 2)
    if length > _SHORT_KANJI:
        return True
    if after[0] in _FUSING and (len(after) % 2 or (after[0] == "力" and after[:2] != "力学")):
        return False
    return len(after) > 1 or after in _SUFFIXES
