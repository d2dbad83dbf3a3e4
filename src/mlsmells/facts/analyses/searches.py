"""How much a search or a training costs: the models that a grid names, trials without an end, epochs without a stop."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Call, Fit
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_DEFAULT_FOLDS = 5
_STOPS = regex(r"\.stop\(\)|MaxTrials|KeyboardInterrupt|timeout|stop_study")
# Models that are trained in no time.
_CHEAP = regex(r"NB$|Regression$|Ridge|Lasso|ElasticNet|Dummy|DecisionTree|KNeighbors")


@dataclass(frozen=True)
class Grid:
    """A grid names ``settings`` settings, each of which is trained ``folds`` times."""

    obj: Obj
    settings: int
    folds: int

    @property
    def models(self) -> int:
        return self.settings * self.folds

    @property
    def is_cheap(self) -> bool:
        return _CHEAP.search(self.obj.core.short) is not None


def grids(facts: Facts) -> Iterator[Grid]:
    """The grids of the file that are written down in full."""
    for obj in facts.objects:
        if not obj.foreign and obj.short == "GridSearchCV" and obj.fits:
            settings = _settings(obj.param("param_grid").value)
            cv = obj.param("cv")
            folds = cv.const if isinstance(cv.const, int) else _DEFAULT_FOLDS if cv.absent_or(None) else 0
            if settings and folds:
                yield Grid(obj, settings, folds)


def _settings(grid: Value) -> int:
    """The product of the lengths; the sum over several grids; 0 where one of them is not known."""
    if grid.entries is None:
        parts = [_settings(one) for one in grid.items or ()]
        return sum(parts) if parts and all(parts) else 0
    product = 1
    for values in grid.entries.values():
        const = values.const
        product *= len(const) if isinstance(const, (list, tuple)) else len(values.items or ())
    return product if grid.entries else 0


def endless(facts: Facts) -> Iterator[Call]:
    """``study.optimize(objective)`` and ``fmin(…)`` that nothing ends."""
    if facts.says(_STOPS):
        return
    for call in facts.calls("search.optimize"):
        node = call.node
        if not isinstance(node, ast.Call) or any(k.arg is None for k in node.keywords):
            continue
        limits = ("max_evals", "timeout", "loss_threshold") if call.name.endswith("fmin") else ("n_trials", "timeout")
        if not call.name.endswith(("fmin", "optimize")) or any(k.arg == "callbacks" for k in node.keywords):
            continue
        if all(name not in call.args or call.args[name].absent_or(None) for name in limits) and not call.presumed:
            yield call


@dataclass(frozen=True)
class LongTraining:
    """``fit`` trains for ``epochs``, whatever happens."""

    fit: Fit
    epochs: int


_ENDS_EARLY = regex(r"EarlyStopping|early_stop|ModelCheckpoint|ReduceLROnPlateau|patience|Pruning|callbacks")


def long_trainings(facts: Facts, least: int) -> Iterator[LongTraining]:
    """Fits of Keras with many epochs, in files that say nothing of an early end."""
    if not facts.packages & {"keras", "tensorflow"} or facts.says(_ENDS_EARLY):
        return
    for fit in facts.of(Fit):
        epochs = fit.args.get("epochs")
        if epochs is not None and isinstance(epochs.const, int) and epochs.const >= least:
            yield LongTraining(fit, epochs.const)
