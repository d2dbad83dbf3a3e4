"""Predictions of several models that are weighted by their scores: ``acc_a * p_a + acc_b * p_b``.

The weights are chosen by the rows of the scores; what is scored again on these rows is no estimate for new ones.
"""

from __future__ import annotations

import ast

from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.observers.scores import choice_at
from mlsmells.facts.state.state import Run

WEIGHTED = "weighted"
_SEVERAL = 2


def by_score(left: Value, right: Value, op: type) -> Value | None:
    """Predictions times a score, or their sum divided by the sum of scores; None for anything else."""
    score, held = (left, right) if left.kind == "metric" else (right, left)
    if not held.predictions or held.kind not in ("pred", "score"):
        return None
    if not (op is ast.Mult or (op is ast.Div and held is left)):
        return None
    weights = tuple(Effect("weighted", e.node, event=e.event) for e in score.effects if e.kind == "scored")
    return held.with_(effects=merge_effects(held.effects, weights))


def scored_again(run: Run, node: ast.AST, predicted: Value | None) -> None:
    """Predictions that several scores have weighted get a score of their own: the weights were a choice."""
    effects = [e for e in predicted.effects if e.kind == "weighted"] if predicted is not None else []
    if predicted is None or len({e.event for e in effects}) < _SEVERAL:
        return
    if len({p.obj for p in predicted.predictions}) >= _SEVERAL:
        choice = choice_at(run, node, WEIGHTED, effects)
        run.amend(choice, uses=(*choice.uses, (node, "scored")))
