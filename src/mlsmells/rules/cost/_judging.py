"""Whether a request asks a model to judge: to grade, compare or label what another model said."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import regex
from mlsmells.facts import Facts, Function, called_as, every_node, llm, words_of

_WORDS = frozenset(
    "judge judges judged judging grade grader grading graded evaluator evaluate evaluation evals rubric faithfulness "
    "groundedness hallucination eval score scorer scoring rate rating rank ranking compare pairwise".split()
)
_ASKS = regex(
    r"(?i)\b(?:you are|act as) (?:an? |the )?(?:[\w-]+ ){0,3}(?:judge|grader|evaluator|examiner|rater)\b"
    r"|\b(?:rate|score|grade|evaluate|judge|assess)\b[^.\n]{0,80}\b(?:from|on a scale|between|scale of|out of)\b"
    r"|\b(?:rate|score|grade|evaluate|judge|assess)\b[^.\n]{0,80}\b[01]\s*(?:-|to)\s*\d\b"
    r"|\bwhich (?:answer|response|assistant) is better\b"
)

# Under these a request is given the form of its answer; forms of these names, or with such a field, are verdicts.
_FORMS = frozenset({"with_structured_output", "response_format", "text_format", "response_model", "output_type"})
_VERDICTS = frozenset("score scores grade rating verdict ranking judgement judgment preference winner".split())


def judges(facts: Facts, request: llm.Request) -> bool:
    """The function around, or its class, is called so and its prompt asks for a verdict."""
    function = around(facts, request)
    return function is not None and _is_named_so(function) and _asks(facts, function)


def around(facts: Facts, request: llm.Request) -> Function | None:
    """The innermost function in which the request stands."""
    line = getattr(request.node, "lineno", 0)
    inside = [f for f in facts.functions if f.node.lineno <= line <= (f.node.end_lineno or 0)]
    return max(inside, key=lambda f: f.node.lineno, default=None)


def _is_named_so(function: Function) -> bool:
    return bool(_WORDS & words_of(function.name))


def _asks(facts: Facts, function: Function) -> bool:
    """A prompt in it, or one of the module that it names, asks for a verdict; or the form of the answer is one."""
    if any(_is_verdict(facts, form) for form in _forms(function.node)):
        return True
    names = {n.id for n in every_node(function.node) if isinstance(n, ast.Name)}
    texts = [n.value for n in every_node(function.node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    for name in names & facts.module_values.keys():
        value = facts.module_values[name].const
        texts += [value] if isinstance(value, str) else []
    for node in facts.source.tree.body if facts.source.tree is not None else ():
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in names for t in node.targets):
            texts += [n.value for n in every_node(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return any(_ASKS.search(text) for text in texts)


def _forms(function: ast.AST) -> Iterator[str]:
    """The classes that answers are to have."""
    for node in every_node(function):
        if isinstance(node, ast.Call) and called_as(node.func) in _FORMS:
            yield from (called_as(arg) for arg in node.args[:1])
        elif isinstance(node, ast.keyword) and node.arg in _FORMS:
            yield called_as(node.value)


def _is_verdict(facts: Facts, form: str) -> bool:
    if _VERDICTS & words_of(form):
        return True
    bodies = (c.node.body for c in facts.classes if c.node.name == form)
    fields = (s.target for body in bodies for s in body if isinstance(s, ast.AnnAssign))
    return any(_VERDICTS & words_of(called_as(field)) for field in fields)
