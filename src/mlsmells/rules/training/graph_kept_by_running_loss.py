"""A running sum or list of losses keeps the graph of every batch alive.

`total += loss` makes a new node on top of all graphs so far, so nothing of them can be freed: memory grows with each
batch until it runs out, and it is slow. For a figure that is printed the number is enough.
A meter of the project that adds up what it is told does the same.
An evaluation that sums up its losses without `no_grad()` keeps the graphs of all batches just so.

Bad:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    total = 0.0
    for X, y in batches:
        loss = torch.nn.functional.mse_loss(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    total = 0.0
    for X, y in batches:
        loss = torch.nn.functional.mse_loss(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
Silent on:
    `loss.item()`, `loss.detach()`, `float(loss)`; sums that are learned from themselves; sums that begin anew with
    each batch; losses that are numbers by then
Source: https://pytorch.org/docs/stable/notes/faq.html#my-model-reports-cuda-runtime-error-2-out-of-memory
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS707",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="{holder} keeps the graph of each {loss} that is added to it, and memory grows - add {loss}.item()",
)
EVALUATED = "{holder} keeps the graph of {loss} of each batch: no gradients are wanted - evaluate under torch.no_grad()"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Losses that are summed up or collected with their graphs."""
    for kept in training.kept_graphs(facts):
        yield RULE.at(
            kept.statement,
            holder=kept.holder,
            loss=kept.loss,
            trace=[(kept.backward, "gradients are computed of it"), (kept.statement, "and its graph is kept")],
            fix=_fix(kept),
        )


@RULE.on_file
def check_meters(facts: Facts) -> Iterator[Finding]:
    """Losses that a meter of the project sums up as they are."""
    for kept in training.kept_by_meters(facts):
        trace = [(kept.backward, "gradients are computed of it"), (kept.statement, "and its graph is kept")]
        yield RULE.at(kept.statement, holder=kept.holder, loss=kept.loss, trace=trace)


@RULE.on_file
def check_evaluation(facts: Facts) -> Iterator[Finding]:
    """The same in an evaluation that records gradients nobody wants."""
    for kept in training.kept_in_evaluation(facts):
        yield RULE.at(
            kept.statement,
            holder=kept.holder,
            loss=kept.loss,
            message=EVALUATED,
            trace=[(kept.passed.event, "gradients are recorded"), (kept.statement, "and the graph is kept")],
        )


def _fix(kept: training.Kept) -> Fix | None:
    if not kept.plain_number:
        return None
    edit = ReplaceExpression(Span.of(kept.use), f"{kept.loss}.item()")
    return Fix(f"add the number: {kept.loss}.item()", (edit,), safe=True)
