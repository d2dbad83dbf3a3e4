"""A model that grades answers draws its verdicts at random.

With the default temperature the same answer gets another grade on the next run. A difference between two systems is
then partly the judge's dice, and a score of yesterday cannot be reproduced. Set the temperature to 0, or ask several
times and report the spread.

Bad:
    from openai import OpenAI
    client = OpenAI(timeout=30)
    def judge(question, answer):
        prompt = f"Rate the answer from 1 to 5. Question: {question} Answer: {answer}"
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", max_tokens=5, messages=[{"role": "user", "content": prompt}]
        )
        return reply.choices[0].message.content
Good:
    from openai import OpenAI
    client = OpenAI(timeout=30)
    def judge(question, answer):
        prompt = f"Rate the answer from 1 to 5. Question: {question} Answer: {answer}"
        reply = client.chat.completions.create(
            model="gpt-4o-2024-08-06", temperature=0, max_tokens=5, messages=[{"role": "user", "content": prompt}]
        )
        return reply.choices[0].message.content
Silent on:
    a temperature of 0, or one that is known at run time; a seed; several verdicts of which the mean or the majority
    counts; models that take no temperature; clients and settings from elsewhere; prompts that ask for no verdict. A
    judge whose name its provider moves is told as well
Source: https://platform.openai.com/docs/guides/evaluation-best-practices
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span
from mlsmells.facts import Facts, called_as, llm
from mlsmells.rules.cost import _judging, _names

RULE = Rule(
    __name__,
    code="MLS820",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="{function}() lets a model judge {how}: the same answer gets other grades - set temperature=0",
)
FLOATS = "{function}() lets '{model}' judge, and its provider moves that name - name a dated snapshot"
# A setting that makes verdicts repeatable, or several of them.
_REPEATS = ("seed", "random_seed", "n", "num_samples", "do_sample")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Requests for a verdict that are drawn once each, or that another model may answer tomorrow."""
    for request in llm.requests(facts):
        if request.call is None or not _judging.judges(facts, request):
            continue
        function = _judging.around(facts, request)
        name = function.node.name if function is not None and not isinstance(function.node, ast.Lambda) else ""
        how = _drawn(request)
        if how and function is not None and not _repeats(function.node, request.node):
            yield RULE.at(request.call, function=name, how=how, fix=_fix(request))
        elif _names.floats(request):
            yield RULE.at(request.call, message=FLOATS, function=name, model=request.model)


def _drawn(request: llm.Request) -> str:
    """How the verdict is drawn, "" where it is not, or not surely."""
    if request.is_open or request.reasons or (request.call is not None and request.call.presumed):
        return ""
    temperature = request.setting("temperature")
    if not request.setting(*_REPEATS).absent:
        return ""
    if temperature.absent:
        return "with the default temperature"
    number = temperature.const
    return f"at temperature {number}" if isinstance(number, (int, float)) and number > 0 else ""


def _repeats(function: ast.AST, call: ast.AST) -> bool:
    """Asked again and again in the function itself: ``for _ in range(n)``."""
    for loop in ast.walk(function):
        if not isinstance(loop, ast.For) or not isinstance(loop.iter, ast.Call):
            continue
        if called_as(loop.iter.func) == "range" and any(inner is call for inner in ast.walk(loop)):
            return True
    return False


def _fix(request: llm.Request) -> Fix | None:
    if request.call is None or "llm.model" in (request.obj.tags if request.obj is not None else ()):
        return None
    edit = AddKeyword(Span.of(request.call.node), "temperature", "0")
    return Fix("set temperature=0", (edit,), why="the grades change")
