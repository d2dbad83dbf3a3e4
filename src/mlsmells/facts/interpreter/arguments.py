"""Arguments of a call, bound to parameter names, each in one of four states."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.observers import score_names
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run


def evaluate_args(run: Run, node: ast.Call) -> Args:
    """Evaluate the arguments of a call, expanding stars whose content is known."""
    args = Args(node)
    for arg in node.args:
        if isinstance(arg, ast.Starred):
            value = evaluate(run, arg.value)
            if value.items is None:
                args.unclear = True
            else:
                args.positional.extend((arg, item) for item in value.items)
        else:
            args.positional.append((arg, evaluate(run, arg)))
    for keyword in node.keywords:
        value = evaluate(run, keyword.value)
        if keyword.arg is not None:
            args.keywords[keyword.arg] = (keyword.value, value)
        elif value.entries is not None and not value.may:
            for name, held in value.entries.items():
                args.keywords[name] = (keyword.value, held)
        else:
            args.unclear, args.star = True, value
    if run.scored:
        score_names.together(args.values())
    return args
