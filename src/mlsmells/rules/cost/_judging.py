"""Whether a request asks a model to judge: to grade, compare or label what another model said."""

from __future__ import annotations

import ast

from mlsmells.core import regex
from mlsmells.facts import Facts, Function, every_node, llm, words_of

_WORDS = frozenset(
    "judge judges judged judging grade grader grading graded evaluator evaluate evaluation evals rubric faithfulness "
    "groundedness hallucination".split()
)
_ASKS = regex(
    r"(?i)\b(?:you are|act as) (?:an? |the )?(?:[\w-]+ ){0,3}(?:judge|grader|evaluator|examiner|rater)\b"
    r"|\b(?:rate|score|grade|evaluate|judge|assess)\b[^.\n]{0,80}\b(?:from|on a scale|between|scale of|out of)\b"
    r"|\b(?:rate|score|grade|evaluate|judge|assess)\b[^.\n]{0,80}\b[01]\s*(?:-|to)\s*\d\b"
    r"|\bwhich (?:answer|response|assistant) is better\b"
)


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
    """A prompt in it, or one of the module that it names, asks for a verdict."""
    names = {n.id for n in every_node(function.node) if isinstance(n, ast.Name)}
    texts = [n.value for n in every_node(function.node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    for name in names & facts.module_values.keys():
        value = facts.module_values[name].const
        texts += [value] if isinstance(value, str) else []
    for node in facts.source.tree.body if facts.source.tree is not None else ():
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in names for t in node.targets):
            texts += [n.value for n in every_node(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return any(_ASKS.search(text) for text in texts)
