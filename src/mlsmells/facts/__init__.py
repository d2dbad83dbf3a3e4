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
from typing import Any

# Module → what it gives here: the one list of the public names. Each is opened when somebody asks for it: a run needs a
# part of the questions, and start-up would pay for all of them. Type checkers and editors read ``__init__.pyi``, which
# tools/docs.py writes from this.
_HOMES: dict[str, str] = {
    "analyses": (
        "baselines by_hand contracts credentials held_in holdouts hushed learning loops module_level passed "
        "preferences preparation retired saved_scores searches time_evidence training"
    ),
    "analyses.baselines.names": "called",
    "analyses.choices": "TestChoice best_epochs choices_on_test chosen_on_validation repeats scoring_place",
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
    "analyses.loops.carried_over": "carried_over",
    "analyses.open_splits": "late_seed open_splits",
    "analyses.order_edits": "sorting",
    "analyses.owned_up": "owned_up",
    "analyses.passed": "function_around",
    "analyses.python_2": "is_python_2",
    "analyses.retired.older_pandas": "before_pandas_3 surely_pandas_3",
    "analyses.said": "said_beside",
    "analyses.seeding": "random_orders seed_edits seeds unseeded_programs",
    "analyses.seeding.taken_back": "taken_back",
    "analyses.serving": "artifacts defaults fetched handlers llm loads made_up observed raw stand_ins",
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
    "project.documents": "declared goals hypotheses launching logbook measured placeholders recognition runbook topics",
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
    "syntax": "files integers words",
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


__all__ = sorted(_HOME)
