"""Statements, in program order. Every function returns False when control does not go on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from mlsmells.facts.domain.events import Import
from mlsmells.facts.domain.values import UNKNOWN, Value
from mlsmells.facts.interpreter import loops
from mlsmells.facts.interpreter.conditions import truth
from mlsmells.facts.observers import lost_updates, scores
from mlsmells.facts.observers.manual_statistics import accumulated
from mlsmells.facts.state.dispatch import STATEMENTS, evaluate, run_block
from mlsmells.facts.state.state import Class, Frame, Function, Run, Snapshot, join_snapshots
from mlsmells.facts.transfer import told_tables
from mlsmells.facts.transfer.assignment import assign_target, delete_target
from mlsmells.facts.transfer.containers import extended
from mlsmells.facts.transfer.introspection import attributes_there
from mlsmells.facts.transfer.operators import combine


def _expr(run: Run, node: ast.Expr) -> None:
    value = evaluate(run, node.value)
    if run.last is not None and run.last.node is node.value:
        lost_updates.dropped(run, node, run.last)
    if run.scored and value.effects and run.frame is run.module:
        scores.shown(run, node.value, (value,), "expression")


def _assign(run: Run, node: ast.Assign) -> None:
    value = evaluate(run, node.value)
    for target in node.targets:
        assign_target(run, target, value)


def _ann_assign(run: Run, node: ast.AnnAssign) -> None:
    if node.value is not None:
        assign_target(run, node.target, evaluate(run, node.value))


def _aug_assign(run: Run, node: ast.AugAssign) -> None:
    left = evaluate(run, node.target)
    added = evaluate(run, node.value)
    if left.kind in ("list", "listing") and isinstance(node.op, ast.Add):
        assign_target(run, node.target, extended(run, node.value, left, added))
        return
    total = accumulated(run, left, added) if isinstance(node.op, ast.Add) else None
    assign_target(run, node.target, total or combine(run, node, left, added, type(node.op)))


def _delete(run: Run, node: ast.Delete) -> None:
    for target in node.targets:
        delete_target(run, target)


def _return(run: Run, node: ast.Return) -> bool:
    value = evaluate(run, node.value) if node.value else UNKNOWN
    run.frame.returns.append(value)
    scores.used(run, node, "returned", (value,))
    # A return at module level is a notebook's way to stop a cell; the rest is still worth reading.
    return run.frame is run.module


def _raise(run: Run, node: ast.Raise) -> bool:
    if node.exc is not None:
        evaluate(run, node.exc)
    return False


def _assert(run: Run, node: ast.Assert) -> None:
    before = len(run.events)
    evaluate(run, node.test)
    told_tables.asserted(run.events[before:])


def _stop(run: Run, node: ast.stmt) -> bool:
    return False


def _import(run: Run, node: ast.Import) -> None:
    for alias in node.names:
        run.emit(Import(node, module=alias.name))
        if alias.asname:
            run.assign(alias.asname, run.lib(alias.name))
        else:
            top = alias.name.partition(".")[0]
            run.assign(top, run.lib(top))


def _import_from(run: Run, node: ast.ImportFrom) -> None:
    module = node.module or ""
    names = tuple(alias.name for alias in node.names)
    run.emit(Import(node, module=module, names=names, level=node.level))
    prefix = "." * node.level + module
    for alias in node.names:
        if alias.name == "*":
            for name in run.knowledge.exports(module):
                run.assign(name, run.lib(f"{module}.{name}"))
            for name, value in _starred(run, node, module):
                run.assign(name, value)
        elif run.follower is None or run.is_external(prefix):
            run.assign(alias.asname or alias.name, run.lib(f"{prefix}.{alias.name}"))
        else:
            later = (run.home, module, node.level, alias.name)
            run.assign(alias.asname or alias.name, Value(kind="imported", name=f"{prefix}.{alias.name}", ref=later))


def _starred(run: Run, node: ast.ImportFrom, module: str) -> Iterable[tuple[str, Value]]:
    if run.follower is None or (not node.level and run.is_external(module)):
        return ()
    return run.follower.star(run, node, module, node.level).items()


def _function(run: Run, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    decorators = tuple(evaluate(run, d) for d in node.decorator_list)
    owner = run.classes[-1] if run.frame.is_class and run.classes else None
    prefix = f"{run.function}." if run.function else ""
    name = f"{owner.node.name}.{node.name}" if owner else prefix + node.name
    function = Function(node, run.frame, name, run.home, owner, decorators)
    for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d)):
        evaluate(run, default)
    run.functions.append(function)
    run.assign(node.name, Value(kind="function", ref=function))


def _class(run: Run, node: ast.ClassDef) -> None:
    bases = tuple(evaluate(run, b) for b in node.bases)
    frame = Frame(parent=run.frame, is_class=True)
    info = Class(node, frame, run.home, bases)
    outer = run.frame
    run.classes.append(info)
    run.frame = frame
    try:
        run_block(run, node.body)
    finally:
        run.frame = outer
    # Keep the list in order of definition while nested classes stay reachable.
    run.assign(node.name, Value(kind="class", ref=info))


def _arms(run: Run, node: ast.AST, arms: list[Callable[[], bool]]) -> bool:
    """Run alternatives from the same state and join the ends of those that go on."""
    before = run.snapshot()
    outer = run.branch
    ends: list[Snapshot] = []
    for number, arm in enumerate(arms):
        run.restore((dict(before[0]), dict(before[1])))
        run.branch = (*outer, (id(node), number))
        if arm() is not False:
            ends.append((run.frame.vars, run.heap))
    run.branch = outer
    if not ends:
        run.restore(before)
        return False
    state = ends[0]
    for end in ends[1:]:
        state = join_snapshots(state, end)
    run.restore(state)
    return True


def _if(run: Run, node: ast.If) -> bool:
    before = len(run.events)
    known = truth(run, node.test)
    if len(run.events) > before and any(isinstance(s, ast.Raise) for s in node.body):
        told_tables.asserted(run.events[before:])
    if known is not None:
        return run_block(run, node.body if known else node.orelse)
    kept = scores.best_so_far(run, node) if run.compared else None

    def arm(body: list[ast.stmt]) -> bool:
        alive = run_block(run, body)
        if kept is not None and body is kept[1]:
            scores.mark(run, *kept)
        return alive

    return _arms(run, node, [lambda: arm(node.body), lambda: arm(node.orelse)])


def _match(run: Run, node: ast.Match) -> bool:
    subject = evaluate(run, node.subject)

    def arm(case: ast.match_case) -> Callable[[], bool]:
        def go() -> bool:
            for part in ast.walk(case.pattern):
                name = getattr(part, "name", None)
                if isinstance(name, str):
                    run.assign(name, subject if isinstance(part, ast.MatchAs) else UNKNOWN)
            return run_block(run, case.body)

        return go

    return _arms(run, node, [arm(c) for c in node.cases] + [lambda: True])


_MISSING = frozenset({"AttributeError", "NotImplementedError"})
_ANYTHING = frozenset({"", "Exception", "BaseException"})


def _catches(handler: ast.ExceptHandler, errors: frozenset[str]) -> bool:
    """It is there for these errors, and for no others."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {getattr(c, "id", "" if c is None else "?") for c in caught} <= errors


def _try(run: Run, node: ast.Try) -> bool:
    there = attributes_there(run, node.body) if node.handlers else None
    first = next((h for h in node.handlers if _catches(h, _ANYTHING | _MISSING)), None)
    if there is False and first is not None:  # the body ends at the attribute that is not there
        return run_block(run, first.body) and run_block(run, node.finalbody)
    handlers = [h for h in node.handlers if not there or not _catches(h, _MISSING)]
    before = run.snapshot()
    alive = run_block(run, node.body) and run_block(run, node.orelse)
    after: Snapshot = run.snapshot()
    # A handler may start anywhere in the body.
    entry = join_snapshots(before, after)
    ends = [after] if alive else []
    outer = run.branch
    for number, handler in enumerate(handlers):
        run.restore((dict(entry[0]), dict(entry[1])))
        run.branch = (*outer, (id(node), number + 1))
        if handler.name:
            run.assign(handler.name, UNKNOWN)
        if run_block(run, handler.body):
            ends.append(run.snapshot())
    run.branch = outer
    state = ends[0] if ends else after
    for end in ends[1:]:
        state = join_snapshots(state, end)
    run.restore(state)
    return run_block(run, node.finalbody) and bool(ends)


def _with(run: Run, node: ast.With | ast.AsyncWith) -> bool:
    for item in node.items:
        value = evaluate(run, item.context_expr)
        if item.optional_vars is not None:
            assign_target(run, item.optional_vars, value)
    return run_block(run, node.body)


def _for(run: Run, node: ast.For | ast.AsyncFor) -> None:
    loops.run_for(run, node)


def _while(run: Run, node: ast.While) -> None:
    loops.run_while(run, node)


def _global(run: Run, node: ast.Global | ast.Nonlocal) -> None:
    run.frame.outer_names.update(node.names)


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
        ast.Import: _import,
        ast.ImportFrom: _import_from,
        ast.FunctionDef: _function,
        ast.AsyncFunctionDef: _function,
        ast.ClassDef: _class,
        ast.If: _if,
        ast.Match: _match,
        ast.Try: _try,
        ast.With: _with,
        ast.AsyncWith: _with,
        ast.For: _for,
        ast.AsyncFor: _for,
        ast.While: _while,
        ast.Global: _global,
        ast.Nonlocal: _global,
    }
)
if hasattr(ast, "TryStar"):
    STATEMENTS[ast.TryStar] = _try
