"""Models that take the place of one that could not be loaded: a dummy, an estimator that never learned, or a network
with the weights it was born with.

``try`` and ``if os.path.exists(…)`` are read alike: one branch loads, the other one is taken when there is nothing to
load. What ends the program there, or says so in a variable, is no stand-in; a program that trains begins anew rightly.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.handlers import handlers
from mlsmells.facts.analyses.training.hidden_layers import made_elsewhere
from mlsmells.facts.analyses.training.module_classes import module_classes
from mlsmells.facts.syntax.walk import called_as, every_node, variable
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_LOADS = regex(r"\bload\w*\(|from_pretrained\(|load_state_dict|load_weights")
_TRAINS = regex(r"\.backward\(|\.fit\(|\bfit_generator\(|\.train_step\(|optim\.\w+\(|Trainer\(")
_READY = regex(r"pretrained\s*=\s*True|weights\s*=\s*[\"'\w]*(?:imagenet|DEFAULT|_Weights)|from_pretrained")
_LOADERS = frozenset("load load_model from_pretrained load_from_checkpoint load_learner loads".split())
_INTO = frozenset({"load_state_dict", "load_weights"})
_STANDS_IN = frozenset("dummy mock mocked fake stub placeholder".split())
_PREDICTS = frozenset("predict prediction predictions classify infer inference forecast detect recommend".split())
_ENDS = frozenset("exit _exit abort stop quit fail skip HTTPException".split())
_MEANT = frozenset("test tests example examples mock demo train training".split())


class StandIn(NamedTuple):
    """``place`` gives ``name`` something else than what could not be loaded. ``made``: "" for random weights.

    ``unfitted``: an estimator that answers nothing before it is fitted, which nobody does.
    """

    place: ast.AST
    name: str
    made: str
    load: ast.AST
    unfitted: bool = False


def stand_ins(facts: Facts) -> Iterator[StandIn]:
    """One for each variable, in files that predict for others; new weights only where nothing is trained."""
    if facts.role == "test" or not facts.says(_LOADS) or _MEANT & words_of(facts.source.path) or not _serves(facts):
        return
    seen, trains = set[str](), facts.says(_TRAINS)
    for node in facts.nodes:
        for loading, failing in _ways(node):
            for found in (*_replaced(facts, loading, failing), *_never_filled(facts, node, loading, failing)):
                if found.name not in seen and (found.made or not trains):
                    seen.add(found.name)
                    yield found


def _serves(facts: Facts) -> bool:
    """It has handlers, or functions that predict by their names."""
    return bool(handlers(facts)) or any(_PREDICTS & words_of(f.name) for f in facts.functions)


def _ways(node: ast.AST) -> Iterator[tuple[list[ast.stmt], list[ast.stmt] | None]]:
    """The branch that may load, and each that is taken otherwise; None where there is none."""
    if isinstance(node, ast.Try):
        yield from ((node.body, handler.body) for handler in node.handlers)
    elif isinstance(node, ast.If) and _asks_for_a_file(node.test):
        first, second = (node.body, node.orelse) if not isinstance(node.test, ast.UnaryOp) else (node.orelse, node.body)
        if first:
            yield first, second or None


def _asks_for_a_file(test: ast.expr) -> bool:
    return any(
        isinstance(n, ast.Call) and called_as(n.func) in ("exists", "isfile", "is_file") for n in every_node(test)
    )


def _replaced(facts: Facts, loading: list[ast.stmt], failing: list[ast.stmt] | None) -> Iterator[StandIn]:
    """The same variable gets a dummy, or a network that nothing was loaded into; also what a function gives back."""
    loads = {name: value for name, value in _given(loading) if _is_load(value)}
    if not loads or failing is None or _ends(failing):
        return
    for name, value in _given(failing):
        if name not in loads or not isinstance(value, ast.Call):
            continue
        called = called_as(value.func)
        if _STANDS_IN & words_of(called):
            yield StandIn(value, name or called, called, loads[name])
        elif name and _is_unfitted(facts, value, name):
            yield StandIn(value, name, called, loads[name], unfitted=True)
        elif _is_new_network(facts, value) and not _owned(failing):
            yield StandIn(value, name or called, "", loads[name])


def _given(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """Variables and their values; "" is what the function gives back."""
    for statement in body:
        for node in every_node(statement):
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                yield variable(node.targets[0]), node.value
            elif isinstance(node, ast.Return) and node.value is not None:
                yield "", node.value


def _is_load(value: ast.expr) -> bool:
    """Of a library, or of the project: ``load_artifact("model.pkl")``."""
    called = called_as(value.func) if isinstance(value, ast.Call) else ""
    return called in _LOADERS or "load" in words_of(called)


def _is_unfitted(facts: Facts, call: ast.Call, name: str) -> bool:
    """A model of a library that no line of the file fits, and nobody gets what it learns elsewhere."""
    made = next((obj for obj in facts.objects if obj.node is call), None)
    if made is None or not made.predicts or made.is_a("module") or made.fits:
        return False
    return not any(isinstance(n, ast.Attribute) and n.attr.endswith("fit") and variable(n.value) == name
                   for n in facts.nodes)  # fmt: skip


def _is_new_network(facts: Facts, call: ast.Call) -> bool:
    """A class of networks of the project, without weights of a library."""
    if _READY.search(ast.unparse(call)):
        return False
    own = any(info.node.name == called_as(call.func) for info in module_classes(facts))
    return own or made_elsewhere(facts, call) is not None


def _never_filled(
    facts: Facts, node: ast.AST, loading: list[ast.stmt], failing: list[ast.stmt] | None
) -> Iterator[StandIn]:
    """A network is made, its weights are not there, and the program goes on with a word at most."""
    if (failing is not None and (_ends(failing) or _owned(failing))) or (failing is None and _is_told(loading)):
        return
    for call in (n for statement in loading for n in every_node(statement) if isinstance(n, ast.Call)):
        name = variable(call.func.value) if isinstance(call.func, ast.Attribute) and call.func.attr in _INTO else ""
        if name and any(_is_new_network(facts, made) for made in _made(facts, name, node)):
            yield StandIn(failing[0] if failing else node, name, "", call)


def _made(facts: Facts, name: str, node: ast.AST) -> Iterator[ast.Call]:
    """The calls that the variable was bound to before, or in the branch itself."""
    for other in facts.nodes:
        if isinstance(other, ast.Assign) and isinstance(other.value, ast.Call):
            if any(variable(target) == name for target in other.targets):
                yield from (
                    inner for inner in every_node(other.value)
                    if isinstance(inner, ast.Call) and other.lineno < (getattr(node, "end_lineno", 0) or 0)
                )  # fmt: skip


def _ends(body: list[ast.stmt]) -> bool:
    """It raises, leaves or gives back nothing."""
    return any(
        isinstance(node, ast.Raise)
        or (isinstance(node, ast.Return) and (node.value is None or isinstance(node.value, ast.Constant)))
        or (isinstance(node, ast.Call) and called_as(node.func) in _ENDS)
        for statement in body
        for node in every_node(statement)
    )


def _is_told(body: list[ast.stmt]) -> bool:
    """A variable says how it went, or the function ends here when all is well."""
    return any(
        isinstance(node, ast.Return) or (isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant))
        for statement in body
        for node in every_node(statement)
    )


def _owned(body: list[ast.stmt]) -> bool:
    """That is told, or the network gets its weights in another way."""
    return _is_told(body) or any(
        isinstance(node, ast.Call) and called_as(node.func) in (*_INTO, *_LOADERS, "download")
        for statement in body
        for node in every_node(statement)
    )
