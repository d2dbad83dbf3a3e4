"""Calls of Python's own functions, and the tables of those that need more than a verb.

The tables are filled by ``builtins_sequences``, ``builtins_scalars`` and ``library_calls``, which may use any call.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Metric
from mlsmells.facts.domain.values import Value
from mlsmells.facts.observers import scores
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import registry
from mlsmells.facts.transfer.unknown import unknown_call

Handler = Callable[[Run, ast.Call, Args], Value]

# By name; and by full name for functions of libraries.
BUILTINS: dict[str, Handler] = {}
SPECIAL: dict[str, Handler] = {}


_QUIET = frozenset(
    "print isinstance issubclass hasattr callable repr id help display input vars dir globals locals exit quit".split()
)


def call(run: Run, node: ast.Call, name: str, args: Args) -> Value:
    """A call of a builtin, or of a name that is not bound in the file."""
    handler = BUILTINS.get(name)
    if handler is not None:
        return handler(run, node, args)
    if name in _QUIET:
        if name in ("print", "display") and scores.any_scored(run):
            _printed(run, args)
            scores.shown(run, node, args, "print")
        return Value()
    spec = run.libraries.knowledge.function(f"builtins.{name}")
    if spec is not None:
        return registry.apply(run, node, spec, args, None)
    return unknown_call(run, node, args, own=name)


def _printed(run: Run, args: Args) -> None:
    """A score that is printed keeps the words it is printed with."""
    metrics = [v.ref for v in args.values() if v.kind == "metric" and isinstance(v.ref, Metric)]
    if metrics:
        texts = tuple(v.const.lower() for v in args.values() if isinstance(v.const, str))
        for event in metrics:
            run.amend(event, words=event.words + texts)


def static_method(run: Run, node: ast.Call, owner: str, name: str, args: Args) -> Value:
    """``dict.fromkeys``, ``str.join`` …"""
    return Value()
