"""What the parameters of a function that nobody calls must be, as the function uses them: networks and loaders.

The parts of a split are known by their names (``presumed_parts``).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain.objects import GIVEN, Obj
from mlsmells.facts.domain.values import Columns, Value
from mlsmells.facts.syntax.uses import ARRAY, FRAME, TRANSFORMER
from mlsmells.facts.syntax.walk import every_node
from mlsmells.facts.syntax.words import words_of
from mlsmells.facts.transfer.presuming.presumed_parts import presume_parts
from mlsmells.knowledge import ClassSpec

if TYPE_CHECKING:
    from mlsmells.facts.state.frames import Function
    from mlsmells.facts.state.state import Run

# Methods that only networks have.
OF_NETWORKS = frozenset("eval train parameters named_parameters state_dict load_state_dict zero_grad".split())
_CALLED_NETWORKS = frozenset("model net network classifier backbone".split())
# What goes through a loader and gives its batches.
ROUND_IT = frozenset({"enumerate", "tqdm", "trange", "islice"})
NETWORK = "torch.nn.Module"


def presume(run: Run, function: Function, bound: dict[str, Value]) -> None:
    """Say of the parameters that are networks, loaders or the parts of a split that they are."""
    presume_parts(run, function, bound)
    spec = run.libraries.knowledge.klass(NETWORK) if "torch" in run.libraries.packages else None
    unknown = {name for name, value in bound.items() if not value.kind and not value.objs}
    if spec is None or not unknown or isinstance(function.node, ast.Lambda):
        return
    nodes = [node for statement in function.node.body for node in every_node(statement)]
    called = {n.func.id for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    networks = {name for name in _networks(nodes, called) if name in unknown}
    for name in networks:
        obj = Obj(cls=name, node=function.node, spec=spec, name=name, unclear=True)
        run.alive.append(obj)
        bound[name] = Value(kind="estimator", objs=(obj,), name=f"parameter {name}")
    predicts = networks or _predicts(function, nodes, called)
    for name in _loaders(nodes) if predicts else ():
        if name in unknown - networks:
            bound[name] = Value(kind="loader", rows=run.fresh_rows(), name=f"parameter {name}")


def _predicts(function: Function, nodes: list[ast.AST], called: set[str]) -> bool:
    """A network from outside the function is called in it, or one that the instance holds: ``self.model(x)``."""
    held = (function.frame.find(name) for name in called)
    if any(obj.is_a("module") for value in held if value is not None for obj in value.objs):
        return True
    owned = (n.func for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute))
    return any(words_of(f.attr) & _CALLED_NETWORKS for f in owned if getattr(f.value, "id", "") == "self")


def _networks(nodes: list[ast.AST], called: set[str]) -> Iterator[str]:
    """``net.eval()`` and ``net(x)``; ``model(x)``, by its name."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)):
                if attr in OF_NETWORKS and name in called:
                    yield name
    yield from (name for name in called if words_of(name) & _CALLED_NETWORKS)


def _loaders(nodes: list[ast.AST]) -> Iterator[str]:
    """``for x, y in loader``, ``for i, (x, y) in enumerate(loader)``."""
    for node in nodes:
        if isinstance(node, (ast.For, ast.comprehension)):
            held, target = node.iter, node.target
            while isinstance(held, ast.Call) and getattr(held.func, "id", "") in ROUND_IT and held.args:
                target = target.elts[-1] if _counted(held, target) else target  # type: ignore[attr-defined]
                held = held.args[0]
            if isinstance(held, ast.Name) and isinstance(target, (ast.Tuple, ast.List)) and len(target.elts) > 1:
                yield held.id


def _counted(call: ast.Call, target: ast.expr) -> bool:
    named = getattr(call.func, "id", "") == "enumerate"
    return named and isinstance(target, ast.Tuple) and len(target.elts) == 2


def as_used(run: Run, function: Function, name: str, what: str) -> Value:
    """The parameter as a frame, an array or an estimator."""
    called = f"parameter {name}"
    if what == FRAME:
        return Value(kind="frame", columns=Columns(), name=called)
    if what == ARRAY:
        return Value(kind="array", name=called, rows=run.fresh_rows())
    family = "transformer.unsupervised" if what == TRANSFORMER else "predictor"
    spec = ClassSpec(name, family, (), "", "never", frozenset({GIVEN}), {}, {})
    obj = Obj(cls=name, node=function.node, spec=spec, unclear=True, name=name)
    obj.foreign, obj.loops = run.context.elsewhere, run.context.loops
    run.objects.append(obj)
    return Value(kind="estimator", objs=(obj,), origin=function.node)
