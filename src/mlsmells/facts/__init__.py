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

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlsmells.facts.analyses import (
        baselines,
        by_hand,
        contracts,
        credentials,
        held_in,
        holdouts,
        hushed,
        learning,
        loops,
        module_level,
        passed,
        preparation,
        retired,
        saved_scores,
        searches,
        time_evidence,
        training,
    )
    from mlsmells.facts.analyses.baselines.names import called
    from mlsmells.facts.analyses.choices import (
        TestChoice,
        choices_on_test,
        chosen_on_validation,
        repeats,
        scoring_place,
    )
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
    from mlsmells.facts.analyses.given_passwords import given_passwords
    from mlsmells.facts.analyses.imbalance import imbalance
    from mlsmells.facts.analyses.index_round_trips import round_trips
    from mlsmells.facts.analyses.leak import Leak
    from mlsmells.facts.analyses.leaks import blamed, leaks
    from mlsmells.facts.analyses.open_splits import late_seed, open_splits
    from mlsmells.facts.analyses.order_edits import sorting
    from mlsmells.facts.analyses.owned_up import owned_up
    from mlsmells.facts.analyses.passed import function_around
    from mlsmells.facts.analyses.python_2 import is_python_2
    from mlsmells.facts.analyses.retired.older_pandas import before_pandas_3, surely_pandas_3
    from mlsmells.facts.analyses.said import said_beside
    from mlsmells.facts.analyses.seeding import random_orders, seed_edits, seeds, unseeded_programs
    from mlsmells.facts.analyses.seeding.taken_back import taken_back
    from mlsmells.facts.analyses.serving import artifacts, defaults, fetched, handlers, llm, loads, observed, raw
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
    from mlsmells.facts.project.documents import (
        goals,
        hypotheses,
        launching,
        logbook,
        measured,
        placeholders,
        recognition,
        runbook,
        topics,
    )
    from mlsmells.facts.project.documents.blocks import Document
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

# Module → what it gives here, opened when somebody asks: a run needs a part of the questions, and start-up would pay
# for all of them. A test compares this with the imports above, which are for readers and mypy.
_HOMES: dict[str, str] = {
    "analyses": (
        "baselines by_hand contracts credentials held_in holdouts hushed learning loops module_level passed "
        "preparation retired saved_scores searches time_evidence training"
    ),
    "analyses.baselines.names": "called",
    "analyses.choices": "TestChoice choices_on_test chosen_on_validation repeats scoring_place",
    "analyses.date_origins": "is_date_origin is_of_the_cut",
    "analyses.directions": "WrongDirection wrong_directions",
    "analyses.each_alone": "each_alone",
    "analyses.evaluations": "Evaluation evaluations split_of uses validations",
    "analyses.features": (
        "Training cause counted_from_today encoded_with_target given_away looks_ahead made_from_target source_in "
        "target_in trainings"
    ),
    "analyses.given_passwords": "given_passwords",
    "analyses.imbalance": "imbalance",
    "analyses.index_round_trips": "round_trips",
    "analyses.leak": "Leak",
    "analyses.leaks": "blamed leaks",
    "analyses.open_splits": "late_seed open_splits",
    "analyses.order_edits": "sorting",
    "analyses.owned_up": "owned_up",
    "analyses.passed": "function_around",
    "analyses.python_2": "is_python_2",
    "analyses.retired.older_pandas": "before_pandas_3 surely_pandas_3",
    "analyses.said": "said_beside",
    "analyses.seeding": "random_orders seed_edits seeds unseeded_programs",
    "analyses.seeding.taken_back": "taken_back",
    "analyses.serving": "artifacts defaults fetched handlers llm loads observed raw",
    "analyses.serving.flow": "Flow",
    "analyses.shuffles": "Shuffled shuffled without_shuffle",
    "analyses.split_unpacking": "Misordered misordered",
    "analyses.stale": "stale",
    "analyses.summaries": "records",
    "analyses.summaries.records": "Summary",
    "analyses.trace": "made_at test_rows trace",
    "analyses.tracking": "TRACKERS",
    "domain": "rows strings",
    "domain.elements": "PASS",
    "domain.events": (
        "Apply ArgsEvent Backward Call Choice ColStat CrossValidation Entity Escape Event Fit Import Listing Metric "
        "OrderUse Predict Read Resample Rng Seed Shown Split Write behind_one_call statement_words"
    ),
    "domain.objects": "Obj score_of",
    "domain.table_events": (
        "Coerced Filled Handed Inspected Lost Merged NanComparison RowsDropped TableEvent Transformed"
    ),
    "domain.values": "ABSENT ANY_COLUMN Arg ArgState Effect Hint MISSING Made Origin UNCLEAR UNKNOWN Value",
    "notebook": "hosts hygiene installs kernel",
    "notebook.order": "too_early",
    "observers": "augmentation",
    "observers.lost_updates": "SAME_SHAPE",
    "observers.nan_comparisons": "NANS",
    "project": "clones dependencies pins seeded_imports unseen_training",
    "project.dependencies": "ML",
    "project.documents": "goals hypotheses launching logbook measured placeholders recognition runbook topics",
    "project.documents.blocks": "Document",
    "project.losses": "trained_by_modules",
    "project.mentions": "reader_of said_of_cell",
    "project.model": "DATA_LIBRARIES Project",
    "project.moved": "held_elsewhere",
    "project.parts": "are_separate",
    "project.project_files": "at_ease",
    "record.facts": "Facts build",
    "record.places": "handed_in place_to_blame",
    "record.role": "demonstrates",
    "state.frames": "Function",
    "syntax": "files words",
    "syntax.definitions": "plots",
    "syntax.walk": "called_as every_node inner_nodes statements variable",
    "syntax.words": "words_of",
    "transfer.attributes": "VIEWS",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{home}")
    if not hasattr(module, name):  # what a package gives may be a module of its own
        importlib.import_module(f"{module.__name__}.{name}")
    found = globals()[name] = getattr(module, name)
    return found


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
    "Document",
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
    "artifacts",
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
    "chosen_on_validation",
    "clones",
    "contracts",
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
    "given_passwords",
    "goals",
    "handed_in",
    "handlers",
    "held_elsewhere",
    "held_in",
    "holdouts",
    "hosts",
    "hushed",
    "hygiene",
    "hypotheses",
    "imbalance",
    "inner_nodes",
    "installs",
    "is_date_origin",
    "is_of_the_cut",
    "is_python_2",
    "kernel",
    "late_seed",
    "launching",
    "leaks",
    "learning",
    "llm",
    "loads",
    "logbook",
    "looks_ahead",
    "loops",
    "made_at",
    "made_from_target",
    "measured",
    "misordered",
    "module_level",
    "observed",
    "open_splits",
    "owned_up",
    "passed",
    "pins",
    "place_to_blame",
    "placeholders",
    "plots",
    "preparation",
    "random_orders",
    "raw",
    "reader_of",
    "recognition",
    "records",
    "repeats",
    "retired",
    "round_trips",
    "rows",
    "runbook",
    "said_beside",
    "said_of_cell",
    "saved_scores",
    "score_of",
    "scoring_place",
    "searches",
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
    "taken_back",
    "target_in",
    "test_rows",
    "time_evidence",
    "too_early",
    "topics",
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
]
