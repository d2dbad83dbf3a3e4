"""Whether a program trains a model at all."""

from __future__ import annotations

import re

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.seeding.seeds import reached
from mlsmells.facts.domain.events import Call, CrossValidation, Fit
from mlsmells.facts.domain.objects import PREDICTORS
from mlsmells.facts.record.facts import Facts

# Transformers that are models as well, or draw by themselves when they are fitted.
MODELS = (*PREDICTORS, "clusterer", "transformer.decomposition", "density", "outlier-detector", "forecaster")
_TRAINING = frozenset({"loop.step", "loop.backward"})


def trains(facts: Facts) -> bool:
    """The program fits something: without that, a random draw is part of no model."""
    steps = (call for call in facts.everywhere(Call) if call.tags & _TRAINING and not call.presumed)
    fits = (fit for fit in facts.everywhere(Fit) if not _only_rescales(fit) and not _only_asks(facts, fit))
    return any(reached(event) for event in (*fits, *facts.everywhere(CrossValidation), *steps))


# What changes weights by their gradients: an optimiser, or a hand that does the same.
_STEPS = regex(
    r"\.step\(|\.(?:apply|accumulate)_gradients\(|\.minimize\(|\.(?:assign_)?(?:sub|add)_?\(|[-+]=|optim|\.data\b", re.I
)


def _only_asks(facts: Facts, fit: Fit) -> bool:
    """Gradients that no optimiser ever follows: of a picture, for a map of what the network looks at."""
    return fit.via == "loop" and not fit.foreign and not facts.says(_STEPS)


def _only_rescales(fit: Fit) -> bool:
    """A scaler, an encoder, an imputer: what it learns is no model."""
    return fit.obj.transforms and not any(inner.is_a(*MODELS) for inner in fit.obj.tree())
