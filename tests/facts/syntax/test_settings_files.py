"""Settings files, and what hydra makes of several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mlsmells.facts.syntax.settings_files import composed, read_settings

FILES = {
    "a.yaml": "path: data\nn: 3\n",
    "a.json": '{"path": "data"}',
    "a.toml": '[paths]\nraw = "data"\n',
    "broken.json": "{",
    "a.txt": "path: data\n",
    "conf/config.yaml": (
        "defaults:\n  - _self_\n  - model: tree\n  - override db: local\n  - base\n  - model: gone\nseed: 1\n"
    ),
    "conf/model/tree.yaml": "defaults: [x]\ndepth: 3\n",
    "conf/db/local.yaml": "path: data.db\n",
    "conf/base.yaml": "seed: 0\nrows: 10\n",
    "conf/list.yaml": "- 1\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


READ: dict[str, tuple[str, Any]] = {
    "yaml": ("a.yaml", {"path": "data", "n": 3}),
    "json": ("a.json", {"path": "data"}),
    "toml": ("a.toml", {"paths": {"raw": "data"}}),
    "by a way around": ("conf/../a.json", {"path": "data"}),
    "broken": ("broken.json", None),
    "of another kind": ("a.txt", None),
    "not there": ("b.yaml", None),
    "outside of the project": ("../a.yaml", None),
}


@pytest.mark.parametrize(("path", "expected"), READ.values(), ids=READ)
def test_read_settings(path: str, expected: Any, root: Path) -> None:
    assert read_settings(root, path) == expected


def test_the_file_itself_wins_over_its_defaults(root: Path) -> None:
    expected = {"model": {"depth": 3}, "db": {"path": "data.db"}, "rows": 10, "seed": 1}
    assert composed(root, "conf", "config") == composed(root, "conf", "config.yaml") == expected


def test_what_is_no_configuration(root: Path) -> None:
    assert composed(root, "conf", "list") is None
    assert composed(root, "conf", "gone") is None
