"""Verbs that draw random numbers, or say from where they are drawn."""

from __future__ import annotations

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import make_arg
from mlsmells.facts.domain.events import Resample, Rng, Seed, Split
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.loop_order import ORDERS
from mlsmells.facts.domain.values import Effect, Hint, Value
from mlsmells.facts.observers import order, seeds, time
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.assignment import rebind
from mlsmells.facts.transfer.common import draw, seed_of
from mlsmells.facts.transfer.registry import VERBS


def _resample(use: Use) -> Value:
    held = use.value("X") or use.subject()
    if held.kind == "tuple" and held.items:  # several arrays, drawn together
        held = held.items[0]
    how = use.option("how", "over")
    if how == "bootstrap" and use.bound.get(use.option("replace", "replace")).is_const(False):
        return _sample(use)
    asked = use.option("when")
    if asked and not any(use.bound.get(name).is_const(wanted) for name, wanted in asked.items()):
        return _sample(use)
    event = Resample(use.node, name=use.spec.name, X=held, how=how)
    use.run.emit(event)
    draw(use)
    effect = Effect("resampled", use.node, rows=use.run.rows_of(held), event=event, note=how)
    out = held.with_(effects=merge_effects(held.effects, (effect,)), base=held.root)
    use.run.amend(event, out=out)
    arrays = [v for _, v in use.bound.args.positional]
    if len(arrays) > 1 and use.spec.args[:1] == ("*arrays",):
        others = [a.with_(effects=merge_effects(a.effects, (effect,)), base=a.root) for a in arrays]
        return Value(kind="tuple", items=tuple(others))
    return out


def _sample(use: Use) -> Value:
    """``df.sample(frac=…)``: a part drawn at random; the rest is ``df.drop(part.index)``."""
    held = use.subject()
    if use.bound.get("frac").is_const(1, 1.0) or use.bound.get("fraction").is_const(1, 1.0):
        # A shuffle of rows whose order is not fixed gives another order each time, seeded or not.
        seed = use.bound.get("random_state")
        use.run.emit(Rng(use.node, lib="numpy", what=use.spec.name, seed=seed))
        return time.add(held.with_(base=held.root), _shuffled(use))
    split = ("sample", use.node, use.run.context.calls)
    rows = R.step(use.run.rows_of(held), split, "part")
    out = held.with_(rows=rows, base=held.root)
    event = Split(use.node, id=split, kind="sample", name=use.spec.name, inputs=(held,), outputs=(out,))
    event.seed, event.rng, event.shuffle = seed_of(use, "random_state"), "numpy", True
    event.seed_name = "random_state"
    use.run.emit(event)
    use.run.emit(Rng(use.node, lib="numpy", what=use.spec.name, seed=event.seed))
    return out


def _seed(use: Use) -> Value:
    arg = use.bound.get(use.option("value"))
    if arg.absent and use.bound.args.positional:
        node, value = use.bound.args.positional[0]
        arg = make_arg(node, value)
    clock = arg.value.name == "clock"
    order.seed(use.run, use.node, arg.value)
    event = Seed(use.node, libs=frozenset(use.option("libs", ())), value=arg, clock=clock, name=use.spec.name)
    if not seeds.compiled(use.run):
        use.run.emit(event)
    return Value()


# What a call of a generator gives that draws no rows.
_DRAWN: dict[str, Kind] = {"draw": "draw", "generator": "generator"}


def _rng(use: Use) -> Value:
    lib = use.option("lib", "numpy")
    seed = use.bound.get(use.option("seed"))
    # A generator of one's own that is made without a seed draws other numbers each time, like the global one.
    generator = bool(use.option("own")) and bool(use.option("seed")) and seed.absent_or(None)
    own = bool(use.option("own")) and not generator
    event = Rng(use.node, lib=lib, what=use.spec.name, own=own, generator=generator, seed=seed)
    if not seeds.compiled(use.run):
        use.run.emit(event)
    first = use.bound.args.first()
    drawn: tuple[Effect, ...] = (Effect("drawn", use.node),)
    if own:
        drawn = tuple(e for e in use.self_value.effects if e.kind == "drawn") if use.self_value is not None else ()
    # A generator of one's own that is seeded shuffles the same way each time: the order before it still decides.
    effects = merge_effects(order.shuffled(first, event) if drawn else first.effects, drawn)
    kind = use.option("kind") or ("generator" if use.option("own") and use.option("seed") else "")
    mixed = _shuffled(use)
    if use.option("inplace") and use.bound.args.positional:
        rebind(use.run, use.bound.args.positional[0][0], time.add(first.with_(effects=effects), mixed))
    if kind == "shuffle":
        arrays = use.bound.value("arrays")
        if arrays is not None and arrays.items and len(arrays.items) > 1:
            # Shuffled together: the rows of each stay beside those of the others.
            together = tuple(
                time.add(a.with_(base=a.root, effects=merge_effects(a.effects, drawn)), mixed) for a in arrays.items
            )
            return Value(kind="tuple", items=together)
        if first.rows is not None:
            return time.add(first.with_(base=first.root, effects=effects), mixed)
        orders = tuple(e for e in effects if e.kind in ORDERS)
        return Value(kind="indices", effects=merge_effects(drawn, orders), origin=use.node, hints=(mixed,))
    if kind == "draw":
        order.drawn(use.run, use.node, order.positions_of(first), event)
    if kind == "draw" and _draws_positions(first):
        steps = R.chained(first.steps, (("draw", id(use.node)), "part"))
        return Value(kind="indices", steps=steps, effects=drawn, origin=use.node, hints=(mixed,))
    drawn_kind = _DRAWN.get(kind, "")
    hints = (mixed,) if drawn_kind != "generator" else ()
    return Value(kind=drawn_kind, effects=drawn, origin=use.node, hints=hints)


def _draws_positions(held: Value) -> bool:
    """Of a number, of positions, or of the labels of all rows: ``choice(df.index, 100)``."""
    if held.rows is not None:
        return held.kind == "indices"
    return held.kind in ("size", "indices") or held.ref is not None


def _shuffled(use: Use) -> Hint:
    return Hint("shuffled", use.run.reported_at(use.node), use.spec.name.rpartition(".")[2])


VERBS.update({
    "resample": _resample, "sample": _sample, "seed": _seed, "rng": _rng,
})  # fmt: skip
