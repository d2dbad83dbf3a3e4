"""Conditions that are known where they stand: ``kind == "tree"`` in a call ``make("tree")``."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

# The value of a name, or of an expression, that nobody knows.
UNKNOWN: Any = object()
# What every value matches.
ANY: Any = object()
_PLAIN = (str, bytes, int, float, bool, type(None))
_COMPARED: dict[type, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.In: lambda a, b: a in b, ast.NotIn: lambda a, b: a not in b,
    ast.Is: lambda a, b: type(a) is type(b) and a == b,
    ast.IsNot: lambda a, b: type(a) is not type(b) or a != b,
}  # fmt: skip
_OF_TEXT = frozenset("lower upper strip title capitalize casefold startswith endswith".split())


def truth(node: ast.expr, known: Mapping[str, Any]) -> bool | None:
    """Whether the condition holds; None if that is not known."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = truth(node.operand, known)
        return None if inner is None else not inner
    if isinstance(node, ast.BoolOp):
        parts = [truth(part, known) for part in node.values]
        decides = isinstance(node.op, ast.Or)
        if decides in parts:
            return decides
        return None if None in parts else not decides
    if isinstance(node, ast.Compare):
        return _compared(node, known)
    value = value_of(node, known)
    return None if value is UNKNOWN else bool(value)


def _compared(node: ast.Compare, known: Mapping[str, Any]) -> bool | None:
    left, right = value_of(node.left, known), _values(node.comparators[0], known)
    compare = _COMPARED.get(type(node.ops[0]))
    if len(node.ops) > 1 or compare is None or left is UNKNOWN or right is UNKNOWN:
        return None
    try:
        return bool(compare(left, right))
    except TypeError:
        return None


def value_of(node: ast.expr | None, known: Mapping[str, Any]) -> Any:
    """A constant, a name whose value is known, or ``kind.lower()`` of one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, _PLAIN):
        return node.value
    if isinstance(node, ast.Name):
        return known.get(node.id, False if node.id == "TYPE_CHECKING" else UNKNOWN)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _OF_TEXT:
        text = value_of(node.func.value, known)
        given = [value_of(argument, known) for argument in node.args]
        if isinstance(text, str) and not node.keywords and all(isinstance(value, str) for value in given):
            return _called(text, node.func.attr, given)
    return UNKNOWN


def _called(text: str, method: str, given: list[str]) -> Any:
    try:
        return getattr(text, method)(*given)
    except TypeError:
        return UNKNOWN


def case(node: ast.Match, known: Mapping[str, Any]) -> int | None:
    """The case that runs, by its place; None if that is not known."""
    subject = value_of(node.subject, known)
    for at, arm in enumerate(node.cases if subject is not UNKNOWN else ()):
        patterns = arm.pattern.patterns if isinstance(arm.pattern, ast.MatchOr) else [arm.pattern]
        values = [_pattern_value(pattern) for pattern in patterns]
        if arm.guard is not None or UNKNOWN in values:
            return None
        if subject in values or ANY in values:
            return at
    return None


def _pattern_value(pattern: ast.pattern) -> Any:
    if isinstance(pattern, ast.MatchValue):
        return value_of(pattern.value, {})
    if isinstance(pattern, ast.MatchAs) and pattern.pattern is None:
        return ANY
    return UNKNOWN


def _values(node: ast.expr, known: Mapping[str, Any]) -> Any:
    """Also a tuple, list or set of such that is written where it is compared."""
    if not isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return value_of(node, known)
    parts = [value_of(element, known) for element in node.elts]
    return UNKNOWN if any(part is UNKNOWN for part in parts) else tuple(parts)


def arguments(
    function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, call: ast.Call, *, bound: bool = False
) -> dict[str, ast.expr]:
    """What is given for each parameter by the call or by its default; nothing after ``*`` and ``**``.

    ``bound``: the first parameter is the object itself.
    """
    args = function.args
    positional = [*args.posonlyargs, *args.args][bound:]
    if any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg is None for k in call.keywords):
        return {}
    given = {p.arg: d for p, d in zip(reversed(positional), reversed(args.defaults), strict=False)}
    given |= {p.arg: d for p, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None}
    given |= {p.arg: value for p, value in zip(positional, call.args, strict=False)}
    return given | {k.arg: k.value for k in call.keywords if k.arg is not None}
