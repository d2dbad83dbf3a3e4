"""Losses: what they are called, and what they want."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import variable

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Metric


def loss_name(metric: Metric) -> str:
    """What a reader knows it by: ``cross_entropy``; for an object the variable, ``criterion``."""
    if not metric.name.endswith("__call__"):
        return metric.label
    node = metric.site[0] if metric.site is not None else metric.node
    return (variable(node.func) if isinstance(node, ast.Call) else "") or "the loss"


def applies(metric: Metric) -> str:
    """The activation that a loss of raw outputs applies itself."""
    loss = loss_name(metric)
    return "sigmoid" if "binary" in loss.lower() or "bce" in loss.lower() or "Multi" in loss else "softmax"


def input_of(metric: Metric) -> str:
    """The variable that the loss gets as prediction: the last of the two, as labels are named first."""
    return (metric.names[-1] if metric.names else "") or "its input"
