"""Predictions that a second model learns from, where the first had learned from the very rows they are made for.

The expression that the second model gets is followed by name: through assignments, columns that are filled, lists that
grow. Whether a prediction was made on rows its model had learned is decided by rows alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.facts import Facts, Fit, Predict, called_as, every_node, rows, statements, variable

_HOPS = 5
_GROWS = frozenset({"append", "extend"})


class Stacked(NamedTuple):
    """``fit`` learns from ``predict``, which its model made for rows that ``base`` learned from."""

    fit: Fit
    predict: Predict
    base: Fit


def stacked(facts: Facts) -> Iterator[Stacked]:
    """Fits of second models, each with the first such prediction."""
    made: dict[int, list[Predict]] = {}  # one call in a loop predicts with several models
    for predict in facts.of(Predict):
        if not predict.foreign and predict.fits:
            made.setdefault(id(predict.node), []).append(predict)
    if not made:
        return
    links = _links(facts)
    for fit in facts.of(Fit):
        given = fit.node.args[0] if isinstance(fit.node, ast.Call) and fit.node.args else None
        if given is None or fit.y is None or fit.foreign:
            continue
        for predict in _reached(given, links, made):
            base = _in_sample(predict, fit)
            if base is not None:
                yield Stacked(fit, predict, base)
                break


def _links(facts: Facts) -> dict[str, list[ast.expr]]:
    """What each name is made from: by assignment, as a column or an element, by growing."""
    found: dict[str, list[ast.expr]] = {}
    for node in statements(facts.source.tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    held = target.value if isinstance(target, ast.Subscript) else target
                    found.setdefault(variable(held), []).append(value)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=holder), args=[value])):
                if called_as(node.value.func) in _GROWS:  # type: ignore[attr-defined]
                    found.setdefault(variable(holder), []).append(value)
    found.pop("", None)
    return found


def _reached(given: ast.expr, links: dict[str, list[ast.expr]], made: dict[int, list[Predict]]) -> Iterator[Predict]:
    """The predictions that the expression is made from, the nearest first."""
    values, seen = [given], set[str]()
    for _ in range(_HOPS):
        nodes = [node for value in values for node in every_node(value)]
        yield from (predict for node in nodes for predict in made.get(id(node), ()))
        names = {variable(n) for n in nodes if isinstance(n, (ast.Name, ast.Attribute))} - seen - {""}
        seen |= names
        values = [value for name in sorted(names) for value in links.get(name, ())]


def _in_sample(predict: Predict, fit: Fit) -> Fit | None:
    """A flexible model of the same labels, all of whose predictions for the rows of ``fit`` are of rows it knows."""
    asked = predict.X.rows if predict.X is not None else None
    if predict.obj is fit.obj or not _same_labels(predict, fit) or "linear" in predict.obj.core.tags:
        return None
    # The rows that the second model learns from are those that were predicted, and each first model had them all.
    learned = [value.rows for value in (fit.y, fit.X) if value is not None and value.rows is not None]
    if asked is None or learned[:1] != [asked]:
        return None
    return predict.fits[-1] if all(rows.covers(base.rows, asked) for base in predict.fits) else None


def _same_labels(predict: Predict, fit: Fit) -> bool:
    labels = [base.y for base in predict.fits]
    return fit.y is not None and all(
        y is not None and y.root is fit.y.root and y.column == fit.y.column for y in labels
    )
