"""A training loop steps its optimizer and never clears the gradients.

`backward()` adds to the gradients that are there. Without `zero_grad()` each step follows the sum of all batches so
far, as if the learning rate grew with each of them, and no error is raised. Clearing once before the loop, or once per
epoch, does not help the steps in it.

Bad:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        torch.nn.functional.mse_loss(model(X), y).backward()
        optimizer.step()
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(X), y).backward()
        optimizer.step()
Silent on:
    gradients cleared anywhere in the loop: for the optimizer, the model, or by hand, before or after the step;
    gradients of several batches that are added up on purpose and cleared after the step;
    optimizers handed to a function that nobody knows; engines that clear by themselves;
    closures (LBFGS); optimizers that are made anew in each pass
Source: https://pytorch.org/docs/stable/generated/torch.optim.Optimizer.zero_grad.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, InsertBefore, Rule, Severity, Span
from mlsmells.facts import Call, Facts, training

RULE = Rule(
    __name__,
    code="MLS701",
    severity=Severity.ERROR,
    once=True,
    message="gradients are never cleared in this loop: each step adds those of line {line} to all before{where} - {do}",
)


@RULE.on(Call)
def check(step: Call, facts: Facts) -> Iterator[Finding]:
    """Steps in a loop that computes gradients, and in which nothing clears them."""
    for learning in training.learnings(facts):
        if learning.step is not step or learning.cleared:
            continue
        if training.steps_on_a_fresh_one(learning) or training.is_out_of_sight(learning, facts):
            continue
        before = learning.before
        yield RULE.at(
            step,
            line=learning.backward.line,
            where=f" ({before.where} clears outside of the loop)" if before is not None else "",
            do=f"call {training.optimizer_of(step)}.zero_grad() in it",
            trace=[(learning.backward, "gradients are added"), (step, "the step that follows them")],
            fix=_fix(learning, facts),
        )


def _fix(learning: training.Learning, facts: Facts) -> Fix | None:
    """Clear at the start of the loop, where one optimizer steps in its body in every pass."""
    step, loop, name = learning.step, learning.loop, training.optimizer_of(learning.step)
    if not isinstance(loop, (ast.For, ast.While)) or step.calls:
        return None
    others = [other for other in training.learnings(facts) if other.loop is loop and other.step.site != step.site]
    if others or step.statement not in loop.body or learning.backward.loop is not loop:
        return None
    edit = InsertBefore(Span.of(loop.body[0]), f"{name}.zero_grad()")
    why = "training goes another way, and to other weights"
    return Fix(f"call {name}.zero_grad() at the start of the loop", (edit,), why=why)
