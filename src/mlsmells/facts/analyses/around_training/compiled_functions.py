"""Functions that TensorFlow traces once and runs as a graph: what in them happens while tracing alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.module_classes import qualified
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAID = regex(r"\.function\b|import function")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_EAGER = regex(r"run_functions_eagerly\(True|run_eagerly=True")


@dataclass(frozen=True)
class Pitfall:
    """``node`` in a traced ``function`` does ``what``: calls itself, creates a variable, appends, prints."""

    node: ast.AST
    function: str
    what: str


def pitfalls(facts: Facts) -> Iterator[Pitfall]:
    """What traced functions of the file do that happens once, or fails."""
    if "tensorflow" not in facts.packages or not facts.says(_SAID) or facts.says(_EAGER):
        return
    for function in (f.node for f in facts.functions):
        if isinstance(function, ast.Lambda) or not any(_compiles(facts, d) for d in function.decorator_list):
            continue
        given = {a.arg for a in (*function.args.args, *function.args.kwonlyargs)} - {"self"}
        inside = _own(function)
        local = {n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} | given
        for node in inside:
            what = _what(facts, node, function, local, given)
            if what:
                yield Pitfall(node, function.name, what)


def _compiles(facts: Facts, node: ast.expr) -> bool:
    func = node.func if isinstance(node, ast.Call) else node
    return qualified(facts, func) == "tensorflow.function"


def _own(function: FunctionNode) -> list[ast.AST]:
    """The nodes of the body, without conditions, loops over Python values and inner functions."""
    return [node for statement in function.body for node in every_node(statement)]


def _what(facts: Facts, node: ast.AST, function: FunctionNode, local: set[str], given: set[str]) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name) and node.func.id == function.name:
        return "calls itself"
    if qualified(facts, node.func) == "tensorflow.Variable" and _is_unconditional(function, node):
        return "creates a variable"
    if isinstance(node.func, ast.Attribute) and node.func.attr == "append":
        holder = variable(node.func.value)
        outside = holder.startswith("self.") or (holder and "." not in holder and holder not in local)
        return "appends to a list" if outside and node.args and not isinstance(node.args[0], ast.Constant) else ""
    if isinstance(node.func, ast.Name) and node.func.id == "print" and any(_tensor(arg, given) for arg in node.args):
        return "prints a tensor"
    return ""


def _tensor(node: ast.expr, given: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in given


def _is_unconditional(function: FunctionNode, node: ast.AST) -> bool:
    """It stands directly in the function: not under ``if self.v is None``."""
    for statement in function.body:
        if not isinstance(statement, (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.FunctionDef)):
            if any(inner is node for inner in every_node(statement)):
                return called_as(getattr(statement, "value", statement)) != "yield"
    return False
