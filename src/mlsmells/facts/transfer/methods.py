"""Methods of values: of losses, estimators and containers, and of everything that holds rows."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.values import RANKING, UNKNOWN, Value
from mlsmells.facts.observers import finishing, gradients, nan_comparisons, positions, scores, torch_training
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer import builtins, containers, estimators, operators, registry, saved_models
from mlsmells.facts.transfer.unknown import unknown_call
from mlsmells.knowledge import FunctionSpec

# Methods that many unknown things have: on an unknown value they say nothing.
AMBIGUOUS = frozenset(
    "fit transform fit_transform predict score evaluate get items keys append update pop copy add remove index count "
    "split join format strip replace read write close open run start stop load save train eval step forward insert "
    "filter map sum mean sort".split()
)
# Kinds that behave like a series.
_METHODS_OF = {"residual": "series", "mask": "series", "pred": "array", "score": "array", "stat": "series"}
# Words that arrays of numpy know, and tensors do not as a rule.
_OF_NUMPY = frozenset({"axis", "keepdims"})
# What methods of a series do to all rows, their namesakes of texts do to each: ``s.str.count("a")``.
_OF_ROWS = frozenset({"stat", "size", "subset", "grouped", "sample", "columns"})


# Methods by which files get their lines.
_WRITES = frozenset({"write", "writelines", "writerow", "writerows"})
# What one may do with a ranking of columns without choosing among them.
_ALL_OF_THEM = frozenset("abs sort_values sort_index tolist to_list to_numpy copy keys round fillna rename".split())


def method(run: Run, node: ast.Call, func: ast.Attribute, holder: Value, args: Args) -> Value:
    """The result of ``holder.name(…)``; ``func`` is what is called."""
    name = func.attr
    if name in finishing.UNORDERED:
        return finishing.results(node)
    if name in _WRITES and (args.first().effects or args.first().items):
        positions.collected(run, node, holder, args.first())
    loss = torch_training.loss_method(run, node, holder, name, args)
    if loss is not None:
        return loss
    if holder.kind == "other" and (model := saved_models.asked(run, holder, name)) is not None:
        holder = model
    if holder.objs and holder.kind not in ("instance", "inherited"):  # what a base class set is not known
        return estimators.method(run, node, holder, name, args)
    found = containers.method(run, node, func.value, holder, name, args)
    if found is not None:
        return found
    if holder.kind == "builtin" and holder.name:
        return builtins.static_method(run, node, holder.name, name, args)
    if holder.kind == "function" or holder is UNKNOWN:
        gradients.method_of_unknown(run, node, holder, name, args)
        return unknown_call(run, node, args)
    out = _of_rows(run, node, func, holder, args)
    return _ranked(holder, name, args, out) if holder.name == RANKING and holder.kind == "stat" else out


def _ranked(ranking: Value, name: str, args: Args, out: Value) -> Value:
    only_the_label = name == "drop" and any(isinstance(v.const, str) for v in args.values())
    if name in _ALL_OF_THEM or only_the_label:
        return ranking
    return out.with_(name="") if out.name == RANKING else out


def _of_rows(run: Run, node: ast.Call, func: ast.Attribute, holder: Value, args: Args) -> Value:
    name = func.attr
    nan_comparisons.asked(run, node, holder, args)
    if name == "eq" and (holder.predictions or args.first().predictions):
        test = ast.Compare(func.value, [ast.Eq()], [a for a, _ in args.positional])
        return operators.compare(run, ast.copy_location(test, node), holder, [args.first()])
    if holder.kind == "strings":
        holder = holder.with_(kind="series")
        if (found := run.libraries.knowledge.method("series", name)) is None or found.does in _OF_ROWS:
            return holder
    if name in gradients.SAME and gradients.is_nothing_else(holder):
        gradients.method_of_unknown(run, node, holder, name, args)
        return holder
    spec = _known(run, holder, name, args)
    if spec is not None:
        return registry.apply(run, node, spec, args, holder, func.value)
    gradients.method_of_unknown(run, node, holder, name, args)
    if name in scores.CHOOSERS and (best := scores.choose(run, node, name, holder)):
        return Value(effects=best)
    if holder.config:
        return Value(config=True)
    if holder.rows is not None:
        effects = merge_effects(holder.effects, *(v.effects for v in args.values()))
        return Value(rows=R.step(holder.rows, ("call", id(node)), "?"), effects=effects, read=holder.read)
    return scores.keep(run, unknown_call(run, node, args), holder)


def _known(run: Run, holder: Value, name: str, args: Args) -> FunctionSpec | None:
    """What knowledge says of the method: of the value's kind, or of a frame or tensor that it may be."""
    known = run.libraries.knowledge
    kind = _METHODS_OF.get(holder.kind, holder.kind)
    if (
        kind == "array"
        and _OF_NUMPY.isdisjoint(args.keywords)
        and any(p.obj.is_a("module") for p in holder.predictions)
    ):
        kind = "tensor"  # what a network gives: ``out.max(1)`` are values and places
    spec = known.method(kind, name) if kind else None
    if spec is None and holder.kind in _METHODS_OF:
        spec = known.method("array", name) or known.method("tensor", name)  # a file without pandas
    if spec is None and (holder.rows is not None or not holder.kind) and not holder.config:
        if name not in AMBIGUOUS or (holder.rows is not None and holder.read is not None):
            spec = known.method("frame", name) or known.method("tensor", name)
    return spec
