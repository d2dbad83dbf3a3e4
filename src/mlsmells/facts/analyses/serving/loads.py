"""Models that are loaded again and again: for every request, or whenever an app's script is run anew."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.handlers import Handler, handler_of, handlers
from mlsmells.facts.domain import strings
from mlsmells.facts.domain.events import Call, Import, Read
from mlsmells.facts.domain.values import ABSENT
from mlsmells.facts.syntax.walk import called_as, every_node, is_main_guard

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.domain.values import Value
    from mlsmells.facts.record.facts import Facts

_MODEL = regex(
    r"model|clf|classif|regress|pipe|scaler|encod|vectori[sz]|estimator|predictor|forest|xgb|lgbm?|\bnet\b|tfidf|transformer"
    r"|\.(?:pth?|h5|keras|onnx|joblib|cbm)\b",
    re.IGNORECASE,
)
_KEPT = regex(r"cache|memo|lru|singleton|resource|\bonce\b", re.IGNORECASE)
_PLAIN = frozenset({"open", "str", "os", "Path", "__file__"})
# What a caller says: it has no name here.
_GIVEN = ast.Name(id="", ctx=ast.Load())
_LOOKS_UP = (ast.Is, ast.IsNot, ast.In, ast.NotIn)
_USED = frozenset("predict predict_proba transform generate encode decision_function inverse_transform".split())


class Load(NamedTuple):
    """A model is loaded; ``handler`` is None where the whole script is run anew."""

    event: Event
    what: str
    handler: Handler | None


def repeated(facts: Facts) -> Iterator[Load]:
    """The loads of the same model that are not kept for the next request."""
    app = _is_app(facts)
    if not app and not handlers(facts):
        return
    for event in (*facts.everywhere(Read), *facts.everywhere(Call)):
        what = _loaded(facts, event)
        if not what or not _is_reached(event):
            continue
        handler = handler_of(facts, event)
        if handler is None and not (app and _at_top(facts, event)):
            continue
        if not _is_kept(facts, event) and not (handler is None and event.branch):
            yield Load(event, what, handler)


def _loaded(facts: Facts, event: Event) -> str:
    """What is loaded, where it is surely a model and always the same one."""
    node = event.site[0] if event.site is not None else event.node
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(event, Call):
        if "hub.load" not in event.tags:
            return ""
        first = next(iter(event.args.values()), ABSENT)
        return str(first.const) if isinstance(first.const, str) else _constant(facts, event, node)
    assert isinstance(event, Read)
    if not event.tags & {"model", "pickle"} or "hub" in event.tags:
        return _piped(event)
    path = strings.whole(event.path) or _constant(facts, event, node)
    is_model = "model" in event.tags or _MODEL.search(f"{path} {' '.join(_targets(event))}") or _is_used(facts, event)
    return path if is_model else ""


def _piped(event: Read) -> str:
    """``pipeline("summarization")``: loads the model that is named, or the task's own."""
    if "hub" not in event.tags or "model" not in event.tags:
        return ""
    task = event.arg("task").const
    return strings.whole(event.path) or (task if isinstance(task, str) else "")


def _constant(facts: Facts, event: Event, node: ast.Call) -> str:
    """The path in words, if it is put together from constants, settings and the place of the program alone."""
    if not node.args:
        return ""
    around = [f.node for f in facts.followed if not isinstance(f.node, ast.Lambda) and _holds(f.node, node)]
    made = _definitions(max(around, key=lambda each: each.lineno)) if around else {}
    known = {} if event.foreign else facts.module_values
    if not _is_fixed(node.args[0], made, known, set()):
        return ""
    path = event.path if isinstance(event, Read) and event.path is not None else ""
    told = path.rpartition(f"{strings.HOLE}/")[2]
    return told if told and strings.HOLE not in told else ast.unparse(node.args[0])


def _definitions(function: ast.AST) -> dict[str, list[ast.expr]]:
    """What each local variable is assigned."""
    out: dict[str, list[ast.expr]] = {}
    for node in every_node(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            out.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
            out.setdefault(node.optional_vars.id, []).append(node.context_expr)
        elif isinstance(node, ast.arg):
            out.setdefault(node.arg, []).append(_GIVEN)  # also where it is changed: ``path = Path(path)``
    return out


def _is_fixed(
    expression: ast.expr, made: dict[str, list[ast.expr]], known: Mapping[str, Value], seen: set[str]
) -> bool:
    """Nothing of it comes from a parameter or a loop."""
    for name in {n.id for n in every_node(expression) if isinstance(n, ast.Name)} - seen:
        inner = made.get(name)
        if inner is not None:
            if not all(_is_fixed(each, made, known, seen | {name}) for each in inner):
                return False
        elif not (name.isupper() or name in known or name in _PLAIN) or name == "request":
            return False
    return True


def _targets(event: Event) -> list[str]:
    statement = event.statement
    if not isinstance(statement, ast.Assign):
        return []
    return [called_as(n) for target in statement.targets for n in every_node(target)]


def _is_used(facts: Facts, event: Event) -> bool:
    """What is loaded predicts or transforms."""
    names = set(_targets(event)) - {""}
    return any(
        isinstance(n, ast.Attribute) and n.attr in _USED and called_as(n.value) in names
        for n in (facts.nodes if names and not event.foreign else ())
    )


def _is_reached(event: Event) -> bool:
    """Not what another module does when it is imported."""
    if not event.foreign:
        return True
    through = event.site[1] if event.site is not None else ()
    return bool(event.calls) and through[:1] == event.calls[:1] and bool(event.function)


def _is_kept(facts: Facts, event: Event) -> bool:
    """Looked up first, stored for the next request, or behind a decorator that remembers."""
    node, calls = event.site if event.site is not None else (event.node, event.calls)
    return any(_keeps(function.node, place) for place in (node, *calls) for function in facts.followed
               if not isinstance(function.node, ast.Lambda) and _holds(function.node, place))  # fmt: skip


def _holds(function: ast.AST, place: ast.AST) -> bool:
    line = getattr(place, "lineno", 0)
    if not getattr(function, "lineno", 0) <= line <= (getattr(function, "end_lineno", 0) or 0):
        return False
    return any(node is place for node in every_node(function))


def _keeps(function: ast.FunctionDef | ast.AsyncFunctionDef, place: ast.AST) -> bool:
    if any(_KEPT.search(ast.unparse(decorator)) for decorator in function.decorator_list):
        return True
    for node in every_node(function):
        if isinstance(node, ast.Global):
            return True
        if isinstance(node, ast.If) and _asks_whether_there(node.test) and node.lineno <= getattr(place, "lineno", 0):
            return True
        if isinstance(node, ast.ExceptHandler) and _inside(node, place):
            return True
    return False


def _asks_whether_there(test: ast.expr) -> bool:
    """``model is None``, ``not ready``, ``name in cache``, ``hasattr(g, "model")``."""
    for node in every_node(test):
        if isinstance(node, ast.Compare) and any(isinstance(op, _LOOKS_UP) for op in node.ops):
            return True
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and not isinstance(node.operand, ast.Call):
            return True
        if isinstance(node, ast.Call) and called_as(node.func) in ("hasattr", "getattr"):
            return True
    return False


def _inside(node: ast.AST, place: ast.AST) -> bool:
    return getattr(node, "lineno", 0) <= getattr(place, "lineno", 0) <= (getattr(node, "end_lineno", 0) or 0)


def _is_app(facts: Facts) -> bool:
    """A Streamlit script: it draws at module level, and is run from the top at every click."""
    tree = facts.source.tree
    if tree is None or facts.source.is_notebook or facts.role == "test":
        return False
    if not any(e.module.partition(".")[0] == "streamlit" for e in facts.of(Import)):
        return False
    return any(is_main_guard(s) or _draws(s) for s in tree.body)


def _draws(statement: ast.stmt) -> bool:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return False
    calls = (n.func for n in every_node(statement) if isinstance(n, ast.Call))
    return any(isinstance(f, ast.Attribute) and called_as(f.value) in ("st", "streamlit", "sidebar") for f in calls)


def _at_top(facts: Facts, event: Event) -> bool:
    """Reached from the script's own level."""
    place = event.calls[0] if event.calls else event.node
    return not any(f.node.lineno <= getattr(place, "lineno", 0) <= (f.node.end_lineno or 0) for f in facts.functions)
