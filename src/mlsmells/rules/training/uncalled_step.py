"""A step of the training is named and not called.

`optimizer.step` without parentheses is an expression: Python looks the method up and throws it away. The weights do not
change, gradients are not cleared, the mode is not switched; no error is raised.

Bad:
    import torch
    for x, y in loader:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step
Good:
    import torch
    for x, y in loader:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
Silent on:
    the last line of a notebook's cell, whose value is shown; names that a class of the file has as a property;
    methods that are handed on (`hook = optimizer.step`)
Source: https://docs.python.org/3/reference/simple_stmts.html#expression-statements
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS714",
    severity=Severity.ERROR,
    once=True,
    message="{name} is not called: the line has no effect - add ()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Methods on a line of their own."""
    for node in training.uncalled(facts):
        name = ast.unparse(node)
        edit = ReplaceExpression(Span.of(node), f"{name}()")
        yield RULE.at(node, name=name, fix=Fix(f"call {name}()", (edit,), why="training goes another way"))
