"""What a function does to the tables and arrays it is given, the caller finds done."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Frame, Function
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.assignment import rebind

# Of a list or dict the elements are not followed so far.
_CHANGED_IN_PLACE = frozenset({"frame", "series", "array"})


def write_back(run: Run, function: Function, args: Args | None, instance: Value | None, frame: Frame) -> None:
    """``def fill(df): df["a"] = …`` and then ``fill(train)``: ``train`` has changed.

    ``df = df.dropna()`` in the function makes a table of its own; ``fill(train.copy())`` changes nobody's.
    """
    for name, (node, before) in _given(function, args, instance).items() if args is not None else ():
        after = frame.vars.get(name)
        if after is None or after is before or name in frame.assigned or after.kind not in _CHANGED_IN_PLACE:
            continue
        kept = run.context.frame.find(node.id) is before if isinstance(node, ast.Name) else True
        if kept and isinstance(node, (ast.Name, ast.Attribute)) and before.kind in (after.kind, ""):
            rebind(run, node, after)


def _given(function: Function, args: Args, instance: Value | None) -> dict[str, tuple[ast.expr, Value]]:
    """What was given for each parameter, as it stands at the call."""
    names = [a.arg for a in (*function.node.args.posonlyargs, *function.node.args.args)]
    if instance is not None and not function.is_static:
        names = names[1:]
    return {**dict(zip(names, args.positional, strict=False)), **args.keywords}
