"""Errors that a loop over settings collects and that are only drawn: a curve, which claims nothing of new rows.

Asked of the tree: the name that the errors get is followed, and one use that is no picture decides against it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Facts, Metric, called_as, every_node, inner_nodes, variable

_DRAWING = frozenset("plot scatter line bar errorbar fill_between semilogx semilogy loglog step lineplot".split())
_WRITING = frozenset("title set_title xlabel ylabel set_xlabel set_ylabel".split())
_KEEPING = frozenset("enumerate zip list array asarray zeros empty append DataFrame Series sorted keys".split())
_GROUPS = (ast.Tuple, ast.List, ast.Subscript, ast.Starred)


def only_drawn(facts: Facts, metric: Metric) -> bool:
    """The score is put into a collection in a loop, and each use of the collection ends in a picture."""
    name = _comprehension(metric.statement)
    if not name and metric.loop is not None:
        name = _collection(metric.statement)
    return bool(name) and _Names(facts).drawn(name)


def _comprehension(statement: ast.stmt | None) -> str:
    """``errors = [error(depth) for depth in depths]``: errors."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.ListComp() | ast.DictComp()):
            return name
    return ""


def _collection(statement: ast.stmt | None) -> str:
    """``errors[i] = …``, ``errors.append(…)``: errors."""
    match statement:
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
            return name
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"))):
            return name
    return ""


class _Names:
    """Follows names through the file; ``pictures``: the uses that were found to draw."""

    def __init__(self, facts: Facts) -> None:
        self.nodes = list(every_node(facts.source.tree))
        self.parents = {inner: outer for outer in self.nodes for inner in inner_nodes(outer)}
        self.pictures = 0

    def drawn(self, name: str) -> bool:
        """Each use of the name, and of the names that it is given to, draws or keeps it; one draws."""
        names, seen = [name], set()
        while names:
            name = names.pop()
            if name in seen:
                continue
            seen.add(name)
            for node in self.nodes:
                if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
                    further = self._use(node)
                    if further is None:
                        return False
                    names += further
        return self.pictures > 0

    def _use(self, node: ast.AST) -> list[str] | None:
        """The names that the value gets here; None for a use that is not known to be harmless."""
        outer = self.parents.get(node)
        match outer:
            case ast.Attribute():
                return self._attribute(outer)
            case ast.Call(func=function) if function is not node and called_as(function) in _DRAWING | _WRITING:
                self.pictures += called_as(function) in _DRAWING
                return []
            case ast.Call(func=function) if function is not node and called_as(function) in _KEEPING:
                return self._use(outer)
            case ast.Subscript(ctx=ast.Store()):
                return []
            case ast.Assign(targets=targets):
                return [name for target in targets for name in _bound(target)]
            case ast.For(target=ast.Tuple(elts=[_, target]), iter=ast.Call(func=ast.Name(id="enumerate")) as over) if (
                over is node
            ):
                return list(_bound(target))
            case ast.For(target=target, iter=over) if over is node:
                return list(_bound(target))
            case _ if isinstance(outer, _GROUPS):
                return self._use(outer)
        return None

    def _attribute(self, node: ast.Attribute) -> list[str] | None:
        """``errors.append``, ``errors.values()``, and ``frame.plot``, which is a picture."""
        if node.attr in ("keys", "values", "items", "set_index"):
            return self._use(self.parents.get(node, node))
        self.pictures += node.attr == "plot"
        return [] if node.attr in ("append", "plot") else None


def _bound(target: ast.expr) -> Iterator[str]:
    return (variable(node) for node in every_node(target) if isinstance(node, ast.Name))
