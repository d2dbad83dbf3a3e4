"""Functions and methods of the file: run with the caller's values."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Split
from mlsmells.facts.domain.lattice import join_all
from mlsmells.facts.domain.values import UNKNOWN, Value, identity
from mlsmells.facts.interpreter.parameters import bind, opaque
from mlsmells.facts.state.dispatch import CALLERS, evaluate, run_block
from mlsmells.facts.state.frames import Frame, Function
from mlsmells.facts.state.hooks import on_follow, on_unfollowed
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.presuming import own_models
from mlsmells.facts.transfer.presuming.presumed import presume
from mlsmells.facts.transfer.written_back import write_back

# Calls into functions of the file are followed this deep; beyond, their result is unknown.
MAX_DEPTH = 4
# One function is run for at most so many different calls.
MAX_CONTEXTS = 12
# What a call uses up: the same argument gives something else the next time.
CONSUMED = frozenset({"iterator", "file", "loader"})


def invoke(run: Run, node: ast.Call, function: Function, args: Args, instance: Value | None = None) -> Value:
    """Call a function of the file with these arguments."""
    function.sites.add(id(node))
    here = (node, key := _key(args, instance))
    if here in function.memo:
        return function.memo[here]
    if _is_too_much(run, function):
        for given_up in on_unfollowed:
            given_up(run, node, args.values())
        return function.memo.get(key) or Value()
    function.contexts += 1
    for tell in on_follow:
        tell(run, node, function, args, instance)
    begin, built = run.emitted, len(run.objects)
    with run.within(run.context.in_call(node)):
        result = _execute(run, function, args, instance)
    result = own_models.called(run, node, function, args, instance, run.since(begin), result)
    redrawn = any(isinstance(e, Split) and e.redrawn for e in run.since(begin))
    if not redrawn and not set(result.objs) & set(run.objects[built:]):  # each call builds another model
        function.memo[here] = function.memo[key] = result
    return result


def _is_too_much(run: Run, function: Function) -> bool:
    active = run.context.active
    deep = len(active) >= MAX_DEPTH and not isinstance(function.node, ast.Lambda)
    return deep or function in active or run.budget <= 0 or function.contexts >= MAX_CONTEXTS


def _key(args: Args, instance: Value | None) -> object:
    """Equal keys: the call gives the same again."""
    # An instance changes between calls: its methods are run anew each time.
    if instance is not None or any(v.kind in CONSUMED for v in args.values()):
        return object()
    return (
        tuple(identity(v) for _, v in args.positional),
        tuple((k, identity(v)) for k, (_, v) in args.keywords.items()),
    )


def run_uncalled(run: Run, function: Function, instance: Value | None = None) -> Value:
    """Run a function that nobody in the file calls, with parameters about which nothing is known."""
    if run.budget <= 0:
        return UNKNOWN
    function.contexts += 1
    return _execute(run, function, None, instance)


def _execute(run: Run, function: Function, args: Args | None, instance: Value | None) -> Value:
    """Run the body; without arguments nothing is known of the parameters."""
    outer = run.context
    frame = Frame(parent=function.frame)
    with run.within(outer.at_definition(function)):
        frame.vars = bind(run, function, args, instance) if args is not None else opaque(run, function, instance)
        if args is None or not args.values():
            frame.vars.update(run.outside.parameters(function))
        if args is None:
            presume(run, function, frame.vars)
    with run.within(outer.in_function(function, frame, called=args is not None)):
        if isinstance(function.node, ast.Lambda):
            return evaluate(run, function.node.body)
        run_block(run, function.node.body)
    write_back(run, function, args, instance, frame)
    return join_all(frame.returns) if frame.returns else Value(kind="none", const=None)


CALLERS.update({"invoke": invoke, "run_uncalled": run_uncalled})
