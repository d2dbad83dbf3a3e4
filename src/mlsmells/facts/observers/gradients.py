"""Training by gradients, whatever is known of the loss, the model and the optimizer.

A training loop that gets its model and optimizer as parameters says by its calls what they are: only tensors and
modules have ``zero_grad``, and what steps right after ``backward()`` is an optimizer.
"""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Backward, Call, Event
from mlsmells.facts.domain.values import Value, is_shared
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.walk import called_as, variable

# The tags of what computes gradients.
COMPUTES = frozenset({"loop.backward", "loop.gradient"})
CLEARS = frozenset({"loop.zero-grad"})
SCHEDULES = frozenset({"loop.schedule"})
# Of a step that a scaler of gradients takes for an optimizer.
SCALED = frozenset({"loop.scaled-step"})
# The tags of what is done to a network: to one and the same, if that is known.
OF_NETWORKS = frozenset({"mode.train", "mode.eval", "module.forward", "module.freeze", "module.load-state"})
# What gives the very same network, or tensor, back.
SAME = frozenset("to cuda cpu float half double bfloat16 train eval requires_grad_ share_memory".split())


def backward(run: Run, node: ast.Call, holder: Value | None, args: Args) -> None:
    """Record that gradients are computed: of the first argument, or of what is called itself."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else "backward"
    event = Backward(node, name=name, loss=args.first() if args.positional else holder)
    if args.positional and holder is not None and holder.kind != "metric":
        event.holder, event.obj = holder, holder.objs[0] if len(holder.objs) == 1 else None
    run.emit(event)


def method_of_unknown(run: Run, node: ast.Call, holder: Value, name: str, args: Args) -> None:
    """Record what the name of the method says, if it says anything."""
    if name == "zero_" and _is_gradient(node.func):
        cleared(run, node, holder)
    spec = run.libraries.knowledge.method("unknown", name)
    if spec is None or holder.objs or holder.kind not in ("", "function", "lib", "instance", "other"):
        return
    tags = frozenset(spec.options["tags"])
    if tags & COMPUTES:
        backward(run, node, holder, args)
    elif "loop.step" in tags and _is_scaler(run, node):
        given = args.bind(("optimizer",)).by_name
        run.emit(Call(node, name=name, tags=tags | SCALED, args=given, holder=holder, presumed=True))
    elif _may_be_meant(run, tags, holder, args):
        given = args.bind(spec.args).by_name
        run.emit(Call(node, name=name, tags=tags, args=given, holder=holder, presumed=True))
    elif "loop.step" in tags and _is_schedule(node):
        given = args.bind(("metrics",)).by_name
        run.emit(Call(node, name=name, tags=SCHEDULES, args=given, holder=holder, presumed=True))


def _may_be_meant(run: Run, tags: frozenset[str], holder: Value, args: Args) -> bool:
    """What is called may be an optimizer or a network: a schedule steps too, a table evaluates expressions."""
    if "loop.step" in tags:
        return _is_optimizer(run, holder, args)
    if tags & OF_NETWORKS:
        if is_shared(holder) or holder.kind == "lib":
            return False  # it is not known which one it is
        count = len(args.positional) + len(args.keywords)
        return count == 0 or ("mode.eval" not in tags and (count == 1 or "mode.train" not in tags))
    return True


def is_nothing_else(holder: Value) -> bool:
    """Nothing is known of the value but which one it is: ``model.to(device)`` is the same again."""
    return not (
        holder.kind not in ("", "other")
        or holder.rows
        or holder.effects
        or holder.predictions
        or holder.config
        or holder.known
    )


def cleared(run: Run, node: ast.AST, holder: Value) -> None:
    """``p.grad = None``, ``p.grad.zero_()``: gradients cleared by hand."""
    run.emit(Call(node, name="grad", tags=CLEARS, holder=holder, presumed=True))


def _is_gradient(func: ast.expr) -> bool:
    """The ``zero_`` of ``p.grad.zero_``, ``p.grad.data.zero_``, ``p.grad.detach_().zero_``."""
    inner = func.value if isinstance(func, ast.Attribute) else None
    if isinstance(inner, ast.Call) and called_as(inner.func).startswith("detach"):
        inner = inner.func
    if isinstance(inner, ast.Attribute) and inner.attr in ("data", "detach", "detach_"):
        inner = inner.value
    return isinstance(inner, ast.Attribute) and inner.attr == "grad"


def _is_optimizer(run: Run, holder: Value, args: Args) -> bool:
    """What steps first after ``backward()`` is the optimizer; a scheduler follows it, an environment gets an action.

    An engine that computes the gradients itself (``engine.backward(loss)``) clears them as well: it is none.
    """
    if holder.kind == "lib" or any(value.kind != "function" for value in args.values()):
        return False  # a function of another module, or a step with something
    last = next((event for event in reversed(run.events) if _ends_search(event)), None)
    return isinstance(last, Backward) and last.holder is not holder and last.loops[:1] == run.context.loops[:1]


def _is_schedule(node: ast.Call) -> bool:
    """``scheduler.step()``, ``self.lr_sched.step()``, by its name."""
    return isinstance(node.func, ast.Attribute) and "sched" in called_as(node.func.value).lower()


def _is_scaler(run: Run, node: ast.Call) -> bool:
    """What has scaled the loss of the last ``backward()`` steps for an optimizer: ``scaler.step(optimizer)``."""
    if not node.args or not isinstance(node.func, ast.Attribute):
        return False
    last = next((event for event in reversed(run.events) if _ends_search(event)), None)
    made = last.node.func if isinstance(last, Backward) and isinstance(last.node, ast.Call) else None
    scale = made.value.func if isinstance(made, ast.Attribute) and isinstance(made.value, ast.Call) else None
    if not isinstance(scale, ast.Attribute) or scale.attr != "scale":
        return False
    return variable(scale.value) == variable(node.func.value) != ""


def _ends_search(event: Event) -> bool:
    return isinstance(event, Backward) or (isinstance(event, Call) and "loop.step" in event.tags)
