"""What ``key=`` compares: by which score candidates are put in order."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.elements import elements
from mlsmells.facts.domain.lattice import element, merge_effects
from mlsmells.facts.domain.values import RANKING, UNKNOWN, Value
from mlsmells.facts.observers import scores
from mlsmells.facts.state.dispatch import call_each
from mlsmells.facts.state.state import Run


def compared(run: Run, node: ast.Call, held: Value, args: Args) -> Value:
    """What is compared: the elements, or what ``key=lambda m: m.score(X, y)`` makes of each.

    ``key=lambda r: r["accuracy"]`` names its field: the other scores of the record decide nothing.
    """
    key = args.keywords.get("key", (None, UNKNOWN))[1]
    if key.kind != "function":
        return held
    made = tuple(call_each(run, node, key, e) for e in elements(held))
    decides = any(scores.carried(value, "scored") for value in made)
    return Value(kind="list", items=made if decides else (*made, held))


def ranked(out: Value, by: Value) -> Value:
    """``sorted(names, key=strength.get)``: in the order of how they go with the labels; some of them are a choice."""
    inner = element(by) or UNKNOWN
    used = tuple(e for part in (inner, *(inner.items or ()), by) for e in part.effects if e.kind == "uses-y")
    return out.with_(effects=merge_effects(out.effects, used), name=RANKING) if used else out
