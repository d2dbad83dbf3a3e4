"""A method that gives a new tensor stands on a line of its own, and the tensor stays as it was.

`x.to(device)`, `x.clamp(0)` and `x.detach()` change nothing in place. (A network is different: `model.to(device)` moves
the network itself; and methods that end in `_` work in place.)

Bad:
    import torch
    for x, y in train_loader:
        x.to("cuda")
        print(model(x))
Good:
    import torch
    for x, y in train_loader:
        x = x.to("cuda")
        print(model(x))
Silent on:
    networks, which `to()` moves; batches that are one thing (a dictionary of the tokenizer or a graph may move itself);
    `clamp_()` and others that work in place; `out=`; calls that are tried whether they work
Source: https://pytorch.org/docs/stable/generated/torch.Tensor.to.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceStatement, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS724",
    severity=Severity.WARNING,
    once=True,
    message="{name}.{method}() gives a new tensor that nobody takes: {name} stays as it was - assign it",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Results that are dropped."""
    for dropped in training.dropped_results(facts):
        edit = ReplaceStatement(Span.of(dropped.statement), f"{dropped.name} = {ast.unparse(dropped.call)}")
        fix = Fix(f"assign the result to {dropped.name}", (edit,), why=f"{dropped.name} becomes another")
        yield RULE.at(dropped.statement, name=dropped.name, method=dropped.method, fix=fix)
