"""What a language model wrote is run or parsed as if it could only be right.

Models write broken JSON, words around a number, and what somebody put into their prompt. Parsed without a guard, the
first such answer stops the program; run as code, shell or SQL, it does whatever it says, with the rights of the
program. Ask for structured output, check it, and say what happens when it does not fit.

Bad:
    import json
    from openai import OpenAI
    client = OpenAI(timeout=30)
    def facts(text):
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", max_tokens=300, messages=[{"role": "user", "content": f"As JSON: {text}"}]
        )
        return json.loads(reply.choices[0].message.content)
Good:
    import json
    from openai import OpenAI
    client = OpenAI(timeout=30)
    def facts(text):
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", max_tokens=300, messages=[{"role": "user", "content": f"As JSON: {text}"}]
        )
        try:
            return json.loads(reply.choices[0].message.content)
        except json.JSONDecodeError:
            return None
Silent on:
    structured output and tools; parsing inside `try`, behind a check or a retry; counts of tokens and other numbers of
    the provider; `ast.literal_eval`. Code that is run in a box of its own cannot be told apart: say so with `ignore`
Source: https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, regex
from mlsmells.facts import Facts, Flow, called_as, every_node, llm, variable

RULE = Rule(
    __name__,
    code="MLS810",
    severity=Severity.WARNING,
    once=True,
    message="{call}() gets what a model wrote (line {line}) and nothing catches what does not fit - guard it",
)
RUNS = "{call}() runs what a model wrote (line {line}) - never run it unchecked, or give it a closed list of actions"
_RUN = frozenset({"eval", "exec", "os.system", "os.popen"})
_SHELL = regex(r"^subprocess\.(run|call|Popen|check_output|check_call)$")
_PARSE = frozenset({"json.loads", "int", "float"})
_STRUCTURED = (
    "response_format",
    "text_format",
    "tools",
    "functions",
    "response_model",
    "text",
    "tool_choice",
    "format",
)
# What the provider says of the answer, and what is no text of it.
_NO_TEXT = regex(r"usage|token|created|len\(|\.arguments|logprob|\.group\(|\.time|latency|\bid\b|\.sub\(|score\b")
_TEXT = frozenset({"content", "text", "output_text", "message_content"})
_WHOLE = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant)
Block = ast.FunctionDef | ast.AsyncFunctionDef


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Answers that reach a sink in the function that asks, or in one that calls it."""
    asked = [request for request in llm.requests(facts) if request.call is not None and not request.call.foreign]
    if not asked or facts.source.is_notebook:
        return
    begins = {id(request.node) for request in asked}
    blocks = [f.node for f in facts.functions if isinstance(f.node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    helpers = {block.name for block in blocks if _returns_text(block, begins)}
    loose = not any(_is_structured(request) for request in asked)
    for block in blocks:
        texts = _texts(block, begins, helpers)
        first = next((node for node in every_node(block) if texts.begins(node)), None)
        if first is None:
            continue
        guards = not loose or _is_retried(block)
        for call in (n for n in every_node(block) if isinstance(n, ast.Call) and n.args):
            yield from _judged(block, call, texts, first, loose=not guards)


def _texts(block: Block, begins: set[int], helpers: set[str]) -> Flow:
    """What is made of the text of an answer: not its counts, its calls of tools or its other parts."""
    answers = Flow(block, lambda node: id(node) in begins)

    def is_text(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute) and node.attr in _TEXT:
            return answers.reaches(node.value)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and node.slice.value in _TEXT:
            return answers.reaches(node.value)
        return isinstance(node, ast.Call) and called_as(node.func) in helpers

    return Flow(block, is_text)


def _judged(block: Block, call: ast.Call, flow: Flow, first: ast.AST, *, loose: bool) -> Iterator[Finding]:
    name = variable(call.func)
    line = getattr(first, "lineno", 1)
    if call is first or not flow.reaches(call.args[0]) or _NO_TEXT.search(ast.unparse(call.args[0])):
        return
    if name in _RUN or (_SHELL.match(name) and any(k.arg == "shell" for k in call.keywords)):
        yield RULE.at(call, message=RUNS, call=name, line=line, severity=Severity.ERROR)
    elif name in _PARSE and loose and _is_direct(block, call.args[0], flow) and not _is_guarded(block, call):
        yield RULE.at(call, call=name, line=line)


def _is_direct(block: Block, text: ast.expr, flow: Flow) -> bool:
    """The text itself, trimmed or cut: not a number that was computed with it."""
    while isinstance(text, (ast.Call, ast.Subscript)) and not flow.begins(text):
        text = text.func.value if isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) else text
        if isinstance(text, ast.Call):
            return False
        text = text.value if isinstance(text, ast.Subscript) else text
    if flow.begins(text) or not isinstance(text, ast.Name):
        return flow.begins(text)
    given = [n.value for n in every_node(block) if isinstance(n, ast.Assign) and _stores(n, text.id)]
    return any(_is_direct(block, value, flow) for value in given if not _names(value, text.id))


def _stores(assign: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assign.targets)


def _names(value: ast.expr, name: str) -> bool:
    return any(isinstance(inner, ast.Name) and inner.id == name for inner in every_node(value))


def _returns_text(block: Block, begins: set[int]) -> bool:
    """The function gives back what the model wrote, and nothing else beside it."""
    if not any(id(node) in begins for node in every_node(block)):
        return False
    texts = _texts(block, begins, set())
    returned = [n.value for n in every_node(block) if isinstance(n, ast.Return) and n.value is not None]
    whole = all(
        isinstance(value, (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant)) for value in returned
    )
    return whole and any(texts.reaches(value) for value in returned)


def _is_structured(request: llm.Request) -> bool:
    return request.is_structured or not request.setting(*_STRUCTURED).absent


def _is_retried(block: Block) -> bool:
    return any(
        "retry" in ast.unparse(decorator) or "backoff" in ast.unparse(decorator) for decorator in block.decorator_list
    )


def _is_guarded(block: Block, call: ast.Call) -> bool:
    """In a ``try``, or under a condition that looks at the text first."""
    names = {n.id for n in every_node(call) if isinstance(n, ast.Name)}
    for node in every_node(block):
        if isinstance(node, ast.Try) and any(inner is call for s in node.body for inner in every_node(s)):
            return True
        if isinstance(node, (ast.If, ast.IfExp, ast.While)) and any(inner is call for inner in every_node(node)):
            if names & {n.id for n in every_node(node.test) if isinstance(n, ast.Name)}:
                return True
    return any(
        isinstance(n, ast.With) and "suppress" in ast.unparse(n.items[0].context_expr) for n in every_node(block)
    )
