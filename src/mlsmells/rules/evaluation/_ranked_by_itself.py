"""A metric that ranks gets the labels themselves as scores: a perfect curve that says nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Facts, Metric, passed, words

# A curve that is drawn to show what would be best.
_PERFECT = frozenset("perfect ideal oracle optimal best".split())


def given_twice(facts: Facts) -> Iterator[tuple[ast.AST, str]]:
    """The place of each such metric, once, with its name."""
    seen: set[ast.AST] = set()
    for metric in facts.everywhere(Metric):
        true = metric.true if "score-based" in metric.tags else None
        if true is None or true is not metric.pred or true.rows is None or true.predictions:
            continue
        place = None if words.say(metric.texts, _PERFECT) else _place(facts, metric)
        if place is not None and place not in seen:
            seen.add(place)
            yield place, metric.name.rpartition(".")[2]


def _place(facts: Facts, metric: Metric) -> ast.AST | None:
    """Where one expression is given for both the labels and the scores."""
    given = metric.argument_nodes[:2]
    if metric.foreign:
        call = metric.node
        names = [ast.dump(a) for a in call.args if isinstance(a, ast.Name)] if isinstance(call, ast.Call) else []
        return call if len(set(names)) < len(names) else None
    ways = [(given, metric.node), *((way.arguments, way.call) for way in passed.way_in(facts, metric, given))]
    return next((at for pair, at in ways if len(pair) > 1 and ast.dump(pair[0]) == ast.dump(pair[1])), None)
