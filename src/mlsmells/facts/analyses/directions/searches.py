"""Searches that minimise what their objective returns and should maximise it, or the other way round."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.directions.polarity import Polarity, named, returned
from mlsmells.facts.analyses.directions.scores import Direction, of_name
from mlsmells.facts.analyses.directions.wrong import WrongDirection, better
from mlsmells.facts.domain.events import Call
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_STUDIES: dict[object, Direction] = {"minimize": -1, "maximize": 1}
_OBJECTIVES = ("func", "fn")


def wrong(facts: Facts) -> Iterator[WrongDirection]:
    """Optuna, hyperopt, skopt: the objective is run, and what it returns is followed back to the score."""
    for event in facts.of(Call):
        if "search.optimize" in event.tags:
            wanted = _wanted(event)
            found = _returned(facts, event) if wanted else 0
            if found and found != wanted:
                yield _told(event, found)
    yield from _scorers(facts)


def _wanted(event: Call) -> Direction:
    if "search.minimises" in event.tags:
        return -1
    study = event.obj
    if study is None or study.unclear or not _is_created(study) or not study.param("directions").absent:
        return 0
    direction = study.param("direction")
    return -1 if direction.absent else _STUDIES.get(direction.const, 0)


def _is_created(study: Obj) -> bool:
    """A study that is loaded has the direction it was created with."""
    return isinstance(study.node, ast.Call) and called_as(study.node.func) == "create_study"


def _returned(facts: Facts, event: Call) -> Direction:
    node = next((event.args[name].node for name in _OBJECTIVES if name in event.args), None)
    if isinstance(node, ast.Lambda):
        return Polarity(facts, node).of(node.body)
    function = named(facts, called_as(node)) if node is not None else None
    if function is None:
        return 0
    inner = Polarity(facts, function)
    found = {inner.of(value) for value in returned(function)}
    return found.pop() if len(found) == 1 else 0


def _told(event: Call, found: Direction) -> WrongDirection:
    study, what = event.obj, "what the objective returns"
    how = "minimises it" if found > 0 else "maximises it"
    if study is None or study.foreign:
        return WrongDirection(event.node, what, better(found), f"{event.name.rpartition('.')[2]} {how}")
    keyword = ("direction", '"maximize"' if found > 0 else '"minimize"')
    return WrongDirection(study.node, what, better(found), f"the study {how}", keyword, place=event.line)


def _scorers(facts: Facts) -> Iterator[WrongDirection]:
    """``GridSearchCV(scoring=make_scorer(mean_squared_error))``: without a word, the largest error wins."""
    scorers = {id(event.node): event for event in facts.of(Call) if "scorer" in event.tags}
    for search in facts.objects if scorers else ():
        scorer = scorers.get(id(search.param("scoring").value.origin)) if search.is_a("search") else None
        function = scorer.args.get("score_func") if scorer is not None else None
        if scorer is None or function is None:
            continue
        given = scorer.args.get("greater_is_better")
        wanted: Direction = -1 if given is not None and given.is_const(False) else 1
        found = _of_function(function.value, function.node)
        if found and found != wanted and (given is None or given.is_const(True, False)):
            keyword = ("greater_is_better", "False" if found < 0 else "True")
            what = called_as(function.node) if function.node is not None else "the score"
            who = f"{search.short} looks for the {_opposite(found)}"
            sure = function.value.kind == "lib"
            yield WrongDirection(scorer.node, what, better(found), who, keyword, sure=sure)


def _of_function(value: Value, node: ast.expr | None) -> Direction:
    return of_name(value.name.rpartition(".")[2] or (called_as(node) if node is not None else ""))


def _opposite(found: Direction) -> str:
    return "lowest" if found > 0 else "highest"
