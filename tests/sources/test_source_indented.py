"""Cells that IPython takes the indent from, and what another Python would read."""

from __future__ import annotations

import ast
import sys

import pytest

from mlsmells.sources.notebook import parse_cell
from mlsmells.sources.python import try_parse

# source, whether it is Python to IPython
CELLS: dict[str, tuple[str, bool]] = {
    "all lines": ("  a = 1\n  b = a\n", True),
    "the first line alone": (" a = 1\nb = a\n", True),
    "a comment and a first line": ("\n b = 1\na = b\n", True),
    "a block below it": (" for a in range(3):\n    print(a)\nb = a\n", True),
    "a line in the middle": ("a = 1\n b = a\n", False),
    "a block that ends elsewhere": ("  if a:\n      b = 1\n    c = 2\n", False),
}


@pytest.mark.parametrize(("source", "reads"), CELLS.values(), ids=CELLS)
def test_indented_cells(source: str, reads: bool) -> None:
    _, tree, problem = parse_cell(source, 5)
    assert (tree is not None, problem is None) == (reads, reads)
    if tree is not None:
        lines = source.splitlines()
        for name in (node for node in ast.walk(tree) if isinstance(node, ast.Name)):
            line = lines[name.lineno - 5]
            assert line[name.col_offset : name.end_col_offset] == name.id


NESTED = 'x = {"a": 1}\nprint(f"{x["a"]}")\n'


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads it")
def test_a_newer_python_would_read_it() -> None:
    tree, problem = try_parse(NESTED)
    assert tree is None and problem is not None
    assert problem.message.startswith("needs Python 3.12") and problem.line == 2


def test_other_mistakes_need_no_newer_python() -> None:
    _, problem = try_parse("print(x\n")
    assert problem is not None and "3.12" not in problem.message
