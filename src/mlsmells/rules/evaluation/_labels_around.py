"""What is said around the call that gives a score: the key it is kept under, the label it is asked with."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Facts, Metric, words

# A text that is longer is a path or a sentence about something else.
_LABEL = 20


def says_training_around(facts: Facts, metric: Metric) -> bool:
    """``dict(train_r2=score)``, ``{"train": report(X, y)}``, ``report(X, y, split="train")``."""
    return words.say([*_asked_with(metric), *_kept_under(facts, metric)], words.TRAINING)


def _asked_with(metric: Metric) -> Iterator[str]:
    for call in metric.calls:
        given = (*call.args, *(keyword.value for keyword in call.keywords))
        yield from (text for argument in given if (text := _label(argument)))


def _kept_under(facts: Facts, metric: Metric) -> Iterator[str]:
    ways = {id(node) for node in (metric.node, *metric.calls)}
    for node in facts.nodes:
        match node:
            case ast.keyword(arg=str(name), value=value) if id(value) in ways:
                yield name
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                yield from (text for key, value in pairs if id(value) in ways and (text := _label(key)))


def _label(node: ast.expr | None) -> str:
    short = isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) <= _LABEL
    return str(node.value) if short and isinstance(node, ast.Constant) else ""
