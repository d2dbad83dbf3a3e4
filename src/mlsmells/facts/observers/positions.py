"""Positions in something that has no fixed order, and the numbers that they become.

A position says how many elements came before: of ``enumerate``, of ``range(len(names))``, of a counter that a loop
counts up. It stays one when a number is added, as a text, and as a row of a unit matrix.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts.domain.events import OrderUse
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.loop_order import LINE, NUMBER, ORDERS, POSITION, REPEATED
from mlsmells.facts.domain.values import MISSING, Effect, Value
from mlsmells.facts.observers.order import OrderNotes, orders
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import called_as, variable


def of_range(size: Value | None) -> Value:
    """A number of ``range(len(names))``: a position in the names, wherever ``names[i]`` is beside it."""
    listed = size.ref if size is not None else None
    found = orders(listed) if isinstance(listed, Value) else ()
    return Value(name=POSITION, effects=found, ref=listed) if found else Value(name=NUMBER)


def gone_through(target: ast.expr, body: ast.AST | list[ast.stmt], iterable: Value) -> tuple[Effect, ...]:
    """A loop over ``range(len(names))`` that takes ``names[i]`` goes through the names."""
    inner = iterable.element
    if inner is None or inner.name != POSITION or inner.ref is None or not isinstance(target, ast.Name):
        return ()
    parts = body if isinstance(body, list) else [body]
    return inner.effects if any(_takes(node, target.id) for part in parts for node in ast.walk(part)) else ()


def _takes(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name) and node.slice.id == name


def in_use(target: ast.expr, body: ast.AST | list[ast.stmt], number: Value) -> Value:
    """What the target of such a loop stands for: where nothing is taken by the number, it only counts the names.

    ``[f"part_{i}.csv" for i in range(len(names))]`` names the files itself.
    """
    if number.name != POSITION or number.ref is None or not isinstance(target, ast.Name):
        return number
    parts = [node for part in (body if isinstance(body, list) else [body]) for node in ast.walk(part)]
    indices = (inner for node in parts if isinstance(node, ast.Subscript) for inner in ast.walk(node.slice))
    taken = any(isinstance(inner, ast.Name) and inner.id == target.id for inner in indices)
    return number if taken else Value(name=NUMBER)


def loop_began(run: Run, node: ast.For | ast.AsyncFor, iterable: Value) -> None:
    """What a loop without a fixed order counts up are positions in what it goes through."""
    loops = run.notes[OrderNotes].loops
    effects = loops[-1].effects or gone_through(node.target, node.body, iterable)
    if not effects:
        return
    loops[-1] = loops[-1]._replace(effects=effects)
    for statement in node.body:
        for inner in ast.walk(statement):
            target = _counted_up(inner)
            if target is not None:
                _count(run, target, effects)


def loop_ended(run: Run) -> None:
    """What only this loop counted up is now the number of its turns, whatever came first."""
    loop = run.notes[OrderNotes].loops[-1]
    for statement in getattr(loop.node, "body", ()) if loop.effects else ():
        for inner in ast.walk(statement):
            target = _counted_up(inner)
            held = run.context.frame.find(target.id) if isinstance(target, ast.Name) else None
            if held is not None and isinstance(target, ast.Name) and held.name == POSITION:
                kept = tuple(e for e in held.effects if e not in loop.effects)
                run.context.frame.rebind(target.id, held.with_(effects=kept))


def _counted_up(node: ast.AST) -> ast.expr | None:
    """What ``label += 1`` or ``label = label + 1`` counts up."""
    match node:
        case ast.AugAssign(target=target, op=ast.Add(), value=value) if _is_number(value):
            return target
        case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=ast.Add(), right=right)) if _is_number(right):
            return target if variable(target) and variable(target) == variable(left) else None
    return None


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def _count(run: Run, target: ast.expr, effects: tuple[Effect, ...]) -> None:
    match target:
        case ast.Name(id=name):
            held = run.context.frame.find(name)
            if held is not None and _counts(held):
                run.context.frame.rebind(name, Value(name=POSITION, effects=merge_effects(held.effects, effects)))
        case ast.Attribute(value=ast.Name() as holder, attr=attr):
            key = (id(evaluate(run, holder).ref), attr)
            held = run.heap.get(key)
            if held is not None and _counts(held):
                run.heap[key] = Value(name=POSITION, effects=merge_effects(held.effects, effects))


def _counts(held: Value) -> bool:
    return held.name == POSITION or (isinstance(held.const, int) and not isinstance(held.const, bool))


def moved(left: Value, right: Value, op: type) -> Value | None:
    """``i + 1`` is a position like ``i``; ``[i] * n`` is it many times."""
    place, other = (left, right) if left.name == POSITION else (right, left)
    if op in (ast.Add, ast.Sub):
        plain = other.rows is None and other.kind in ("", "size") and not other.predictions
        return place.with_(const=MISSING) if plain else None
    return None


def repeated(left: Value, right: Value) -> Value | None:
    """``[i] * n``."""
    held = left if left.kind == "list" else right
    inner = held.items[0] if held.kind == "list" and held.items and len(held.items) == 1 else None
    if inner is None or inner.name != POSITION or not inner.effects:
        return None
    return Value(kind="list", element=inner, name=REPEATED, effects=inner.effects)


def row_of_unit(run: Run, index: ast.expr) -> Value:
    """``np.eye(n)[i]``, ``np.eye(n)[i, :]``."""
    first = index.elts[0] if isinstance(index, ast.Tuple) and index.elts else index
    held = evaluate(run, first) if not isinstance(first, ast.Slice) else Value()
    return held if held.name == POSITION else Value()


def counts(node: ast.expr, value: Value) -> bool:
    """``range``, ``np.arange`` or ``itertools.count``: positions, whatever they are paired with."""
    called = called_as(node.func) if isinstance(node, ast.Call) else ""
    return value.name == "counter" or called in ("range", "arange")


class IndexNotes:
    """Which listings an element was taken of by a number: for each frame and number."""

    def __init__(self) -> None:
        self.taken: dict[tuple[int, str], list[Effect]] = {}


def taken(run: Run, node: ast.AST, holder: Value) -> None:
    """``images[i]`` and ``masks[i]`` in one ``__getitem__`` or loop: two listings are paired by position."""
    effect = holder.has("unsorted-listing")
    if effect is None or not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Name):
        return
    number = run.context.frame.find(node.slice.id)
    if not run.context.function.endswith(".__getitem__") and (number is None or number.name != POSITION):
        return
    before = run.notes[IndexNotes].taken.setdefault((id(run.context.frame), node.slice.id), [])
    if all(effect.node is not other.node for other in before):
        before.append(effect)
        for other in before if len(before) > 1 else ():
            run.emit(OrderUse(node, how="zip", effect=other))


def stored(run: Run, target: ast.Subscript, holder: Value, index: Value, value: Value) -> None:
    """``mapping[key] = position`` while going over something without a fixed order: a label map."""
    effect = value.has(*ORDERS)
    if value.kind == "size" and value.ref is not None and value.ref.kind == "dict":
        # mapping[key] = len(mapping): the loop's order becomes the index.
        effect = next((e for loop in run.notes[OrderNotes].loops for e in loop.effects), None)
    elif value.name != POSITION or index.known or not _belongs(target.slice, value):
        return
    if effect is not None:
        run.emit(OrderUse(target, how="label-map", effect=effect, value=holder))


def mapped(run: Run, node: ast.AST, keys: Value, values: Value) -> None:
    """A mapping between elements and their positions in something that has no fixed order."""
    sides = (node.value, node.key) if isinstance(node, ast.DictComp) else (node, node)
    for value, other in zip((keys, values), sides, strict=True):
        effect = value.has(*ORDERS) if value.name == POSITION and _belongs(other, value) else None
        if effect is not None:
            run.emit(OrderUse(node, how="label-map", effect=effect))
            return


def _belongs(other: ast.AST, position: Value) -> bool:
    """A number of a range is a position of what is beside it only where that is an element taken by a number."""
    return position.ref is None or any(isinstance(n, ast.Subscript) for n in ast.walk(other))


def collected(run: Run, node: ast.AST, holder: Value, item: Value) -> None:
    """``labels.append(i)`` for each file of folder ``i``: its position numbers all of them."""
    many = item.items is None and item.element is not None
    for place in positions_in(item):
        for effect in place.effects:
            if effect.kind in ORDERS and (item.name == REPEATED or _inside_another(run, effect, many=many)):
                run.emit(OrderUse(node, how="label-map", effect=effect, value=holder))


def nested(run: Run, node: ast.AST, made: list[Value], outer: tuple[Effect, ...]) -> None:
    """``[(file, i) for i, folder in enumerate(folders) for file in listdir(folder)]``: the same in one expression."""
    begun = {id(e.node) for e in outer if e.kind in ORDERS}
    effects = (e for value in made for place in positions_in(value) for e in place.effects)
    effect = next((e for e in effects if id(e.node) in begun), None)
    if effect is not None:
        run.emit(OrderUse(node, how="label-map", effect=effect))


# What an arm does with the element that it gets.
_SORTS_OUT = frozenset("append add write copy copy2 copyfile move rename symlink save imwrite extend".split())


def branched(run: Run, node: ast.If) -> None:
    """``if i < n: train.append(name)``, ``else: test.append(name)``: divided by position."""
    if not node.orelse or not any(loop.effects for loop in run.notes[OrderNotes].loops):
        return
    if not (_sorts_out(node.body) and _sorts_out(node.orelse)):
        return
    for inner in ast.walk(node.test):
        held = run.context.frame.find(inner.id) if isinstance(inner, ast.Name) else None
        effect = held.has("unsorted-listing") if held is not None and held.name == POSITION else None
        if effect is not None:
            run.emit(OrderUse(node, how="split", effect=effect))
            return


def _sorts_out(arm: list[ast.stmt]) -> bool:
    nodes = (n for statement in arm for n in ast.walk(statement))
    return any(isinstance(n, ast.Call) and called_as(n.func) in _SORTS_OUT for n in nodes)


def positions_in(item: Value) -> Iterator[Value]:
    """The positions in what is collected: itself, or parts of a tuple or record."""
    held = (item, *(item.items or ()), *(item.entries or {}).values(), item.element or item)
    yield from {id(v): v for v in held if v.name in (POSITION, LINE) and v.effects}.values()


def _inside_another(run: Run, effect: Effect, *, many: bool) -> bool:
    """The loop that counts has another one inside, which runs here; or ``many`` are collected at once."""
    loops = run.notes[OrderNotes].loops
    at = next((n for n, loop in enumerate(loops) if any(e.node is effect.node for e in loop.effects)), None)
    return at is not None and (many or at < len(loops) - 1)
