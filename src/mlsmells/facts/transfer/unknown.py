"""Calls of functions about which nothing is known."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import Value
from mlsmells.facts.interpreter.arguments import Args
from mlsmells.facts.observers import scores, seeds
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.assignment import rebind


def unknown_library_call(run: Run, node: ast.Call, args: Args) -> Value:
    """A library function we know nothing of: the rows of its arguments in unknown selection."""
    seeds.note_helper(run, node, args, "")
    values = args.values()
    rowed = [v for v in values if v.rows is not None]
    effects = merge_effects(*(v.effects for v in values))
    if not rowed:
        return Value(effects=effects, config=any(v.config for v in values))
    return Value(rows=R.step(rowed[0].rows, ("call", id(node)), "?"), effects=effects, read=rowed[0].read)


def unknown_call(run: Run, node: ast.Call, args: Args, own: str = "") -> Value:
    """A function of another module, or of an unknown object: it may do anything."""
    out = run.note_unknown(node, args, own)
    if run.scored:
        scores.shown_by(run, node, args.values())
    seeds.note_helper(run, node, args, own)
    for arg, value in args.positional:
        if value.kind == "frame" and isinstance(arg, (ast.Name, ast.Attribute)) and value.columns is not None:
            rebind(run, arg, value.with_(columns=None, base=value.root))
    return out
