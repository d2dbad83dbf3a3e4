"""The best weights are kept without a copy, and go on learning.

`state_dict()` gives the tensors of the network themselves. What is kept of them in a variable changes with each step
that follows: the "best" weights that are loaded, returned or saved at the end are those of the last epoch.

Bad:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    best, best_state = float("inf"), None
    for epoch in range(20):
        loss = torch.nn.functional.mse_loss(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            held_out = torch.nn.functional.mse_loss(model(X_val), y_val).item()
        if held_out < best:
            best = held_out
            best_state = model.state_dict()
    model.load_state_dict(best_state)
Good:
    import copy
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    best, best_state = float("inf"), None
    for epoch in range(20):
        loss = torch.nn.functional.mse_loss(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            held_out = torch.nn.functional.mse_loss(model(X_val), y_val).item()
        if held_out < best:
            best = held_out
            best_state = copy.deepcopy(model.state_dict())
    model.load_state_dict(best_state)
Silent on:
    copies (`deepcopy`, tensors that are cloned); weights that are saved to a file on the spot; networks that are built
    anew in the loop; loops that end where the weights are kept; what nobody uses afterwards
Fix:
    the weights are copied when they are kept
Source: https://pytorch.org/tutorials/beginner/saving_loading_models.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddImport, Finding, Fix, Rule, Severity, Span, WrapExpression
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS736",
    severity=Severity.ERROR,
    message="{holder} holds the weights of {network} themselves, which go on learning - keep a copy (copy.deepcopy)",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """``best = model.state_dict()`` in a loop that trains on."""
    for found in training.uncopied(facts):
        yield RULE.at(
            found.kept,
            holder=found.holder,
            network=found.network,
            fix=_fix(found),
            trace=[(found.kept, "kept as the best"), (found.use, "used when training has gone on")],
        )


def _fix(found: training.Uncopied) -> Fix:
    wrap = WrapExpression(Span.of(found.state), "copy.deepcopy(", ")")
    edits = (wrap, AddImport("copy", near=Span.of(found.kept)))
    return Fix("keep a copy: copy.deepcopy(…)", edits, why="other weights are kept, those of the best epoch")
