"""Whether a program trains a model at all."""

from __future__ import annotations

import re

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.seeding.seeds import reached
from mlsmells.facts.domain.events import Call, CrossValidation, Event, Fit
from mlsmells.facts.domain.objects import PREDICTORS
from mlsmells.facts.record.facts import Facts

# Transformers that are models as well, or draw by themselves when they are fitted.
MODELS = (*PREDICTORS, "clusterer", "transformer.decomposition", "density", "outlier-detector", "forecaster")
_TRAINING = frozenset({"loop.step", "loop.backward"})


def trains(facts: Facts) -> bool:
    """The program fits something: without that, a random draw is part of no model."""
    learning: list[Event] = [call for call in facts.everywhere(Call) if call.tags & _TRAINING and not call.presumed]
    learning += [fit for fit in facts.everywhere(Fit) if not _only_rescales(fit)]
    learned = [event for event in (*learning, *facts.everywhere(CrossValidation)) if reached(event)]
    return any(event.foreign or not _asks(event) for event in learned) or (bool(learned) and facts.says(_STEPS))


# What changes weights by their gradients: an optimiser, or a hand that does the same.
_STEPS = regex(
    r"\.step\(|\.(?:apply|accumulate)_gradients\(|\.minimize\(|\b(?:assign_sub|assign_add|sub_|add_)\(|"
    r"[-+]=[^\n]*grad|\.data\s*[-+]?=[^=]|\boptim\w*[.=(,)]",
    re.IGNORECASE,
)


def _asks(event: Event) -> bool:
    """Gradients, which may only show what a network looks at if no optimiser follows them."""
    return (isinstance(event, Fit) and event.via == "loop") or (
        isinstance(event, Call) and "loop.backward" in event.tags
    )


def _only_rescales(fit: Fit) -> bool:
    """A scaler, an encoder, an imputer: what it learns is no model."""
    return fit.obj.transforms and not any(inner.is_a(*MODELS) for inner in fit.obj.tree())
