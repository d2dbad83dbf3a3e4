"""The verb that joins rows or columns of several values into one."""

from __future__ import annotations

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.elements import GROUP
from mlsmells.facts.domain.events import Resample
from mlsmells.facts.domain.lattice import element, merge_effects, merge_hints, merge_predictions
from mlsmells.facts.domain.limits import parts_of
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.observers import order
from mlsmells.facts.observers.order import collected
from mlsmells.facts.state.use import Use
from mlsmells.facts.transfer.registry import VERBS

ARRAYS = frozenset({"array", "tensor"})
TABLES = ARRAYS | {"frame"}


def _mix(use: Use) -> Value:
    of = use.option("of")
    if isinstance(of, list):  # numpy.append(a, b)
        held = Value(kind="list", items=tuple(v for v in (use.bound.value(n) for n in of) if v is not None))
    else:
        held = use.value("of") or use.subject()
    axis = use.bound.get(use.option("axis") or "axis")
    items = held.items
    extra = [v for v in (use.self_value,) if v is not None]
    if items is None:
        inner = element(held)
        values = [*extra, inner] if inner is not None else [*extra, held]
    else:
        values = [*extra, *items]
    # Joined to something that is empty still; an empty table is where a loop begins to collect.
    values = [v for v in values if v.items != () or v.kind == "frame"]
    if not values:
        return Value(kind=use.option("kind") or "", origin=use.node)
    effects = merge_effects(held.effects, *(v.effects for v in values))
    grows = order.accumulates(use.run, use.node)
    if grows:
        effects = merge_effects(effects, collected(use.run, values[0], grows))
    kind = use.option("kind") or (values[0].kind if values else "")
    hints = merge_hints(*(v.hints for v in values))
    aside = isinstance(axis.const, (int, str)) and not axis.is_const(0, "index")
    if aside or use.option("by") == "columns":
        return Value(
            kind=kind, rows=values[0].rows, effects=effects, base=values[0].root, read=values[0].read, hints=hints
        )
    if all(v.kind == "indices" and v.steps for v in values):
        rows = R.union(v.rows for v in values)
        return Value(kind="indices", rows=rows, parts=parts_of(values), effects=effects, hints=hints, origin=use.node)
    rows = R.union(use.run.rows_of(v) for v in values)
    predictions = merge_predictions(*values)
    out = Value(
        kind=kind, rows=rows, effects=effects, origin=use.node, read=values[0].read, hints=hints,
        predictions=predictions,
    )  # fmt: skip
    if items is None and not extra and kind == "frame" and (rows_again := R.regrouped(rows, GROUP)) != rows:
        if use.run.context.loops:  # the groups up to now
            rows_again = R.step(rows_again, ("subset", id(use.node)), "part")
        out = values[0].with_(kind=kind, rows=rows_again, effects=effects, hints=hints)
    if items is not None or extra:
        columns = {v.columns for v in values}
        out = out.with_(
            parts=parts_of(values),
            columns=columns.pop() if len(columns) == 1 else None,
            plain=all(v.plain for v in values) and use.bound.get("keys").absent,
        )
        out = _thinned(use, values, _repeats(use, values, out))
    order.use(use.run, use.node, out, "concat")
    return out


def _repeats(use: Use, values: list[Value], out: Value) -> Value:
    """The same rows twice in one concatenation are copies."""
    for i, a in enumerate(values):
        for b in values[i + 1 :]:
            # Two views of one row (winner and loser of a game) are not copies: they have other columns.
            same_columns = a is b or (a.columns is not None and a.columns == b.columns and a.effects == b.effects)
            if a.kind in ARRAYS:
                same_columns = (a.column, a.name, a.place) == (b.column, b.name, b.place)
            tables = a.kind == b.kind and a.kind in TABLES and not a.predictions
            if (
                tables
                and a.root is b.root
                and not b.may
                and same_columns
                and a.rows is not None
                and len(a.rows) == 1
                and R.covers(a.rows, b.rows)
            ):
                event = Resample(use.node, name=use.spec.name, X=a, how="copies")
                copies = Effect("resampled", use.node, rows=out.rows, event=event, note="copies", may=True)
                event.out = out.with_(effects=merge_effects(out.effects, (copies,)))
                use.run.emit(event)
                return event.out
    return out


def _thinned(use: Use, values: list[Value], out: Value) -> Value:
    """Some rows of one class, drawn at random, beside the rows of another: the mix of classes is changed."""
    for part in values:
        last = {path[-1][0] for _, path in part.rows or () if path}
        split = last.pop() if len(last) == 1 else None
        if not isinstance(split, tuple) or split[0] != "sample":
            continue
        whole = frozenset((source, path[:-1]) for source, path in part.rows or ())
        if any(R.disjoint(whole, other.rows) and R.siblings(whole, other.rows) for other in values):
            event = Resample(split[1], name="sample", X=part, how="under")
            thinned = Effect("resampled", split[1], rows=out.rows, event=event, note="under")
            event.out = out.with_(effects=merge_effects(out.effects, (thinned,)))
            use.run.emit(event)
            return event.out
    return out


VERBS.update({
    "mix": _mix,
})  # fmt: skip
