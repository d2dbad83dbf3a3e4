"""One place where the worse score wins."""

from __future__ import annotations

import ast
from typing import NamedTuple


class WrongDirection(NamedTuple):
    """``what`` is better when it is ``better`` (higher, lower), and ``who`` prefers the other direction.

    ``keyword`` sets it right, as an argument of the call at ``node``, where there is one.
    """

    node: ast.AST
    what: str
    better: str
    who: str
    keyword: tuple[str, str] | None = None
    sure: bool = True  # no name of the file's own decides
    place: int = 0  # the line where the score is computed, 0 where that is not known


def better(direction: int) -> str:
    """In words."""
    return "higher" if direction > 0 else "lower"
