"""One conversation serves all users of a service.

The history is a variable of the module: what one user said is sent to the model with the next user's question, and may
come back in the answer. It grows until the model's context is full, several workers each hold another one, and a
restart forgets them all. Keep one history for each user or session, outside of the process. A list that is the default
of a parameter, a document that one handler keeps for another, and one session for all who name none are just such.

Bad:
    from fastapi import FastAPI
    from openai import OpenAI
    app, client = FastAPI(), OpenAI(timeout=30)
    history = [{"role": "system", "content": "You are helpful."}]
    @app.post("/chat")
    def chat(text: str):
        history.append({"role": "user", "content": text})
        reply = client.chat.completions.create(model="gpt-4o-2024-08-06", max_tokens=300, messages=history)
        return {"answer": reply.choices[0].message.content}
Good:
    from collections import defaultdict
    from fastapi import FastAPI
    from openai import OpenAI
    app, client = FastAPI(), OpenAI(timeout=30)
    histories = defaultdict(list)
    @app.post("/chat/{session}")
    def chat(session: str, text: str):
        histories[session].append({"role": "user", "content": text})
        messages = histories[session]
        reply = client.chat.completions.create(model="gpt-4o-2024-08-06", max_tokens=300, messages=messages)
        return {"answer": reply.choices[0].message.content}
Silent on:
    a history for each user or session; models and caches in a global; a list that the request brings or that the
    handler makes; programs for one user at a terminal; a fixed beginning that nobody adds to
Source: https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, regex
from mlsmells.facts import Facts, called_as, every_node, handlers
from mlsmells.rules.serving import _request_state

RULE = Rule(
    __name__,
    code="MLS621",
    severity=Severity.WARNING,
    once=True,
    message="'{name}' is one conversation for all users of {handler}() - keep one for each user or session",
)
DEFAULT = "the default of '{name}' is made once: what one request adds, the next one of {handler}() finds - use None"
UPLOAD = "'{name}' is what the last user sent: {handler}() uses it for everybody - keep one for each user or session"
SESSION = "all who send no session are '{name}' in {handler}() and share one conversation - make a new one, or refuse"
_GROWS = frozenset({"append", "extend", "add_message", "add_user_message", "add_messages"})
_ASKS = frozenset(
    "invoke ainvoke run arun predict apredict send_message send_message_async chat create completion acompletion "
    "stream generate generate_content __call__ ask get_response generate_response".split()
)
# What remembers by itself, built once.
_MEMORY = regex(r"^(Conversation\w*(Memory|Chain)|\w*ChatMessageHistory|ChatMemoryBuffer\w*|start_chat)$")
_TALK = regex(r"hist|message|conversation|memory|chat|dialog|context|turns")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """What the module holds, a handler adds to, and a model is asked with."""
    found = handlers.handlers(facts)
    held = _held(facts) if found else {}
    if not held:
        return
    for handler in found:
        code = [handler.node, *_called(facts, handler.node)]
        nodes = [node for block in code for node in every_node(block)]
        local = {a.arg for a in nodes if isinstance(a, ast.arg)} | _assigned(nodes)
        for name, (node, remembers) in held.items():
            if name not in local and _talks(nodes, name, remembers=remembers):
                yield RULE.at(node, name=name, handler=handler.name)


@RULE.on_file
def check_state(facts: Facts) -> Iterator[Finding]:
    """What else one request leaves for the next."""
    if not handlers.handlers(facts):
        return
    for left in _request_state.grown_defaults(facts):
        yield RULE.at(left.node, message=DEFAULT, name=left.name, handler=left.reader)
    for left in _request_state.kept_uploads(facts):
        yield RULE.at(left.node, message=UPLOAD, name=left.name, handler=left.reader)
    for left in _request_state.same_for_all(facts):
        yield RULE.at(
            left.node,
            message=SESSION,
            name=left.name,
            handler=left.reader,
            confidence=Confidence.MEDIUM,
            cause="one session",
        )


def _held(facts: Facts) -> dict[str, tuple[ast.AST, bool]]:
    """Lists of the module, and objects that remember by themselves."""
    out: dict[str, tuple[ast.AST, bool]] = {}
    for node in facts.source.tree.body if facts.source.tree is not None else ():
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
            continue
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            maker = called_as(node.value.func) if isinstance(node.value, ast.Call) else ""
            if isinstance(target, ast.Name) and _MEMORY.match(maker):
                out[target.id] = (node, True)
            elif isinstance(target, ast.Name) and _is_begun(node.value) and _TALK.search(target.id.lower()):
                out[target.id] = (node, False)
    return out


def _is_begun(value: ast.expr) -> bool:
    """A list of messages, or a text that grows."""
    return isinstance(value, ast.List) or (isinstance(value, ast.Constant) and isinstance(value.value, str))


def _called(facts: Facts, handler: ast.AST) -> Iterator[ast.AST]:
    """Functions of the file that the handler calls."""
    names = {called_as(n.func) for n in every_node(handler) if isinstance(n, ast.Call)}
    return (f.node for f in facts.functions if f.node is not handler and f.owner is None and f.name in names)


def _assigned(nodes: list[ast.AST]) -> set[str]:
    """Names that the functions give a meaning of their own; not those they declare global."""
    outer = {name for n in nodes if isinstance(n, ast.Global) for name in n.names}
    return {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} - outer


def _talks(nodes: list[ast.AST], name: str, *, remembers: bool) -> bool:
    """It grows in the handler, and goes to the model; what remembers is asked itself or handed over."""
    calls = [n for n in nodes if isinstance(n, ast.Call)]
    if not remembers and not _grows(nodes, calls, name):
        return False
    asking = [call for call in calls if called_as(call.func) in _ASKS]
    return any(
        (remembers and _is_of(call, name)) or any(_mentions(given, name) for given in _given(call)) for call in asking
    )


def _grows(nodes: list[ast.AST], calls: list[ast.Call], name: str) -> bool:
    added = (n.target for n in nodes if isinstance(n, ast.AugAssign))
    if any(isinstance(target, ast.Name) and target.id == name for target in added):
        return True
    return any(called_as(call.func) in _GROWS and _is_of(call, name) for call in calls)


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _is_of(call: ast.Call, name: str) -> bool:
    return isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == name


def _mentions(node: ast.AST, name: str) -> bool:
    return any(isinstance(inner, ast.Name) and inner.id == name for inner in every_node(node))
