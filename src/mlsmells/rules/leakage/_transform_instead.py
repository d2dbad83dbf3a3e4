"""``fit_transform`` of test rows becomes ``transform``, where that is right for every object and call."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mlsmells.core import Edit, Fix, Refuse, RemoveArgument, RenameCallee, RunCodemod, Span
from mlsmells.facts import Apply, Facts, Fit, Obj

if TYPE_CHECKING:
    from mlsmells.facts import Event

# These raise an error for a category that they did not meet in training, unless they are told what to do.
_STRICT = {"OneHotEncoder", "OrdinalEncoder", "LabelEncoder", "LabelBinarizer"}
_TOLD = {"OneHotEncoder", "OrdinalEncoder"}
_SHARE = "mlsmells.fix.codemods.one_transformer:share"
_SAID = "apply the transformer that was fitted on the training rows"


def repair(facts: Facts, second: Fit, first: Fit, guilty: Sequence[Event] = ()) -> Fix | None:
    """The second fit goes; what was learned from the training rows is applied. A refusal says what is in the way.

    ``guilty`` are all fits on test rows, which go as well.
    """
    applied = any(apply.node is second.node for apply in facts.of(Apply))
    if not applied or first.branch != second.branch:
        return None
    if first.function != second.function or second.calls != first.calls:
        return None
    if second.obj is not first.obj:
        return _one_for_both(facts, second, first)
    why = _in_the_way(facts, second, first) or _learned_last(facts, second, guilty) or unmet_category(second.obj)
    edits = (Refuse(why),) if why else (RenameCallee(Span.of(second.node), "transform"), *_without_labels(second.node))
    return Fix(_SAID, edits, why=why or "the test features change")


def _one_for_both(facts: Facts, second: Fit, first: Fit) -> Fix | None:
    """``A().fit_transform(train)``, ``A().fit_transform(test)``: one object, which learns from the training rows."""
    alike = second.obj.cls == first.obj.cls and first.loops == second.loops
    if not alike or any(len(made) > 1 for made in (_come_by(facts, first), _come_by(facts, second))):
        return None
    why = "the same call fits the training rows as well" if second.node is first.node else ""
    why = why or ("" if has_transform(facts, second.obj) else f"{second.obj.short} has no transform() for new rows")
    why = why or _arguments(second.node) or unmet_category(second.obj)
    share = RunCodemod(_SHARE, Span.of(second.node), Span.of(first.node))
    edits = (Refuse(why),) if why else (share, *_without_labels(second.node))
    return Fix(_SAID, edits, why=why or "the test features change")


def _come_by(facts: Facts, fit: Fit) -> set[int]:
    """Where the transformers are made that are fitted there."""
    return {id(other.obj.node) for other in facts.of(Fit) if other.node is fit.node}


def _in_the_way(facts: Facts, second: Fit, first: Fit) -> str:
    if second.node is first.node:
        return "the same call fits the training rows as well"
    objects = {id(fit.obj): fit.obj for fit in facts.of(Fit) if fit.node is second.node}
    for obj in objects.values():
        if not has_transform(facts, obj):
            return f"{obj.short} has no transform() for new rows"
    fitted_before = {id(fit.obj) for fit in facts.of(Fit) if fit.node is first.node}
    if not objects.keys() <= fitted_before:
        return "several transformers come by here"
    return _arguments(second.node)


def _arguments(call: ast.AST) -> str:
    """What ``transform`` would not take of the call."""
    match call:
        case ast.Call(args=[ast.expr(), *more], keywords=keywords):
            other = [k for k in keywords if k.arg != "y"]
        case ast.Call(args=[], keywords=keywords):
            more, other = [], [k for k in keywords if k.arg not in ("X", "y")]
        case _:
            return "the call has no such form"
    if len(more) > 1 or other or any(isinstance(argument, ast.Starred) for argument in more):
        return "transform() does not take all arguments of this call"
    return ""


def _learned_last(facts: Facts, second: Fit, guilty: Sequence[Event]) -> str:
    """One encoder that goes over several columns holds what it learned last, and not what each of them taught."""
    others = [fit for fit in facts.of(Fit) if fit.obj is second.obj and fit.node is not second.node]
    bad = {id(fit.node) for fit in guilty}
    own = {id(fit.node): fit for fit in others if id(fit.node) not in bad and fit.order < second.order}
    before = sorted(own.values(), key=lambda fit: fit.order)
    if len(before) < 2:
        return ""
    one, last = before[-2:]
    if any(one.order < fit.order < last.order for fit in others if id(fit.node) in bad):
        return ""  # each training part has its test part
    return f"it is fitted at {one.where} and again at {last.where}: each column needs one of its own"


def unmet_category(obj: Obj) -> str:
    """Why applying it to new rows may fail; "" if it cannot, or if the categories are written out."""
    if obj.core.short not in _STRICT or obj.params.get("categories"):
        return ""
    if obj.param("handle_unknown").const in ("ignore", "infrequent_if_exist", "warn", "use_encoded_value"):
        return ""
    way = "set handle_unknown first" if obj.core.short in _TOLD else "use OrdinalEncoder with handle_unknown"
    return f"{obj.core.short} would fail for a category that only the test rows have: {way}"


def has_transform(facts: Facts, obj: Obj) -> bool:
    """A class of this file shows its methods; of a library's the exceptions are known."""
    if obj.is_a("transductive") or "transductive" in obj.core.tags:
        return False
    own = [node for node in facts.nodes_of(ast.ClassDef) if node.name == obj.short]
    methods = {item.name for node in own for item in node.body if isinstance(item, ast.FunctionDef)}
    return not own or "transform" in methods


def _without_labels(node: ast.AST) -> tuple[Edit, ...]:
    """``transform`` takes no labels."""
    assert isinstance(node, ast.Call)
    if len(node.args) > 1:
        return (RemoveArgument(Span.of(node), position=1),)
    if any(keyword.arg == "y" for keyword in node.keywords):
        return (RemoveArgument(Span.of(node), keyword="y"),)
    return ()
