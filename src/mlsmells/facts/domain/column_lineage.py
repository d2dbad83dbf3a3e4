"""What a column is computed from: the columns whose value in the same row decides its own."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.values import Made, Origin, Value

MAX_SOURCES = 8
PER_GROUP = "a summary per group"
BESIDE_OTHERS = "against other rows"


def sources(value: Value) -> tuple[Origin, ...]:
    """The columns this value is computed from, row by row or as a summary of its group.

    What is computed from other rows as well (``elsewhen``) has those columns whose value in the same row is in it.
    """
    if value.made_of or value.elsewhen:
        return value.made_of
    if value.column is not None and value.base is not None and value.kind != "frame":
        return (Origin(value.base, value.column),)
    return ()


def merged(*values: Value) -> tuple[Origin, ...]:
    """The sources of a value computed from all of these."""
    found = {(id(o.root), o.column): o for v in values for o in sources(v)}
    return tuple(found.values())[:MAX_SOURCES]


def follow(out: Value, *values: Value) -> Value:
    """``out`` is computed from these values: with their sources."""
    if any(v.elsewhen for v in values):
        # ``t.cumsum() - t`` takes the row's own value away again; the change since yesterday has it.
        shifted = all(v.column is None for v in values if v.elsewhen)
        return out.with_(elsewhen=True, column=None, made_of=merged(*values) if shifted else ())
    found = merged(*values)
    if not found or found == sources(out):
        return out
    one = out.column is None or any(len(sources(v)) == len(found) for v in values)
    return out.with_(made_of=found) if one else out.with_(made_of=found, column=None)  # of two columns, it is neither


def of_group(held: Value) -> tuple[Origin, ...]:
    """A summary of a column over the rows of ``held``, per group: the row's own value is in it."""
    return tuple(o._replace(rows=held.rows) for o in sources(held))


def of_summary(out: Value, held: Value) -> Value:
    """``groupby(k)[c].mean()``: whatever it is mapped to depends on the column."""
    return out.with_(made_of=of_group(held), elsewhen=held.elsewhen)


# Functions per group that do not depend on the values, or only on those of other rows.
COUNTS = frozenset({"count", "size", "nunique", "cumcount", "ngroup"})
_SUMMED = frozenset({"mean", "median", "sum", "max", "min", "std", "quantile"})
_ALONG = frozenset({"shift", "cumsum", "cumprod", "cummax", "cummin", "ffill", "bfill", "diff"})


def of_transform(out: Value, held: Value, function: Value | None) -> Value:
    """``groupby(k)[c].transform("mean")``: the group's value in each row; a function of the user's is not known."""
    name = function.const if function is not None else None
    known = isinstance(name, str) and name not in COUNTS | _ALONG
    if function is not None and isinstance(getattr(function.ref, "node", None), ast.Lambda):
        inner = list(ast.walk(function.ref.node.body))
        called = {n.attr for n in inner if isinstance(n, ast.Attribute)}
        without_the_row = any(isinstance(n, ast.BinOp) for n in inner)  # s.sum() - s
        known = not called & (COUNTS | _ALONG) and bool(called & _SUMMED) and not without_the_row
    if known or (function is not None and function.kind == "lib"):
        return out.with_(made_of=of_group(held))
    return out.with_(made_of=(), elsewhen=True)


def taken(frame: Value, name: str) -> tuple[Origin, ...]:
    """What a column of a frame stands for: itself and what it was made of."""
    made = frame.lineage.get(name) if frame.lineage else None
    return (Origin(frame.root, name), *made.sources) if made is not None else ()


def put(frame: Value, names: tuple[str, ...], value: Value, node: ast.AST | None) -> dict[str, Made] | None:
    """The lineage of a frame after ``frame[names] = value``."""
    lineage = frame.lineage
    if node is None or len(names) != 1:
        return lineage if lineage is None else {c: m for c, m in lineage.items() if c not in names}
    name = names[0]
    found = tuple(o for o in sources(value) if not (o.rows and R.disjoint(o.rows, frame.rows)))
    again = any(o.column == name and o.root is frame.root for o in found)
    if lineage:
        # What was made of the column as it was is not made of the new one.
        kept = {c: m if again else _forget(m, frame, name) for c, m in lineage.items() if c != name}
        if again and name in lineage:
            kept[name] = lineage[name]
        lineage = {c: m for c, m in kept.items() if m.sources}
    others = tuple(o for o in found if o.column != name or o.root is not frame.root)
    if others:
        lineage = {**(lineage or {}), name: Made(others, node, _how(value, others))}
    return lineage or None


def rerooted(lineage: dict[str, Made] | None, old: Value, new: Value) -> dict[str, Made] | None:
    """The lineage of a table whose columns are those of a new one: ``reset_index``, ``get_dummies``."""

    def moved(made: Made) -> Made:
        return made._replace(sources=tuple(o._replace(root=new) if o.root is old else o for o in made.sources))

    return {column: moved(made) for column, made in lineage.items()} if lineage else None


def renamed(frame: Value, names: dict[str, str]) -> dict[str, Made] | None:
    """The lineage of a table whose columns have other names now."""

    def again(made: Made) -> Made:
        own = (o._replace(column=names.get(o.column, o.column)) if o.root is frame.root else o for o in made.sources)
        return made._replace(sources=tuple(own))

    return {names.get(name, name): again(made) for name, made in frame.lineage.items()} if frame.lineage else None


def either(a: dict[str, Made], b: dict[str, Made]) -> dict[str, Made]:
    """The lineage of a table that is one of two: of a column made in two ways, the one that stands first."""
    twice = {name: min(a[name], b[name], key=_stands) for name in a.keys() & b.keys()}
    return {**a, **b, **twice}


def _stands(made: Made) -> tuple[object, ...]:
    place = (getattr(made.node, "lineno", 0), getattr(made.node, "col_offset", 0))
    return (*place, made.how, *((id(o.root), o.column) for o in made.sources))


def _forget(made: Made, frame: Value, name: str) -> Made:
    kept = tuple(o for o in made.sources if o.column != name or o.root is not frame.root)
    return made if len(kept) == len(made.sources) else made._replace(sources=kept)


def _how(value: Value, found: tuple[Origin, ...]) -> str:
    if any(o.rows is not None for o in found):
        return PER_GROUP
    if value.elsewhen:
        return BESIDE_OTHERS
    if value.kind == "mask":
        return "a comparison"
    return "row by row"
