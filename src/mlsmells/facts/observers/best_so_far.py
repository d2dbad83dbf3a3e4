"""``if score > best + margin: best = score``: a choice that a branch makes, and what its arm then keeps."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Choice
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import UNKNOWN, Value
from mlsmells.facts.observers.scores import ScoreNotes, choice_at, chosen, used

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run


Pairs = list[tuple[ast.Compare, Value, Value]]
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
# ``best + 0.001``, ``best - margin``, ``best * 1.01``: by how much the best must be surpassed.
_MARGINS = (ast.Add, ast.Sub, ast.Mult)


def compared(run: Run, node: ast.Compare, left: Value, others: list[Value]) -> None:
    """Something is compared that may be a score: whether the best is kept by it, the branch will tell."""
    right = others[0]
    if left.effects or right.effects:
        run.notes[ScoreNotes].compared.append((node, left, right))
    if isinstance(right.const, str) and isinstance(node.ops[0], ast.Eq):  # ``if best == "forest": save(forest)``
        used(run, node, "compared", left)


def branched(run: Run, node: ast.If) -> None:
    """``if score > best: best = score``: what the arm assigns will be chosen."""
    notes = run.notes[ScoreNotes]
    for arm in (node.body, node.orelse) if notes.keeping else ():
        notes.keeping.pop(id(arm), None)
    pairs, notes.compared = notes.compared, []
    found = _best_so_far(run, node, pairs) if pairs else None
    if found is not None:
        choice, arm = found
        notes.keeping[id(arm)] = choice
    elif pairs:
        _better_of_two(run, node, pairs)


def arm_ended(run: Run, arm: list[ast.stmt]) -> None:
    """What an arm that keeps the best has assigned is chosen."""
    choice = run.notes[ScoreNotes].keeping.get(id(arm))
    if choice is not None:
        _mark(run, choice, arm)


def _better_of_two(run: Run, node: ast.If, pairs: Pairs) -> None:
    """``if first > second: return a``, else ``return b``: each arm keeps one of two."""
    for test, left, right in pairs:
        effects = tuple(e for value in (left, right) for e in value.effects if e.kind == "scored")
        both = all(any(e.kind == "scored" for e in value.effects) for value in (left, right))
        if test is not node.test or not both or not isinstance(test.ops[0], _ORDERS):
            continue
        arms = (node.body, node.orelse)
        returns = [s for arm in arms for s in arm[-1:] if isinstance(s, ast.Return) and s.value is not None]
        same = [{ast.unparse(target) for target in targets_in(arm)} for arm in arms]
        if len(returns) == len(arms) and not any(isinstance(s.value, ast.Constant) for s in returns):
            choice = choice_at(run, test, "compared", effects)
            run.amend(choice, uses=(*choice.uses, *((s, "returned") for s in returns)))
        elif same[0] & same[1]:
            choice = choice_at(run, test, "compared", effects)
            run.notes[ScoreNotes].keeping.update({id(arm): choice for arm in arms})


def better(run: Run, node: ast.IfExp, out: Value) -> Value:
    """``one if score > other else two``: the better of two."""
    for test, left, right in run.notes[ScoreNotes].compared if out is not UNKNOWN else ():
        effects = [tuple(e for e in value.effects if e.kind == "scored") for value in (left, right)]
        constant = isinstance(node.body, ast.Constant) or isinstance(node.orelse, ast.Constant)
        if test is node.test and all(effects) and isinstance(test.ops[0], _ORDERS) and not constant:
            choice = choice_at(run, test, "compared", (*effects[0], *effects[1]))
            return out.with_(effects=merge_effects(out.effects, (chosen(choice),)))
    return out


def _best_so_far(run: Run, node: ast.If, pairs: Pairs) -> tuple[Choice, list[ast.stmt]] | None:
    """The choice that a branch makes, and the arm in which the best is kept."""
    tests = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
    for test, left, right in pairs:
        if test not in tests or not isinstance(test.ops[0], _ORDERS):
            continue
        sides = ((left, test.left, test.comparators[0]), (right, test.comparators[0], test.left))
        for value, score, other in sides:
            effects = tuple(e for e in value.effects if e.kind == "scored")
            arm = _arm_that_keeps(node, _bests(score, other)) if effects else None
            if arm is not None:
                choice = choice_at(run, test, "best so far", effects)
                run.amend(choice, arm=tuple(arm))
                return choice, arm
    return None


def _bests(score: ast.expr, other: ast.expr) -> set[str]:
    """What may hold the best so far: the other side, without the margin by which it must be surpassed.

    ``score - best > margin`` has both on one side.
    """
    parts = [other]
    if isinstance(other, ast.BinOp) and isinstance(other.op, _MARGINS):
        parts = [other.left, other.right]
    elif isinstance(score, ast.BinOp) and isinstance(score.op, ast.Sub):
        parts += [score.left, score.right]
    names = set()
    for part in parts:
        if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)):
            names.add(ast.unparse(part))
        if isinstance(part, ast.Subscript):  # ``if new["f1"] > best["f1"]: best = new``
            names |= {ast.unparse(part.value), ast.unparse(_root(part))}
        if (
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Attribute)
            and part.func.attr == "get"
            and part.args
        ):
            held = part.func.value  # ``if score > best.get("f1", 0): best["f1"] = score``
            names |= {ast.unparse(held), ast.unparse(ast.Subscript(held, part.args[0], ast.Load()))}
    return names


def _root(node: ast.expr) -> ast.expr:
    """``best`` of ``best["f1"][0]``."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node


def _arm_that_keeps(node: ast.If, names: set[str]) -> list[ast.stmt] | None:
    for arm in (node.body, node.orelse) if names else ():
        if any(ast.unparse(target) in names for target in targets_in(arm)):
            return arm
    return None


def targets_in(body: list[ast.stmt]) -> Iterator[ast.expr]:
    """What the statements of a block assign, one by one."""
    for statement in body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                yield from target.elts if isinstance(target, (ast.Tuple, ast.List)) else (target,)
        elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
            yield statement.target


def _mark(run: Run, choice: Choice, arm: list[ast.stmt]) -> None:
    effect = (chosen(choice),)
    frame = run.context.frame
    for kept in targets_in(arm):
        target = _root(kept)  # ``best["f1"] = score``: what holds the best holds what was chosen
        if isinstance(target, ast.Name):
            held = frame.vars.get(target.id)
            if held is not None:
                frame.vars[target.id] = held.with_(effects=merge_effects(held.effects, effect))
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            owner = frame.find(target.value.id)
            key = (id(owner.ref), target.attr) if owner is not None else (0, "")
            held = run.heap.get(key)
            if held is not None:
                run.heap[key] = held.with_(effects=merge_effects(held.effects, effect))
