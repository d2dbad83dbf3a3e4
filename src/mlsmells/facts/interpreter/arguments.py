"""The arguments of a call, evaluated."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run


def evaluate_args(run: Run, node: ast.Call) -> Args:
    """Evaluate the arguments of a call, expanding stars whose content is known."""
    positional: list[tuple[ast.expr, Value]] = []
    keywords: dict[str, tuple[ast.expr, Value]] = {}
    args = Args(node, positional, keywords)
    for arg in node.args:
        value = evaluate(run, arg)  # of ``*values``: what is expanded
        if not isinstance(arg, ast.Starred):
            positional.append((arg, value))
        elif value.items is None:
            args.unclear = True
        else:
            positional.extend((arg, item) for item in value.items)
    for keyword in node.keywords:
        value = evaluate(run, keyword.value)
        if keyword.arg is not None:
            keywords[keyword.arg] = (keyword.value, value)
        elif value.entries is not None and not value.may:
            for name, held in value.entries.items():
                keywords[name] = (keyword.value, held)
        else:
            args.unclear, args.star = True, value
    return args
