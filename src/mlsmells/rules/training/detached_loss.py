"""The loss is cut from the graph before gradients are computed of it: the network does not learn.

`torch.tensor(loss)`, `.detach()`, `.data`, `.item()` and `argmax` give values without a past. `backward()` of them
would be an error, so `requires_grad=True` is often added until it is gone; then the gradient ends at the copy, and all
weights keep what they had. `optimizer.step()` does nothing, and no error is raised.

Bad:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        optimizer.zero_grad()
        loss = torch.tensor(torch.nn.functional.mse_loss(model(X), y), requires_grad=True)
        loss.backward()
        optimizer.step()
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
Silent on:
    sums and losses with another part that is still in the graph (a baseline, a target, a straight-through estimate);
    constants that a sum of losses begins with; copies for the log; gradients without an optimizer that follows them
Fix:
    `torch.tensor(…)` or `.detach()` around the call that gives the loss is dropped; other cuts are left to you
Source: https://pytorch.org/docs/stable/generated/torch.Tensor.detach.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span, line_of
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS718",
    severity=Severity.ERROR,
    once=True,
    message="{loss} is cut from the graph by {how} at line {line}: backward() reaches no weights - drop {how}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Backward passes that begin behind a cut."""
    for found in training.detached_losses(facts):
        yield RULE.at(
            found.backward,
            loss=found.loss,
            how=found.how,
            line=line_of(found.place),
            fix=_fix(found.place),
            trace=[(found.place, "cut from the graph"), (found.backward, "nothing to go back to")],
        )


def _fix(place: ast.AST) -> Fix | None:
    """``torch.tensor(criterion(…), requires_grad=True)`` and ``criterion(…).detach()`` become ``criterion(…)``."""
    match place:
        case ast.Call(func=ast.Attribute(attr="tensor" | "as_tensor"), args=[ast.Call() as loss]):
            kept = loss
        case ast.Call(func=ast.Attribute(value=ast.Call() as loss, attr="detach"), args=[]):
            kept = loss
        case _:
            return None
    edit = ReplaceExpression(Span.of(place), ast.unparse(kept))
    return Fix("leave the loss in its graph", (edit,), why="the network begins to learn")
