"""A service asks a language model and sets no limit, neither to the length of the answer nor to the time.

A request that hangs holds its user and a worker for as long as the library waits, ten minutes by default, and retries
on top. An answer without a limit of tokens costs whatever the model likes to say. In an endless loop the two multiply.
A timeout on the client and a number of tokens on the call bound both.

Bad:
    from fastapi import FastAPI
    from openai import OpenAI
    app, client = FastAPI(), OpenAI()
    @app.post("/answer")
    def answer(question: str):
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", messages=[{"role": "user", "content": question}]
        )
        return {"answer": reply.choices[0].message.content}
Good:
    from fastapi import FastAPI
    from openai import OpenAI
    app, client = FastAPI(), OpenAI(timeout=30)
    @app.post("/answer")
    def answer(question: str):
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", messages=[{"role": "user", "content": question}], max_tokens=500
        )
        return {"answer": reply.choices[0].message.content}
Silent on:
    a limit of either kind, on the call, the client or what wraps it; settings that come from elsewhere; libraries that
    bound the answer by themselves; loops that a person keeps going. Outside services and endless loops it is a note
Source: https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, once, regex
from mlsmells.facts import Facts, called_as, every_node, handlers, llm

RULE = Rule(
    __name__,
    code="MLS808",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="{where} sets neither a limit of tokens nor a timeout - set max_tokens on the call, timeout on the client",
)
LOOP = "the model is asked in an endless loop: nothing ends it when it goes on and on - count the steps, and stop"
_LENGTH = ("max_tokens", "max_completion_tokens", "max_output_tokens", "max_tokens_to_sample", "max_new_tokens")
_TIME = ("timeout", "request_timeout", "default_request_timeout")
_PEOPLE = regex(r"input|prompt|get|poll|recv|receive|read|listen|sleep|wait|consume|next|ask_user|text_area")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Requests without any bound, and endless loops around one; of several ways to one request the worst."""
    found = [(request.node, _finding(facts, request)) for request in llm.requests(facts) if request.call is not None]
    found.sort(key=lambda each: each[1] is None or each[1].severity is Severity.INFO)
    for _, finding in once(found, lambda each: each[0]):
        if finding is not None:
            yield finding


def _finding(facts: Facts, request: llm.Request) -> Finding | None:
    call = request.call
    assert call is not None
    if _runs_on(call.loops):
        return RULE.at(call, message=LOOP)
    if request.is_open or call.presumed or request.obj is None or not _unbounded(request):
        return None
    handler = handlers.handler_of(facts, call)
    where = f"{handler.name}() asks a model and" if handler is not None else "this request"
    return RULE.at(call, where=where, severity=None if handler is not None else Severity.INFO)


def _unbounded(request: llm.Request) -> bool:
    tags = (request.call.tags if request.call else frozenset()) | (request.obj.tags if request.obj else frozenset())
    if tags & {"llm.bounded", "llm.local"}:
        return False
    return request.setting(*_LENGTH).absent and request.setting(*_TIME).absent


def _runs_on(loops: tuple[ast.AST, ...]) -> bool:
    """``while True`` that neither a person nor a counter ends."""
    loop = loops[-1] if loops else None
    if not isinstance(loop, ast.While) or not isinstance(loop.test, ast.Constant):
        return False
    nodes = [node for statement in loop.body for node in every_node(statement)]
    if any(isinstance(n, ast.Call) and _PEOPLE.search(called_as(n.func)) for n in nodes):
        return False
    counted = any(isinstance(n, ast.AugAssign) for n in nodes)
    return not counted and not any(isinstance(n, (ast.Await, ast.Try)) for n in nodes)
