"""The table of the public face says what its imports say."""

from __future__ import annotations

import ast
from pathlib import Path

from mlsmells import facts


def test_the_table_says_what_the_imports_say() -> None:
    tree = ast.parse(Path(facts.__file__).read_text(encoding="utf-8"))
    imported = {
        alias.name: node.module.removeprefix("mlsmells.facts.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mlsmells.facts")
        for alias in node.names
    }
    assert imported == facts._HOME
    assert sorted(imported) == sorted(facts.__all__)
