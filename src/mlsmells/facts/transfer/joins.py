"""Arrays that are joined by a subscript: ``np.r_[a, b]``."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import registry

# What joins arrays when it is subscripted, and the function that does the same.
JOINING = {"numpy.r_": "numpy.concatenate", "numpy.c_": "numpy.column_stack"}


def joined(run: Run, node: ast.Subscript, name: str) -> Value:
    """``np.r_[a, b]``."""
    elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if any(isinstance(e, (ast.Slice, ast.Constant)) for e in elements):
        return Value(kind="array")
    items = tuple(evaluate(run, e) for e in elements)
    given = ast.copy_location(ast.Tuple(elements, ast.Load()), node)
    call = ast.copy_location(ast.Call(node.value, [given], []), node)
    spec = run.libraries.knowledge.function(name)
    args = Args(call, [(given, Value(kind="tuple", items=items))])
    return registry.apply(run, call, spec, args, None) if spec is not None else Value()
