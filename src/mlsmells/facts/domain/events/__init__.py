"""What happens in a program, in program order: the only thing rules read.

Every event has ``node`` (the ast node to report at), ``order`` (position in the
run), ``branch`` (the arms of the conditionals it is under), ``calls`` (the call
nodes of the file through which it was reached, outermost first) and ``loops``
(the loops around it, outermost first). ``order`` is unique and only grows.

``Run.emit`` fills these in and records the event; from then on it does not change.
What is learned of it later (a prediction turns out to be trained on, a score is
printed with a word) is said by ``Run.amend`` alone, and only of the fields that
the event's class names in ``LATER``. An event that turns out not to matter is
taken back by ``Run.retract``.

``base`` holds what all have in common; the others are grouped by what they speak of. ``table_events`` are some more.
"""

from __future__ import annotations

from mlsmells.facts.domain.events.base import BranchPath, Event, Import, behind_one_call, statement_words
from mlsmells.facts.domain.events.data import (
    ArgsEvent,
    ColStat,
    Entity,
    Listing,
    OrderUse,
    Read,
    Resample,
    Split,
    Write,
)
from mlsmells.facts.domain.events.models import Apply, Backward, Call, CrossValidation, Escape, Fit, Predict
from mlsmells.facts.domain.events.randomness import Rng, Seed
from mlsmells.facts.domain.events.scores import Choice, Metric, Shown, WatchedScore

__all__ = [
    "Apply",
    "ArgsEvent",
    "Backward",
    "BranchPath",
    "Call",
    "Choice",
    "ColStat",
    "CrossValidation",
    "Entity",
    "Escape",
    "Event",
    "Fit",
    "Import",
    "Listing",
    "Metric",
    "OrderUse",
    "Predict",
    "Read",
    "Resample",
    "Rng",
    "Seed",
    "Shown",
    "Split",
    "WatchedScore",
    "Write",
    "behind_one_call",
    "statement_words",
]
