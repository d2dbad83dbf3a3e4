"""A function that fits a new transformer on whatever it is given, and is given training and then test rows."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from mlsmells.facts import Facts, Fit, each_alone, words
from mlsmells.facts import rows as R

_HELD_OUT = words.TESTING | words.VALIDATION | {"score", "scoring", "submission"}


def of_one_helper(facts: Facts) -> Iterator[tuple[Fit, Fit]]:
    """The second fit and the first one, of two calls."""
    by_place: dict[ast.AST, list[Fit]] = defaultdict(list)
    for fit in facts.everywhere(Fit):
        if fit.calls and fit.obj.transforms and not fit.obj.is_a("transformer.stateless") and fit.via != "partial":
            by_place[fit.node].append(fit)
    for fits in by_place.values():
        for i, second in enumerate(fits):
            first = next((first for first in fits[:i] if _are_train_and_test(facts, first, second)), None)
            if first is not None and not _trains(facts, second) and not each_alone(second, None):
                yield second, first


def _are_train_and_test(facts: Facts, first: Fit, second: Fit) -> bool:
    """Parts of one split, or called so where nothing is known of the rows."""
    if first.obj is second.obj or first.obj.cls != second.obj.cls or first.excludes(second):
        return False
    if any(X is not None and (X.may or X.is_label) for X in (first.X, second.X)):
        return False
    step = R.siblings(first.rows, second.rows)
    if step is not None:
        return step[1] in ("test", "val")
    if R.intersects(first.rows, second.rows):
        return False
    given, other = _given(facts, first), _given(facts, second)
    return bool(given & words.TRAINING and not given & _HELD_OUT and other & _HELD_OUT and not other & words.TRAINING)


def _trains(facts: Facts, fit: Fit) -> bool:
    """Each call trains a model of its own on what it is given."""
    return any(f.obj.predicts and f.calls == fit.calls for f in facts.everywhere(Fit))


def _given(facts: Facts, fit: Fit) -> frozenset[str]:
    """The words of what the outermost call is given: the variable, and what it was read from."""
    call = fit.calls[0]
    out: set[str] = set()
    for node in (*call.args, *(k.value for k in call.keywords)):
        if isinstance(node, ast.Name):
            out |= words.words_of(node.id) | _read_from(facts, node.id, call.lineno)
        elif isinstance(node, (ast.Attribute, ast.Call)):
            out |= words.words_of(ast.unparse(node))
    return frozenset(out)


def _read_from(facts: Facts, name: str, line: int) -> frozenset[str]:
    """The words of the last call that made the variable, from something else than itself."""
    made = [
        node.value
        for node in facts.nodes_of(ast.Assign)
        if isinstance(node.value, ast.Call) and node.lineno < line
        if any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
        if not any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node.value))
    ]
    last = max(made, key=lambda n: n.lineno, default=None)
    return words.words_of(" ".join(ast.unparse(arg) for arg in last.args)) if last is not None else frozenset()
