"""What several verbs share: effects that a use leaves, changes in place, arguments that name columns."""

from __future__ import annotations

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Bound
from mlsmells.facts.domain.events import ColStat, Rng
from mlsmells.facts.domain.lattice import element, join_all, merge_effects
from mlsmells.facts.domain.values import MISSING, MODES, NONE, UNKNOWN, Arg, Effect, Value, identity
from mlsmells.facts.observers.augmentation import augmenter
from mlsmells.facts.observers.lost_updates import changed_in_place
from mlsmells.facts.state.state import Run
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.assignment import rebind
from mlsmells.facts.transfer.splits import note_rest, note_split


def with_effect(use: Use, value: Value, held: Value) -> Value:
    also = [use.bound.value(name) for name in use.option("also", ())]
    effects = merge_effects(value.effects, *(carried(v) for v in also if v is not None))
    killed = use.option("kills", ())
    if killed:
        effects = tuple(effect for effect in effects if effect.kind not in killed)
    kind = use.option("effect")
    wanted = use.option("when")
    if kind and (not wanted or all(use.bound.get(name).absent_or(const) for name, const in wanted.items())):
        effects = merge_effects(effects, (Effect(kind, use.node, rows=held.rows),))
    if _learns(use) and held.rows is not None and not by_row(use):
        event = ColStat(use.node, name=use.spec.name, X=held, grouped=use.subject().kind == "grouped")
        use.run.emit(event)
        note = "grouped" if event.grouped else ""
        columns = frozenset((held.column,)) if held.column else None
        learned = Effect("stat", use.node, rows=held.rows, event=event, note=note, columns=columns)
        effects = merge_effects(effects, (learned,))
    return value.with_(effects=effects) if effects != value.effects else value


def carried(value: Value) -> tuple[Effect, ...]:
    """The effects of an argument; those in a dict belong to the columns that are its keys."""
    if value.name == MODES:
        return ()  # filled by position, with as many values as there are modes
    if value.entries:
        held = ((frozenset((key,)), e) for key, v in value.entries.items() for e in v.effects)
        return merge_effects(value.effects, tuple(e._replace(columns=columns) for columns, e in held))
    return merge_effects(value.effects, *(item.effects for item in value.items or ()))


def _learns(use: Use) -> bool:
    """The call learns from the rows: always, or when an argument has the kind that makes it so."""
    learns = use.option("learns")
    if is_fixed(use):
        return False
    if not isinstance(learns, dict):
        return bool(learns)
    name, wanted = next(iter(learns.items()))
    given = use.bound.get(name)
    return isinstance(given.const, int) if wanted == "int" else given.is_const(wanted)


def is_fixed(use: Use) -> bool:
    """What the call would learn is given: ``boxcox(x, lmbda=0.5)``. An unclear argument may give it."""
    name = use.option("fixed")
    return bool(name) and not use.bound.get(name).absent_or(None)


def by_row(use: Use) -> bool:
    """Along the row: axis 1, the last axis, or several axes that leave the first alone."""
    axis = use.bound.get(use.option("axis") or "axis")
    axes = [item.const for item in axis.value.items or ()] or [axis.const]
    return all(a == "columns" or (isinstance(a, int) and a != 0) for a in axes)


def in_place(use: Use, out: Value) -> Value:
    flag = use.option("inplace", "inplace")
    if use.self_node is not None and flag and use.bound.get(flag).is_const(True):
        changed_in_place(use)
        rebind(use.run, use.self_node, out)
        return NONE
    return out


def of_sequence(held: Value) -> Value:
    """An array made from a list of values: their rows together."""
    inner = join_all(held.items) if held.items else element(held)
    if inner is None:
        return held
    effects = merge_effects(held.effects, inner.effects)
    rows = held.rows if held.rows is not None else inner.rows  # of a part of the list: that part
    # One axis more than its elements: their columns are not its columns.
    return inner.with_(
        rows=rows, effects=effects, kind="array", base=held, const=MISSING, column=None, columns=None, lineage=None,
        made_of=(),
    )  # fmt: skip


def path_key(run: Run, bound: Bound, name: object) -> str:
    """Equal keys: surely the same path expression."""
    arg = bound.get(name)
    if arg.node is None:
        return ""
    if isinstance(arg.value.const, str) and "{}" not in arg.value.const:
        return "=" + arg.value.const
    if arg.value is UNKNOWN:
        return ""
    run.alive.append(arg.value)
    return f"{identity(arg.value)}"


def draw(use: Use) -> None:
    """A call that draws on the way: synthetic data, a bootstrap."""
    if use.option("seed") and not _in_its_order(use):
        lib = use.option("draws") or use.option("rng", "numpy")
        use.run.emit(Rng(use.node, lib=lib, what=use.spec.name, training=True, seed=seed_of(use, use.option("seed"))))


def seed_of(use: Use, name: str) -> Arg:
    """The argument that seeds a draw; Polars and Spark call it ``seed`` where pandas says ``random_state``."""
    found = use.bound.get(name)
    return use.bound.get("seed") if found.absent else found


def _in_its_order(use: Use) -> bool:
    """``flow_from_directory(…, shuffle=False)`` of a generator that varies no image: nothing is drawn."""
    option = use.option("shuffle")
    if not isinstance(option, str) or not use.bound.get(option).is_const(False):
        return False
    return not any(augmenter(obj) for obj in (use.self_value.objs if use.self_value is not None else ()))


def part_within(run: Run, whole: R.Rows | None, part: R.Rows | None) -> R.Step | None:
    """The step from some rows to a part of them; the rest of them is used, so the part was a split."""
    if whole is None or part is None or len(whole) != 1 or len(part) != 1:
        return None
    ((source, path),) = whole
    ((other, longer),) = part
    if source != other or len(longer) <= len(path) or longer[: len(path)] != path:
        return None
    step = longer[len(path)]
    note_rest(run, step[0])
    note_split(run, step[0])
    return step
