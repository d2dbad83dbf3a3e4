"""What a file reads from a feature store: which features, for training or for one request.

Feast names its features in a list, or a service that stands for one. Hopsworks has views with versions. A list that
is not written in the file itself is shared with somebody, and is not told.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypedDict

from mlsmells.core.patterns import regex
from mlsmells.core.span import Span
from mlsmells.facts.syntax.walk import called_as, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SAYS = regex(r"get_historical_features|get_online_features|get_feature_view")
_FEAST = {"get_historical_features": False, "get_online_features": True}
_HOPSWORKS = {
    "training_data": False,
    "train_test_split": False,
    "train_validation_test_split": False,
    "create_training_data": False,
    "create_train_test_split": False,
    "get_training_data": False,
    "get_train_test_split": False,
    "get_feature_vector": True,
    "get_feature_vectors": True,
}
_VIEWS = frozenset({"get_feature_view", "get_or_create_feature_view"})


class FeatureReadRecord(TypedDict):
    """``online``: for requests. ``features``: names with their view, or one view or service with its version."""

    online: bool
    features: list[str]
    at: list[int]


def feature_reads(facts: Facts) -> Iterator[FeatureReadRecord]:
    """The reads whose features the file itself names."""
    if not facts.says(_SAYS):
        return
    assigned = _assigned(facts)
    for call in facts.nodes_of(ast.Call):
        name = called_as(call.func)
        if name in _FEAST:
            yield from _record(call, _listed(_features(call), assigned), online=_FEAST[name])
        elif name in _HOPSWORKS and isinstance(call.func, ast.Attribute):
            yield from _record(call, _view(call.func.value, assigned), online=_HOPSWORKS[name])


def _record(call: ast.Call, features: list[str], *, online: bool) -> Iterator[FeatureReadRecord]:
    if features:
        yield {"online": online, "features": features, "at": list(Span.of(call))}


def _assigned(facts: Facts) -> dict[str, ast.expr]:
    """Names, of the module and of ``self``, that are given a value once."""
    found: dict[str, list[ast.expr]] = {}
    for node in facts.nodes_of(ast.Assign):
        for target in node.targets:
            found.setdefault(variable(target), []).append(node.value)
    return {name: values[0] for name, values in found.items() if name and len(values) == 1}


def _features(call: ast.Call) -> ast.expr | None:
    """Of both methods of Feast it is what is called so; where it stands among the others differs."""
    named = (k.value for k in call.keywords if k.arg in ("features", "feature_refs"))
    first = call.args[0] if call.args and called_as(call.func) == "get_online_features" else None
    second = call.args[1] if len(call.args) > 1 and called_as(call.func) == "get_historical_features" else None
    return next(named, first or second)


def _listed(node: ast.expr | None, assigned: dict[str, ast.expr]) -> list[str]:
    """The texts of a list that is written in the file; a service by its name."""
    node = assigned.get(variable(node), node) if node is not None else None
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            texts = [e.value for e in elements if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            return sorted(texts) if len(texts) == len(elements) else []
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if called_as(node.func) == "get_feature_service":
            return [f"service {name}"]
    return []


def _view(holder: ast.expr, assigned: dict[str, ast.expr]) -> list[str]:
    """``fs.get_feature_view(name="churn", version=2)``, itself or behind a name."""
    node = assigned.get(variable(holder), holder)
    if not isinstance(node, ast.Call) or called_as(node.func) not in _VIEWS:
        return []
    given = dict(zip(("name", "version"), node.args, strict=False))
    given |= {k.arg: k.value for k in node.keywords if k.arg is not None}
    said = [given.get("name"), given.get("version")]
    texts = [str(value.value) for value in said if isinstance(value, ast.Constant)]
    return [f"view {texts[0]}, version {texts[1]}"] if len(texts) == len(said) else []
