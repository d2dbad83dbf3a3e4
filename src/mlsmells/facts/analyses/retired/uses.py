"""Finds the uses: by the imports of the file, and of methods by what the walk knows of their objects."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.retired.guards import ready
from mlsmells.facts.analyses.retired.names import Names, imported
from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.table_events import Filled
from mlsmells.facts.syntax.walk import import_statements
from mlsmells.knowledge import retired
from mlsmells.knowledge.retired import Retired

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


class Use(NamedTuple):
    """A place where something is used that is gone, or will be."""

    node: ast.AST
    entry: Retired
    written: str  # as people write it: ``np.float``, ``squared=`` of ``mean_squared_error``


def uses(facts: Facts) -> Iterator[Use]:
    """All of them, in no order; none where the program is ready for both."""
    tree = facts.source.tree
    if tree is None or not retired.says(facts.source.words):
        return
    safe: frozenset[int] | None = None
    for use in _uses(facts, tree):
        safe = ready(tree) if safe is None else safe
        if id(use.node) not in safe:
            yield use


def _uses(facts: Facts, tree: ast.Module) -> Iterator[Use]:
    for statement in import_statements(tree):
        yield from _of_import(statement)
    words = retired.words()
    names = Names(tree, facts)
    own = _given_back(facts, names)
    for node in facts.nodes_of(ast.Attribute):
        if node.attr in words and isinstance(node.ctx, ast.Load):
            entry = retired.name(names.full(node))
            if entry is not None and entry.name not in own:
                yield Use(node, entry, ast.unparse(node))
    for call in facts.nodes_of(ast.Call):
        if any(keyword.arg in words for keyword in call.keywords):
            yield from _of_arguments(call, names.full(call.func))
    for part in facts.nodes_of(ast.Subscript) if "pandas" in facts.packages else ():
        if isinstance(part.value, ast.Attribute) and part.value.attr == "ix":
            yield from _method(part.value, "ix")
    yield from _of_methods(facts)


def _of_import(statement: ast.Import | ast.ImportFrom) -> Iterator[Use]:
    told: set[str] = set()
    for whole, name in imported(statement):
        entry = retired.name(name)
        if entry is not None and whole not in told:
            told.add(whole)
            yield Use(statement, entry, whole if name == whole else name)


def _given_back(facts: Facts, names: Names) -> set[str]:
    """What the program puts back into a library itself: ``np.float = float``."""
    stored = (n for n in facts.nodes_of(ast.Attribute) if isinstance(n.ctx, ast.Store))
    return {names.full(node) for node in stored}


def _of_arguments(call: ast.Call, callee: str) -> Iterator[Use]:
    for keyword in call.keywords if callee else ():
        if keyword.arg is None:
            continue
        value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
        entry = retired.argument(callee, keyword.arg, value)
        if entry is not None:
            valued = f"={value!r}" if "=" in entry.name else "="
            yield Use(call, entry, f"{keyword.arg}{valued} of {callee.rpartition('.')[2]}")


def _of_methods(facts: Facts) -> Iterator[Use]:
    for call in facts.calls("retired"):
        if not _is_of_cell(call):
            yield from _method(call.node, call.name.rpartition(".")[2])
    for filled in facts.of(Filled) if "pandas" in facts.packages else ():
        name = filled.name.rpartition(".")[2]
        method = filled.args.get("method") if name == "fillna" else None
        if name != "fillna" or (method is not None and not method.absent and isinstance(method.const, str)):
            yield from _method(filled.node, "fillna(method)" if name == "fillna" else name)


def _is_of_cell(call: Call) -> bool:
    """``df.at[0, "tags"].append("x")``: a list in a cell grows; the copy that a table returns would be lost."""
    node, statement = call.node, call.statement
    alone = call.name.endswith(".append") and isinstance(statement, ast.Expr) and statement.value is node
    return alone and isinstance(node, ast.Call) and isinstance(getattr(node.func, "value", None), ast.Subscript)


def _method(node: ast.AST, called: str) -> Iterator[Use]:
    entry = retired.method(called)
    if entry is not None:
        name, _, argument = called.rstrip(")").partition("(")
        yield Use(node, entry, f"{argument}= of {name}()" if argument else f"{name}()" if name != "ix" else name)
