"""Scalers whose rows only trees see: they cut each column by its order, which no scale changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import CrossValidation, Fit
from mlsmells.facts.domain.objects import Obj

if TYPE_CHECKING:
    from mlsmells.facts.analyses.leak import Leak
    from mlsmells.facts.record.facts import Facts

_SCALERS = frozenset({"StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler"})
_TREES = regex(r"^(?:RandomForest|ExtraTrees?|DecisionTree|(?:Hist)?GradientBoosting|XGB|LGBM|CatBoost)\w*$")


def only_trees_see(facts: Facts, leak: Leak) -> bool:
    """All that is fitted on the scaled rows are trees; nothing that mixes columns, such as a PCA or SMOTE."""
    scaler = leak.effect.obj
    if scaler is None or scaler.short not in _SCALERS:
        return False
    asked = [cv.estimator or cv.obj for cv in facts.everywhere(CrossValidation) if _gets(cv, scaler)]
    fitted = [fit.obj for fit in facts.everywhere(Fit) if _gets(fit, scaler)]
    models = [model for obj in (*asked, *fitted) if obj is not None for model in _models(facts, obj)]
    return bool(models) and all(_TREES.match(model.short) for model in models)


def _gets(event: CrossValidation | Fit, scaler: Obj) -> bool:
    return event.X is not None and any(effect.obj is scaler for effect in event.X.effects)


def _models(facts: Facts, obj: Obj) -> Iterator[Obj]:
    """What learns: of a search and a pipeline what they hold, of a class of the file what it fits."""
    for held in obj.tree():
        if held.children or held.short in _SCALERS:
            continue
        if held.classdef is None:
            yield held
            continue
        first, last = held.classdef.lineno, held.classdef.end_lineno or 0
        yield from (fit.obj for fit in facts.everywhere(Fit) if first <= fit.line <= last and fit.obj is not held)
