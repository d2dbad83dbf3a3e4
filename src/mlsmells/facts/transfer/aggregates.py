"""Summaries per group as tables: which columns they were made of, and what happens when they are merged back."""

from __future__ import annotations

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain.values import Columns, Made, Origin, Value
from mlsmells.facts.state.use import Use

# What a column of a summary is called where its name is not known.
UNNAMED = "the summary per group"


def summed_up(use: Use, held: Value, out: Value) -> Value:
    """``groupby(k)["t"].agg(["mean", "max"])``, ``groupby(k).agg(mean=("t", "mean"))``, ``.agg({"t": "mean"})``."""
    out = column_lineage.of_summary(out, held)
    function = use.bound.value("func")
    given = {name: value for name, (_, value) in use.bound.args.keywords.items() if value.items is not None}
    if held.column is not None:
        return out.with_(columns=_names(function, tuple(use.bound.args.keywords)))
    entries = function.entries if function is not None else None
    if entries:
        columns = tuple(name for name, how in entries.items() if not _counts(how))
    else:
        columns = tuple(v.items[0].const for v in given.values() if v.items and not _counts(v.items[-1]))
    made = tuple(Origin(held.root, name, held.rows) for name in columns if isinstance(name, str))
    if not made or held.elsewhen:
        return out
    values = frozenset(name for name, v in given.items() if v.items and not _counts(v.items[-1]))
    known = Columns(values) if given else None
    return out.with_(made_of=made[: column_lineage.MAX_SOURCES], columns=known)


def _counts(how: Value) -> bool:
    """How many there are, whatever their values."""
    return how.const in column_lineage.COUNTS


def _names(function: Value | None, keywords: tuple[str, ...]) -> Columns | None:
    if function is not None and function.items:
        names = [i.const for i in function.items]
        return Columns(frozenset(names)) if all(isinstance(n, str) for n in names) else None
    return Columns(frozenset(keywords)) if keywords and function is None else None


def merged_back(use: Use, held: Value, out: Value, others: list[Value]) -> Value:
    """A frame to which summaries of its own columns were joined: they depend on the rows they are joined to.

    The result is a frame of its own; the columns that it has from ``held`` are its columns now.
    """
    lineage = dict(out.lineage or {})
    for other in others:
        found = (o for o in column_lineage.sources(other) if o.rows is not None)
        sources = tuple(o._replace(root=out) if o.root is held.root else o for o in found)
        if other.kind != "stat" or not sources:
            continue
        names = other.columns.known if other.columns is not None else None
        for name in sorted(names or (UNNAMED,)):
            lineage[name] = Made(sources, use.run.reported_at(use.node), column_lineage.PER_GROUP)
    return out.with_(lineage=lineage, base=out) if lineage else out
