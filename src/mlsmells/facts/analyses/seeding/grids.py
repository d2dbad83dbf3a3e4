"""Estimators whose seed a search sets: ``param_grid={"random_state": [123]}`` replaces what they were built with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import CrossValidation, Fit
from mlsmells.facts.domain.values import Value
from mlsmells.facts.transfer.best_params import GRIDS

if TYPE_CHECKING:
    from mlsmells.facts.domain.objects import Obj
    from mlsmells.facts.record.facts import Facts


def seeded_by_search(facts: Facts) -> set[int]:
    """The ids of the estimators that every grid of their search gives a seed, and that nothing else fits."""
    found = {id(obj) for search in _searches(facts) for obj in _seeded(search)}
    alone = {id(fit.obj) for fit in facts.everywhere(Fit)}
    alone |= {id(cv.estimator) for cv in facts.everywhere(CrossValidation) if not cv.search}
    return found - alone


def _searches(facts: Facts) -> Iterator[Obj]:
    return (obj for obj in facts.objects if obj.is_a("search") and obj.children)


def _seeded(search: Obj) -> Iterator[Obj]:
    grids = [grid for name in GRIDS if name in search.params for grid in _each(search.params[name].value)]
    estimator = search.children[0][1]
    for prefix, obj in _named("", estimator):
        name = obj.spec.seed if obj.spec is not None else ""
        if name and grids and all(_gives(grid, prefix + name) for grid in grids):
            yield obj


def _named(prefix: str, obj: Obj) -> Iterator[tuple[str, Obj]]:
    """The estimator and its parts, with what stands before the names of their parameters."""
    yield prefix, obj
    for name, child in obj.children:
        yield from _named(f"{prefix}{name}__", child)


def _each(grid: Value) -> Iterator[Value]:
    """A grid, or those of a list."""
    if grid.entries is not None:
        yield grid
    for part in grid.items or ():
        yield from _each(part)


def _gives(grid: Value, name: str) -> bool:
    """The grid has the parameter, and None is not among its values."""
    value = (grid.entries or {}).get(name)
    if value is None or grid.may:
        return False
    return value.const is not None and all(item.const is not None for item in value.items or ())
