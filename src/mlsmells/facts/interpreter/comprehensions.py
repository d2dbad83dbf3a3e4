"""Comprehensions: a loop with an element; each known element gets its own turn."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.elements import elements
from mlsmells.facts.domain.lattice import join_all, merge_effects
from mlsmells.facts.domain.limits import MAX_ITEMS
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.observers import finishing, order, positions
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.frames import Frame
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.integers import is_integer
from mlsmells.facts.transfer import column_lists
from mlsmells.facts.transfer.assignment import assign_target
from mlsmells.facts.transfer.cut_scores import collected
from mlsmells.facts.transfer.presuming.presumed_networks import loader
from mlsmells.facts.transfer.subscripts import chosen_by

Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


def comprehension(run: Run, node: Comprehension) -> Value:
    """The container a comprehension builds."""
    made: list[tuple[Value, Value]] = []
    went: list[tuple[Effect, ...]] = []
    with run.within(run.context.in_loop(node, Frame(parent=run.context.frame))):
        chosen = _chosen(run, node)
        exact = chosen is None and _generate(run, node, 0, made, went)
    if chosen is not None:
        return chosen
    if len(node.generators) > 1 and went and went[0]:
        positions.nested(run, node, [value for pair in made for value in pair], went[0])
    return _container(run, node, made, merge_effects(*went), exact=exact)


def _chosen(run: Run, node: Comprehension) -> Value | None:
    """A list of some of a frame's columns."""
    generator = node.generators[0]
    named = isinstance(node, ast.ListComp) and isinstance(node.elt, ast.Name)
    if not named or not isinstance(generator.iter, (ast.Attribute, ast.Name, ast.Call)):
        return None
    return column_lists.chosen(run, node, evaluate(run, generator.iter), generator)


def _generate(
    run: Run, node: Comprehension, depth: int, made: list[tuple[Value, Value]], went: list[tuple[Effect, ...]]
) -> bool:
    if len(made) >= MAX_ITEMS:
        return False
    if depth == len(node.generators):
        if isinstance(node, ast.DictComp):
            made.append((evaluate(run, node.key), evaluate(run, node.value)))
        else:
            value = evaluate(run, node.elt)
            made.append((value, value))
        return True
    generator = node.generators[depth]
    loader(run, generator, [node])
    iterable = evaluate(run, generator.iter)
    if not isinstance(node, ast.SetComp):
        through = order.of_iteration(generator.iter, iterable)
        went.append(through or positions.gone_through(generator.target, node, iterable))
    went.append(chosen_by(iterable) if iterable.kind == "list" else ())
    exact = iterable.items is not None and not generator.ifs
    for value in elements(iterable):
        assign_target(run, generator.target, positions.in_use(generator.target, node, value))
        went.extend(chosen_by(evaluate(run, condition)) for condition in generator.ifs)
        exact = _generate(run, node, depth + 1, made, went) and exact
    return exact


def _container(
    run: Run, node: Comprehension, made: list[tuple[Value, Value]], effects: tuple[Effect, ...], *, exact: bool
) -> Value:
    keyed = isinstance(node, ast.DictComp) or not made
    effects = finishing.told_by(Value(kind="dict") if keyed else made[-1][1], effects)
    if isinstance(node, ast.DictComp):
        if made and all(isinstance(k.const, str) for k, _ in made):
            return Value(kind="dict", entries={k.const: v for k, v in made}, effects=effects, origin=node)
        element = join_all(v for _, v in made)
        keys = join_all(k for k, _ in made)
        positions.mapped(run, node, keys, element)
        return Value(kind="dict", element=element, effects=effects, origin=node)
    if isinstance(node, ast.SetComp):
        name = "numbers" if is_integer(node.elt) else ""
        return Value(kind="set", element=join_all(v for v, _ in made), name=name, origin=node)
    values = tuple(v for v, _ in made)
    if exact:
        return Value(kind="list", items=values, effects=effects, origin=node)
    element = join_all(values)
    some = id(node) if any(g.ifs for g in node.generators) else None
    # An entry may be a short list of what was made from one row.
    parts = (element, *(element.items or ()))
    rows = R.gathered(next((p.rows for p in parts if p.rows), None), some)
    effects = merge_effects(effects, *(p.effects for p in parts))
    return collected(element, node.elt).with_(element=element, rows=rows, effects=effects, origin=node)
