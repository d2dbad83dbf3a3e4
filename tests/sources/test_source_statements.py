"""Which lines a suppression comment may stand on."""

from __future__ import annotations

import pytest

from mlsmells.sources import source_from_text

CODE = """\
@decorate(
    1,
)
def f(
    a,
):
    x = g(
        a,
    )
    return x

if a: b = (1,
  2)
elif (c or
      d):
    e
else:
    h

try:
    i
except (A,
        B):
    j

match k:
    case (1 |
          2):
        l
m = lambda: (
    1)
n = '''
'''; o = (
  1)
class P(
    Q): pass
"""

CASES = [
    ("decorator", 1, 1, 6),
    ("header", 5, 1, 6),
    ("body", 8, 7, 9),
    ("return", 10, 10, 10),
    ("between statements", 11, 11, 11),
    ("body on the header's line", 12, 12, 13),
    ("its second line", 13, 12, 13),
    ("elif", 15, 14, 15),
    ("else", 17, 17, 17),
    ("try", 20, 20, 20),
    ("except", 23, 22, 23),
    ("match", 26, 26, 26),
    ("case", 28, 27, 28),
    ("in the case", 29, 29, 29),
    ("lambda is no block", 31, 30, 31),
    ("two statements on one line", 33, 32, 34),
    ("class with its body on the header's line", 35, 35, 35),
    ("behind the file", 99, 99, 99),
]


@pytest.mark.parametrize(("line", "first", "last"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_statement_lines(line: int, first: int, last: int) -> None:
    assert source_from_text(CODE, "a.py").statement_lines(line) == range(first, last + 1)


def test_deep_nesting() -> None:
    source = source_from_text("if a: b\n" + "elif a: b\n" * 90 + "else:\n  c(\n   1)\n", "a.py")
    assert source.statement_lines(94) == range(93, 95)


def test_without_a_tree() -> None:
    assert source_from_text("x = = 1\n", "a.py").statement_lines(1) == range(1, 2)
