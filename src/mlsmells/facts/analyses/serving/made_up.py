"""Answers that are made up where a prediction fails: ``except Exception: probability = 0.75``.

Zero, nothing and one's own word for "not known" are no answers, and what says that it failed is none either. Only a
number that looks as if a model had given it is made up.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.training.surroundings import function_around
from mlsmells.facts.syntax.walk import called_as, every_node, variable
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_TRIES = regex(r"\bexcept\b")
_ASKS = frozenset(
    "predict predict_proba predict_log_proba decision_function predict_on_batch predict_classes predict_one forecast "
    "classify infer inference".split()
)
_MODELS = frozenset("model net network classifier clf pipe pipeline regressor predictor".split())
ANSWERS = frozenset(
    "prediction predictions predicted pred prob probs probability probabilities proba confidence confidences score "
    "scores risk forecast estimate".split()
)
# What else the answer says, so that it is known for what it is.
_SAID = frozenset(
    "error errors err fallback failed failure success ok status message warning detail reason note heuristic degraded "
    "source mock demo dummy available".split()
)
# Measuring is not serving: what a failure costs there, MLS518 asks.
_MEASURES = frozenset("evaluate evaluation eval judge grade benchmark test cv cross validate objective".split())
_NOT_MADE = (0, 1, -1)


class MadeUp(NamedTuple):
    """``place`` gives ``value`` for what ``call`` could not predict."""

    place: ast.expr
    value: str
    function: str
    call: ast.Call


def made_up(facts: Facts) -> Iterator[MadeUp]:
    """The first made-up number of each handler of exceptions."""
    if facts.role == "test" or not facts.says(_TRIES):
        return
    for node in facts.nodes:
        call = _asked(node.body) if isinstance(node, ast.Try) else None
        function = function_around(facts, node) if call is not None else None
        if function is None or call is None or _MEASURES & words_of(function.name):
            continue
        assert isinstance(node, ast.Try)
        for handler in node.handlers:
            hides = _is_broad(handler) and not _says_so(handler)
            found = next(_invented(handler, _answered(node.body, call)), None) if hides else None
            if found is not None:
                yield MadeUp(found, ast.unparse(found), function.name, call)


def _asked(body: list[ast.stmt]) -> ast.Call | None:
    """A model is asked: by a method that predicts, or called as a function."""
    for statement in body:
        for node in every_node(statement):
            if isinstance(node, ast.Call) and (
                (isinstance(node.func, ast.Attribute) and node.func.attr in _ASKS)
                or (called_as(node.func).lower() in _MODELS and node.args)
            ):
                return node
    return None


def _is_broad(handler: ast.ExceptHandler) -> bool:
    """Whatever goes wrong; who names an error may have an answer to it."""
    return handler.type is None or called_as(handler.type) in ("Exception", "BaseException")


def _says_so(handler: ast.ExceptHandler) -> bool:
    """It raises or ends after all, or keeps in a variable that the answer is none."""
    for node in every_node(handler):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and called_as(node.func) in ("exit", "abort")):
            return True
        if isinstance(node, ast.Assign) and any(_SAID & words_of(called_as(target)) for target in node.targets):
            return True
    return False


def _answered(body: list[ast.stmt], call: ast.Call) -> set[str]:
    """The variables that hold what was predicted, or what was made of it."""
    inside = [node for statement in body for node in every_node(statement)]
    names: set[str] = set()
    for node in inside:
        if isinstance(node, ast.Assign):
            parts = every_node(node.value)
            if call in parts or names & {variable(part) for part in parts}:
                names.update(variable(target) for target in node.targets)
    return names - {""}


def _invented(handler: ast.ExceptHandler, answered: set[str]) -> Iterator[ast.expr]:
    """Numbers that take the place of the prediction: in the same variable, or in what is given back."""
    for node in every_node(handler):
        if isinstance(node, ast.Assign) and _is_number(node.value):
            if any(variable(target) in answered for target in node.targets):
                yield node.value
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Dict):
            keys = {
                word for key in node.value.keys if isinstance(key, ast.Constant) for word in words_of(str(key.value))
            }
            yield from () if _SAID & keys else _numbers(node.value)
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Constant) and _is_number(node.value):
            yield node.value


def _numbers(answer: ast.Dict) -> Iterator[ast.expr]:
    """Under the names of what a model gives, also one level further down."""
    for key, value in zip(answer.keys, answer.values, strict=True):
        if isinstance(key, ast.Constant) and ANSWERS & words_of(str(key.value)):
            inner = (
                value.values if isinstance(value, ast.Dict) else value.elts if isinstance(value, ast.List) else [value]
            )
            yield from (each for each in inner if _is_number(each))


def _is_number(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and not isinstance(node.value, bool)
        and node.value not in _NOT_MADE
    )
