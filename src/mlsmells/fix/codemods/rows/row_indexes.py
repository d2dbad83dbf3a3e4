"""Which index the tables of the same rows have: pandas joins tables side by side by it, not by their order."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from mlsmells.fix.codemods.rows.containers import TABLE

# That of the table it all began with; 0, 1, …; one that is not known.
OWN, NEW, OTHER = "own", "new", "other"
_MAKES = frozenset({"DataFrame", "Series"})


class Indexes:
    """``of``: the index of each variable that was bound since; ``kind`` says what an expression is."""

    def __init__(self, kind: Callable[[ast.expr], str]) -> None:
        self.of: dict[str, str] = {}
        self.kind = kind

    def shared(self, nodes: list[ast.expr]) -> bool:
        """Whether all have one index, and it is known."""
        found = {self.index(node) for node in nodes}
        return len(found) == 1 and OTHER not in found

    def unless_same(self, before: Mapping[str, str]) -> None:
        """What a branch or loop may have changed is not known."""
        for name, index in self.of.items():
            if before.get(name, OWN) != index:
                self.of[name] = OTHER

    def index(self, node: ast.expr) -> str:
        """Of an expression."""
        match node:
            case ast.Name(id=name):
                return self.of.get(name, OWN)
            case ast.Call(func=ast.Attribute(attr="reset_index")):
                return NEW
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[held, *_]) if name in _MAKES:
                return self._made(node, held)
            case ast.Call(func=ast.Attribute(value=receiver), args=args):
                return self.index(args[0] if args and not self.kind(receiver) else receiver)
            case ast.Subscript(value=inner) | ast.Attribute(value=inner) | ast.UnaryOp(operand=inner):
                return self.index(inner)
            case ast.BinOp(left=left, right=right):
                tables = [side for side in (left, right) if self.kind(side) == TABLE]
                return self.index(tables[0]) if tables and self.shared(tables) else OTHER
            case ast.List(elts=[first, *rest]) | ast.Tuple(elts=[first, *rest]):
                return self.index(first) if self.shared([first, *rest]) else OTHER
        return OTHER

    def _made(self, call: ast.Call, held: ast.expr) -> str:
        """``pd.DataFrame(scaled, index=X.index)``."""
        for keyword in call.keywords:
            if keyword.arg == "index":
                given = keyword.value
                is_of_rows = isinstance(given, ast.Attribute) and given.attr == "index"
                return self.index(given.value) if is_of_rows else OTHER  # type: ignore[attr-defined]
        return self.index(held) if self.kind(held) == TABLE else NEW
