"""The tables through which the lower floors reach the interpreter, which fills them.

A transfer function evaluates an argument, calls a lambda, runs a block: the handlers that do this stand three floors
above it. It asks here, so that nobody imports upwards.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import UNKNOWN, Value
from mlsmells.facts.state.frames import Class, Function
from mlsmells.facts.state.state import Run

EXPRESSIONS: dict[type, Callable[..., Value]] = {}
STATEMENTS: dict[type, Callable[..., bool | None]] = {}
# call_value, invoke, run_uncalled: by their names.
CALLERS: dict[str, Callable[..., Value]] = {}


def evaluate(run: Run, node: ast.expr) -> Value:
    """The value of an expression; its events are emitted on the way."""
    try:
        handler = EXPRESSIONS[type(node)]
    except KeyError:
        return UNKNOWN
    return handler(run, node)


def run_block(run: Run, body: Iterable[ast.stmt]) -> bool:
    """Run statements until one ends the block; False when control does not go on."""
    for statement in body:
        handler = STATEMENTS.get(type(statement))
        run.statement = statement
        if handler is not None and handler(run, statement) is False:
            return False
    return True


def call_value(run: Run, node: ast.Call, target: Value, args: Args) -> Value:
    """Call an evaluated callee."""
    return CALLERS["call_value"](run, node, target, args)


def call_each(run: Run, node: ast.Call, function: Value, element: Value) -> Value:
    """``map(f, xs)``, ``df.apply(f)``: the function on one element."""
    if isinstance(function.ref, (Function, Class)) or function.kind in ("lib", "builtin", "partial"):
        return call_value(run, node, function, Args(node, [(node, element)]))
    return UNKNOWN


def invoke(run: Run, node: ast.Call, function: Function, args: Args, instance: Value | None = None) -> Value:
    """Call a function of the file with these arguments."""
    return CALLERS["invoke"](run, node, function, args, instance)


def run_uncalled(run: Run, function: Function, instance: Value | None = None) -> Value:
    """Run a function that nobody in the file calls, with parameters about which nothing is known."""
    return CALLERS["run_uncalled"](run, function, instance)
