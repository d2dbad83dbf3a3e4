"""Callbacks and settings that name a score and the direction in which it improves: ``monitor`` and ``mode``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.directions.scores import Direction, of_name
from mlsmells.facts.analyses.directions.wrong import WrongDirection, better
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import MISSING

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# The argument that names the score, the one that says which way it improves, and its values.
_PAIRS: tuple[tuple[str, str, dict[object, Direction]], ...] = (
    ("monitor", "mode", {"min": -1, "max": 1}),
    ("metric_for_best_model", "greater_is_better", {False: -1, True: 1}),
)


def wrong(facts: Facts) -> Iterator[WrongDirection]:
    """``EarlyStopping(monitor="val_accuracy", mode="min")``."""
    for obj in facts.objects:
        if obj.is_a("callback", "trainer-arguments") and not obj.foreign:
            for name, mode, values in _PAIRS:
                score = _setting(obj, name)
                said = of_name(score) if isinstance(score, str) else 0
                wanted = values.get(_setting(obj, mode), 0) if said else 0
                if wanted and wanted != said:
                    right = next(repr(value) for value, way in values.items() if way == said).replace("'", '"')
                    yield WrongDirection(
                        obj.node, f"'{score}'", better(said), f"{obj.short} prefers the other", (mode, right)
                    )


def _setting(obj: Obj, name: str) -> object:
    """The constant that is given, or the default."""
    arg = obj.param(name)
    if arg.absent and obj.spec is not None:
        return obj.spec.options.get("defaults", {}).get(name, MISSING)
    return arg.const
