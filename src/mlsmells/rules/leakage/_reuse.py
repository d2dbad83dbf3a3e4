"""Test rows that score several models in one scope."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from mlsmells.core import dataclass
from mlsmells.facts import (
    MISSING,
    CrossValidation,
    Evaluation,
    Event,
    Facts,
    Metric,
    Obj,
    Split,
    evaluations,
    holdouts,
    repeats,
    split_of,
)
from mlsmells.facts import rows as R

ENOUGH = 3


@dataclass(slots=True, eq=False)
class Reuse:
    """``models`` different models are scored by ``metrics`` on the test rows of ``split``, all in one scope."""

    split: Split
    metrics: list[Metric]
    models: int
    many: bool  # settings of a loop are among them: how many is not known


def reused(facts: Facts) -> Iterator[Reuse]:
    """One for each scope in which nothing else is there to choose by."""
    scopes: dict[object, dict[R.Rows, list[Evaluation]]] = defaultdict(lambda: defaultdict(list))
    validated = {_scope(facts, event) for event in facts.everywhere(CrossValidation)}
    for evaluation in evaluations(facts):
        scope = _scope(facts, evaluation.event)
        if scope in validated or evaluation.obj is None or evaluation.metric is None:
            continue
        if holdouts.test_step(evaluation.rows) is None:
            if _is_validation(evaluation):
                validated.add(scope)
            continue
        scopes[scope][holdouts.whole(evaluation.rows) or frozenset()].append(evaluation)
    for scope, by_rows in scopes.items():
        if scope not in validated:
            found = next((r for rows, scored in by_rows.items() for r in _reuse(facts, rows, scored)), None)
            if found is not None:
                yield found


def _reuse(facts: Facts, rows: R.Rows, scored: list[Evaluation]) -> Iterator[Reuse]:
    scored = [e for e in scored if _counts(e)]
    if holdouts.says_validation(facts, rows, *(e.event for e in scored)):
        return
    if any("validation_split" in f.args or f.watched for e in scored for f in e.fits):
        return
    settings: dict[object, Evaluation] = {}
    many = False
    for evaluation in scored:
        assert evaluation.obj is not None
        settings.setdefault(_settings(evaluation.obj), evaluation)
        many = many or _varied(evaluation)
    step = holdouts.test_step(rows)
    split = split_of(facts, step[0]) if step is not None else None
    if split is None or not (many or len(settings) >= ENOUGH):
        return
    if not holdouts.final_elsewhere(facts, rows, [f for e in scored for f in e.fits]):
        metrics = [e.metric for e in settings.values() if e.metric is not None]
        yield Reuse(split, metrics, len(settings), many)


def _counts(evaluation: Evaluation) -> bool:
    """A supervised model that learned from other rows, and no baseline."""
    obj = evaluation.obj
    if obj is None or not obj.predicts or "baseline" in obj.core.tags:
        return False
    scored = evaluation.metric is not None and "loss" not in evaluation.metric.tags
    return scored and holdouts.held_out(evaluation.rows, evaluation.fits)


def _settings(obj: Obj) -> object:
    """What tells two models apart: class and parameters without the seed."""
    core = obj.core
    seed = core.spec.seed if core.spec else ""
    params = frozenset(
        (name, repr(arg.const) if arg.const is not MISSING else ast.dump(arg.node) if arg.node else "?")
        for name, arg in core.params.items()
        if name != seed
    )
    if obj is not core:
        return (core.cls, params, tuple(o.cls for o in obj.tree()))
    return (core.cls, params)


def _varied(evaluation: Evaluation) -> bool:
    """The model is built anew in a loop, with a parameter that the loop changes."""
    obj, loops = evaluation.obj, evaluation.event.loops
    loop = loops[-1] if loops else None
    if obj is None or not isinstance(loop, ast.For) or repeats(loop):
        return False
    short = isinstance(loop.iter, (ast.List, ast.Tuple)) and len(loop.iter.elts) < ENOUGH
    names = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
    core = obj.core
    seed = core.spec.seed if core.spec else ""
    nodes = [arg.node for name, arg in core.params.items() if name != seed and arg.node is not None]
    return not short and any(isinstance(n, ast.Name) and n.id in names for node in nodes for n in ast.walk(node))


def _is_validation(evaluation: Evaluation) -> bool:
    """Other held-out rows are scored too: folds, or a validation part."""
    parts = R.parts(evaluation.rows)
    return bool(parts & {"val", "fold-test"}) or ("test" in parts and "train" in parts)


def _scope(facts: Facts, event: Event) -> object:
    """The function in which it happens, as the reader sees it: of a helper, where the helper is called."""
    line = event.calls[0].lineno if event.calls else event.line
    return facts.once("function by line", lambda: _function_by_line(facts)).get(line)


def _function_by_line(facts: Facts) -> dict[int, int]:
    """The innermost function on each line: the last one that begins."""
    found: dict[int, int] = {}
    for node in sorted((function.node for function in facts.functions), key=lambda node: node.lineno):
        found |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), id(node))
    return found
