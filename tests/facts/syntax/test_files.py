"""The files of a folder, and the text of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.syntax import files


def test_files_of_tools_and_environments_are_left_out(tmp_path: Path) -> None:
    left_out = (".venv/d.py", "venv/e.py", "a/__pycache__/f.pyc")
    for name in ("b.py", "a/c.py", "a/.hidden", ".github/ci.yml", ".dvc/config", *left_out):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(files.walk(tmp_path)) == [".dvc/config", ".github/ci.yml", "a/.hidden", "a/c.py", "b.py"]


def test_no_more_files_than_can_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 2)
    for name in "abc":
        (tmp_path / name).touch()
    assert list(files.walk(tmp_path)) == ["a", "b"]


def test_the_text_of_what_cannot_be_read_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"caf\xe9")
    assert files.text_of(tmp_path / "a") == "caf\ufffd"
    assert files.text_of(tmp_path / "gone") == ""
    assert files.text_of(tmp_path) == ""
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    assert files.text_of(tmp_path / "a") == ""
