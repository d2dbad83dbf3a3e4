"""The best epoch's score on the rows that a fit watched is told as a score of test rows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.evaluations import split_of
from mlsmells.facts.analyses.holdouts import final_elsewhere, held_out, says_test, test_step, uses_as_validation
from mlsmells.facts.domain.events import Choice, Fit, Split, WatchedScore
from mlsmells.facts.domain.values import Value
from mlsmells.facts.syntax.words import VALIDATION, say

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


class BestEpoch(NamedTuple):
    """``choice`` takes the best of the scores that ``fit`` computed of ``value``, held out by ``split`` if one did."""

    choice: Choice
    fit: Fit
    value: Value
    split: Split | None
    told: ast.AST


def best_epochs(facts: Facts) -> Iterator[BestEpoch]:
    """Where the rows are test rows, nothing calls them validation rows, and no others are scored at the end."""
    for choice in facts.everywhere(Choice):
        fits = {score.fit: None for score in choice.scores if isinstance(score, WatchedScore)}
        told = next((node for node, how in choice.uses if how in ("shown", "displayed", "returned", "saved")), None)
        if told is None or len(fits) != 1 or say(_texts(told), VALIDATION):
            continue
        fit = next(iter(fits))
        value = next((v for watched in fit.watched.values() for v in _features(watched)), None)
        if value is None or not held_out(value.rows, (fit,)) or final_elsewhere(facts, value.rows, (fit,)):
            continue
        step = test_step(value.rows)
        if not says_test(facts, value.rows, fit) or uses_as_validation(fit):
            continue
        yield BestEpoch(choice, fit, value, split_of(facts, step[0]) if step is not None else None, told)


def _features(value: Value) -> Iterator[Value]:
    """``(X, y)``, ``[(X, y), …]``, ``[(matrix, "name")]``, a loader: the rows of the last of them."""
    if value.items is None:
        yield value
    elif value.items:
        yield from _features(value.items[-1] if value.kind == "list" else value.items[0])


def _texts(node: ast.AST) -> list[str]:
    """The texts that are shown, not the keys by which the scores are found."""
    keys = {id(inner.slice) for inner in ast.walk(node) if isinstance(inner, ast.Subscript)}
    found = (n for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [str(n.value) for n in found if id(n) not in keys]
