"""A logarithm is taken of a softmax, a sigmoid or a sum of exponentials.

`softmax` rounds small probabilities to 0, and the logarithm of 0 is `-inf`; `exp` of 100 is infinite in single
precision. The loss becomes infinite or `nan` for the very rows the network is most wrong about. The library has each
of these forms as one function that never leaves the range.

Bad:
    import torch
    from torch.nn import functional as F
    def loss(logits, y):
        return -(torch.log(F.softmax(logits, dim=1)) * y).sum(dim=1).mean()
Good:
    import torch
    from torch.nn import functional as F
    def loss(logits, y):
        return -(F.log_softmax(logits, dim=1) * y).sum(dim=1).mean()
Silent on:
    probabilities that get a small number added or are clamped first; exponentials of which the largest was subtracted,
    or of what is bounded above;
    logarithms of counts; `log1p`, which plain `log(1 + x)` is close enough to for everything that is not tiny
Source: https://pytorch.org/docs/stable/generated/torch.nn.functional.log_softmax.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS717",
    severity=Severity.WARNING,
    once=True,
    message="the logarithm of {form} {fails} - use {better}",
)
_FAILS = {"1 + exp": "is infinite for large values", "sum of exp": "is infinite for large values"}


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Logarithms that the library has a function for."""
    for found in training.unstable_logarithms(facts):
        yield RULE.at(
            found.call,
            form=found.form if found.form in _FAILS else f"a {found.form}",
            fails=_FAILS.get(found.form, "is -inf where it rounds to 0"),
            better=found.better,
            fix=_fix(found),
        )


def _fix(found: training.Unstable) -> Fix | None:
    """``torch.log(F.softmax(x, dim=1))`` → ``F.log_softmax(x, dim=1)``."""
    inner = found.inner
    if inner is None or found.form != "softmax" or not isinstance(inner.func, ast.Attribute):
        return None
    if inner.func.attr != "softmax":
        return None
    start = ast.unparse(inner.func.value)
    given = [*(ast.unparse(arg) for arg in inner.args), *(ast.unparse(keyword) for keyword in inner.keywords)]
    source = f"{start}.log_softmax({', '.join(given)})"
    edit = ReplaceExpression(Span.of(found.call), source)
    return Fix("use log_softmax", (edit,), why="the values get more exact")
