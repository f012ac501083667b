from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from forumdocs.errors import ForumdocsError, NoText, ReadError, UnknownFormat
from forumdocs.pipelines.batch.jobs import Source
from forumdocs.pipelines.batch.sources import digest, find_sources, read_content, read_source

NOTICE = "The quantum forum opens on Monday morning in the main hall.\n"


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(NOTICE, encoding="utf-8")


def pack(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def pack_raw(path: Path, names: list[bytes]) -> Path:
    """An archive whose names are in a code page, as Windows writes them: bytes, and no flag for UTF-8."""
    fillers = [f"{n:03}".ljust(len(name), "x")[: len(name)] for n, name in enumerate(names)]
    assert len(set(fillers)) == len(names)
    data = pack(path, dict.fromkeys(fillers, NOTICE)).read_bytes()
    for filler, name in zip(fillers, names, strict=True):
        assert data.count(filler.encode()) == 2
        data = data.replace(filler.encode(), name)
    path.write_bytes(data)
    return path


def shown(sources: list[Source], root: Path) -> list[str]:
    return [Path(source.name).relative_to(root).as_posix() for source in sources]


def test_a_folder_gives_its_documents_in_order_with_the_folders_they_stood_in(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.md", "2026/day-1/opening.html", "2026/x.jpg", ".hidden/a.txt", "~$a.docx", ".b.txt")
    sources = find_sources([tmp_path])
    assert shown(sources, tmp_path) == ["2026/day-1/opening.html", "a.md", "b.txt"]
    assert [source.folder for source in sources] == ["2026/day-1", "", ""]


def test_a_paper_that_no_reader_takes_is_found_so_that_the_report_names_it(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "photo.jpg", "numbers.xlsx")
    (tmp_path / "old.DOC").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    (tmp_path / "talk.rtf").write_bytes(b"{\\rtf1 The forum opens on Monday.}")
    sources = find_sources([tmp_path])
    assert shown(sources, tmp_path) == ["a.txt", "old.DOC", "talk.rtf"]
    for source in sources[1:]:
        with pytest.raises(ReadError, match=r"save it as \.docx"):
            read_source(source)


def test_a_document_named_twice_comes_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    sources = find_sources([tmp_path / "b.txt", tmp_path, f"{tmp_path}/*.txt", f"{tmp_path}/../{tmp_path.name}/b.txt"])
    assert shown(sources, tmp_path) == ["b.txt", "a.txt"]


def test_a_glob_is_expanded_here_since_windows_does_not(tmp_path: Path) -> None:
    put(tmp_path, "day-1/a.txt", "day-1/b.docx", "day-2/c.txt", "day-2/sub/d.txt", "day-1/picture.png")
    assert shown(find_sources([f"{tmp_path}/day-?/*"]), tmp_path) == [
        "day-1/a.txt",
        "day-1/b.docx",
        "day-2/c.txt",
        "day-2/sub/d.txt",
    ]
    sources = find_sources([f"{tmp_path}/**/*.txt"])
    assert [source.folder for source in sources] == ["day-1", "day-2", "day-2/sub"]


def test_a_glob_that_names_a_suffix_takes_files_of_that_suffix(tmp_path: Path) -> None:
    put(tmp_path, "a.log", "b.txt")
    assert shown(find_sources([f"{tmp_path}/*.log"]), tmp_path) == ["a.log"]


def test_a_name_with_signs_of_a_glob_is_taken_as_it_is(tmp_path: Path) -> None:
    put(tmp_path, "notes [draft].txt")
    assert shown(find_sources([tmp_path / "notes [draft].txt"]), tmp_path) == ["notes [draft].txt"]


def test_outputs_that_lie_among_the_sources_are_no_sources(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "handouts/a.en.txt", "handouts/deep/b.en.txt")
    assert shown(find_sources([tmp_path], outside=tmp_path / "handouts"), tmp_path) == ["a.txt"]


@pytest.mark.parametrize("pattern", ["day-1", "day-1/*.txt", "day-1/a.txt", "a.txt"])
def test_a_source_may_lie_in_the_output_folder(tmp_path: Path, pattern: str) -> None:
    put(tmp_path, "a.txt", "day-1/a.txt")
    found = find_sources([tmp_path / pattern], outside=tmp_path)
    assert shown(found, tmp_path) == ["a.txt" if pattern == "a.txt" else "day-1/a.txt"]


@pytest.mark.parametrize("pattern", [".", "*.txt"])
def test_a_folder_of_nothing_but_outputs_is_told(tmp_path: Path, pattern: str) -> None:
    put(tmp_path, "a.txt")
    with pytest.raises(ForumdocsError, match="is in the output folder"):
        find_sources([tmp_path / pattern], outside=tmp_path)


@pytest.mark.parametrize("pattern", ["none.txt", "none-*.txt", ""])
def test_what_matches_nothing_is_said(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(ForumdocsError, match=r"no such file|no document"):
        find_sources([f"{tmp_path}/{pattern}" if pattern else ""])


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"x")
    with pytest.raises(NoText, match="no document is there"):
        find_sources([tmp_path])


def test_an_archive_is_read_without_being_unpacked(tmp_path: Path) -> None:
    path = pack(
        tmp_path / "briefs.zip",
        {"2026/opening.txt": NOTICE, "a.md": "# Title", "__MACOSX/._a.md": "x", ".DS_Store": "x", "p.png": "x"},
    )
    sources = find_sources([path])
    assert shown(sources, tmp_path) == ["briefs.zip/2026/opening.txt", "briefs.zip/a.md"]
    assert [source.folder for source in sources] == ["2026", ""]
    assert read_source(sources[0]).blocks[0].text == NOTICE.strip()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["briefs.zip"]


def test_an_archive_in_a_folder_is_a_folder_of_its_name(tmp_path: Path) -> None:
    put(tmp_path, "day-1/a.txt")
    pack(tmp_path / "day-1" / "late.zip", {"b.txt": NOTICE, "x/c.txt": NOTICE})
    assert [source.folder for source in find_sources([tmp_path])] == ["day-1", "day-1/late", "day-1/late/x"]


def test_the_digest_is_that_of_the_content_alone(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    pack(tmp_path / "c.zip", {"d.txt": (tmp_path / "a.txt").read_bytes()})
    assert len({digest(source) for source in find_sources([tmp_path])}) == 1
    (tmp_path / "b.txt").write_text("Other words.", encoding="utf-8")
    assert len({digest(source) for source in find_sources([tmp_path])}) == 2


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gb18030", ["议程/开幕式.txt", "议程/量子通信.txt"]),
        ("gb18030", ["会议通知.txt"]),
        ("cp949", ["회의자료/개회사.txt", "회의자료/양자통신.txt"]),
        ("cp949", ["일정표.txt"]),
        ("cp866", ["Материалы/Программа форума.txt"]),
        ("cp437", ["résumé.txt"]),
        ("utf-8", ["議程/量子通訊.txt"]),
    ],
)
def test_names_are_read_in_the_code_page_of_the_sender(tmp_path: Path, encoding: str, names: list[str]) -> None:
    path = pack_raw(tmp_path / "a.zip", [name.encode(encoding) for name in names])
    assert [source.member for source in find_sources([path])] == sorted(names)
    for source in find_sources([path]):
        assert read_content(source) == NOTICE.encode()


def test_no_name_leads_out_of_the_archive(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"../../etc/a.txt": NOTICE, "/abs/b.txt": NOTICE, "C:\\docs\\..\\c.txt": NOTICE})
    sources = find_sources([path])
    assert [source.member for source in sources] == ["abs/b.txt", "docs/c.txt", "etc/a.txt"]
    assert [source.folder for source in sources] == ["abs", "docs", "etc"]


def test_an_archive_in_an_archive_is_refused_when_it_is_read(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", {"a.txt": NOTICE}).read_bytes()
    path = pack(tmp_path / "outer.zip", {"inner.zip": inner, "b.txt": NOTICE})
    nested, plain = find_sources([path])[::-1]
    assert read_source(plain if plain.member == "b.txt" else nested)
    with pytest.raises(UnknownFormat, match=r"outer\.zip/inner\.zip: is a zip archive; unpack it"):
        read_source(Source(path, "inner.zip"))


def test_an_encrypted_document_is_refused_with_the_next_step(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": NOTICE})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the local header, then in the directory
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ReadError, match=r"a\.zip/a\.txt: is encrypted; unpack the archive with its password"):
        read_content(find_sources([path])[0])


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = pack(tmp_path / "bomb.zip", {"a.txt": b"a" * (8 << 20)})
    with pytest.raises(ReadError, match=r"bomb\.zip unpacks to more than 250 times its size.*name the folder"):
        find_sources([path])


def test_a_damaged_archive_stops_who_names_it_and_fails_alone_in_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "b.zip").write_bytes(pack(tmp_path / "b.zip", {"c.txt": NOTICE}).read_bytes()[:60])
    with pytest.raises(ReadError, match=r"b\.zip: is a damaged archive"):
        find_sources([tmp_path / "b.zip"])
    sources = find_sources([tmp_path])
    assert shown(sources, tmp_path) == ["a.txt", "b.zip"]
    with pytest.raises(ReadError, match="damaged"):
        read_source(sources[1])


def test_a_damaged_document_of_an_archive_fails_alone(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": os.urandom(4000), "b.txt": NOTICE})
    data = bytearray(path.read_bytes())
    data[500] ^= 0xFF
    path.write_bytes(data)
    first, second = find_sources([path])
    with pytest.raises(ReadError, match=r"a\.zip/a\.txt: is damaged"):
        read_content(first)
    assert read_content(second) == NOTICE.encode()


def test_an_archive_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": NOTICE})
    before = digest(find_sources([path])[0])
    pack(path, {"a.txt": NOTICE * 9})
    assert digest(find_sources([path])[0]) != before


def test_a_document_that_is_gone_from_its_archive_is_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": NOTICE})
    with pytest.raises(ReadError, match=r"a\.zip/b\.txt: no such file in the archive"):
        read_content(Source(path, "b.txt"))


def test_a_word_file_is_no_archive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "x")
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    assert find_sources([tmp_path]) == [Source(tmp_path / "a.docx")]
