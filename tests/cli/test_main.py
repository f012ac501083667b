"""What the program promises to a shell: one line on errors, exit codes, quick help. Run as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def run(*args: str | Path, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "forumdocs", *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, cwd=cwd, env={**os.environ, **env})


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("translate", "no-such-file.txt", "--to", "en"), "no-such-file.txt"),
        (("translate", "brief.txt", "--to", "xx"), "'xx' is not a language"),
        (("translate", "brief.txt"), "--to"),
        (("translate", "brief.txt", "--to", "en", "-o", "out.odt"), "out.odt"),
        (("translate", "brief.txt", "--to", "en,zh", "-o", "out.docx"), "name a folder"),
        (("translate", "picture.txt", "--to", "en"), "picture.txt"),
        (("detect", "empty.txt"), "empty.txt"),
        (("frobnicate",), "frobnicate"),
        (("translate", "brief.txt", "--to", ""), "at least one language"),
        (("translate", "", "--to", "en"), "''"),
        (("translate", "brief.txt", "--to", "en", "-o", "brief.txt"), "is the source itself"),
        (("translate", "brief.txt", "--to", "en", "-o", "picture.txt/out.docx"), "picture.txt: is no folder"),
        (("translate", "brief.txt", "--to", "en", "--from", "xx"), "'xx' is not a language"),
        (("translate", "brief.txt", "--to", "en", "--encoding", "nonsense"), "'nonsense' is no encoding"),
        (("translate", "brief.txt", "--to", "th"), 'models install "ru th"'),
        (("translate", "brief.txt", "--to", "en", "--meta", "colour=red"), "KEY=VALUE"),
        (("translate", "brief.txt", "--to", "en", "--fonts", "Hans"), "SCRIPT=NAME"),
        (("translate", "brief.txt", "--to", "en", "--layout", "sideways"), "sideways"),
        (("translate", "brief.txt", "--to", "en,zh,ko,ja", "--together"), "at most 3"),
        (("translate", "brief.txt", "--to", "en,zh", "--together", "-o", "x.json"), "leave out --together"),
        (("translate", "brief.txt", "--to", "en", "--layout", "inplace"), "brief.txt: only .docx files"),
        (("translate", ".", "--to", "en", "--layout", "bilingual"), "brief.txt, empty.txt, picture.txt: only .docx"),
        (("translate", "new.docx", "--to", "en", "--layout", "inplace", "-o", "x.html"), "x.html: --layout inplace"),
        (("translate", "new.docx", "--to", "en,zh", "--layout", "inplace", "--together"), "use --layout bilingual"),
        (("align", "brief.txt", "-o", "brief.txt"), "is the source itself"),
        (("align", "brief.txt", "-o", "pairs.docx"), "pairs.docx"),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(args: tuple[str, ...], reason: str, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Хороший день.", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "new.docx").write_bytes(b"PK\x03\x04 and what is not looked at before the options are")
    before = sorted(tmp_path.rglob("*"))
    result = run(*args, cwd=tmp_path)
    message = result.stderr.decode("utf-8")
    assert result.returncode == 2
    assert message.startswith("Error: ")
    assert message.count("\n") == 1
    assert reason in message
    assert sorted(tmp_path.rglob("*")) == before


def test_all_faults_of_a_list_are_told_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("file,targets,layuot\nnone.txt,fr,\n", encoding="utf-8")
    result = run("batch", "list.csv", "-o", "out", cwd=tmp_path)
    assert result.returncode == 2
    assert [line.split(":")[0] for line in result.stderr.decode("utf-8").splitlines()] == [
        "Error",
        "  row 1",
        "  row 2",
        "  row 2",
    ]
    assert not (tmp_path / "out").exists()


def test_output_is_utf8_whatever_the_console_says(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("量子论坛将于五月开幕。", encoding="utf-8")
    result = run("detect", "brief.txt", cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert result.returncode == 0
    assert "量子论坛将于五月开幕。" in result.stdout.decode("utf-8")


def test_every_command_has_help_with_an_example() -> None:
    for command in ("translate", "detect", "split", "align"):
        text = run(command, "--help").stdout.decode("utf-8")
        assert f"Example: forumdocs {command} " in text


def test_a_good_file_in_a_folder_is_not_lost_by_a_bad_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_text("All in English already.", encoding="utf-8")
    result = run("translate", "in", "--to", "en", cwd=tmp_path)
    assert result.returncode == 2
    assert b"a.txt" in result.stderr
    assert (tmp_path / "outputs" / "b.en.docx").exists()


def test_two_files_of_one_name_in_folders_of_one_name_get_an_output_each(tmp_path: Path) -> None:
    for folder in ("a/in", "b/in"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "brief.txt").write_text("All in English already.", encoding="utf-8")
    assert run("translate", "a", "b", "--to", "en", "-o", "out", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "a-in-brief.txt.en.docx",
        "b-in-brief.txt.en.docx",
    ]


def test_languages_together_make_one_handout(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("All in English already.", encoding="utf-8")
    result = run(
        "translate", "brief.txt", "--to", "en,ko", "--together", "--meta", "event=Forum", "--summary", "1", cwd=tmp_path
    )
    assert result.returncode == 0, result.stderr
    assert [path.name for path in (tmp_path / "outputs").iterdir()] == ["brief.en+ko.docx"]


def test_a_language_named_twice_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("All in English already.", encoding="utf-8")
    result = run("translate", "brief.txt", "--to", "en,en", "-o", "out.json", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out.json").exists()


def test_detect_goes_on_after_a_bad_file_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Хороший день.", encoding="utf-8")
    result = run("detect", ".", cwd=tmp_path)
    assert result.returncode == 2
    assert "Хороший день." in result.stdout.decode("utf-8")
    assert [line.split(b":")[0] for line in result.stderr.splitlines()] == [b"Error", b"Error"]


@pytest.mark.skipif(os.name == "nt", reason="a pipe of Windows breaks in another way")
def test_a_reader_that_has_gone_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Хороший день для форума.\n\n" * 5000, encoding="utf-8")
    command = [sys.executable, "-m", "forumdocs", "detect", "long.txt"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Хороший день.", encoding="utf-8")
    command = [sys.executable, "-m", "forumdocs", "detect", "brief.txt"]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith(b"Error: ")
    assert result.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_an_interrupted_run_ends_with_130_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(
        "\n\n".join(f"Заседание номер {n} откроется утром." for n in range(3000)), encoding="utf-8"
    )
    command = [sys.executable, "-m", "forumdocs", "translate", "long.txt", "--to", "en"]
    with subprocess.Popen([*command, "-o", "out"], cwd=tmp_path, stderr=subprocess.PIPE) as process:
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        _, message = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"Traceback" not in message
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["long.txt"]


def test_a_document_translated_in_place_keeps_no_running_header_in_its_own_language(
    briefs: Path, tmp_path: Path
) -> None:
    import docx

    source = briefs / "policy-brief.docx"
    run("translate", source, "--to", "en", "--layout", "inplace", "-o", tmp_path / "x.docx")
    before, after = (
        document.sections[0].header.paragraphs[0].text for document in map(docx.Document, (source, tmp_path / "x.docx"))
    )
    assert before
    assert after != before


def test_a_font_named_on_the_command_line_is_that_of_the_page(briefs: Path, tmp_path: Path) -> None:
    run("translate", briefs / "notice.txt", "--to", "zh", "--fonts", "Hans=SimSun", "-o", tmp_path / "x.html")
    assert '[lang|="zh"] { font-family: "SimSun"' in (tmp_path / "x.html").read_text(encoding="utf-8")
