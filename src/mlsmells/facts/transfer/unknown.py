"""Calls of functions about which nothing is known."""

from __future__ import annotations

import ast

from mlsmells.core.patterns import regex
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Metric
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import UNKNOWN, Value
from mlsmells.facts.observers import escapes, requests, scores, seeds
from mlsmells.facts.observers.gradients import method_of_unknown
from mlsmells.facts.state.dispatch import call_value
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.assignment import rebind
from mlsmells.facts.transfer.presuming import presumed_networks

# What a project calls the metrics it writes itself.
_METRIC_WORDS = regex(r"scor|metric|error|loss|acc|auc|rms|mse|mae|mape|eval|report|f1|precision|recall|r2|gini|kappa")
# A function of a library's module of metrics that is not known, or that is chosen by its name.
_OF_METRICS = regex(r"(?:^|\.)metrics\.(?!.*(?:plot|display))")

# The keywords under which schedulers and threads take what they run.
_STARTS = ("python_callable", "target")


def unknown_library_call(run: Run, node: ast.Call, args: Args, name: str = "") -> Value:
    """A library function we know nothing of: the rows of its arguments in unknown selection."""
    scored = _own_metric(run, node, args, "metric") if _OF_METRICS.search(name) else UNKNOWN
    if scored.effects:
        return scored
    seeds.note_helper(run, node, args, "")
    requests.loaded(run, node, args)
    values = args.values()
    escapes.handed_over(run, node, values)
    _started(run, node, args)
    rowed = [v for v in values if v.rows is not None]
    effects = merge_effects(*(v.effects for v in values))
    if not rowed:
        return Value(effects=effects, config=any(v.config for v in values))
    shared = tuple(h for h in rowed[0].hints if h.kind == "windows")  # whatever was computed of each
    return Value(rows=R.step(rowed[0].rows, ("call", id(node)), "?"), effects=effects, read=rowed[0].read, hints=shared)


def _started(run: Run, node: ast.Call, args: Args) -> None:
    """``PythonOperator(python_callable=train)``, ``Thread(target=train)``: the function is run, some time."""
    for word in _STARTS:
        _, value = args.keywords.get(word, (node, UNKNOWN))
        if value.kind in ("function", "partial"):
            call_value(run, node, value, Args(node, unclear=True))


def unknown_function(run: Run, node: ast.Call, name: str, args: Args) -> Value:
    """A function of another module that could not be followed."""
    module, _, last = name.rpartition(".")
    method_of_unknown(run, node, run.libraries.value(module), last, args)
    return unknown_call(run, node, args, own=name)


def unknown_method(run: Run, node: ast.Call, holder: Value, name: str, args: Args) -> None:
    """A method of an instance that its class does not have: it comes from a base class that nobody knows."""
    method_of_unknown(run, node, holder, name, args)


def unknown_target(run: Run, node: ast.Call, target: Value, args: Args) -> Value:
    """Something about which nothing is known is called: it may be a network."""
    network = presumed_networks.network(run, node, target)
    if network is not None:
        return call_value(run, node, network, args)
    method_of_unknown(run, node, target, "__call__", args)
    return unknown_call(run, node, args)


def unknown_call(run: Run, node: ast.Call, args: Args, own: str = "") -> Value:
    """A function of another module, or of an unknown object: it may do anything."""
    out = _own_metric(run, node, args, own)
    _started(run, node, args)
    requests.of_unknown(run, node, args)
    escapes.handed_over(run, node, args.values())
    scores.shown_by(run, node, args)
    seeds.note_helper(run, node, args, own)
    for arg, value in args.positional:
        if value.kind == "frame" and isinstance(arg, (ast.Name, ast.Attribute)) and value.columns is not None:
            rebind(run, arg, value.with_(columns=None, base=value.root))
    if not out.stored and own.rpartition(".")[2][:1].isupper():
        return Value(origin=node)  # an object of a class that nobody knows
    return out


def _own_metric(run: Run, node: ast.Call, args: Args, own: str) -> Value:
    """A function of the project that is not in this file gets labels and predictions: probably a metric."""
    values = args.values()
    predicted = next((v for v in values if v.predictions), None)
    if predicted is None or not own or not _METRIC_WORDS.search(own.rpartition(".")[2].lower()):
        return Value()
    others = [v for v in values if not v.predictions and (v.rows is not None or v.is_label)]
    if others:
        fits = tuple(dict.fromkeys(f for p in predicted.predictions for f in p.fits))
        event = Metric(node, name=own, true=others[0], pred=predicted, predictions=predicted.predictions, fits=fits)
        event.via = "custom"
        run.emit(event)
        score = Value(effects=scores.scored(run, event))
        run.amend(event, out=score)
        return score
    return Value()
