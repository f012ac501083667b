"""Lists of documents that staff keep in Excel: a row is a document, and what is wanted of it.

All faults of a list are found before any work and told at once, by row.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from forumdocs.errors import BadManifest, ForumdocsError, LanguageError
from forumdocs.glossary.formats import SUFFIXES as GLOSSARY_SUFFIXES
from forumdocs.glossary.formats.headings import LANGUAGE_NAMES
from forumdocs.languages import parse_tag
from forumdocs.model import Meta
from forumdocs.pipelines.batch.jobs import Settings, Source
from forumdocs.pipelines.batch.sources import ARCHIVE, find_sources
from forumdocs.pipelines.batch.tables import read_tables
from forumdocs.writers import FORMATS, MOST_TARGETS, TOGETHER
from forumdocs.writers.style import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from forumdocs.pipelines.batch.tables import Table

SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
"""Of files that are lists of documents and no documents."""

COLUMNS = {
    "file": "file, files, filename, file name, path, document, source, 文件, 文件名, 文件路径, 檔案, 檔名, 파일, "
    "파일명, 파일 이름, 문서, файл, имя файла, путь, документ, ファイル, ファイル名, 文書, ไฟล์, ชื่อไฟล์, เอกสาร",
    "targets": "targets, target, to, languages, language, target language, target languages, translate to, 目标语言, "
    "目標語言, 译文语言, 语言, 語言, 대상 언어, 목표 언어, 번역 언어, 언어, языки, язык, язык перевода, "
    "языки перевода, 言語, 対象言語, 翻訳先, ภาษา, ภาษาปลายทาง",
    "from": "from, source language, 源语言, 原文语言, 來源語言, 원문 언어, 출발 언어, язык оригинала, исходный язык, "
    "原語, ภาษาต้นทาง",
    "encoding": "encoding, 编码, 編碼, 인코딩, кодировка, 文字コード, การเข้ารหัส",
    "layout": "layout, 版式, 布局, 版面, 레이아웃, 배치, макет, вид, レイアウト, เค้าโครง",
    "format": "format, 格式, 형식, формат, 形式, รูปแบบ",
    "glossary": "glossary, glossaries, terms, 术语表, 术语, 術語表, 용어집, 용어, глоссарий, глоссарии, 用語集, "
    "อภิธานศัพท์",
    "title": "title, 标题, 標題, 题目, 제목, заголовок, название, 表題, タイトル, ชื่อเรื่อง",
    "target-title": "target title, translated title, 译文标题, 譯文標題, 번역 제목, заголовок перевода, 訳題",
    "event": "event, forum, meeting, 活动, 会议, 會議, 행사, 회의, мероприятие, форум, 行事, 会議名, งาน, การประชุม",
    "date": "date, 日期, 날짜, 일자, дата, 日付, วันที่",
    "number": "number, no, №, document number, reference, 编号, 編號, 文号, 번호, 문서 번호, номер, 番号, 文書番号, "
    "เลขที่",
    "author": "author, 作者, 저자, 작성자, автор, 著者, ผู้เขียน",
    "meta": "meta, metadata, 元数据, 메타데이터, метаданные, メタデータ",
    "output": "output, output file, handout, 输出, 输出文件, 輸出, 출력, 출력 파일, вывод, результат, 出力, ผลลัพธ์",
    "summary": "summary, summary sentences, 摘要, 요약, сводка, резюме, 要約, สรุป",
    "together": "together, in one handout, 合并, 合併, 함께, 통합, вместе, まとめて, รวมกัน",
}
"""The headings of the columns, as staff write them."""

YES = frozenset(("yes", "y", "true", "1", "x", "✓", "是", "对", "예", "네", "да", "はい", "ใช่"))
NO = frozenset(("no", "n", "false", "0", "-", "否", "不", "아니요", "아니오", "нет", "いいえ", "ไม่"))
MOST_SENTENCES = 20
"""Of a summary."""
HEADER_WITHIN = 10
"""Rows in which the headings are looked for: lists often have a title above."""

_LIKENESS = 0.8
"""Of a heading that nobody knows to one that is known, from which on it is a slip rather than a column of theirs."""
_SEPARATORS = re.compile(r"\s*[,;/|、，；\n]\s*")
_BETWEEN_FILES = re.compile(r"\s*[,;|，；\n]\s*")
_BRACKETS = re.compile(r"\([^)]*\)")
_META_SEPARATORS = re.compile(r"\s*[;；\n]\s*(?=[\w -]+[=＝])")


def _by_name(table: dict[str, str]) -> dict[str, str]:
    return {_plain(name): key for key, names in table.items() for name in names.split(", ")}


def _plain(heading: str) -> str:
    """A heading without case, signs, brackets and doubled blanks: ``"File_Name(s)*:"`` is ``"file name"``."""
    letters = unicodedata.normalize("NFKC", heading.replace("№", "no")).casefold()
    letters = _BRACKETS.sub(" ", letters)
    return " ".join(re.sub(r"\W|_", " ", letters).split())


_COLUMNS = _by_name(COLUMNS)
_LANGUAGES = _by_name(LANGUAGE_NAMES)
_META = frozenset(field.name.replace("_", "-") for field in fields(Meta))

Wish = tuple[Source, Settings]
"""A document and what is wanted of it."""
T = TypeVar("T")


def read_manifest(path: Path, *, defaults: Settings) -> list[Wish]:
    """The documents of a list, and what is wanted of each, for :func:`forumdocs.pipelines.batch.placing.place`.

    The columns are those of :data:`COLUMNS`, in any order and language; only ``file`` must be there, and ``targets``
    where ``defaults`` have none. Paths are relative to the list; a row may name a folder, a glob, an archive, or a
    document in one (``briefs.zip/opening.docx``). An empty cell takes the default. Other columns are passed over.

    Raises:
        ReadError: the list itself cannot be read.
        BadManifest: it has faults; each is told, with its row.
    """
    name = str(path)
    best: tuple[_Header, Table] | None = None
    for table in read_tables(path):
        header = _find_header(table)
        if header and (best is None or len(header.columns) > len(best[0].columns)):
            best = header, table
    if best is None:
        raise BadManifest(name, ["no row has the heading 'file'; head the columns file, targets, layout, glossary …"])
    header, table = best
    faults = list(header.faults)
    wishes = _read_rows(header, table, base=path.parent, defaults=defaults, faults=faults)
    if not wishes and not faults:
        faults.append("there is no document below the headings; write one in each row.")
    if faults:
        raise BadManifest(name, faults)
    return wishes


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: dict[str, int]
    """The place of each column that is known."""
    faults: tuple[str, ...]


def _find_header(table: Table) -> _Header | None:
    for row, cells in table[:HEADER_WITHIN]:
        known = [_COLUMNS.get(_plain(cell), "") for cell in cells]
        if "file" in known:
            columns = {key: place for place, key in reversed(list(enumerate(known))) if key}
            return _Header(row, columns, tuple(_header_faults(row, cells, known)))
    return None


def _header_faults(row: int, cells: Sequence[str], known: Sequence[str]) -> Iterable[str]:
    for place, (cell, key) in enumerate(zip(cells, known, strict=True)):
        if key and key in known[:place]:
            yield f"row {row}: '{cell}' heads a second column for {key}; keep one of them."
        elif not key and (near := get_close_matches(_plain(cell), _COLUMNS, n=1, cutoff=_LIKENESS)):
            yield f"row {row}: the heading '{cell}' is not known; is it '{near[0]}'?"


def _read_rows(header: _Header, table: Table, *, base: Path, defaults: Settings, faults: list[str]) -> list[Wish]:
    """The wishes of the rows below the header; what is wrong in them is added to ``faults``."""
    wishes: list[Wish] = []
    claims = _Claims()
    for number, cells in table:
        if number <= header.row:
            continue
        values = {key: cells[place] for key, place in header.columns.items() if place < len(cells) and cells[place]}
        row = _Row(values, base, defaults)
        settings, sources = row.settings(), row.sources()
        told = [*row.faults, *claims.enter(number, sources, settings)]
        faults += [f"row {number}: {fault}" for fault in told]
        wishes += [(source, settings) for source in sources]
    return wishes


class _Claims:
    """What the rows want written so far, so that no two of them want the same."""

    def __init__(self) -> None:
        self._handouts: dict[tuple[Source, str, str], int] = {}
        self._outputs: dict[str, int] = {}

    def enter(self, row: int, sources: Sequence[Source], settings: Settings) -> Iterable[str]:
        """Note what a row wants; yields what another row wants already."""
        output = settings.output
        for source, group in itertools.product(sources, settings.groups):
            key = (replace(source, path=source.path.resolve()), group, output or settings.suffix)
            if (first := self._handouts.setdefault(key, row)) != row:
                yield f"file: {source.name} into {group} is in row {first} already; delete one, or name its output."
                return
        if output and (first := self._outputs.setdefault(output.casefold(), row)) != row:
            yield f"output: {output} is in row {first} already; name another."
        if output and len(sources) > 1:
            yield f"output: {output} cannot hold {len(sources)} documents; leave it empty."


class _Row:
    """A row in the reading: values by column, and the faults found on the way."""

    def __init__(self, values: dict[str, str], base: Path, defaults: Settings) -> None:
        self.values, self.base, self.defaults = values, base, defaults
        self.faults: list[str] = []

    def _read(self, column: str, parse: Callable[[str], T], default: T) -> T:
        """What stands in a column; the default where it is empty, or has a fault that is noted."""
        value = self.values.get(column)
        if value is None:
            return default
        try:
            return parse(value)
        except (ForumdocsError, ValueError) as error:
            self.faults.append(f"{column}: {error}")
            return default

    def sources(self) -> list[Source]:
        if "file" not in self.values:
            self.faults.append("file: is empty; name a document, or delete the row.")
        return self._read("file", self._find, [])

    def settings(self) -> Settings:
        base = self.defaults
        options = replace(
            base.options,
            source=self._read("from", lambda text: parse_tag(_tag(text)).code, base.options.source),
            encoding=self.values.get("encoding", base.options.encoding),
            glossary=(*base.options.glossary, *self._read("glossary", self._glossaries, list[Path]())),
        )
        layout = self._read("layout", _layout, base.style.layout)
        settings = replace(
            base,
            targets=self._read("targets", _targets, base.targets),
            together=self._read("together", _yes_or_no, base.together),
            suffix=self._read("format", _suffix, base.suffix),
            output=self.values.get("output", base.output),
            options=replace(options, keep_all=True) if layout.is_in_source else options,
            style=replace(base.style, layout=layout),
            meta=self._meta(),
            summary=self._read("summary", _sentences, base.summary),
        )
        if not settings.targets and "targets" not in self.values:
            self.faults.append("targets: is empty; name languages such as en, ko, or give --to for all rows.")
        self.faults += _too_many_together(settings)
        return settings

    def _meta(self) -> tuple[tuple[str, str], ...]:
        """The title block: of the defaults, then of the column ``meta``, then of the columns of their own."""
        nothing: dict[str, str] = {}
        named = self._read("meta", _key_values, nothing)
        own = {key: value for key, value in self.values.items() if key in _META}
        chosen = {key.replace("-", "_"): value for key, value in (named | own).items()}
        return tuple((dict(self.defaults.meta) | chosen).items())

    def _glossaries(self, text: str) -> list[Path]:
        whole = _existing(self.base, text).exists()  # a file may have a comma in its name
        return [self._glossary(part) for part in ([text] if whole else _BETWEEN_FILES.split(text)) if part]

    def _glossary(self, text: str) -> Path:
        path = _existing(self.base, text)
        if path.suffix.lower() not in GLOSSARY_SUFFIXES:
            raise ValueError(f"{text} is no glossary; name a file that ends in {', '.join(GLOSSARY_SUFFIXES)}.")
        if not path.is_file():
            raise ValueError(f"{path}: no such file{_guess(path)}")
        return path

    def _find(self, text: str) -> list[Source]:
        if "://" in text:
            raise ValueError(f"{text} is a web address; save the page and name the file.")
        path = _existing(self.base, text.strip('"'))
        archive = next((above for above in path.parents if above.suffix.lower() == ARCHIVE and above.is_file()), None)
        if archive:
            return [_member(archive, path.relative_to(archive).as_posix())]
        if not path.exists() and not set("*?[") & set(path.name):
            raise ValueError(f"{path}: no such file{_guess(path)}")
        return find_sources([path])


def _member(archive: Path, name: str) -> Source:
    members = {source.member: source for source in find_sources([archive])}
    if name not in members:
        raise ValueError(f"{archive}/{name}: no such file in the archive{_did_you_mean(name, members)}")
    return members[name]


def _existing(base: Path, text: str) -> Path:
    """The path that a cell means: other systems part folders by backslashes, and compose letters otherwise."""
    forms = (text, text.replace("\\", "/"))
    spelt = (unicodedata.normalize(form, path) for path in forms for form in ("NFC", "NFD"))
    paths = [base / path for path in (*forms, *spelt)]
    return next((path for path in paths if path.exists()), paths[1])


def _guess(path: Path) -> str:
    """The file in the same folder that may be meant."""
    names = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    return _did_you_mean(path.name, names)


def _did_you_mean(name: str, names: Iterable[str]) -> str:
    by_key = {other.casefold(): other for other in names}
    near = get_close_matches(name.casefold(), by_key, n=1, cutoff=_LIKENESS)
    return f"; is it {by_key[near[0]]}?" if near else "; check the name, which is relative to the list."


def _tag(text: str) -> str:
    """The tag of a language that is given by tag, or by name in one of the forum's languages."""
    named = _LANGUAGES.get(_plain(text), text)
    return "zh" if named == "zh-Hans" and text != named else named


def _targets(text: str) -> tuple[str, ...]:
    tags: dict[str, None] = {}
    for part in filter(None, _SEPARATORS.split(text)):
        names = [part] if _plain(part) in _LANGUAGES else part.split()
        tags.update(dict.fromkeys(str(parse_tag(_tag(name))) for name in names))
    if not tags:
        raise LanguageError(f"'{text}' names no language; write such as en, ko.")
    return tuple(tags)


def _layout(text: str) -> Layout:
    try:
        return Layout(text.casefold().replace("-", "").replace(" ", ""))
    except ValueError as error:
        raise ValueError(f"'{text}' is none of {', '.join(Layout)}.") from error


def _suffix(text: str) -> str:
    suffix = f".{text.casefold().lstrip('.')}"
    if suffix not in FORMATS:
        raise ValueError(f"'{text}' is none of {', '.join(name[1:] for name in FORMATS)}.")
    return suffix


def _yes_or_no(text: str) -> bool:
    word = text.casefold()
    if word not in YES | NO:
        raise ValueError(f"'{text}' is neither yes nor no.")
    return word in YES


def _sentences(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_SENTENCES:
        raise ValueError(f"'{text}' is no number of sentences from 0 to {MOST_SENTENCES}.")
    return int(text)


def _key_values(text: str) -> dict[str, str]:
    found = {}
    for part in filter(None, _META_SEPARATORS.split(text.strip(" ;；"))):
        key, separator, value = part.replace("＝", "=", 1).partition("=")
        column = _COLUMNS.get(_plain(key))
        if not separator or column not in _META:
            raise ValueError(f"'{part}': write KEY=VALUE with one of {', '.join(sorted(_META))}.")
        found[column] = value.strip()
    return found


def _too_many_together(settings: Settings) -> Iterable[str]:
    """Why the languages of a row do not fit into one handout."""
    if not settings.together or len(settings.targets) == 1:
        return
    if len(settings.targets) > MOST_TARGETS:
        yield f"together: at most {MOST_TARGETS} languages fit on one page, not {len(settings.targets)}."
    suffix = Path(settings.output).suffix.lower()
    suffix = suffix if suffix in FORMATS else settings.suffix
    if suffix not in TOGETHER:
        yield f"together: {suffix} holds one language; write {', '.join(sorted(TOGETHER))}, or leave it out."
