"""What several verbs share: effects that a use leaves, changes in place, arguments that name columns."""

from __future__ import annotations

from mlsmells.facts.bind import Bound
from mlsmells.facts.events import ColStat, Rng
from mlsmells.facts.join import element, join_all, merge_effects
from mlsmells.facts.run import Run
from mlsmells.facts.targets import rebind
from mlsmells.facts.values import MISSING, NONE, UNKNOWN, Effect, Value
from mlsmells.facts.verbs import Use


def with_effect(use: Use, value: Value, held: Value, *, grouped: bool = False) -> Value:
    """``value`` with what the call leaves on it; ``grouped``: it learns from each group by itself."""
    also = [use.bound.value(name) for name in use.option("also", ())]
    effects = merge_effects(held.effects, *(v.effects for v in also if v is not None))
    kind = use.option("effect")
    if kind:
        effects = merge_effects(effects, (Effect(kind, use.node, rows=held.rows),))
    if _learns(use) and held.rows is not None and not by_row(use):
        event = ColStat(use.node, name=use.spec.name, X=held, grouped=grouped or held.kind == "grouped")
        use.run.emit(event)
        note = "grouped" if event.grouped else ""
        columns = frozenset((held.column,)) if held.column else None
        learned = Effect("stat", use.node, rows=held.rows, event=event, note=note, columns=columns)
        effects = merge_effects(effects, (learned,))
    return value.with_(effects=effects) if effects != value.effects else value


def _learns(use: Use) -> bool:
    """The call learns from the rows: always, or when an argument has the kind that makes it so."""
    learns = use.option("learns")
    if not isinstance(learns, dict):
        return bool(learns)
    name, kind = next(iter(learns.items()))
    given = use.bound.get(name)
    return kind == "int" and isinstance(given.const, int)


def by_row(use: Use) -> bool:
    axis = use.bound.get(use.option("axis") or "axis")
    return axis.is_const(1, "columns")


def in_place(use: Use, out: Value) -> Value:
    flag = use.option("inplace", "inplace")
    if use.self_node is not None and flag and use.bound.get(flag).is_const(True):
        rebind(use.run, use.self_node, out)
        return NONE
    return out


def column_names(value: Value | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value.const, str):
        return (value.const,)
    if value.items and all(isinstance(i.const, str) for i in value.items):
        return tuple(i.const for i in value.items)
    return None


def of_sequence(held: Value) -> Value:
    """An array made from a list of values: their rows together."""
    inner = join_all(held.items) if held.items else element(held)
    if inner is None:
        return held
    effects = merge_effects(held.effects, inner.effects)
    # One axis more than its elements: their columns are not its columns.
    return inner.with_(
        effects=effects, kind="array", base=held, const=MISSING, column=None, columns=None, lineage=None, made_of=()
    )


def path_key(run: Run, bound: Bound, name: object) -> str:
    """Equal keys: surely the same path expression."""
    arg = bound.get(name)
    if arg.node is None:
        return ""
    if isinstance(arg.value.const, str) and "{}" not in arg.value.const:
        return "=" + arg.value.const
    return run.key_of(arg.value) if arg.value is not UNKNOWN else ""


def draw(use: Use) -> None:
    """A call that draws on the way: synthetic data, a bootstrap."""
    if use.option("seed"):
        lib = use.option("rng", "numpy")
        use.run.emit(Rng(use.node, lib=lib, what=use.spec.name, training=True, seed=use.bound.get(use.option("seed"))))
