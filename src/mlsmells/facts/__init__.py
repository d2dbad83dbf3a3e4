"""The public face of the facts: what rules import, and nothing deeper.

One forward walk over a source finds values, objects and events; ``build`` gives them as ``Facts``. A rule asks

- for *events* in program order: ``facts.of(Fit)``, ``facts.calls("loop.step")``. ``domain/events`` describes them
  all, ``domain/table_events.py`` those of tables;
- what an event knows: values (``Value``: its kind, rows, columns, constant), arguments in one of four states
  (``Arg``), objects (``Obj``), effects on rows (``Effect``);
- the algebra of *rows*: ``rows.covers(a, b)``, ``rows.siblings(a, b)``, ``rows.parts(a)``;
- *questions* that several rules have: ``evaluations(facts)``, ``leaks(facts, "fitted")``, ``trainings(facts)``,
  ``shuffled(facts)``, and ``trace`` for the path that led to a finding. Questions that belong together are modules:
  ``holdouts``, ``learning``, ``seeds``, ``baselines`` …;
- a ``Project``, where the rule looks at many files.

Start reading at ``record/facts.py`` (what ``Facts`` offers) and ``domain/events``. What one rule alone asks stands
beside it, in ``rules/<family>/_name.py``.
"""

from __future__ import annotations

from mlsmells.facts.analyses import (
    baselines,
    by_hand,
    credentials,
    held_in,
    holdouts,
    learning,
    module_level,
    passed,
    preparation,
    retired,
    saved_scores,
    time_evidence,
    training,
)
from mlsmells.facts.analyses.baselines.names import called
from mlsmells.facts.analyses.choices import TestChoice, choices_on_test, repeats, scoring_place
from mlsmells.facts.analyses.date_origins import is_date_origin, is_of_the_cut
from mlsmells.facts.analyses.directions import WrongDirection, wrong_directions
from mlsmells.facts.analyses.each_alone import each_alone
from mlsmells.facts.analyses.evaluations import Evaluation, evaluations, split_of, uses, validations
from mlsmells.facts.analyses.features import (
    Training,
    cause,
    counted_from_today,
    encoded_with_target,
    given_away,
    looks_ahead,
    made_from_target,
    source_in,
    target_in,
    trainings,
)
from mlsmells.facts.analyses.imbalance import imbalance
from mlsmells.facts.analyses.index_round_trips import round_trips
from mlsmells.facts.analyses.leak import Leak
from mlsmells.facts.analyses.leaks import blamed, leaks
from mlsmells.facts.analyses.older_pandas import before_pandas_3, surely_pandas_3
from mlsmells.facts.analyses.open_splits import late_seed, open_splits
from mlsmells.facts.analyses.order_edits import sorting
from mlsmells.facts.analyses.owned_up import owned_up
from mlsmells.facts.analyses.passed import function_around
from mlsmells.facts.analyses.python_2 import is_python_2
from mlsmells.facts.analyses.said import said_beside
from mlsmells.facts.analyses.seeding import random_orders, seed_edits, seeds, unseeded_programs
from mlsmells.facts.analyses.serving import defaults, fetched, handlers, llm, loads, raw
from mlsmells.facts.analyses.serving.flow import Flow
from mlsmells.facts.analyses.shuffles import Shuffled, shuffled, without_shuffle
from mlsmells.facts.analyses.split_unpacking import Misordered, misordered
from mlsmells.facts.analyses.stale import stale
from mlsmells.facts.analyses.summaries import records
from mlsmells.facts.analyses.summaries.records import Summary
from mlsmells.facts.analyses.trace import made_at, test_rows, trace
from mlsmells.facts.analyses.tracking import TRACKERS
from mlsmells.facts.domain import rows, strings
from mlsmells.facts.domain.elements import PASS
from mlsmells.facts.domain.events import (
    Apply,
    ArgsEvent,
    Backward,
    Call,
    Choice,
    ColStat,
    CrossValidation,
    Entity,
    Escape,
    Event,
    Fit,
    Import,
    Listing,
    Metric,
    OrderUse,
    Predict,
    Read,
    Resample,
    Rng,
    Seed,
    Shown,
    Split,
    Write,
    behind_one_call,
    statement_words,
)
from mlsmells.facts.domain.objects import Obj, score_of
from mlsmells.facts.domain.table_events import (
    Coerced,
    Filled,
    Handed,
    Inspected,
    Lost,
    Merged,
    NanComparison,
    RowsDropped,
    TableEvent,
    Transformed,
)
from mlsmells.facts.domain.values import (
    ABSENT,
    ANY_COLUMN,
    MISSING,
    UNCLEAR,
    UNKNOWN,
    Arg,
    ArgState,
    Effect,
    Hint,
    Made,
    Origin,
    Value,
)
from mlsmells.facts.notebook import hosts, hygiene, installs, kernel
from mlsmells.facts.notebook.order import too_early
from mlsmells.facts.observers import augmentation
from mlsmells.facts.observers.lost_updates import SAME_SHAPE
from mlsmells.facts.observers.nan_comparisons import NANS
from mlsmells.facts.project import clones, dependencies, pins, seeded_imports, unseen_training
from mlsmells.facts.project.dependencies import ML
from mlsmells.facts.project.losses import trained_by_modules
from mlsmells.facts.project.mentions import reader_of, said_of_cell
from mlsmells.facts.project.model import DATA_LIBRARIES, Project
from mlsmells.facts.project.moved import held_elsewhere
from mlsmells.facts.project.parts import are_separate
from mlsmells.facts.project.project_files import at_ease
from mlsmells.facts.record.facts import Facts, build
from mlsmells.facts.record.places import handed_in, place_to_blame
from mlsmells.facts.record.role import demonstrates
from mlsmells.facts.state.frames import Function
from mlsmells.facts.syntax import files, words
from mlsmells.facts.syntax.definitions import plots
from mlsmells.facts.syntax.walk import called_as, every_node, inner_nodes, statements, variable
from mlsmells.facts.syntax.words import words_of
from mlsmells.facts.transfer.attributes import VIEWS

__all__ = [
    "ABSENT",
    "ANY_COLUMN",
    "DATA_LIBRARIES",
    "MISSING",
    "ML",
    "NANS",
    "PASS",
    "SAME_SHAPE",
    "TRACKERS",
    "UNCLEAR",
    "UNKNOWN",
    "VIEWS",
    "Apply",
    "Arg",
    "ArgState",
    "ArgsEvent",
    "Backward",
    "Call",
    "Choice",
    "Coerced",
    "ColStat",
    "CrossValidation",
    "Effect",
    "Entity",
    "Escape",
    "Evaluation",
    "Event",
    "Facts",
    "Filled",
    "Fit",
    "Flow",
    "Function",
    "Handed",
    "Hint",
    "Import",
    "Inspected",
    "Leak",
    "Listing",
    "Lost",
    "Made",
    "Merged",
    "Metric",
    "Misordered",
    "NanComparison",
    "Obj",
    "OrderUse",
    "Origin",
    "Predict",
    "Project",
    "Read",
    "Resample",
    "Rng",
    "RowsDropped",
    "Seed",
    "Shown",
    "Shuffled",
    "Split",
    "Summary",
    "TableEvent",
    "TestChoice",
    "Training",
    "Transformed",
    "Value",
    "Write",
    "WrongDirection",
    "are_separate",
    "at_ease",
    "augmentation",
    "baselines",
    "before_pandas_3",
    "behind_one_call",
    "blamed",
    "build",
    "by_hand",
    "called",
    "called_as",
    "cause",
    "choices_on_test",
    "clones",
    "counted_from_today",
    "credentials",
    "defaults",
    "demonstrates",
    "dependencies",
    "each_alone",
    "encoded_with_target",
    "evaluations",
    "every_node",
    "fetched",
    "files",
    "function_around",
    "given_away",
    "handed_in",
    "handlers",
    "held_elsewhere",
    "held_in",
    "holdouts",
    "hosts",
    "hygiene",
    "imbalance",
    "inner_nodes",
    "installs",
    "is_date_origin",
    "is_of_the_cut",
    "is_python_2",
    "kernel",
    "late_seed",
    "leaks",
    "learning",
    "llm",
    "loads",
    "looks_ahead",
    "made_at",
    "made_from_target",
    "misordered",
    "module_level",
    "open_splits",
    "owned_up",
    "passed",
    "pins",
    "place_to_blame",
    "plots",
    "preparation",
    "random_orders",
    "raw",
    "reader_of",
    "records",
    "repeats",
    "retired",
    "round_trips",
    "rows",
    "said_beside",
    "said_of_cell",
    "saved_scores",
    "score_of",
    "scoring_place",
    "seed_edits",
    "seeded_imports",
    "seeds",
    "shuffled",
    "sorting",
    "source_in",
    "split_of",
    "stale",
    "statement_words",
    "statements",
    "strings",
    "surely_pandas_3",
    "target_in",
    "test_rows",
    "time_evidence",
    "too_early",
    "trace",
    "trained_by_modules",
    "training",
    "trainings",
    "unseeded_programs",
    "unseen_training",
    "uses",
    "validations",
    "variable",
    "without_shuffle",
    "words",
    "words_of",
    "wrong_directions",
]  # fmt: skip
