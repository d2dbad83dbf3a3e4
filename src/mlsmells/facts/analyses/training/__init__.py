"""Networks trained by hand: what their loops do, the mode they are in, what they give and what their losses want.

``things`` says which network or optimizer an event is about, also where nobody knows more of it than what is done to
it. ``surroundings`` finds the blocks around an event. ``loops`` are steps and gradients that belong together,
``modes`` the course of ``train()`` and ``eval()``, ``outputs`` the activations that a value went through,
``layers`` the classes of networks that a file defines.
"""

from __future__ import annotations

from mlsmells.facts.analyses.training.hidden_layers import Hidden, hidden_layers
from mlsmells.facts.analyses.training.kept_graphs import Kept, kept_graphs
from mlsmells.facts.analyses.training.keras_models import Compiled, compiled
from mlsmells.facts.analyses.training.late_freezes import LateFreeze, late_freezes
from mlsmells.facts.analyses.training.lazy_layers import Lazy, lazy_layers
from mlsmells.facts.analyses.training.loops import (
    Learning,
    is_out_of_sight,
    learnings,
    optimizer_of,
    steps_on_a_fresh_one,
)
from mlsmells.facts.analyses.training.losses import loss_name
from mlsmells.facts.analyses.training.modes import InTrainMode, in_train_mode
from mlsmells.facts.analyses.training.module_classes import Dropout, endless_dropout
from mlsmells.facts.analyses.training.passes import Pass, first_statement, header, name_of, over_data
from mlsmells.facts.analyses.training.raw_outputs import raw_output
from mlsmells.facts.analyses.training.replaced_layers import Replaced, replaced_layers
from mlsmells.facts.analyses.training.siblings import Forgotten, forgotten_switches
from mlsmells.facts.analyses.training.step_order import Misstep, missteps
from mlsmells.facts.analyses.training.test_stops import TestStop, test_stops
from mlsmells.facts.analyses.training.unrestored import NotRestored, not_restored

__all__ = [
    "Compiled",
    "Dropout",
    "Forgotten",
    "Hidden",
    "InTrainMode",
    "Kept",
    "LateFreeze",
    "Lazy",
    "Learning",
    "Misstep",
    "NotRestored",
    "Pass",
    "Replaced",
    "TestStop",
    "compiled",
    "endless_dropout",
    "first_statement",
    "forgotten_switches",
    "header",
    "hidden_layers",
    "in_train_mode",
    "is_out_of_sight",
    "kept_graphs",
    "late_freezes",
    "lazy_layers",
    "learnings",
    "loss_name",
    "missteps",
    "name_of",
    "not_restored",
    "optimizer_of",
    "over_data",
    "raw_output",
    "replaced_layers",
    "steps_on_a_fresh_one",
    "test_stops",
]
