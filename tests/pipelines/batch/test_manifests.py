from __future__ import annotations

import datetime
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from forumdocs.errors import BadManifest, ReadError
from forumdocs.pipelines.batch.jobs import Settings
from forumdocs.pipelines.batch.manifests import Wish, read_manifest
from forumdocs.pipelines.batch.placing import place
from forumdocs.pipelines.translation import Options
from forumdocs.writers.style import Layout

NONE = Settings(targets=())
ENGLISH = Settings(targets=("en",))


@pytest.fixture(autouse=True)
def documents(tmp_path: Path) -> None:
    (tmp_path / "day 1").mkdir()
    for name in ("opening.txt", "day 1/closing.md", "day 1/议程.txt", "의제.txt", "программа.txt"):
        (tmp_path / name).write_text("The forum opens on Monday.", encoding="utf-8")
    (tmp_path / "terms.csv").write_text("en,ko\nqubit,큐비트\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "late.zip", "w") as archive:
        archive.writestr("annex/one.txt", "One.")


def read(folder: Path, text: str, *, encoding: str = "utf-8", defaults: Settings = NONE) -> list[Wish]:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return read_manifest(path, defaults=defaults)


def faults(folder: Path, text: str, *, defaults: Settings = NONE) -> tuple[str, ...]:
    with pytest.raises(BadManifest) as caught:
        read(folder, text, defaults=defaults)
    return caught.value.faults


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def test_a_row_says_what_is_wanted_of_a_document(tmp_path: Path) -> None:
    text = (
        "file,targets,from,layout,format,glossary,title,target title,event,date,number,author,output,summary,together\n"
        'opening.txt,"ko, zh-Hant",en,Stacked,html,terms.csv,Opening,개회,Forum,2026-10-14,A/1,Kim,x/op.html,3,yes\n'
    )
    ((source, settings),) = read(tmp_path, text)
    assert source.path == tmp_path / "opening.txt"
    assert settings.targets == ("ko", "zh-Hant")
    assert settings.style.layout is Layout.STACKED
    assert settings.options == Options(source="en", glossary=(tmp_path / "terms.csv",))
    assert dict(settings.meta) == {
        "title": "Opening",
        "target_title": "개회",
        "event": "Forum",
        "date": "2026-10-14",
        "number": "A/1",
        "author": "Kim",
    }
    assert (settings.suffix, settings.output, settings.summary, settings.together) == (".html", "x/op.html", 3, True)
    (job,) = place([(source, settings)], tmp_path / "out")
    assert job.output == tmp_path / "out" / "x" / "op.html"


def test_an_empty_cell_takes_the_default(tmp_path: Path) -> None:
    defaults = replace(ENGLISH, summary=2, suffix=".md", meta=(("event", "Forum"), ("date", "1 May")))
    wishes = read(tmp_path, "file,targets,date\nopening.txt,,\nday 1/closing.md,ko,2 May\n", defaults=defaults)
    assert wishes[0][1] == defaults
    assert wishes[1][1] == replace(defaults, targets=("ko",), meta=(("event", "Forum"), ("date", "2 May")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("utf-8", [["文件", "目标语言", "标题"], ["day 1/议程.txt", "英语、韩语", "量子技术论坛议程"]]),
        ("utf-8-sig", [["파일명", "대상 언어", "제목"], ["의제.txt", "en", "개회사"]]),
        ("utf-16", [["파일명", "대상 언어", "제목"], ["의제.txt", "en", "개회사"]]),
        ("gb18030", [["文件", "目标语言", "标题"], ["day 1/议程.txt", "英语、韩语", "量子技术论坛议程"]]),
        ("cp949", [["파일", "언어", "제목"], ["의제.txt", "영어", "양자 기술 국제 포럼 개회사"]]),
        (
            "cp1251",
            [["Файл", "Языки", "Заголовок"], ["программа.txt", "en", "Программа форума по квантовым технологиям"]],
        ),
    ],
)
def test_a_list_is_read_as_staff_save_it(tmp_path: Path, encoding: str, delimiter: str, rows: list[list[str]]) -> None:
    ((source, settings),) = read(tmp_path, "\r\n".join(map(delimiter.join, rows)) + "\r\n", encoding=encoding)
    assert source.path.name == Path(rows[1][0]).name
    assert settings.targets[0] == "en"
    assert dict(settings.meta)["title"] == rows[1][2]


def test_a_workbook_is_read_with_its_days_and_numbers(tmp_path: Path) -> None:
    notes = [["Remarks"], ["Nothing here"]]
    table = [
        ["Documents of the second day"],
        [],
        ["No. ", "File*", "Language(s)", "Date"],
        [7.0, "opening.txt", "en", datetime.datetime(2026, 10, 14)],
        [],
        [8, "day 1\\closing.md", "ru", datetime.datetime(2026, 10, 15, 9, 30)],
    ]
    path = workbook(tmp_path / "list.xlsx", notes, table)
    first, second = (settings for _, settings in read_manifest(path, defaults=ENGLISH))
    assert dict(first.meta) == {"number": "7", "date": "2026-10-14"}
    assert dict(second.meta) == {"number": "8", "date": "2026-10-15 09:30:00"}


def test_rows_are_counted_as_excel_counts_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx", [["List"], [], ["file", "targets"], ["opening.txt", "en"], [], ["no.txt", "en"]]
    )
    with pytest.raises(BadManifest, match=r"row 6: file: .*no\.txt: no such file"):
        read_manifest(path, defaults=NONE)
    assert faults(tmp_path, 'file,title\nopening.txt,"two\nlines"\n\nno.txt,\n', defaults=ENGLISH)[0].startswith(
        "row 4:"
    )


def test_all_faults_are_told_at_once_each_with_its_row(tmp_path: Path) -> None:
    text = (
        "file,targets,layout,glossary,summary,together,meta,layuot\n"
        "none.txt,fr,sideways,none.csv,many,perhaps,color=red,\n"
        "Openning.txt,en,,day 1/closing.md,,,,\n"
        ",en,,,,,,\n"
        "opening.txt,,,,,,,\n"
        "https://example.org/a.html,en,,,,,,\n"
        '"opening.txt","en,ko,ru,ja",,,,yes,,\n'
    )
    found = faults(tmp_path, text)
    assert found[0] == "row 1: the heading 'layuot' is not known; is it 'layout'?"
    starts = [fault.split(";")[0].replace(str(tmp_path), "") for fault in found[1:]]
    assert starts == [
        "row 2: glossary: /none.csv: no such file",
        "row 2: layout: 'sideways' is none of table, stacked, inplace, bilingual.",
        "row 2: targets: 'fr' is not a language that forumdocs translates",
        "row 2: together: 'perhaps' is neither yes nor no.",
        "row 2: meta: 'color=red': write KEY=VALUE with one of author, date, event, number, target-title, title.",
        "row 2: summary: 'many' is no number of sentences from 0 to 20.",
        "row 2: file: /none.txt: no such file",
        "row 3: glossary: day 1/closing.md is no glossary",
        "row 3: file: /Openning.txt: no such file",
        "row 4: file: is empty",
        "row 5: targets: is empty",
        "row 6: file: https://example.org/a.html is a web address",
        "row 7: together: at most 3 languages fit on one page, not 4.",
    ]
    assert found[9].endswith("; is it opening.txt?")
    assert all("\n" not in fault for fault in found)


def test_several_glossaries_stand_in_one_cell(tmp_path: Path) -> None:
    for name in ("a, b.csv", "day 1/c.csv"):
        (tmp_path / name).write_text("en,ko\nqubit,큐비트\n", encoding="utf-8")
    text = 'file,glossary\nopening.txt,"a, b.csv"\nday 1/closing.md,"terms.csv, day 1/c.csv"\n'
    wishes = read(tmp_path, text, defaults=ENGLISH)
    assert [[path.name for path in settings.options.glossary] for _, settings in wishes] == [
        ["a, b.csv"],
        ["terms.csv", "c.csv"],
    ]


def test_the_message_has_a_line_for_each_fault(tmp_path: Path) -> None:
    with pytest.raises(BadManifest) as caught:
        read(tmp_path, "file\nnone.txt\nopening.txt\n")
    first, *rest = str(caught.value).splitlines()
    assert first == f"{tmp_path / 'list.csv'}: 3 faults, so nothing was done:"
    assert len(rest) == 3


def test_very_many_faults_are_cut_short(tmp_path: Path) -> None:
    with pytest.raises(BadManifest) as caught:
        read(tmp_path, "file\n" + "none.txt\n" * 300, defaults=ENGLISH)
    assert len(caught.value.faults) == 300
    assert str(caught.value).splitlines()[-1] == "  and 100 more"


def test_a_list_without_the_heading_file_is_no_list(tmp_path: Path) -> None:
    assert faults(tmp_path, "name;language\nopening.txt;en\n") == (
        "no row has the heading 'file'; head the columns file, targets, layout, glossary …",
    )


def test_a_list_without_documents_is_said(tmp_path: Path) -> None:
    assert faults(tmp_path, "file;targets\n;\n", defaults=ENGLISH) == (
        "there is no document below the headings; write one in each row.",
    )


def test_columns_of_their_own_are_passed_over(tmp_path: Path) -> None:
    ((_, settings),) = read(tmp_path, "Responsible;File;Remarks\nMs Kim;opening.txt;urgent\n", defaults=ENGLISH)
    assert settings == ENGLISH


def test_a_row_may_name_a_folder_a_glob_or_a_document_in_an_archive(tmp_path: Path) -> None:
    text = "file,targets\nday 1,en\n*.txt,ko\nlate.zip/annex/one.txt,ru\n"
    wishes = read(tmp_path, text)
    assert [source.path.name for source, settings in wishes if settings.targets == ("en",)] == [
        "closing.md",
        "议程.txt",
    ]
    assert {source.path.name for source, settings in wishes if settings.targets == ("ko",)} == {
        "opening.txt",
        "의제.txt",
        "программа.txt",
    }
    assert [source.member for source, settings in wishes if settings.targets == ("ru",)] == ["annex/one.txt"]


def test_a_document_may_come_in_two_rows_for_different_handouts(tmp_path: Path) -> None:
    text = "file,targets,layout,output\nopening.txt,en,,\nopening.txt,ko,,\nopening.txt,en,stacked,stacked.docx\n"
    outputs = [job.output.name for job in place(read(tmp_path, text), tmp_path / "out")]
    assert outputs == ["opening.en.docx", "opening.ko.docx", "stacked.docx"]


def test_two_rows_that_want_the_same_handout_are_a_fault(tmp_path: Path) -> None:
    text = "file,targets,output\nopening.txt,en,\n./opening.txt,ko en,\nday 1/closing.md,en,a.md\nopening.txt,ru,A.md\n"
    assert [fault.partition(";")[0].replace(f"{tmp_path}/", "") for fault in faults(tmp_path, text)] == [
        "row 3: file: opening.txt into en is in row 2 already",
        "row 5: output: A.md is in row 4 already",
    ]


def test_key_and_value_hold_signs_of_their_own(tmp_path: Path) -> None:
    text = 'file,meta\nopening.txt,"author=Kim; Lee; Event = Forum: a = b；номер=7"\n'
    ((_, settings),) = read(tmp_path, text, defaults=ENGLISH)
    assert dict(settings.meta) == {"author": "Kim; Lee", "event": "Forum: a = b", "number": "7"}


def test_the_first_line_of_excel_that_tells_the_delimiter_is_no_row(tmp_path: Path) -> None:
    assert len(read(tmp_path, "sep=;\r\nfile;targets\r\nopening.txt;en\r\n")) == 1


def test_a_layout_in_the_source_keeps_all_of_it(tmp_path: Path) -> None:
    ((_, settings),) = read(tmp_path, "file,layout\nopening.txt,in-place\n", defaults=ENGLISH)
    assert settings.options.keep_all


def test_a_damaged_workbook_is_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", [["file"]])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ReadError, match=r"list\.xlsx is damaged"):
        read_manifest(path, defaults=NONE)


def test_a_word_file_under_the_name_of_a_list_is_refused(tmp_path: Path, briefs: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes((briefs / "policy-brief.docx").read_bytes())
    with pytest.raises(ReadError, match="is a zip file but no XLSX workbook"):
        read_manifest(path, defaults=NONE)


def test_our_sample_is_a_list(briefs: Path, tmp_path: Path) -> None:
    jobs = place(read_manifest(briefs.parent / "manifest.csv", defaults=NONE), tmp_path)
    assert [job.output.name for job in jobs] == [
        "notice.en.docx",
        "notice.ko.docx",
        "policy-brief.zh.docx",
        "policy-brief.ru.docx",
        "agenda.zh+ko+ru.docx",
    ]
    assert dict(jobs[2].meta)["author"] == "Policy working group"
