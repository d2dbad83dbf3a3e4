"""What one request leaves behind for the next: a list that is a default, a document in a global, one name for all.

A default that is a list is made once, when the function is defined. What a handler binds to a name of the module is
there for whoever asks next. A session that is called the same for all who give none is one session.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import regex
from mlsmells.facts import Facts, Flow, called_as, every_node, handlers

_GROWS = frozenset({"append", "extend", "insert", "update", "setdefault", "add"})
_UPLOAD = regex(r"\bUploadFile\b|\bFile\(")
_FILES = frozenset({"files"})
_SESSION = frozenset("session_id session conversation_id thread_id chat_id user_id user sid".split())
_ONE = regex(r"(?i)^(default|anonymous|anon|guest|global|main|user|test|demo|1|0)(_?(session|user|thread|chat))?$")
_NOTES = regex(r"^(?:print|debug|info|warn(?:ing)?|error|exception|critical|log|log_\w+|set_tags?|add_tags?)$")
Block = ast.FunctionDef | ast.AsyncFunctionDef


class Left(NamedTuple):
    """``node`` leaves ``name`` behind for what the handler ``reader`` does for others."""

    node: ast.AST
    name: str
    reader: str


def grown_defaults(facts: Facts) -> Iterator[Left]:
    """A parameter whose default is a list or a dictionary that the function adds to, called without it by a handler."""
    blocks = {
        f.node.name: f.node for f in facts.functions if isinstance(f.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    for handler in handlers.handlers(facts):
        for call in every_node(handler.node):
            block = blocks.get(called_as(call.func)) if isinstance(call, ast.Call) else None
            if block is None or block is handler.node or not isinstance(call, ast.Call):
                continue
            for parameter, default in _defaults(block):
                if not _is_given(call, block, parameter) and _grows(block, parameter):
                    yield Left(default, parameter, handler.name)


def _defaults(block: Block) -> Iterator[tuple[str, ast.expr]]:
    """The parameters whose default is made once and can grow."""
    arguments = block.args
    last = [*arguments.posonlyargs, *arguments.args][-len(arguments.defaults) :] if arguments.defaults else []
    pairs = [
        *zip(last, arguments.defaults, strict=False),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    for parameter, default in pairs:
        if isinstance(default, (ast.List, ast.Dict)):
            yield parameter.arg, default


def _is_given(call: ast.Call, block: Block, parameter: str) -> bool:
    if any(isinstance(arg, ast.Starred) for arg in call.args) or any(k.arg in (parameter, None) for k in call.keywords):
        return True
    names = [a.arg for a in (*block.args.posonlyargs, *block.args.args)]
    names = names[1:] if names[:1] in (["self"], ["cls"]) else names
    return parameter in names[: len(call.args)]


def _grows(block: Block, name: str) -> bool:
    """It is added to, and not bound anew."""
    nodes = every_node(block)
    if any(isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store) for n in nodes):
        return False
    held = (n.value for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store))
    added = (
        n.func.value
        for n in nodes
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr in _GROWS
    )
    return any(isinstance(each, ast.Name) and each.id == name for each in (*held, *added))


def kept_uploads(facts: Facts) -> Iterator[Left]:
    """What one handler makes of a file that was sent and binds to a name of the module, for another one to use."""
    found = [h for h in handlers.handlers(facts) if isinstance(h.node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for handler in found:
        block = handler.node
        assert isinstance(block, (ast.FunctionDef, ast.AsyncFunctionDef))
        shared = {name for n in every_node(block) if isinstance(n, ast.Global) for name in n.names}
        if not shared:
            continue
        sent = _uploaded(block)
        flow = Flow(block, lambda node, sent=sent: _is_sent(node, sent))  # type: ignore[misc]
        for node in every_node(block):
            name = _bound(node)
            if name not in shared or not flow.reaches(getattr(node, "value", None)):
                continue
            reader = next((other for other in found if other is not handler and _reads(other.node, name)), None)
            if reader is not None:
                yield Left(node, name, reader.name)


def _uploaded(block: Block) -> frozenset[str]:
    """The parameters that are files."""
    arguments = [*block.args.posonlyargs, *block.args.args, *block.args.kwonlyargs]
    return frozenset(a.arg for a in arguments if a.annotation is not None and _UPLOAD.search(ast.unparse(a.annotation)))


def _is_sent(node: ast.AST, sent: frozenset[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in sent
    return isinstance(node, ast.Attribute) and node.attr in _FILES and called_as(node.value) == "request"


def _bound(node: ast.AST) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    return target.id if isinstance(target, ast.Name) else ""


def _reads(block: ast.AST, name: str) -> bool:
    """It looks at the name of the module, and not at one of its own or whether there is one at all."""
    names = [n for n in every_node(block) if isinstance(n, ast.Name) and n.id == name]
    own = any(isinstance(n.ctx, ast.Store) for n in names)
    handed = {
        id(arg) for n in every_node(block) if isinstance(n, ast.Call) for arg in (*n.args, getattr(n.func, "value", n))
    }
    return not own and any(id(n) in handed for n in names)


def same_for_all(facts: Facts) -> Iterator[Left]:
    """``session or "default"`` in a handler, or as the default of what is sent, where it then names a session."""
    for handler in handlers.handlers(facts):
        forms = [_form(facts, a.annotation) for a in handler.arguments]
        ends = [n for n in every_node(handler.node) if isinstance(n, ast.Return) or _is_noted(n)]
        told = {id(inner) for each in ends for inner in every_node(each)}  # it is answered, or only written down
        for node in (*every_node(handler.node), *(field for form in forms for field in form)):
            name, text = _fallback(node)
            if _ONE.match(text) and name in _SESSION and id(node) not in told:
                yield Left(node, text, handler.name)


def _is_noted(node: ast.AST) -> bool:
    """``logger.info(…)``, ``mlflow.log_param("user", …)``: nobody is given a session by it."""
    return isinstance(node, ast.Call) and _NOTES.match(called_as(node.func)) is not None


def _form(facts: Facts, annotation: ast.expr | None) -> list[ast.stmt]:
    """The fields of the class of the file that a request has to fit."""
    name = called_as(annotation) if annotation is not None else ""
    return [field for c in facts.classes if name and c.node.name == name for field in c.node.body]


def _fallback(node: ast.AST) -> tuple[str, str]:
    """What names a session, and what it is called where nothing is given."""
    match node:
        case ast.BoolOp(op=ast.Or(), values=[given, ast.Constant(value=str(text))]):
            return called_as(given).removeprefix("x_"), text
        case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(str(name)), ast.Constant(str(text))]):
            return name, text
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text))):
            return name, text
    return "", ""
