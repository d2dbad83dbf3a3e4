"""Operators: arithmetic joins effects, comparisons make masks and scores."""

from __future__ import annotations

import ast

from mlsmells.facts import lineage
from mlsmells.facts.folding import filled, fold_parts, join_path, text_of
from mlsmells.facts.join import merge_effects, merge_hints
from mlsmells.facts.order import bucket, contents
from mlsmells.facts.run import Run
from mlsmells.facts.values import MISSING, UNKNOWN, Effect, Value, identity

_SET_OPERATIONS = (ast.Sub, ast.BitOr, ast.BitAnd, ast.BitXor)
_OPPOSITE = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
# The comparison whose mask is "True"; its opposite is the same mask, "False".
_POSITIVE = {ast.Lt, ast.Gt, ast.Eq, ast.In, ast.Is}
_NEGATIVE = {ast.GtE: ast.Lt, ast.LtE: ast.Gt, ast.NotEq: ast.Eq, ast.NotIn: ast.In, ast.IsNot: ast.Is}


def combine(run: Run, node: ast.AST, left: Value, right: Value, op: type) -> Value:
    """A binary operation."""
    if left.kind == "set" and op in _SET_OPERATIONS:
        kinds = {contents(left), contents(right)}
        return Value(kind="set", element=left.element, name=kinds.pop() if len(kinds) == 1 else "", origin=node)
    if op is ast.Mod and left.name == "hash":
        bucket(run, node, left)
    if op is ast.Add and left.items is not None and right.items is not None:
        return Value(kind=left.kind, items=left.items + right.items, origin=node)
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
    return _arithmetic(left, right)


def _fold_numbers(left: Value, right: Value, op: type) -> Value:
    a, b = left.const, right.const
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        if op is ast.Add:
            return Value(const=a + b)
        if op is ast.Sub:
            return Value(const=a - b)
    return Value()


def _arithmetic(left: Value, right: Value) -> Value:
    if "metric" in (left.kind, right.kind):
        # A sum or mean of losses is still that loss.
        return left if left.kind == "metric" else right
    main, other = (left, right) if _weight(left) >= _weight(right) else (right, left)
    effects = merge_effects(left.effects, right.effects)
    if not effects and main.rows is None and not main.predictions and main.kind not in ("size", "mask"):
        return Value(base=main.base) if main.base else Value()
    out = Value(kind=main.kind, rows=main.rows, effects=effects, base=main.root, column=main.column, read=main.read)
    if main.made_of or left.elsewhen or right.elsewhen or other.column is not None or other.made_of:
        lineage.follow(out, left, right)
    if left.hints or right.hints:
        # A date minus a date is a duration; a feature from earlier rows stays one.
        out.hints = tuple(h for h in merge_hints(left.hints, right.hints) if h.kind not in ("dates", "index"))
    if main.kind == "mask" and other.kind == "mask":
        out.steps = main.steps + other.steps
    elif main.kind in ("stat", "size"):
        out.ref = main.ref
    predictions = tuple(dict.fromkeys(left.predictions + right.predictions))
    if predictions:
        out.predictions = predictions
        both = bool(left.predictions) and bool(right.predictions)
        against = right if left.predictions else left
        if not both and (against.rows is not None or against.kind in _DATA):
            # Predictions against something that holds rows: an error, not a prediction.
            out.kind, out.base, out.parts = "residual", against.root, (left, right)
            out.label = against.is_label
    return out


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
        flipped = tuple((split, _other(part)) for split, part in value.steps) if len(value.steps) == 1 else ()
        return value.with_(steps=flipped)
    if op is ast.USub and value.known and isinstance(value.const, (int, float)):
        return Value(const=-value.const)
    if op is ast.Not and value.known:
        return Value(const=not value.const)
    if op is ast.Invert:
        return Value(kind="mask", rows=value.rows, steps=((("mask", identity(value)), "no"),), ref=value)
    return value.with_(const=MISSING) if value.known else value


def _other(part: str) -> str:
    return {"yes": "no", "no": "yes"}.get(part, part + "'")


def compare(run: Run, node: ast.Compare, left: Value, others: list[Value]) -> Value:
    """A comparison: a mask over rows, or the hits of predictions against labels."""
    right = others[0]
    predictions = tuple(dict.fromkeys(left.predictions + right.predictions))
    if predictions:
        against = right if left.predictions else left
        if left.predictions and right.predictions:
            return Value(kind="mask", rows=left.rows)
        if against.rows is not None or against.kind in _DATA:
            return Value(
                kind="residual", rows=left.rows, predictions=predictions, base=against.root, parts=(left, right),
                label=against.is_label,
            )  # fmt: skip
        held = left if left.predictions else right
        effect = _argmaxed(node)
        return held.with_(kind="pred", effects=merge_effects(held.effects, (effect,)))
    if left.rows is None and right.rows is None:
        return Value()
    op = type(node.ops[0])
    part = "no" if op in _NEGATIVE else "yes"
    key = ("mask", _NEGATIVE.get(op, op).__name__, _key(left, node.left), _key(right, node.comparators[0]))
    rows = left.rows if left.rows is not None else right.rows
    if len(node.ops) > 1:
        return Value(kind="mask", rows=rows, steps=((("mask", id(node)), "yes"),))
    out = Value(kind="mask", rows=rows, steps=((key, part),), column=left.column)
    if left.effects or right.effects:
        # Whether the next value is higher is as little known as the next value.
        out.effects = tuple(e for v in (left, right) for e in v.effects if e.kind == "future")
    return lineage.follow(out, left, right)


def _argmaxed(node: ast.AST) -> Effect:
    return Effect("argmaxed", node)


def _key(value: Value, node: ast.expr) -> object:
    """Equal keys: surely the same operand."""
    if value.known:
        try:
            hash(value.const)
        except TypeError:
            return id(node)
        return ("const", value.const)
    if value.column is not None and value.base is not None:
        return ("column", value.column)
    if value.kind == "stat":
        return ("stat", ast.dump(node))
    if value is not UNKNOWN:
        return ("value", identity(value))
    return ("text", ast.dump(node))
