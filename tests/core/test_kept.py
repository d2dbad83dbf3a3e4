"""What is kept between runs is there again, and nothing wrong with the file matters."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mlsmells.core.kept import Kept
from mlsmells.knowledge import reader


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "folder" / "read.kept"


def _written(path: Path) -> None:
    kept = Kept(str(path))
    kept.put("{a: [1, true]}", {"a": [1, True], True: None})
    kept.save()


def test_the_next_run_finds_it(path: Path) -> None:
    _written(path)
    assert Kept(str(path)).get("{a: [1, true]}") == {"a": [1, True], True: None}
    assert Kept(str(path)).get("{a: 2}") is None
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("cut", [0, 1, 4, 10, -1])
def test_a_torn_file_is_as_good_as_none(path: Path, cut: int) -> None:
    _written(path)
    path.write_bytes(path.read_bytes()[:cut])
    assert Kept(str(path)).get("{a: [1, true]}") is None
    _written(path)
    assert Kept(str(path)).get("{a: [1, true]}") is not None


def test_an_edited_file_is_as_good_as_none(path: Path) -> None:
    _written(path)
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)
    assert Kept(str(path)).get("{a: [1, true]}") is None


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    _written(tmp_path / "folder" / "read.kept")


def test_nothing_is_written_where_python_writes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _written(path)
    assert not path.exists()


def test_nothing_is_written_when_nothing_is_new(path: Path) -> None:
    _written(path)
    before = path.stat().st_mtime_ns
    _written(path)
    assert path.stat().st_mtime_ns == before


def test_knowledge_is_the_same_from_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        text for section in reader.shipped("numpy").values() if isinstance(section, dict) for text in section.values()
    ]
    texts = [text for text in texts if isinstance(text, str)][:50]
    read = []
    for _ in range(2):  # the second time from the file
        monkeypatch.setattr(reader, "KEPT", Kept(str(path)))
        reader._parsed.cache_clear()
        read.append([reader.value(text) for text in texts])
        reader.KEPT.save()
    reader._parsed.cache_clear()
    assert texts and read[0] == read[1]
