"""Statements, in program order. Every function returns False when control does not go on."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.values import UNKNOWN
from mlsmells.facts.interpreter import branches, definitions, loops
from mlsmells.facts.state.dispatch import STATEMENTS, evaluate
from mlsmells.facts.state.hooks import on_assert, on_expression, on_return
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.assignment import assign_target, delete_target
from mlsmells.facts.transfer.operators import augmented


def _expr(run: Run, node: ast.Expr) -> None:
    value = evaluate(run, node.value)
    for tell in on_expression:
        tell(run, node, value)


def _assign(run: Run, node: ast.Assign) -> None:
    value = evaluate(run, node.value)
    for target in node.targets:
        assign_target(run, target, value)


def _ann_assign(run: Run, node: ast.AnnAssign) -> None:
    if node.value is not None:
        assign_target(run, node.target, evaluate(run, node.value))


def _aug_assign(run: Run, node: ast.AugAssign) -> None:
    left, added = evaluate(run, node.target), evaluate(run, node.value)
    assign_target(run, node.target, augmented(run, node, left, added))


def _delete(run: Run, node: ast.Delete) -> None:
    for target in node.targets:
        delete_target(run, target)


def _return(run: Run, node: ast.Return) -> bool:
    value = evaluate(run, node.value) if node.value else UNKNOWN
    run.context.frame.returns.append(value)
    for tell in on_return:
        tell(run, node, value)
    # A return at module level is a notebook's way to stop a cell; the rest is still worth reading.
    return run.context.at_module_level


def _raise(run: Run, node: ast.Raise) -> bool:
    if node.exc is not None:
        evaluate(run, node.exc)
    return False


def _assert(run: Run, node: ast.Assert) -> None:
    begin = run.emitted
    evaluate(run, node.test)
    for tell in on_assert:
        tell(run, run.since(begin))


def _stop(run: Run, node: ast.stmt) -> bool:
    return False


def _global(run: Run, node: ast.Global | ast.Nonlocal) -> None:
    run.context.frame.outer_names.update(node.names)


STATEMENTS.update(
    {
        ast.Expr: _expr,
        ast.Assign: _assign,
        ast.AnnAssign: _ann_assign,
        ast.AugAssign: _aug_assign,
        ast.Delete: _delete,
        ast.Return: _return,
        ast.Raise: _raise,
        ast.Assert: _assert,
        ast.Break: _stop,
        ast.Continue: _stop,
        ast.Import: definitions.run_import,
        ast.ImportFrom: definitions.run_import_from,
        ast.FunctionDef: definitions.run_function,
        ast.AsyncFunctionDef: definitions.run_function,
        ast.ClassDef: definitions.run_class,
        ast.If: branches.run_if,
        ast.Match: branches.run_match,
        ast.Try: branches.run_try,
        ast.With: branches.run_with,
        ast.AsyncWith: branches.run_with,
        ast.For: loops.run_for,
        ast.AsyncFor: loops.run_for,
        ast.While: loops.run_while,
        ast.Global: _global,
        ast.Nonlocal: _global,
    }
)
if hasattr(ast, "TryStar"):
    STATEMENTS[ast.TryStar] = branches.run_try
