"""Networks trained by hand: what their loops do, the mode they are in, what they give and what their losses want.

``things`` says which network or optimizer an event is about, also where nobody knows more of it than what is done to
it. ``surroundings`` finds the blocks around an event. ``loops`` are steps and gradients that belong together,
``modes`` the course of ``train()`` and ``eval()``, ``outputs`` the activations that a value went through,
``layers`` the classes of networks that a file defines.
"""

from __future__ import annotations

from mlsmells.facts.analyses.around_training.batch_means import BatchMeans, batch_means
from mlsmells.facts.analyses.around_training.compiled_functions import Pitfall, pitfalls
from mlsmells.facts.analyses.around_training.device_bound import Bound, device_bound
from mlsmells.facts.analyses.around_training.exports import FrozenBatch, FrozenBranch, frozen_batches, frozen_branches
from mlsmells.facts.analyses.around_training.idle_schedules import Idle, idle_schedules
from mlsmells.facts.analyses.around_training.kept_in_evaluation import KeptInEvaluation, kept_in_evaluation
from mlsmells.facts.analyses.around_training.last_batches import LastBatch, last_batches
from mlsmells.facts.analyses.around_training.logarithms import Unstable, unstable_logarithms
from mlsmells.facts.analyses.around_training.meters import KeptByMeter, kept_by_meters
from mlsmells.facts.analyses.around_training.other_activations import Mismatch, other_activations
from mlsmells.facts.analyses.around_training.rebound_counters import Recounted, recounted
from mlsmells.facts.analyses.around_training.schedules import Rebound, rebound
from mlsmells.facts.analyses.around_training.slow_schedules import SlowSchedule, slow_schedules
from mlsmells.facts.analyses.around_training.text_labels import Ending, Padded, lost_endings, padded_labels
from mlsmells.facts.analyses.around_training.timings import Unsynchronised, unsynchronised_timings
from mlsmells.facts.analyses.around_training.tracked_gradients import tracked_gradients
from mlsmells.facts.analyses.around_training.untrained_heads import Untrained, untrained_heads
from mlsmells.facts.analyses.training.accumulated import Accumulated, accumulated
from mlsmells.facts.analyses.training.bindings import scope_of
from mlsmells.facts.analyses.training.detached_losses import Detached, detached_losses
from mlsmells.facts.analyses.training.dropped_outputs import DroppedOutput, dropped_outputs
from mlsmells.facts.analyses.training.hidden_layers import Hidden, hidden_layers
from mlsmells.facts.analyses.training.kept_graphs import Kept, kept_graphs
from mlsmells.facts.analyses.training.keras_models import Compiled, compiled, cut_at_half
from mlsmells.facts.analyses.training.late_freezes import LateFreeze, late_freezes
from mlsmells.facts.analyses.training.late_inits import LateInit, late_inits
from mlsmells.facts.analyses.training.lazy_layers import Lazy, lazy_layers
from mlsmells.facts.analyses.training.loaders import Loader, evaluates, held_out, is_for_all_parts, loaders
from mlsmells.facts.analyses.training.loops import (
    Learning,
    is_out_of_sight,
    learnings,
    optimizer_of,
    steps_on_a_fresh_one,
)
from mlsmells.facts.analyses.training.losses import applies, input_of, loss_name
from mlsmells.facts.analyses.training.modes import InTrainMode, in_train_mode
from mlsmells.facts.analyses.training.module_classes import Dropout, endless_dropout
from mlsmells.facts.analyses.training.passes import Pass, first_statement, header, name_of, over_data, place
from mlsmells.facts.analyses.training.raw_outputs import raw_output
from mlsmells.facts.analyses.training.replaced_layers import Replaced, replaced_layers
from mlsmells.facts.analyses.training.shares import SameOrder, Unshared, same_orders, unshared
from mlsmells.facts.analyses.training.siblings import Forgotten, forgotten_switches
from mlsmells.facts.analyses.training.statements import dropped_results, forwards, uncalled
from mlsmells.facts.analyses.training.step_order import Misstep, missteps
from mlsmells.facts.analyses.training.test_keeps import TestKeep, test_keeps
from mlsmells.facts.analyses.training.test_stops import TestStop, test_stops
from mlsmells.facts.analyses.training.thresholds import RawThreshold, raw_thresholds
from mlsmells.facts.analyses.training.uncopied import Uncopied, uncopied
from mlsmells.facts.analyses.training.unrestored import NotRestored, not_restored
from mlsmells.facts.analyses.training.unused_layers import Unused, unused_layers

__all__ = [
    "Accumulated",
    "BatchMeans",
    "Bound",
    "Compiled",
    "Detached",
    "Dropout",
    "DroppedOutput",
    "Ending",
    "Forgotten",
    "FrozenBatch",
    "FrozenBranch",
    "Hidden",
    "Idle",
    "InTrainMode",
    "Kept",
    "KeptByMeter",
    "KeptInEvaluation",
    "LastBatch",
    "LateFreeze",
    "LateInit",
    "Lazy",
    "Learning",
    "Loader",
    "Mismatch",
    "Misstep",
    "NotRestored",
    "Padded",
    "Pass",
    "Pitfall",
    "RawThreshold",
    "Rebound",
    "Recounted",
    "Replaced",
    "SameOrder",
    "SlowSchedule",
    "TestKeep",
    "TestStop",
    "Uncopied",
    "Unshared",
    "Unstable",
    "Unsynchronised",
    "Untrained",
    "Unused",
    "accumulated",
    "applies",
    "batch_means",
    "compiled",
    "cut_at_half",
    "detached_losses",
    "device_bound",
    "dropped_outputs",
    "dropped_results",
    "endless_dropout",
    "evaluates",
    "first_statement",
    "forgotten_switches",
    "forwards",
    "frozen_batches",
    "frozen_branches",
    "header",
    "held_out",
    "hidden_layers",
    "idle_schedules",
    "in_train_mode",
    "input_of",
    "is_for_all_parts",
    "is_out_of_sight",
    "kept_by_meters",
    "kept_graphs",
    "kept_in_evaluation",
    "last_batches",
    "late_freezes",
    "late_inits",
    "lazy_layers",
    "learnings",
    "loaders",
    "loss_name",
    "lost_endings",
    "missteps",
    "name_of",
    "not_restored",
    "optimizer_of",
    "other_activations",
    "over_data",
    "padded_labels",
    "pitfalls",
    "place",
    "raw_output",
    "raw_thresholds",
    "rebound",
    "recounted",
    "replaced_layers",
    "same_orders",
    "scope_of",
    "slow_schedules",
    "steps_on_a_fresh_one",
    "test_keeps",
    "test_stops",
    "tracked_gradients",
    "uncalled",
    "uncopied",
    "unshared",
    "unstable_logarithms",
    "unsynchronised_timings",
    "untrained_heads",
    "unused_layers",
]
