"""Habits that show only with what is known of values: tables, models, requests to language models."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mlsmells.core import cut
from mlsmells.facts.analyses.preferences.calls import says_otherwise
from mlsmells.facts.analyses.preferences.use import Use, lacking
from mlsmells.facts.analyses.serving import llm
from mlsmells.facts.domain.events import Backward, Fit
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.table_events import Begun, Merged, Unwrapped
from mlsmells.knowledge import parity

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

Entry = Mapping[str, Any]


def of_known(facts: Facts, entry: Entry) -> Iterator[Use]:
    """The places that an entry is about."""
    if facts.events and not says_otherwise(facts, entry):
        yield from _ABOUT[entry["about"]](facts, entry)


def _joins(facts: Facts, entry: Entry) -> Iterator[Use]:
    """Index joins and cross joins have no keys that could repeat unseen."""
    for merged in facts.of(Merged):
        kind = merged.name.rpartition(".")[2]
        if kind == "merge" and merged.arg(entry["lacks"][0]).absent and not merged.arg("how").is_const("cross"):
            yield Use(merged.node, kind)


def _views(facts: Facts, entry: Entry) -> Iterator[Use]:
    for view in facts.of(Unwrapped):
        yield Use(view.node, cut(ast.unparse(view.node), 40))


def _columns(facts: Facts, entry: Entry) -> Iterator[Use]:
    for begun in facts.of(Begun):
        if not isinstance(begun.value, bool) and begun.value in entry["values"]:
            yield Use(begun.node, begun.column, repr(begun.value))


def _fits(facts: Facts, entry: Entry) -> Iterator[Use]:
    """Rows that nothing has scaled, as far as is known; what was computed from statistics may be scaled by hand."""
    for fit in facts.of(Fit):
        core = fit.obj.core
        if core.cls not in entry["of"] or fit.X is None or fit.X.kind not in ("frame", "array"):
            continue  # what is handed in may have been scaled
        seen = any(effect.kind in ("fitted", "stat") for effect in fit.X.effects)
        if not seen and facts.source.words.isdisjoint(entry["scalers"]) and not _prepares(fit.obj):
            yield Use(fit.node, core.short)


def _prepares(obj: Obj) -> bool:
    """A pipeline with a step of one's own, or of an unknown library: it may scale."""
    return any(child.spec is None for child in _inside(obj))


def _models(facts: Facts, entry: Entry) -> Iterator[Use]:
    """Models built with nothing but defaults; what a search tries is set by the search."""
    searched = {id(inner) for obj in facts.objects if obj.is_a("search") for inner in _inside(obj)}
    for obj in facts.objects:
        names = parity.hyperparameters(obj.cls)
        call = obj.node
        if not names or not isinstance(call, ast.Call) or obj.foreign or id(obj) in searched or call.args:
            continue
        if len(lacking(call, names, {})) == len(names):
            yield Use(call, obj.short, " or ".join(f"{name}=" for name in names[:2]))


def _inside(obj: Obj) -> Iterator[Obj]:
    for _, child in obj.children:
        yield child
        yield from _inside(child)


def _trainings(facts: Facts, entry: Entry) -> Iterator[Use]:
    """The first place where a network learns; once."""
    of_keras = (fit for fit in facts.of(Fit) if fit.obj.is_a("keras") or fit.obj.cls.startswith(("keras", "tensor")))
    first = min((*facts.of(Backward), *of_keras), key=lambda event: event.order, default=None)
    if first is not None:
        of_torch = "torch" in facts.packages
        option = entry["options"]["torch" if of_torch else "tensorflow"]
        yield Use(first.node, option)


def _requests(facts: Facts, entry: Entry) -> Iterator[Use]:
    for request in llm.requests(facts):
        if request.setting(*entry["lacks"]).absent and not request.is_open and not request.reasons:
            yield Use(request.node, request.model or "the model")


def _messages(facts: Facts, entry: Entry) -> Iterator[Use]:
    """Lists of messages that are written out, whose roles are all known."""
    for request in llm.requests(facts):
        given = request.setting("messages").node
        roles = _roles(given) if isinstance(given, ast.List) else None
        if roles and roles.isdisjoint(entry["values"]) and request.setting(*entry["lacks"]).absent:
            yield Use(request.node, request.model or "the model")


def _roles(messages: ast.List) -> set[str] | None:
    """None where one of them is not known."""
    out: set[str] = set()
    for message in messages.elts:
        pairs = zip(message.keys, message.values, strict=True) if isinstance(message, ast.Dict) else ()
        known = [
            value.value
            for key, value in pairs
            if isinstance(key, ast.Constant) and key.value == "role" and isinstance(value, ast.Constant)
        ]
        if len(known) != 1:
            return None
        out.add(str(known[0]))
    return out


_ABOUT: dict[str, Callable[[Facts, Entry], Iterator[Use]]] = {
    "joins": _joins, "views": _views, "columns": _columns, "fits": _fits, "models": _models, "trainings": _trainings,
    "requests": _requests, "messages": _messages,
}  # fmt: skip
