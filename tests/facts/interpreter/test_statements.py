"""Statements: what is known after branches, and where control does not go on."""

from __future__ import annotations

import pytest

from facts.seen import held

STATEMENTS: dict[str, tuple[str, str]] = {
    "both arms": ("if a:\n    x = df['a']\nelse:\n    x = df['b']", "series D1"),
    "one arm": ("x = df['a']\nif a:\n    x = df['b']", "series D1"),
    "an arm that leaves": ("x = df['a']\nif a:\n    x = df['b']\n    raise ValueError", "series D1 column=a"),
    "an arm that ends the program": (
        "import sys\nx = df['a']\nif a:\n    x = df['b']\n    sys.exit()",
        "series D1",
    ),
    "an arm that is surely taken": ("if True:\n    x = df\nelse:\n    x = 3", "frame D1"),
    "main": ("if __name__ == '__main__':\n    x = df", "frame D1"),
    "types only": ("from typing import TYPE_CHECKING\nx = df\nif TYPE_CHECKING:\n    x = 3", "frame D1"),
    "match": ("match a:\n    case 1:\n        x = df['a']\n    case _:\n        x = df['b']", "series D1"),
    "a pattern that binds": ("match df:\n    case x:\n        pass", "frame D1"),
    "try": ("try:\n    x = df\nexcept ValueError:\n    raise", "frame D1"),
    "finally": ("try:\n    pass\nfinally:\n    x = df", "frame D1"),
    "with": ("with open('a') as f:\n    x = df", "frame D1"),
    "unpacked": ("y, (z, x) = 1, (2, df)", "frame D1"),
    "with a star": ("y, *z = 1, 2, df\nx = z[1]", "frame D1"),
    "several names": ("y = x = df", "frame D1"),
    "annotated": ("x: object = df", "frame D1"),
    "deleted": ("x = df\ny = x\ndel y", "frame D1"),
    "assert": ("x = df\nassert len(x)", "frame D1"),
}


@pytest.mark.parametrize(("code", "expected"), STATEMENTS.values(), ids=STATEMENTS)
def test_statements(code: str, expected: str) -> None:
    assert held(code) == expected
