"""The facts of a file."""

from __future__ import annotations

import ast
import re

from mlsmells.facts import Facts
from mlsmells.sources import source_from_text


def test_lines_are_counted_the_same_with_any_line_end() -> None:
    source = source_from_text("a = 1\r\nb = 2\rbaseline = 3\n", "a.py")
    facts = Facts(source, "script", frozenset())
    names = [n.id for n in facts.saying(re.compile("baseline")) if isinstance(n, ast.Name)]
    assert names == ["baseline"]
