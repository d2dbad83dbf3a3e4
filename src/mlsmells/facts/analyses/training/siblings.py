"""Functions that predict by a method of a network: one of a file switches to eval mode first, another does not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_PREDICTS = regex(r"predict|translat|infer|generat|sample|decode|caption|summari[sz]e|classify|answer|reply|respond")
_SWITCHES = regex(r"\.eval\(\)|\.train\(|no_mode|set_mode|mc_|monte|uncertain")
_LEARNS = regex(r"\.backward\(|\.step\(")


@dataclass(frozen=True)
class Forgotten:
    """``call`` predicts without ``eval()``; ``right`` is the function that calls the same method after it."""

    call: ast.Call
    network: str
    right: FunctionNode


def forgotten_switches(facts: Facts) -> Iterator[Forgotten]:
    """Calls of the same method on the same parameter, in functions that make predictions by their names."""
    if not facts.says(_EVAL):
        return
    functions = [f.node for f in facts.functions if not isinstance(f.node, ast.Lambda)]
    right = {}
    for function in functions:
        for network, method, _, switched in _predictions(function):
            if switched:
                right[network, method] = function
    for function in functions if right else ():
        if not _PREDICTS.search(function.name.lower()) or not _is_silent(facts, function):
            continue
        for network, method, call, _ in _predictions(function):
            if (network, method) in right and not _is_switched_by_callers(facts, function, functions):
                yield Forgotten(call, network, right[network, method])
                break


_EVAL = regex(r"\.eval\(\)")


def _predictions(function: FunctionNode) -> Iterator[tuple[str, str, ast.Call, bool]]:
    """Network, method and call, and whether ``network.eval()`` stands before, for every parameter that is a network."""
    parameters = {argument.arg for argument in function.args.args}
    calls = [n for n in every_node(function) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    switched = {
        variable(c.func.value): c.lineno for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "eval"
    }
    for call in calls:
        if isinstance(call.func, ast.Attribute) and _PREDICTS.search(call.func.attr.lower()):
            network = variable(call.func.value)
            if network in parameters and network not in ("self", "cls"):
                yield network, call.func.attr, call, switched.get(network, call.lineno + 1) < call.lineno


def _text(facts: Facts, function: FunctionNode) -> str:
    return "\n".join(facts.source.lines[function.lineno - 1 : function.end_lineno])


def _is_silent(facts: Facts, function: FunctionNode) -> bool:
    """It neither switches nor learns."""
    text = _text(facts, function)
    return not _SWITCHES.search(text) and not _LEARNS.search(text)


def _is_switched_by_callers(facts: Facts, function: FunctionNode, functions: list[FunctionNode]) -> bool:
    """A function of the file that calls it has the mode in hand; so has the module's own code that switches."""
    callers = [
        other for other in functions
        if other is not function
        and any(isinstance(n, ast.Call) and called_as(n.func) == function.name for n in every_node(other))
    ]  # fmt: skip
    if any(_SWITCHES.search(_text(facts, caller)) for caller in callers):
        return True
    body = facts.source.tree.body if facts.source.tree is not None else []
    own = [s for s in body if not isinstance(s, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
    return any(isinstance(n, ast.Call) and called_as(n.func) == "eval" for s in own for n in every_node(s))
