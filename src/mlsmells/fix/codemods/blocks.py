"""The statements that run one after another, and what they do with names: what a rewrite that moves them must know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.showing import shows
from mlsmells.fix.scopes import FUNCTIONS, arguments, bindings
from mlsmells.fix.statements import innermost
from mlsmells.fix.units import Refused, unit_at

if TYPE_CHECKING:
    from mlsmells.core import Span
    from mlsmells.fix.units import Unit


APART = "the split stands in another part of the program"


class Placed(NamedTuple):
    """A statement and the unit it stands in."""

    unit: Unit
    node: ast.stmt

    @property
    def line(self) -> int:
        """As reports count it."""
        return self.unit.span(self.node).line


def block_of(units: list[Unit], span: Span) -> tuple[list[Placed], int]:
    """The statements of the block around the place, and which of them holds it.

    The cells of a notebook are one block. A place inside a deeper block (an ``if`` within the function) belongs to
    that block.
    """
    unit = unit_at(units, span.line)
    statement = innermost(unit, span)
    if statement is None:
        raise Refused("its place in the source was not found")
    body = _body(unit, statement)
    if body is unit.tree.body:
        block = [Placed(each, node) for each in units for node in each.tree.body]
    else:
        block = [Placed(unit, node) for node in body]
    return block, next(i for i, placed in enumerate(block) if placed.node is statement)


def position(block: list[Placed], at: int, span: Span) -> int:
    """Which later statement of the block holds the place. Raises Refused."""
    for index in range(at + 1, len(block)):
        own = block[index].unit.span(block[index].node)
        is_apart = isinstance(block[index].node, (*FUNCTIONS, ast.ClassDef))
        if own[:2] <= span[:2] and span[2:] <= own[2:] and not is_apart:
            return index
    raise Refused(APART)


def _body(unit: Unit, statement: ast.stmt) -> list[ast.stmt]:
    parent = unit.parent(statement)
    for field in ("body", "orelse", "finalbody", "handlers"):
        body = getattr(parent, field, None)
        if isinstance(body, list) and any(node is statement for node in body):
            return body
    raise Refused("its place in the source was not found")


def loads(name: str, *nodes: ast.AST) -> Iterator[ast.Name]:
    """Where the name is read, also in functions that do not bind it themselves."""
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            yield node
        if isinstance(node, FUNCTIONS) and (name in arguments(node) or any(True for _ in bindings(name, *node.body))):
            continue
        stack += ast.iter_child_nodes(node)


def uses(text: str, *nodes: ast.AST) -> bool:
    """Whether the statements read or bind ``X``, ``self.scaler`` or a name in ``df["a"]``."""
    tree = ast.parse(text, mode="eval").body
    if isinstance(tree, ast.Attribute):
        return any(isinstance(n, ast.Attribute) and ast.unparse(n) == text for node in nodes for n in ast.walk(node))
    return any(any(loads(name, *nodes)) or stores(name, *nodes) for name in names_in(text))


def names_in(text: str) -> list[str]:
    """The variables of an expression."""
    return [node.id for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.Name)]


def stores(name: str, *nodes: ast.AST) -> bool:
    """Whether the statements bind the name, or change what it holds by a subscript or attribute."""
    for node in (inner for outer in nodes for inner in ast.walk(outer)):
        root = node
        while isinstance(root, ast.Attribute | ast.Subscript):
            root = root.value
        is_target = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
        if is_target and isinstance(root, ast.Name) and root.id == name:
            return True
    return any(True for _ in bindings(name, *nodes))


# What a table or an array says of itself is the same before and after it is scaled.
_SAID_OF_ITSELF = {"shape", "columns", "index", "ndim", "size"}


def ensure_not_used_later(name: str, after: list[Placed], *, may_say: bool = True) -> None:
    """Raises Refused where a statement reads the variable before it is bound anew; ``X.shape`` is no such use."""
    for placed in after:
        for use in loads(name, placed.node) if not (may_say and shows(placed.node)) else ():
            if not (may_say and is_said_of_itself(placed.unit.parent(use))):
                raise Refused(f"line {placed.line} uses {name} after the split")
        if not may_say and isinstance(placed.node, ast.Delete) and stores(name, placed.node):
            raise Refused(f"line {placed.line} deletes {name}, which would not be there")
        if stores(name, placed.node):
            return


def says_only(names: list[str], placed: Placed) -> bool:
    """Whether the statement takes nothing of these variables but what they say of themselves."""
    found = [use for name in names for use in loads(name, placed.node)]
    return all(is_said_of_itself(placed.unit.parent(use)) for use in found)


def is_said_of_itself(parent: ast.AST | None) -> bool:
    """``X.shape``, ``len(X)``: the parent of a use of X."""
    if isinstance(parent, ast.Call):
        return isinstance(parent.func, ast.Name) and parent.func.id == "len"
    return isinstance(parent, ast.Attribute) and parent.attr in _SAID_OF_ITSELF
