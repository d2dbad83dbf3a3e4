"""The Keras of its own, before it became a part of TensorFlow: it takes the seeds of its layers from numpy."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Rng
    from mlsmells.facts.record.facts import Facts

# Arguments that only Keras 1 has.
_ARGUMENTS = frozenset(
    {"nb_epoch", "border_mode", "nb_filter", "nb_row", "nb_col", "samples_per_epoch", "dim_ordering"}
)
_SAID = regex("|".join(sorted(_ARGUMENTS)))


def seeded_by_numpy(facts: Facts, draw: Rng) -> bool:
    """The draw is one of a network built with such a Keras, which asks ``np.random`` for each seed."""
    if draw.obj is None or not draw.obj.is_a("keras-model", "layer") or "keras" not in facts.packages:
        return False
    if any(isinstance(n, ast.keyword) and n.arg in _ARGUMENTS for n in _calls(facts)):
        return True
    return facts.asks_for_less("keras", 2) or facts.asks_for_less("tensorflow", 2)


def _calls(facts: Facts) -> list[ast.keyword]:
    if not facts.says(_SAID):
        return []
    return [keyword for node in facts.nodes_of(ast.Call) for keyword in node.keywords]
