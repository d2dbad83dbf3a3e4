"""Handlers that put a number in the place of a score: what failed is counted as if it had been measured.

Looked for is the pair: the ``try`` gives a score to a name, a list or the caller, and the handler gives the same one a
constant. Nobody can see later which of the numbers were measured.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import CrossValidation, Facts, Metric, called_as, every_node, llm, variable, words_of

_EXCEPT = regex(r"\bexcept\b")
_EVERY = frozenset({"", "Exception", "BaseException"})
_SCORE = frozenset(
    "score scores metric metrics judge judges judged judgement judgment grade grades rating ratings auc accuracy "
    "acc f1 precision recall kappa bleu rouge rmse mae mape r2 faithfulness relevance relevancy correctness".split()
)
_AGGREGATES = frozenset("mean average sum nanmean median fmean".split())
_SEARCHES = frozenset({"trial"})
# Who counts failures by themselves, or gives a mark beside the number, hides nothing.
_COUNTS = regex(r"fail|error|skip|missing|invalid|unparsed|bad|status|success|available")
_ONE = (0, 1)


class Failure(NamedTuple):
    """``place`` gives ``what`` the number ``number`` where ``step`` fails; ``named``: only of errors that are named."""

    place: ast.AST
    step: ast.AST
    number: str
    named: bool


class _Measured(NamedTuple):
    """Calls that measure: of metrics and of helpers around one; of models that write, which may judge."""

    metrics: frozenset[int]
    asked: frozenset[int]


def failures(facts: Facts) -> Iterator[Failure]:
    """All of the file."""
    if not facts.says(_EXCEPT):
        return
    measured = _measured(facts)
    for block in [facts.source.tree, *(f.node for f in facts.functions)]:
        if block is None or isinstance(block, ast.Lambda) or _is_objective(block):
            continue
        own = list(_own(block))
        for tried in own:
            if isinstance(tried, ast.Try):
                yield from _of(tried, block, own, measured)


def _measured(facts: Facts) -> _Measured:
    events = [*facts.everywhere(Metric), *facts.everywhere(CrossValidation)]
    asked = [request.call for request in llm.requests(facts) if request.call is not None]
    return _Measured(*(frozenset(id(n) for e in group for n in (e.node, *e.calls)) for group in (events, asked)))


def _is_objective(block: ast.AST) -> bool:
    """A search asks for a number in any case, and one that is bad enough is what it gets."""
    given = getattr(getattr(block, "args", None), "args", [])
    return any(a.arg in _SEARCHES for a in given)


def _own(block: ast.AST) -> Iterator[ast.AST]:
    """What stands in the block and in no function within it, in the order of the text."""
    for child in ast.iter_child_nodes(block):
        yield child
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            yield from _own(child)


def _of(tried: ast.Try, block: ast.AST, own: list[ast.AST], measured: _Measured) -> Iterator[Failure]:
    for handler in tried.handlers:
        if _tells(handler):
            continue
        for statement in handler.body:
            who, value = _given(statement)
            if value is None or not _is_number(value):
                continue
            step = _measures(tried.body, who, block, own, measured)
            if step is not None:
                named = called_as(handler.type) if handler.type is not None else ""
                yield Failure(statement, step, _short(value), named not in _EVERY)


def _tells(handler: ast.ExceptHandler) -> bool:
    """It raises, or counts what failed by itself."""
    nodes = [n for s in handler.body for n in every_node(s)]
    counted = (called_as(n.target) for n in nodes if isinstance(n, ast.AugAssign))
    kept = (
        called_as(n.func.value)
        for n in nodes
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "append"
    )
    return any(isinstance(n, ast.Raise) for n in nodes) or any(_COUNTS.search(name) for name in (*counted, *kept))


def _given(statement: ast.AST) -> tuple[str, ast.expr | None]:
    """Who gets what: ``return`` is the caller, ``scores.`` what is in a list, ``auc`` a name."""
    match statement:
        case ast.Return(value=ast.expr() as value):
            return "return", value
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append") as method, args=[value])):
            return variable(method.value) + ".", value
        case ast.Assign(targets=[ast.Name() | ast.Attribute() as target], value=value):
            return variable(target), value
    return "", None


def _is_number(node: ast.expr) -> bool:
    """A number that an average takes for one: not ``nan``, nor -1 as a mark."""
    match node:
        case ast.Constant(value=bool()):
            return False
        case ast.Constant(value=int() | float() as number):
            return _ONE[0] <= number <= _ONE[1]
        case ast.Dict(keys=keys, values=values):
            names = [k.value if isinstance(k, ast.Constant) else "" for k in keys]
            told = any(isinstance(name, str) and _COUNTS.search(name) for name in names)
            scores = [v for name, v in zip(names, values, strict=True) if _SCORE & words_of(str(name))]
            return bool(scores) and not told and all(_is_number(value) for value in scores)
        case ast.BinOp(op=ast.Mult(), left=ast.List(elts=[one])):
            return _is_number(one)
    return False


def _short(node: ast.expr) -> str:
    if isinstance(node, ast.Dict):
        return _short(next(value for value in node.values if _is_number(value)))
    return (
        _short(node.left.elts[0])
        if isinstance(node, ast.BinOp) and isinstance(node.left, ast.List)
        else ast.unparse(node)
    )


def _measures(
    body: list[ast.stmt], who: str, block: ast.AST, own: list[ast.AST], measured: _Measured
) -> ast.AST | None:
    """What in the ``try`` gives the same one a measured number."""
    nodes = [n for s in body for n in every_node(s)]
    values = [value for n in nodes for to, value in [_given(n)] if to == who and not isinstance(value, ast.Constant)]
    if not values:
        return None
    for value in values:
        for node in every_node(value):
            if id(node) in measured.metrics:
                return node
    steps = [n for n in nodes if id(n) in measured.metrics | measured.asked]
    if who == "return":
        return steps[0] if steps and _SCORE & words_of(getattr(block, "name", "")) else None
    calls = [n for value in values for n in every_node(value) if isinstance(n, ast.Call)]
    named = bool(_SCORE & words_of(who.rstrip(".").rpartition(".")[2]))
    return (*steps, *calls, *values)[0] if named and (steps or calls) and _is_averaged(who.rstrip("."), own) else None


def _is_averaged(name: str, own: list[ast.AST]) -> bool:
    calls = (n for n in own if isinstance(n, ast.Call) and called_as(n.func) in _AGGREGATES)
    return any(variable(inner) == name for call in calls for inner in every_node(call))
