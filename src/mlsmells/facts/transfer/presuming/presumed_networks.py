"""Networks and loaders of which nothing is known but what the file does with them.

``net = build(args)`` may be anything; ``net.eval()`` and ``optim.Adam(net.parameters())`` say that it is a network, and
``net(x)`` is then a prediction. What a loop takes apart and hands to a network are the batches of a loader.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from mlsmells.facts.domain.growth import found_loader
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value, identity, is_shared
from mlsmells.facts.observers.gradients import is_nothing_else
from mlsmells.facts.state.dispatch import evaluate
from mlsmells.facts.state.frames import Home
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import every_node, variable
from mlsmells.facts.syntax.words import words_of
from mlsmells.facts.transfer.assignment import rebind
from mlsmells.facts.transfer.presuming.presumed import NETWORK, OF_NETWORKS, ROUND_IT

_LOADER = frozenset("loader loaders dataloader dataloaders trainloader testloader valloader dl batches".split())

_READERS = frozenset({"torch.load", "torch.jit.load", "torch.hub.load"})


class PresumedNotes:
    """What was presumed in one walk: how networks are written in each module, and what stands for a value."""

    def __init__(self) -> None:
        self.written: dict[int, dict[str, ast.AST]] = {}
        self.networks: dict[int, Obj] = {}
        self.loaders: dict[tuple[int, str], Value] = {}


def network(run: Run, node: ast.Call, target: Value) -> Value | None:
    """What is called, as a network, if the module shows by what it does to it that it is one."""
    if "torch" not in run.libraries.packages or is_shared(target) or not is_nothing_else(target):
        return None
    name = variable(node.func)
    made = _written(run, run.context.home).get(name) if name else None
    if made is None:
        return None
    if target.objs:  # one of two, of which the other is not known: ``DataParallel(net) if several else net``
        return Value(kind="estimator", objs=target.objs) if all(o.is_a("module") for o in target.objs) else None
    networks = run.notes[PresumedNotes].networks
    obj = networks.get(identity(target))
    if obj is None:
        spec = run.libraries.knowledge.klass(NETWORK)
        obj = Obj(cls=name.rpartition(".")[2], node=made, spec=spec, name=name, unclear=True, stands_for=target)
        obj.foreign = run.context.elsewhere
        networks[identity(target)] = obj
        run.alive.append(obj)
    return Value(kind="estimator", objs=(obj,), origin=target.origin)


def _written(run: Run, home: Home) -> dict[str, ast.AST]:
    """The variables of a module that are called and have methods of networks, and where each is made."""
    known = run.notes[PresumedNotes].written
    if id(home) not in known:
        nodes = every_node(home.source.tree) if home.source is not None else []
        known[id(home)] = _networks_in(nodes)
    return known[id(home)]


def _networks_in(nodes: list[ast.AST]) -> dict[str, ast.AST]:
    called, shown = set(), set()
    made: dict[str, ast.AST] = {}
    for node in nodes:
        if isinstance(node, ast.Call):
            called.add(variable(node.func))
            if isinstance(node.func, ast.Attribute) and node.func.attr in OF_NETWORKS:
                shown.add(variable(node.func.value))
        elif isinstance(node, ast.Assign):
            shown |= {variable(target) for target in node.targets if _gives_network(node.value)}
            made |= {variable(target): node.value for target in node.targets if variable(target) not in made}
    start = next((n for n in nodes if isinstance(n, ast.stmt)), ast.Pass())
    return {name: made.get(name, start) for name in (called & shown) - {""}}


def _gives_network(made: ast.expr) -> bool:
    """``load(path).eval()``, ``torch.load(path)``: of what can be called, the second reads whole networks alone."""
    match made:
        case ast.Call(func=ast.Attribute(attr=attr, value=ast.Call() | ast.Attribute() | ast.Name())):
            return attr in OF_NETWORKS or variable(made.func) in _READERS
    return False


def loader(run: Run, loop: ast.For | ast.AsyncFor | ast.comprehension, body: Sequence[ast.AST]) -> None:
    """``for x, y in loader`` goes over batches, where the loop hands them to a network or the name says so."""
    held, target = loop.iter, loop.target
    while isinstance(held, ast.Call) and variable(held.func).rpartition(".")[2] in ROUND_IT and held.args:
        counted = variable(held.func) == "enumerate" and isinstance(target, ast.Tuple) and len(target.elts) == 2
        target = target.elts[-1] if counted else target  # type: ignore[attr-defined]
        held = held.args[0]
    name = variable(held)
    if not name or "torch" not in run.libraries.packages or not (_named(name) or _feeds(run, body, target)):
        return
    value = evaluate(run, held)
    if value.rows is not None or value.objs or value.items is not None or not is_nothing_else(value):
        return
    if not is_shared(value):
        found_loader(value, run.fresh_rows())
        return
    # A name without a value of its own: it gets one, the same in each pass over the loops around.
    loaders, key = run.notes[PresumedNotes].loaders, (id(run.context.frame), name)
    if key not in loaders:
        run.alive.append(run.context.frame)
        loaders[key] = Value(kind="loader", rows=run.fresh_rows())
    rebind(run, held, loaders[key])


def _named(name: str) -> bool:
    return bool(words_of(name.rpartition(".")[2]) & _LOADER)


def _feeds(run: Run, body: Sequence[ast.AST], target: ast.expr) -> bool:
    """Several parts of each element, and a network is called in the loop."""
    if not isinstance(target, (ast.Tuple, ast.List)) or len(target.elts) < 2:
        return False
    networks = _written(run, run.context.home)
    calls = (n for node in body for n in every_node(node) if isinstance(n, ast.Call))
    return any(variable(call.func) in networks for call in calls)
