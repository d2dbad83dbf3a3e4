"""What a library function does, by the verb knowledge gives it: one use of it, and the table of verbs.

The table is filled by the modules named ``verbs_*``, so that they can use calls and estimators, which use this one.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import Value
from mlsmells.facts.observers import scores, settled_order
from mlsmells.facts.observers.lost_updates import LostNotes
from mlsmells.facts.observers.told_tables import TOLD
from mlsmells.facts.state.state import Run
from mlsmells.facts.state.use import Use

if TYPE_CHECKING:
    from mlsmells.knowledge import FunctionSpec


VERBS: dict[str, Callable[[Use], Value]] = {}


def apply(
    run: Run,
    node: ast.Call,
    spec: FunctionSpec,
    args: Args,
    self_value: Value | None,
    self_node: ast.expr | None = None,
) -> Value:
    """Run one call of a known function."""
    handler = VERBS.get(spec.does)
    if handler is None:
        return Value()
    use = Use(run, node, spec, args, self_value, self_node)
    out = handler(use)
    if spec.name.endswith(".reindex") and args.positional:
        out = settled_order.looked_up(run, out, use.subject(), args.first())
    tells = spec.options.get("tells")
    if tells is not None:
        out = TOLD[tells](use, out)
    run.notes[LostNotes].last = use
    return scores.of_call(use, out)
