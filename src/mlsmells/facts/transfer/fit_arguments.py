"""What a method of a model works on: its arguments, or what the model was built with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.facts.domain.arguments import Args, Bound
from mlsmells.facts.domain.elements import element_of
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Effect, Value

if TYPE_CHECKING:
    from mlsmells.knowledge import FunctionSpec


def arguments(obj: Obj, found: FunctionSpec, args: Args) -> tuple[Bound, Value | None, Value | None]:
    """The bound arguments of a method, with its X and y."""
    bound = args.bind(found.args)
    X = bound.value(found.options.get("X", "X"))
    y = bound.value(found.options.get("y", "y"))
    if X is None and not bound.unclear:
        X, y = _given_before(obj, found, y)
    if X is None:
        return bound, None, y
    if y is None:
        y = _labels(obj, X)
    return bound, _one_input(obj, X), y


def constructed(obj: Obj, name: object) -> Value | None:
    """An argument the object was built with."""
    found = obj.params.get(name) if isinstance(name, str) else None
    return found.value if found is not None else None


def _given_before(obj: Obj, found: FunctionSpec, y: Value | None) -> tuple[Value | None, Value | None]:
    """``Trainer(train_dataset=…).train()``, ``OLS(y, X).fit()``: the rows were given to the constructor."""
    data = constructed(obj, found.options.get("dataset"))
    if data is not None and data.entries is not None:
        part = data.entries.get("train" if found.does == "fit" else "valid")
        return part if part is not None else data, y
    if data is None and found.does == "fit" and obj.spec is not None:
        options = obj.spec.options
        return constructed(obj, options.get("X")), y if y is not None else constructed(obj, options.get("y"))
    return data, y


def _labels(obj: Obj, X: Value) -> Value | None:
    """Labels that come along with the rows: of a matrix, of the elements of a dataset, in a column of the frame."""
    if X.kind in ("data-matrix", "loader", "dataset") and isinstance(X.ref, Value):
        return X.ref
    if X.row is not None:
        members = element_of(X).items
        return members[1] if members is not None and len(members) > 1 else None
    if "labels-inside" in obj.core.tags:
        return X.with_()
    return None


def _one_input(obj: Obj, X: Value) -> Value:
    """A network with several inputs: their rows are aligned. What its first layers have learned is on the rows."""
    if not obj.is_a("keras-model"):
        return X
    members = X.items or (tuple(X.entries.values()) if X.entries and X.kind == "dict" else ())
    if members:
        first = next((m for m in members if m.rows is not None), members[0])
        X = first.with_(effects=merge_effects(*(m.effects for m in members)))
    learned = tuple(
        Effect("fitted", fit.node, rows=fit.rows, obj=layer, event=fit)
        for layer in obj.tree()
        if layer.is_a("layer.preprocessing")
        for fit in layer.fits
        if fit.obj is layer
    )
    return X.with_(effects=merge_effects(X.effects, learned), base=X.root) if learned else X
