"""What the program promises to a shell: one line on errors, exit codes, quick help. Run as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*args: str | Path, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from forumdocs.cli import main; main()", *map(str, args)]
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
        (("align", "brief.txt", "-o", "pairs.docx"), "pairs.docx"),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(args: tuple[str, ...], reason: str, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Хороший день.", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "empty.txt").write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))
    result = run(*args, cwd=tmp_path)
    message = result.stderr.decode("utf-8")
    assert result.returncode == 2
    assert message.startswith("Error: ")
    assert message.count("\n") == 1
    assert reason in message
    assert sorted(tmp_path.rglob("*")) == before


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
