"""Statistics and scores that are computed by hand: by loops, by Python's own functions, by division."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import ColStat, Metric
from mlsmells.facts.domain.values import UNKNOWN, Effect, Value
from mlsmells.facts.observers import scores
from mlsmells.facts.state.state import Run

# The name of predictions that are compared with labels, where they are equal: their mean is an accuracy.
HITS = "hits"
_COLUMNS = frozenset({"series", "array", "list", "frame", "iterator"})


def statistic(run: Run, node: ast.AST, name: str, held: Value) -> Value | None:
    """``max(column)``: a number that all rows of a column have made; None if they have not."""
    if held.rows is None or held.kind not in _COLUMNS or held.predictions or "any" in R.parts(held.rows):
        return None
    event = ColStat(node, name=name, X=held)
    effect = Effect("stat", node, rows=held.rows, event=event, note=name)
    event.out = Value(kind="stat", effects=(effect,), ref=held)
    run.emit(event)
    return event.out


def accumulated(run: Run, left: Value, added: Value) -> Value | None:
    """``total += value`` for each value of a column: the sum of the column, once the loop is through."""
    loops = run.context.loops
    if not loops or left.rows is not None or added.predictions or added.kind not in ("", "series", "array"):
        return None
    whole = R.gathered(added.rows)
    if whole is None or whole == added.rows:
        return None
    held = added.with_(rows=whole, kind="series")
    found = statistic(run, loops[-1], "sum", held)
    return found.with_(effects=(*left.effects, *found.effects)) if found is not None else None


def comparison_metric(run: Run, node: ast.AST, name: str, held: Value) -> Value:
    """The mean or sum of errors or hits is a score."""
    left, right = held.parts or (UNKNOWN, UNKNOWN)
    pred, true = (left, right) if left.predictions else (right, left)
    fits = tuple(dict.fromkeys(f for p in held.predictions for f in p.fits))
    event = Metric(node, name=name, true=true, pred=pred, predictions=held.predictions, fits=fits)
    event.via = "comparison"
    event.tags = frozenset({"hits"} if held.name == HITS else ())
    event.obj = held.predictions[0].obj if len(held.predictions) == 1 else None
    run.emit(event)
    out = Value(kind="metric", ref=event, effects=scores.scored(run, event))
    run.amend(event, out=out)
    return out
