"""The pages that are written from rules and practices."""

from __future__ import annotations

from pathlib import Path

import docs


def test_stale_docs_are_seen_and_mended(tmp_path: Path) -> None:
    tmp_path /= "docs"
    assert "practices.md" in docs.stale(tmp_path)
    docs.write(tmp_path)
    assert docs.stale(tmp_path) == []
    (tmp_path / "rules" / "MLS999-gone.md").write_text("old", encoding="utf-8")
    (tmp_path / "practices.md").write_text("old", encoding="utf-8")
    assert docs.stale(tmp_path) == ["practices.md", "rules/MLS999-gone.md"]
    docs.write(tmp_path)
    assert docs.stale(tmp_path) == [] and not (tmp_path / "rules" / "MLS999-gone.md").exists()


def test_this_is_the_tool() -> None:
    """``docs`` is a common name."""
    assert Path(docs.__file__ or "").parts[-2:] == ("tools", "docs.py")
