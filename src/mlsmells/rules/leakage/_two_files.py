"""A column of the training file and the same column of the test file, from each of which one object learns."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Facts, Fit, words
from mlsmells.facts import rows as R


def of_two_files(facts: Facts) -> Iterator[tuple[Fit, Fit]]:
    """One object, fitted on a column of the training file and then on the same column of the test file."""
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
    return a is not None and b is not None and a.column is not None and a.column == b.column and not (a.may or b.may)


def _are_train_and_test(facts: Facts, first: Fit, second: Fit) -> bool:
    """Read apart, called so, and a model learns from the first."""
    if not R.disjoint(first.rows, second.rows) or R.siblings(first.rows, second.rows) is not None:
        return False
    one, other = [_table(first)], [_table(second)]
    learned = any(f.obj.predicts and R.intersects(f.rows, first.rows) for f in facts.of(Fit))
    training = words.say(one, words.TRAINING) and not words.say(one, words.TESTING)
    return training and words.say(other, words.TESTING) and not words.say(other, words.TRAINING) and learned


def _table(fit: Fit) -> str:
    """``le.fit(train["town"])``: the variable whose column it is."""
    given = fit.node.args[0] if isinstance(fit.node, ast.Call) and fit.node.args else None
    while isinstance(given, (ast.Subscript, ast.Attribute)):
        given = given.value
    return given.id if isinstance(given, ast.Name) else ""
