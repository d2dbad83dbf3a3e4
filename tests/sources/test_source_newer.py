"""Which Python a text needs that the running one cannot parse; what is no Python anywhere stays a syntax error."""

from __future__ import annotations

import sys

import pytest

from mlsmells.sources.newer import needed
from mlsmells.sources.python import try_parse

NEWER = [
    ("a group of exceptions", "try:\n    pass\nexcept* ValueError:\n    pass\n", (3, 11)),
    ("a star in an index", "def f(a, b):\n    return a[*b]\n", (3, 11)),
    ("a generic function", "def first[T](rows: list[T]) -> T:\n    return rows[0]\n", (3, 12)),
    ("bounds, several", "async def f[T: (int, str), *Ts, **P](x: T): pass\n", (3, 12)),
    ("a generic class", "class Table[T](dict[str, T]):\n    pass\n", (3, 12)),
    ("an alias", "type Rows = list[dict[str, int]]\n", (3, 12)),
    ("a generic alias", "type Pair[T] = tuple[T, T]\n", (3, 12)),
    ("the same quotes in an f-string", 'x = {"a": 1}\nprint(f"{x["a"]}")\n', (3, 12)),
    ("a separator in an f-string", "print(f'{', '.join(x)}')\n", (3, 12)),
    ("a backslash in an f-string", "print(f\"{'\\n'.join(x)}\")\n", (3, 12)),
    ("lines in an f-string", "print(f'{\n    x  # of the row\n}')\n", (3, 12)),
    ("a format in an f-string", 'print(f"{x["a"]!r:>{w}}", f"{x["b"]=}", f"{{}}")\n', (3, 12)),
    ("a type by default", "class Box[T = int]:\n    pass\n", (3, 13)),
    ("a template", 'page = t"<p>{name}</p>"\n', (3, 14)),
    ("a template and a generic function", 'def f[T](x: T):\n    return t"{x}"\n', (3, 14)),
    ("two exceptions without brackets", "try:\n    pass\nexcept OSError, ValueError:\n    pass\n", (3, 14)),
    ("imported when needed", "lazy import torch\nlazy from pandas import DataFrame\n", (3, 15)),
]
BROKEN = [
    ("nothing closes it", "print(x\n"),
    ("a generic function that is broken", "def f[T](x:\n    return x\n"),
    ("a name that is called type", "type = 3\nx ==\n"),
    ("a list that begins with a star", "x = [*a\n"),
    ("no expression in an f-string", 'x = f"{a b}"\n'),
    ("an empty f-string", 'x = f"{}"\n'),
    ("a bracket that was not opened in an f-string", "print(f'on {x}: y}')\n"),
    ("an empty f-string within others", 'x = f"{a}" + f"{}"\n'),
    ("a string without an end", 'x = f"{a["b"]}\n'),
    ("what Python 2 has", "print 'a'\n"),
    ("what Python 2 catches", "try:\n    pass\nexcept IOError, e:\n    pass\n"),
    ("a string of Python 2", 'x = ur"a"\n'),
    ("a path of Windows", 'x = "C:\\Users"\ny = f"{x}"\n'),
]


@pytest.mark.parametrize(("text", "version"), [n[1:] for n in NEWER], ids=[n[0] for n in NEWER])
def test_newer_pythons(text: str, version: tuple[int, int]) -> None:
    tree, problem = try_parse(text)
    if sys.version_info >= version:
        assert tree is not None and needed(text) in (None, version)
    else:
        assert tree is None and problem is not None
        assert problem.message.startswith("needs Python {}.{}, and this is ".format(*version))


@pytest.mark.parametrize("text", [b[1] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_no_python(text: str) -> None:
    tree, problem = try_parse(text)
    assert tree is None and problem is not None
    assert "needs Python" not in problem.message
