"""The lineage is read again when a file has changed that it was read from, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.test_lineage import PROJECT, write
from mlsmells.config import load_config
from mlsmells.engine.lineage import build_lineage
from mlsmells.scorecard import kept_lineage
from mlsmells.scorecard.kept_lineage import lineage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / kept_lineage.FOLDER).mkdir()
    return write(tmp_path, PROJECT)


def test_the_same_graph_and_not_built_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config(folder, isolated=True)
    first = lineage(config)
    assert first == build_lineage(folder, config) and first.edges and first.unclear is not None
    monkeypatch.setattr(kept_lineage, "build_lineage", lambda *_: pytest.fail("built again"))
    assert lineage(config) == first


def test_a_change_is_seen(folder: Path) -> None:
    config = load_config(folder, isolated=True)
    before = lineage(config)
    (folder / "more.py").write_text("import pandas as pd\npd.read_csv('data/new.csv')\n", encoding="utf-8")
    after = lineage(config)
    assert "data/new.csv" in after.nodes and "data/new.csv" not in before.nodes
    assert lineage(config, cached=False) == after


def test_what_is_torn_is_read_anew(folder: Path) -> None:
    config = load_config(folder, isolated=True)
    first = lineage(config)
    store = kept_lineage.Store(kept_lineage.Folder(folder / kept_lineage.FOLDER / kept_lineage.SUBFOLDER))
    kept = store.file(kept_lineage.NAME)
    assert kept is not None
    for torn in ("{}", "[", '{"nodes": [[1]], "edges": []}'):
        store.put_file(kept_lineage.NAME, [kept[0], torn])
        store.save()
        assert lineage(config) == first
