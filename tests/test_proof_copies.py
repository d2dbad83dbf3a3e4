"""What the copy of a project for ``mlsmells prove`` does without."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mlsmells.proof import copies

# name: (the code, the large file, whether it is copied)
FILES = {
    "named": ('open("weights.bin")', "weights.bin", True),
    "by its suffix": ('glob("*.csv")', "tables/a.csv", True),
    "by its folder": ('os.listdir("tables")', "tables/a.csv", True),
    "in the settings": ("", "store.db", True),
    "spoken of nowhere": ('open("a.txt")', "old/dump.sql", False),
    "at the root": ('open("a.txt")', "core.1234", False),
}


@pytest.mark.parametrize(("code", "large", "copied"), FILES.values(), ids=FILES)
def test_large_files(code: str, large: str, copied: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LARGE", 200)
    root = tmp_path / "project"
    (root / large).parent.mkdir(parents=True, exist_ok=True)
    (root / large).write_bytes(b"0" * 201)
    (root / "run.py").write_text(code, encoding="utf-8")
    (root / "settings.yaml").write_text("database: store.db\n", encoding="utf-8")
    (root / "small.sql").write_text("0", encoding="utf-8")
    (root / ".venv").mkdir()
    shutil.copytree(root, tmp_path / "copy", ignore=copies.left_out(root))
    assert (tmp_path / "copy" / large).exists() == copied
    assert (tmp_path / "copy" / "small.sql").exists() and not (tmp_path / "copy" / ".venv").exists()
