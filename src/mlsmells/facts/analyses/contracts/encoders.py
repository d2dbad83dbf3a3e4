"""Encoders in a pipeline that stop at a category they have not seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import CrossValidation, Write
from mlsmells.facts.domain.objects import Obj

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_ENCODERS = frozenset({"OneHotEncoder", "OrdinalEncoder"})


def strict_encoders(facts: Facts) -> Iterator[Obj]:
    """Those of pipelines that are saved or cross-validated, where nothing was decided."""
    used = [obj for write in facts.of(Write) if write.value is not None for obj in write.value.objs]
    used += [event.estimator for event in facts.of(CrossValidation) if event.estimator is not None]
    seen: set[int] = set()
    for whole in used:
        for obj in whole.tree():
            if obj is whole or obj.short not in _ENCODERS or id(obj) in seen or obj.foreign:
                continue
            seen.add(id(obj))
            decided = ("handle_unknown", "categories", "drop", "min_frequency", "max_categories")
            if obj.cls.startswith("sklearn.") and all(obj.param(name).absent for name in decided):
                yield obj
