"""A place where a habit is not kept, and the arguments that show it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Use(NamedTuple):
    """``what`` is there, as people write it; ``lacking`` are the arguments that it does not give."""

    node: ast.AST
    what: str
    lacking: str = ""


def lacking(call: ast.Call, names: Iterable[str], places: Mapping[str, int]) -> list[str]:
    """Those of the arguments that are surely not given: none, where stars may hold them."""
    if any(keyword.arg is None for keyword in call.keywords) or any(isinstance(a, ast.Starred) for a in call.args):
        return []
    given = {keyword.arg for keyword in call.keywords}
    return [name for name in names if name not in given and places.get(name, len(call.args)) >= len(call.args)]
