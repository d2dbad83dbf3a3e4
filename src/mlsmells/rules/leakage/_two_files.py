"""A training file and a test file, or the same column of both, from each of which one object learns."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Apply, Facts, Fit, words
from mlsmells.facts import rows as R


def of_two_files(facts: Facts) -> Iterator[tuple[Fit, Fit]]:
    """One object, fitted on the training file, or a column of it, and then on the same of the test file."""
    for obj in facts.objects:
        if not obj.transforms or obj.is_a("transformer.stateless"):
            continue
        for i, second in enumerate(obj.fits):
            for first in obj.fits[:i]:
                if (
                    _same_column(first, second)
                    and not first.excludes(second)
                    and _are_train_and_test(facts, first, second)
                ):
                    yield second, first


def _same_column(first: Fit, second: Fit) -> bool:
    a, b = first.X, second.X
    if a is None or b is None or a.may or b.may or a.is_label or b.is_label:
        return False
    return a.column == b.column and (a.column is not None or a.kind == b.kind == "frame")


def _are_train_and_test(facts: Facts, first: Fit, second: Fit) -> bool:
    """Read apart, called so, and a model learns from the first."""
    if not R.disjoint(first.rows, second.rows) or R.siblings(first.rows, second.rows) is not None:
        return False
    one, other = [_table(first)], [_table(second)]
    learned = any(f.obj.predicts and R.intersects(f.rows, first.rows) for f in facts.of(Fit))
    changed = {id(a.fit) for a in facts.of(Apply)}
    learned = learned or {id(first), id(second)} <= changed  # whoever gets the parts
    training = words.say(one, words.TRAINING) and not words.say(one, words.TESTING)
    return training and words.say(other, words.TESTING) and not words.say(other, words.TRAINING) and learned


def _table(fit: Fit) -> str:
    """``le.fit(train["town"])``: the variable whose column it is."""
    given = fit.node.args[0] if isinstance(fit.node, ast.Call) and fit.node.args else None
    while isinstance(given, (ast.Subscript, ast.Attribute)):
        given = given.value
    return given.id if isinstance(given, ast.Name) else ""
