"""What the rows of a score are called, where no split says what they are for.

The names are followed out of the functions that were handed the rows: ``evaluate(model, test_loader)`` says of the
rows of ``for x, y in loader`` what the function itself does not know.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.analyses.passed import function_around
from mlsmells.facts.domain.events import Metric
from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts
    from mlsmells.facts.state.frames import Function

_ROLES = TESTING | TRAINING | VALIDATION
# What a model is asked for, by the beginnings of the methods.
_ASKED = ("predict", "decision_function", "score", "evaluate")


class Told(NamedTuple):
    """The words for the rows, the call that handed them over as test rows, and the farthest call that says so.

    ``call`` is None where the function that scores them knows them as test rows itself.
    """

    words: frozenset[str]
    call: ast.Call | None
    farthest: ast.Call | None

    @property
    def test(self) -> bool:
        return bool(self.words & TESTING) and not self.words & (VALIDATION | TRAINING)


NOTHING = Told(frozenset(), None, None)


class _Level(NamedTuple):
    """What stands for the rows in one of the functions that they went through."""

    function: Function | None
    given: list[ast.expr]
    call: ast.Call | None  # the call that led further in
    words: frozenset[str]


def told(facts: Facts, metric: Metric) -> Told:
    """The words at the farthest place out that says what the rows are for."""
    found, level = NOTHING, None
    for level in _ways_out(facts, metric):
        again = found.test and Told(level.words, None, None).test  # the function itself knows that they are test rows
        if level.words & _ROLES:
            found = Told(level.words, found.call if again else level.call, level.call)
    return NOTHING if level is not None and _only_asked_for(level) else found


def _only_asked_for(level: _Level) -> bool:
    """Parameters of a function or class that nobody calls: whatever their name, they may be given any rows."""
    if level.function is None or not level.words & TESTING:
        return False
    parameters = {a.arg for a in ast.walk(level.function.node.args) if isinstance(a, ast.arg)}
    if level.function.owner is not None and level.function.owner.instances:
        parameters -= {"self"}
    return not _said(node for node in level.given if not _names(node) & parameters) & TESTING


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _ways_out(facts: Facts, metric: Metric) -> Iterator[_Level]:
    given: list[ast.expr] = list(metric.argument_nodes)
    beside = [(node, function_around(facts, node)) for node in _beside(metric)]
    function = function_around(facts, given[0]) if given else beside[0][1] if beside else None
    given += [node for node, home in beside if home is function]
    yield _Level(function, given, None, _said(given))
    calls = metric.site[1] if metric.site is not None else metric.calls
    for call in reversed(calls):
        outer = function_around(facts, call)
        handed = _handed(function, call, given) if function is not None else []
        given = handed + [node for node, home in beside if home is outer and home is not function]
        function = outer
        if not given:
            return
        yield _Level(function, given, call, _said(given) | _made_of(facts, given))


def _beside(metric: Metric) -> Iterator[ast.expr]:
    """What is predicted, and what the loops around go over: they say which rows the arguments are made of."""
    near = [p for p in metric.predictions if p.loops == metric.loops] or metric.predictions
    for predict in near:
        made = predict.site[0] if predict.site is not None else predict.node
        if isinstance(made, ast.Call) and predict.function == metric.function:
            yield from made.args
    loops = {id(loop): loop for event in (metric, *near) for loop in event.loops}
    for loop in loops.values():
        if isinstance(loop, (ast.For, ast.AsyncFor)):
            yield loop.iter


def _said(nodes: Iterable[ast.AST]) -> frozenset[str]:
    return frozenset().union(*(words_of(word) for node in nodes for word in _words(node)))


def _words(node: ast.AST) -> Iterator[str]:
    """Names, attributes and keys, but not what is called."""
    match node:
        case ast.Name(id=word) | ast.Attribute(attr=word):
            yield word
        case ast.Subscript(slice=ast.Constant(value=str(word))):
            yield word
    for inner in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Call) and inner is node.func and isinstance(inner, ast.Name)):
            yield from _words(inner)


def _handed(function: Function, call: ast.Call, nodes: list[ast.expr]) -> list[ast.expr]:
    """What the call gives for those parameters of the function that stand in these expressions."""
    arguments = function.node.args
    parameters = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    if function.owner is not None and parameters[:1] == ["self"]:
        parameters = parameters[1:]
    given = dict(zip(parameters, call.args, strict=False))
    given |= {k.arg: k.value for k in call.keywords if k.arg is not None}
    names = {name for node in nodes for name in _rows_in(node)}
    return [value for name, value in given.items() if name in names and not isinstance(value, ast.Starred)]


def _rows_in(node: ast.AST) -> Iterator[str]:
    """The names that stand for rows: of ``model.predict(X)`` the model does not, whatever it has learned from."""
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Call(func=ast.Attribute(value=ast.Name(), attr=asked)) if asked.startswith(_ASKED):
            for given in (*node.args, *node.keywords):
                yield from _rows_in(given)
        case _:
            for inner in ast.iter_child_nodes(node):
                yield from _rows_in(inner)


def _made_of(facts: Facts, nodes: list[ast.expr]) -> frozenset[str]:
    """``test_loader = DataLoader(val_set)``: validation rows under a name that says otherwise."""
    names = {ast.unparse(node) for node in nodes if isinstance(node, (ast.Name, ast.Attribute))}
    made = (
        statement.value
        for statement in facts.nodes_of(ast.Assign)
        if any(ast.unparse(target) in names for target in statement.targets)
    )
    return _said(made) & VALIDATION
