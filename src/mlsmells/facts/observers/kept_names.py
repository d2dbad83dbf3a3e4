"""Columns that are kept or left out one by one: ``if abs(df[c].corr(y)) > 0.1: kept.append(c)``.

The list, or the table from which they are dropped, has learned what the condition knows: which go with the labels.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.state.state import Run

# What goes with the labels as well as this is no feature, but the label itself in another form: to drop it is right.
_TOO_GOOD = 0.9
_CHANGES = frozenset({"append", "add", "drop"})

Effects = tuple[Effect, ...]


class KeptNotes:
    """The conditions on labels that were evaluated last, and the blocks that are run for some names by one."""

    def __init__(self) -> None:
        self.compared: list[tuple[ast.Compare, Effects]] = []
        self.arms: dict[int, Effects] = {}
        # By loop: the statements behind ``if …: continue``.
        self.rests: dict[int, list[tuple[list[ast.stmt], Effects]]] = {}


def compared(run: Run, node: ast.Compare, left: Value, others: list[Value]) -> None:
    """Something is compared that was computed with labels."""
    effects = tuple(e for value in (left, *others) for e in value.effects if e.kind == "uses-y")
    if effects and not any(_is_too_good(value) for value in (left, *others)):
        run.notes[KeptNotes].compared.append((node, effects))


def _is_too_good(value: Value) -> bool:
    return isinstance(value.const, float) and _TOO_GOOD <= value.const < 1


def branched(run: Run, node: ast.If) -> None:
    """Each arm is run for some names only, and so is the rest of the loop after ``continue``."""
    notes = run.notes[KeptNotes]
    found, notes.compared = notes.compared, []
    inside = {id(part) for part in ast.walk(node.test)} if found else set()
    effects = merge_effects(*(each for test, each in found if id(test) in inside))
    if not effects:
        return
    notes.arms.update((id(arm), effects) for arm in (node.body, node.orelse))
    loop = run.context.loops[-1] if run.context.loops else None
    body = getattr(loop, "body", [])
    if isinstance(body, list) and node in body and isinstance(node.body[-1], ast.Continue):
        notes.rests.setdefault(id(loop), []).append((body[body.index(node) + 1 :], effects))


def arm_ended(run: Run, arm: list[ast.stmt]) -> None:
    """What the arm has added to or dropped from is known."""
    notes = run.notes[KeptNotes]
    effects = notes.arms.pop(id(arm), ()) if notes.arms else ()
    if effects:
        _mark(run, arm, effects)


def loop_ended(run: Run) -> None:
    """So is what stands behind ``if …: continue``."""
    notes = run.notes[KeptNotes]
    for rest, effects in notes.rests.pop(id(run.context.loops[-1]), ()) if notes.rests else ():
        _mark(run, rest, effects)


def _mark(run: Run, block: list[ast.stmt], effects: Effects) -> None:
    for name in _changed(block, _targets(run)):
        held = run.context.frame.find(name)
        if held is not None:
            run.context.frame.rebind(name, held.with_(effects=merge_effects(held.effects, effects)))


def _targets(run: Run) -> set[str]:
    """The names that the loops around go over."""
    targets = (getattr(loop, "target", None) for loop in run.context.loops)
    return {n.id for target in targets if target is not None for n in ast.walk(target) if isinstance(n, ast.Name)}


def _changed(block: list[ast.stmt], targets: set[str]) -> Iterator[str]:
    """``kept.append(c)``, ``kept += [c]``, ``df = df.drop(columns=c)``, ``df.drop([c], axis=1, inplace=True)``."""
    for statement in block:
        match statement:
            case ast.Expr(ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)) as call) if attr in _CHANGES:
                added = [*call.args, *(k.value for k in call.keywords)]
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=ast.List(elts=added)):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Attribute(attr="drop")) as call):
                added = [*call.args, *(k.value for k in call.keywords)]
            case ast.Delete(targets=[ast.Subscript(value=ast.Name(id=name), slice=dropped)]):
                added = [dropped]
            case _:
                continue
        if not {_alone(each) for each in added}.isdisjoint(targets):
            yield name


def _alone(node: ast.expr) -> str:
    """``c`` of ``c`` and of ``[c]``."""
    match node:
        case ast.Name(id=name) | ast.List(elts=[ast.Name(id=name)]):
            return name
    return ""
