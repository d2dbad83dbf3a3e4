"""Conditionals: every arm from the same state, then the join of what those know that go on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from mlsmells.facts.domain.values import UNKNOWN, Value
from mlsmells.facts.interpreter.conditions import truth
from mlsmells.facts.state.dispatch import evaluate, run_block
from mlsmells.facts.state.hooks import on_arm_end, on_assert, on_branch
from mlsmells.facts.state.snapshots import Snapshot, copied, join_ends, join_snapshots
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.assignment import assign_target

# Runs one arm; False when control does not go on behind it.
Arm = Callable[[], bool]


def run_if(run: Run, node: ast.If) -> bool:
    """The arm that is taken, where the condition is known, else both."""
    begin = run.emitted
    known = truth(run, node.test)
    if run.emitted > begin and any(isinstance(s, ast.Raise) for s in node.body):
        for asserted in on_assert:
            asserted(run, run.since(begin))
    if known is not None:
        return run_block(run, node.body if known else node.orelse)
    for branched in on_branch:
        branched(run, node)
    return _join_arms(run, node, [lambda: _arm(run, node.body), lambda: _arm(run, node.orelse)])


def _arm(run: Run, body: list[ast.stmt]) -> bool:
    goes_on = run_block(run, body)
    for tell in on_arm_end:
        tell(run, body)
    return goes_on


def run_match(run: Run, node: ast.Match) -> bool:
    """Every case, and that none fits."""
    subject = evaluate(run, node.subject)
    arms: list[Arm] = [lambda case=case: _case(run, case, subject) for case in node.cases]  # type: ignore[misc]
    return _join_arms(run, node, [*arms, lambda: True])


def _case(run: Run, case: ast.match_case, subject: Value) -> bool:
    for part in ast.walk(case.pattern):
        name = getattr(part, "name", None)
        if isinstance(name, str):
            run.context.frame.bind(name, subject if isinstance(part, ast.MatchAs) else UNKNOWN)
    return run_block(run, case.body)


def run_try(run: Run, node: ast.Try) -> bool:
    """The body; every handler, which may start anywhere in the body; then what is done in any case."""
    before = run.snapshot()
    goes_on = run_block(run, node.body) and run_block(run, node.orelse)
    after = run.snapshot()
    arms: list[Arm] = [lambda handler=handler: _handler(run, handler) for handler in node.handlers]  # type: ignore[misc]
    ends = [after] if goes_on else []
    ends += _ends(run, node, join_snapshots(before, after), arms, first=1)
    run.restore(join_ends(ends or [after]))
    return run_block(run, node.finalbody) and bool(ends)


def _handler(run: Run, handler: ast.ExceptHandler) -> bool:
    if handler.name:
        run.context.frame.bind(handler.name, UNKNOWN)
    return run_block(run, handler.body)


def run_with(run: Run, node: ast.With | ast.AsyncWith) -> bool:
    """No conditional: the body is run once, with what the managers give."""
    for item in node.items:
        value = evaluate(run, item.context_expr)
        if item.optional_vars is not None:
            assign_target(run, item.optional_vars, value)
    return run_block(run, node.body)


def _join_arms(run: Run, node: ast.AST, arms: Sequence[Arm]) -> bool:
    """Run alternatives from the present state and join the ends of those that go on."""
    before = run.snapshot()
    ends = _ends(run, node, before, arms)
    run.restore(join_ends(ends or [before]))
    return bool(ends)


def _ends(run: Run, node: ast.AST, entry: Snapshot, arms: Sequence[Arm], first: int = 0) -> list[Snapshot]:
    """What is known at the end of each alternative that goes on."""
    ends: list[Snapshot] = []
    outer = run.context
    for number, arm in enumerate(arms, first):
        run.restore(copied(entry))
        with run.within(outer.in_arm(node, number)):
            if arm():
                ends.append((run.context.frame.vars, run.heap))
    return ends
