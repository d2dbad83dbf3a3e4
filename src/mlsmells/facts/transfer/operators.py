"""Operators: arithmetic joins effects, comparisons make masks and scores."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.columns import both
from mlsmells.facts.domain.conditions import opposite
from mlsmells.facts.domain.kinds import ACTIVATIONS
from mlsmells.facts.domain.lattice import join, listed, merge_effects, merge_hints, merge_predictions
from mlsmells.facts.domain.limits import is_writable, parts_of
from mlsmells.facts.domain.loop_order import POSITION
from mlsmells.facts.domain.masks import condition, where
from mlsmells.facts.domain.set_contents import fewer, united
from mlsmells.facts.domain.strings import filled, fold_parts, join_path, text_of
from mlsmells.facts.domain.values import MISSING, UNKNOWN, Effect, Value, new_serial
from mlsmells.facts.observers import best_so_far, positions, scores
from mlsmells.facts.observers.manual_statistics import HITS, accumulated, comparison_metric
from mlsmells.facts.observers.order import bucket
from mlsmells.facts.observers.time import counted_from_today
from mlsmells.facts.observers.weighted import by_score
from mlsmells.facts.state.hooks import on_compare
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import cut_scores
from mlsmells.facts.transfer.containers import extended

_SET_OPERATIONS = (ast.Sub, ast.BitOr, ast.BitAnd, ast.BitXor)
_BUCKETS = (ast.Mod, ast.BitAnd)


def _of_sets(node: ast.AST, left: Value, right: Value, op: type) -> Value:
    if op in (ast.Sub, ast.BitAnd):
        return fewer(node, (left, right), common=op is ast.BitAnd)
    return united(node, (left, right))


def combine(run: Run, node: ast.AST, left: Value, right: Value, op: type) -> Value:
    """A binary operation."""
    if left.kind == "set" and op in _SET_OPERATIONS:
        return _of_sets(node, left, right, op)
    if left.effects and op in _BUCKETS:
        bucket(run, node, left)
    made = _place(left, right, op) or _listed(node, left, right, op)
    if made is not None:
        return made
    if op is ast.Div and ("path" in (left.kind, right.kind) or left.has("newest")):
        return join_path((left, right))
    if op in (ast.Add, ast.Mod) and (text_of(left) is not None or text_of(right) is not None):
        texts = left.kind in ("text", "path") or right.kind in ("text", "path")
        if texts:
            return fold_parts((left, right), kind="text") if op is ast.Add else filled(left, right)
    if left.known and right.known:
        return _fold_numbers(left, right, op)
    if left is UNKNOWN and right is UNKNOWN:
        return UNKNOWN
    if op is ast.Div and left.kind == "residual" and right.kind == "size":
        return comparison_metric(run, node, "mean", left)  # hits, counted in a loop
    out = _arithmetic(left, right, op)
    return counted_from_today(run, node, left, right, out) if op is ast.Sub else out


def _place(left: Value, right: Value, op: type) -> Value | None:
    """A position that is moved, or taken many times."""
    if POSITION in (left.name, right.name):
        return positions.moved(left, right, op)
    return positions.repeated(left, right) if op is ast.Mult and "list" in (left.kind, right.kind) else None


def augmented(run: Run, node: ast.AugAssign, left: Value, added: Value) -> Value:
    """``left += added`` and its like: a longer list, a sum over a column, or what the operator gives."""
    if isinstance(node.op, ast.Add):
        if left.kind in ("list", "listing"):
            return extended(run, node.value, left, added)
        total = accumulated(run, left, added)
        if total is not None:
            return total
    return combine(run, node, left, added, type(node.op))


def _listed(node: ast.AST, left: Value, right: Value, op: type) -> Value | None:
    """A longer list: ``a + b``, ``a * 9``."""
    if op is ast.Add:
        return _joined(node, left, right)
    return _repeated(left, right) if op is ast.Mult else None


def _joined(node: ast.AST, left: Value, right: Value) -> Value | None:
    """Two lists, one behind the other."""
    if "columns" in (left.kind, right.kind):
        return both(left, right)
    if left.items is not None and right.items is not None:
        return listed(Value(kind=left.kind, items=left.items + right.items, origin=node))
    lists = left.kind == right.kind == "list" or left.root.kind == right.root.kind == "dataset"
    if lists and left.rows and right.rows and left.rows != right.rows:
        rows = R.union((left.rows, right.rows))
        return Value(
            kind="list", rows=rows, effects=merge_effects(left.effects, right.effects), parts=parts_of((left, right))
        )
    return None


def _repeated(left: Value, right: Value) -> Value | None:
    """``[minority] * 9``: the same rows several times; how often does not matter."""
    held, count = (left, right) if left.kind == "list" else (right, left)
    if held.kind != "list" or not held.items or not any(i.kind in _DATA and i.rows for i in held.items):
        return None
    return held.with_(items=held.items * 2) if count.const not in (0, 1) else held


_CALCULATED: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}  # fmt: skip


def _fold_numbers(left: Value, right: Value, op: type) -> Value:
    a, b = left.const, right.const
    calculate = _CALCULATED.get(op)
    if not isinstance(a, (int, float)) or not isinstance(b, (int, float)) or calculate is None:
        return Value()
    if not is_writable(a) or not is_writable(b) or (op is not ast.Add and op is not ast.Sub and not b):
        return Value()
    made = calculate(a, b)
    return Value(const=made) if is_writable(made) else Value()


# ``p + 1e-8``, so that no logarithm is infinite: probabilities all the same.
_TINY = 1e-3


def _arithmetic(left: Value, right: Value, op: type) -> Value:
    if "metric" in (left.kind, right.kind):
        # A sum or mean of losses is still that loss; a mean of two scores depends on both.
        weighted = by_score(left, right, op)
        if weighted is not None:
            return weighted
        main, other = (left, right) if left.kind == "metric" else (right, left)
        more = tuple(e for e in other.effects if e.kind == "scored" and e not in main.effects)
        return main.with_(effects=merge_effects(main.effects, more)) if more else main
    main, other = (left, right) if _weight(left) >= _weight(right) else (right, left)
    effects = merge_effects(left.effects, right.effects)
    if op is not ast.Add or not any(isinstance(v.const, float) and abs(v.const) <= _TINY for v in (left, right)):
        effects = tuple(e for e in effects if e.kind not in ACTIVATIONS)
    if not effects and main.rows is None and not main.predictions and main.kind not in ("size", "mask"):
        return Value(base=main.base) if main.base else Value()
    # A date minus a date is a duration; a feature from earlier rows stays one.
    hints = tuple(h for h in merge_hints(left.hints, right.hints) if h.kind not in ("dates", "index"))
    if other.hints:  # noise put on rows shuffles nothing
        hints = tuple(h for h in hints if h.kind != "shuffled" or h in main.hints)
    out = Value(
        kind=main.kind, rows=main.rows, effects=effects, base=main.root, column=main.column, read=main.read,
        hints=hints, steps=_chosen(main, other, op), ref=main.ref if main.kind in ("stat", "size") else None,
        predictions=merge_predictions(left, right),
    )  # fmt: skip
    if main.made_of or left.elsewhen or right.elsewhen or other.column is not None or other.made_of:
        out = column_lineage.follow(out, left, right)
    against = right if left.predictions else left
    both = bool(left.predictions) and bool(right.predictions)
    if out.predictions and not both and (against.rows is not None or against.kind in _DATA):
        # Predictions against something that holds rows: an error, not a prediction.
        return out.with_(kind="residual", base=against.root, parts=parts_of((left, right)), label=against.is_label)
    return out


def _chosen(main: Value, other: Value, op: type) -> tuple[R.Step, ...]:
    """The rows for which both conditions hold; of "one or the other" nothing is known but that it is some of them."""
    if main.kind != "mask" or other.kind != "mask":
        return ()
    return R.chained(main.steps, *other.steps) if op is ast.BitAnd else ((("mask", new_serial()), "yes"),)


_DATA = frozenset({"series", "array", "frame", "tensor"})
_WEIGHTS = {"frame": 6, "array": 5, "tensor": 5, "series": 4, "residual": 7}


def _weight(value: Value) -> int:
    if value.kind in ("stat", "size", "metric"):
        return 1
    base = _WEIGHTS.get(value.kind, 2)
    return base if value.rows is not None else (1 if value.known else 0)


def negate(value: Value, op: type) -> Value:
    """Unary operators; ``~mask`` selects the other part."""
    if op is ast.Invert and value.steps:
        flipped = tuple((split, opposite(part)) for split, part in value.steps) if len(value.steps) == 1 else ()
        return value.with_(steps=flipped)
    if op is ast.USub and value.known and isinstance(value.const, (int, float)):
        return Value(const=-value.const)
    if op is ast.Not and value.known:
        return Value(const=not value.const)
    if op is ast.Invert:
        return Value(kind="mask", rows=value.rows, steps=(where(value, yes=False),), ref=value, hints=value.hints)
    if op is ast.USub and value.effects:
        value = value.with_(effects=tuple(e for e in value.effects if e.kind not in ACTIVATIONS))
    return value.with_(const=MISSING) if value.known else value


def hits(left: Value, right: Value, *, equal: bool = True) -> Value | None:
    """Predictions that are equal to labels; None if nothing is predicted or the other side holds no rows."""
    predictions = merge_predictions(left, right)
    against = right if left.predictions else left
    if left.predictions and right.predictions:
        return Value(kind="mask", rows=left.rows)
    if not predictions or (against.rows is None and against.kind not in _DATA):
        return None
    return Value(
        kind="residual", rows=left.rows, predictions=predictions, base=against.root, parts=parts_of((left, right)),
        label=against.is_label, name=HITS if equal else "",
    )  # fmt: skip


def compare(run: Run, node: ast.Compare, left: Value, others: list[Value]) -> Value:
    """A comparison: a mask over rows, or the hits of predictions against labels."""
    right = others[0]
    for tell in on_compare:
        tell(run, node, left, others)
    if left.predictions or right.predictions:
        found = hits(left, right, equal=isinstance(node.ops[0], ast.Eq))
        if found is not None:
            return found
        held = left if left.predictions else right
        scores.used(run, node, "compared", left, right)
        effect = _argmaxed(node)
        return held.with_(kind="pred", effects=merge_effects(held.effects, (effect,)))
    if left.rows is None and right.rows is None:
        if isinstance(left.const, str) and isinstance(right.const, str) and not (left.may or right.may):
            if isinstance(node.ops[0], (ast.Eq, ast.NotEq)) and len(node.ops) == 1:  # ``train=phase == "train"``
                return Value(const=(left.const == right.const) == isinstance(node.ops[0], ast.Eq))
        if scores.is_curve(left):
            return scores.keep(run, Value(), left)  # where along the curve it holds
        chosen = _compare_columns(node, left, right)
        return scores.keep_choice(run, chosen, right)
    rows = left.rows if left.rows is not None else right.rows
    # Whether the next value is higher is as little known as the next value: effects stay.
    effects = merge_effects(left.effects, right.effects)
    step = None if len(node.ops) > 1 else condition(type(node.ops[0]), left, node.left, right, node.comparators[0])
    steps = (step or (("mask", id(node)), "yes"),)
    out = Value(kind="mask", rows=rows, steps=steps, column=left.column, effects=effects)
    return column_lineage.follow(out, left, right)


def either(run: Run, node: ast.IfExp, body: Value, orelse: Value) -> Value:
    """``a if x > y else b``: one of two; of two models, it may be the better one."""
    cut = cut_scores.each_label(run, node, body, orelse)
    return cut if cut is not None else best_so_far.better(run, node, join(body, orelse))


def _compare_columns(node: ast.Compare, left: Value, right: Value) -> Value:
    """A choice of columns: by their names, or by a statistic of each."""
    if left.kind == "columns" and isinstance(right.const, str):
        step = condition(type(node.ops[0]), left, node.left, right, node.comparators[0])
        return Value(kind="mask", steps=(step,) if step else ())
    drawn = tuple(h for h in left.hints if h.kind == "shuffled")
    if drawn and (right.known or right.config):  # rand(n) < 0.8
        return Value(kind="mask", steps=((("mask", id(node)), "yes"),), hints=drawn, effects=left.effects)
    stats = [v for v in (left, right) if v.kind == "stat"]
    return stats[0].with_(effects=merge_effects(left.effects, right.effects), name="") if stats else Value()


def _argmaxed(node: ast.AST) -> Effect:
    return Effect("argmaxed", node)
