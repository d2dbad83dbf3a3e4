"""Parameters of estimators and of what is inside them: what a name such as ``clf__C`` stands for."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import NamedTuple

from mlsmells.facts import UNKNOWN, Obj, Value, called

# Arguments that hold named estimators: their names are parameters too.
_PAIRED = frozenset({"steps", "transformers", "transformer_list", "estimators"})
# Parameters of earlier scikit-learn releases: right in the code of their time.
EARLIER = frozenset(
    "affinity algorithm axis base_estimator behaviour categorical_features charset compute_importances iid "
    "min_density min_impurity_split multi_class n_iter n_jobs n_topics n_values normalize precompute_distances "
    "presort regularization sparse square_distances store_cv_values".split()
)


class NoParameter(NamedTuple):
    """``part`` of a parameter's name that ``owner`` does not have; ``names`` are those it has."""

    owner: Obj
    part: str
    names: tuple[str, ...]
    step: bool


def missing(obj: Obj, name: str, *, replaced: Collection[str] = (), prefix: str = "") -> NoParameter | None:
    """The part of a parameter name that surely stands for nothing; None if all is there or not known.

    ``replaced`` are parameters that get another object beforehand: what that one has is not known.
    """
    if obj.spec is None or obj.spec.options.get("open"):
        return None
    steps = inner(obj)
    if steps is None:
        return None
    head, _, rest = name.partition("__")
    own = tuple(a.lstrip("*") for a in obj.spec.args if a != "*")
    if head not in steps and head not in own:
        return None if head in EARLIER else NoParameter(obj, head, (*steps, *own), bool(steps))
    if not rest or prefix + head in replaced:
        return None
    held = steps[head] if head in steps else _given(obj, head)
    child = only(held)
    return missing(child, rest, replaced=replaced, prefix=f"{prefix}{head}__") if child is not None else None


def only(value: Value) -> Obj | None:
    """The one object a value surely is."""
    return value.objs[0] if len(value.objs) == 1 and not value.may else None


def _given(obj: Obj, name: str) -> Value:
    found = obj.params.get(name)
    return found.value if found is not None else UNKNOWN


def inner(obj: Obj) -> dict[str, Value] | None:
    """The named estimators inside by name; None when not all of them are known."""
    if obj.spec is None:
        return None
    name = next((a.lstrip("*") for a in obj.spec.args if a.lstrip("*") in _PAIRED), None)
    if name is None:
        return {}
    value = _given(obj, name)
    items = value.items
    if items is None or value.may:
        return None
    if items and _is_list_of_pairs(items[0]):
        items = items[0].items or ()
    pairs = [_named(item) for item in items]
    if any(pair is None for pair in pairs):
        return None
    return dict(_numbered([pair for pair in pairs if pair is not None]))


def _is_list_of_pairs(value: Value) -> bool:
    if value.kind not in ("list", "tuple") or value.items is None or value.may:
        return False
    return all(item.kind in ("tuple", "list") and item.items for item in value.items)


def _named(item: Value) -> tuple[tuple[str, ...], Value] | None:
    """The names of one step and what it is: ``("clf", SVC())``, ``(SVC(), columns)``, ``SVC()``."""
    if item.kind in ("tuple", "list"):
        if not item.items or len(item.items) < 2:
            return None
        first, second = item.items[:2]
        return ((first.const,), second) if isinstance(first.const, str) else _named(first)
    if isinstance(item.const, str):  # "passthrough" is a step of this name
        return (item.const,), item
    obj = only(item)
    if obj is None or obj.spec is None:
        return None
    written = called(obj.node) if isinstance(obj.node, ast.Call) else ""
    return tuple(dict.fromkeys(name.lower() for name in (obj.short, written) if name)), item


def _numbered(pairs: list[tuple[tuple[str, ...], Value]]) -> Iterator[tuple[str, Value]]:
    """make_pipeline numbers the steps of one class: pca-1, pca-2."""
    seen: dict[str, int] = {}
    for names, value in pairs:
        for name in names:
            same = sum(name in others for others, _ in pairs)
            seen[name] = seen.get(name, 0) + 1
            yield (name if same == 1 else f"{name}-{seen[name]}"), value
