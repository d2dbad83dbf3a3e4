"""What a request sends that reaches a model as it came: nobody looked at it on the way."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.serving.flow import Flow
from mlsmells.facts.analyses.serving.handlers import Handler, handlers
from mlsmells.facts.syntax.walk import called_as, every_node
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_SENT = frozenset("json get_json form args values data get_data POST GET body query_params".split())
_UNTYPED = regex(
    r"^(?:typing\.)?(?:(?:dict|Dict|Any|Mapping|list\[dict|List\[Dict)\b(?!\[str, ?(?:float|int)\])"
    r"|[lL]ist(?:\[(?:typing\.)?Any\])?$)"
)
_PREDICTS = frozenset({"predict", "predict_proba", "decision_function", "predict_log_proba"})
_MODEL = regex(
    r"(?i)model|clf|classif|regress|pipe|forest|tree|xgb|lgbm|svm|\brf\b|estimator|knn|logreg|\bnet\b|\bml\b|\blr\b"
)
_NO_MODEL = regex(r"(?i)service|client|manager|handler|repository|request")
_CHECKS = regex(
    r"(?i)valid|check|schema|verify|clean|sanit|ensure|assert|parse_obj|isinstance|isnumeric|isdigit|coerce"
)
_TEXTS = frozenset(
    "text texts message review comment sentence question query tweet email content title news article body".split()
)
_ERRORS_CAUGHT = regex(r"errorhandler\(|exception_handler\(|register_error_handler")
_TABLES = frozenset({"DataFrame", "Series", "Tensor", "DMatrix", "Pool", "Dataset"})
Block = ast.FunctionDef | ast.AsyncFunctionDef


class Asked(NamedTuple):
    """A model predicts what was sent; ``call`` stands in the handler or in a function that it calls."""

    handler: Handler
    call: ast.Call
    model: str
    block: Block  # the function around the call
    sent: Flow  # in it


def asked(facts: Facts) -> Iterator[Asked]:
    """All predictions of sent rows."""
    for handler in handlers(facts):
        if isinstance(handler.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            flow = Flow(handler.node, _reads(facts, handler.node))
            yield from _in(handler, handler.node, flow)
            for helper, inner in _helpers(facts, handler.node, flow):
                yield from _in(handler, helper, inner)


def is_looked_at(facts: Facts, found: Asked) -> bool:
    """A type, a check, a ``try``, or a way to answer errors stands somewhere on the way."""
    if facts.says(_ERRORS_CAUGHT):
        return True
    handler = found.handler.node
    blocks: list[tuple[ast.AST, Flow]] = [(found.block, found.sent)]
    if found.block is not handler:
        blocks.append((handler, Flow(handler, _reads(facts, handler))))  # type: ignore[arg-type]
    if all(_is_of_text(block, flow) for block, flow in blocks):
        return True  # any text will do
    return any(_looks(node, flow) for block, flow in blocks for node in every_node(block))


def _is_of_text(block: ast.AST, sent: Flow) -> bool:
    """Of what was sent only a text is read: ``request.json["review"]``."""
    keys = {key for node in every_node(block) for key in _key(node, sent)}
    return bool(keys) and all(words_of(key) & _TEXTS for key in keys)


def _key(node: ast.AST, sent: Flow) -> Iterator[str]:
    """The field that is read."""
    key: ast.expr | None = None
    if isinstance(node, ast.Subscript) and sent.reaches(node.value):
        key = node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        key = node.args[0] if sent.reaches(node.func.value) else None
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield key.value


def _looks(node: ast.AST, flow: Flow) -> bool:
    if isinstance(node, ast.Try):
        return bool(node.handlers)
    if isinstance(node, (ast.If, ast.IfExp, ast.Assert, ast.While)):
        return flow.reaches(node.test) and "method" not in ast.unparse(node.test)
    if isinstance(node, ast.Call):
        name = called_as(node.func)
        if _CHECKS.search(name):
            return True
        takes = name[:1].isupper() and name not in _TABLES and not name.endswith("Response")
        return takes and any(flow.reaches(given) for given in _given(node))
    return False


def open_fields(facts: Facts) -> dict[str, frozenset[str]]:
    """Classes of bodies, and those of their fields that take anything: ``rows: List[Dict[str, Any]]``."""
    if "open fields" not in facts.memo:
        bodies = [n for n in facts.nodes_of(ast.ClassDef) if "BaseModel" in map(called_as, n.bases)]
        facts.memo["open fields"] = {body.name: _open(body) for body in bodies}
    found: dict[str, frozenset[str]] = facts.memo["open fields"]
    return found


def _open(body: ast.ClassDef) -> frozenset[str]:
    """None where the class checks by itself."""
    if any(isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.decorator_list for node in body.body):
        return frozenset()
    fields = [node for node in body.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)]
    return frozenset(called_as(f.target) for f in fields if _UNTYPED.search(ast.unparse(f.annotation)))


def _reads(facts: Facts, block: Block) -> Callable[[ast.AST], bool]:
    """What in a handler is sent: of the request, of the event, of a body without a type or a field without one."""
    given = {
        a.arg: open_fields(facts).get(called_as(a.annotation), frozenset())
        for a in (*block.args.args, *block.args.kwonlyargs)
        if a.annotation is not None
    }
    untyped = {
        a.arg
        for a in (*block.args.args, *block.args.kwonlyargs)
        if a.annotation is not None and _UNTYPED.search(ast.unparse(a.annotation))
    }
    names = [a.arg for a in block.args.args]
    if names == ["event", "context"]:
        untyped.add("event")

    def begins(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute) and node.attr in given.get(called_as(node.value), ()):
            return True
        if isinstance(node, ast.Attribute) and node.attr in _SENT:
            return isinstance(node.value, ast.Name) and node.value.id in ("request", "req")
        return isinstance(node, ast.Name) and node.id in untyped

    return begins


def _in(handler: Handler, block: Block, flow: Flow) -> Iterator[Asked]:
    for node in every_node(block):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Attribute)
            or node.func.attr not in _PREDICTS
        ):
            continue
        model = ast.unparse(node.func.value)
        if _MODEL.search(model) and not _NO_MODEL.search(model) and any(flow.reaches(a) for a in node.args[:1]):
            yield Asked(handler, node, model, block, flow)


def _helpers(facts: Facts, block: Block, flow: Flow) -> Iterator[tuple[Block, Flow]]:
    """Functions of the file that are given what was sent."""
    own = {f.node.name: f.node for f in facts.functions if f.owner is None and not isinstance(f.node, ast.Lambda)}
    for node in every_node(block):
        helper = own.get(called_as(node.func)) if isinstance(node, ast.Call) else None
        if helper is None or helper is block:
            continue
        assert isinstance(node, ast.Call)
        names = _filled(node, helper, flow)
        if names:
            yield helper, Flow(helper, lambda n, names=names: isinstance(n, ast.Name) and n.id in names)  # type: ignore[misc]


def _filled(call: ast.Call, helper: Block, flow: Flow) -> frozenset[str]:
    """The parameters that are given what was sent."""
    pairs = [(p.arg, given) for p, given in zip(helper.args.args, call.args, strict=False)]
    pairs += [(keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg is not None]
    return frozenset(name for name, given in pairs if flow.reaches(given))


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]
