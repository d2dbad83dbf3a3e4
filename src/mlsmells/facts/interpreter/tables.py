"""Importing this module makes the interpreter complete: it fills the tables of handlers, and says who observes what."""

from __future__ import annotations

from mlsmells.facts.interpreter import expressions, statements  # noqa: F401
from mlsmells.facts.observers import (
    best_so_far,
    counted_hits,
    escapes,
    handed,
    kept_names,
    lost_results,
    lost_updates,
    nan_comparisons,
    order,
    positions,
    scores,
    time,
    told_tables,
)
from mlsmells.facts.observers.score_names import together
from mlsmells.facts.state import hooks
from mlsmells.facts.transfer import builtins_scalars, builtins_sequences, library_specials  # noqa: F401
from mlsmells.facts.transfer.verbs import asked_tables, columns, concat, io, models, random, rows, statistics  # noqa: F401

hooks.on_expression[:] = [lost_updates.dropped, lost_results.thrown_away, scores.displayed]
hooks.on_return[:] = [scores.returned, time.returned]
hooks.on_assert[:] = [told_tables.asserted]
hooks.on_compare[:] = [nan_comparisons.compared, best_so_far.compared, counted_hits.compared, kept_names.compared]
hooks.on_case[:] = [nan_comparisons.matched]
hooks.on_group[:] = [together]
hooks.on_branch[:] = [best_so_far.branched, positions.branched, counted_hits.branched, kept_names.branched]
hooks.on_arm_end[:] = [best_so_far.arm_ended, kept_names.arm_ended]
hooks.on_unfollowed[:] = [escapes.handed_over]
hooks.on_follow[:] = [handed.followed]
hooks.on_loop[:] = [order.loop_began, positions.loop_began]
hooks.on_loop_end[:] = [positions.loop_ended, order.loop_ended, counted_hits.loop_ended, kept_names.loop_ended]
