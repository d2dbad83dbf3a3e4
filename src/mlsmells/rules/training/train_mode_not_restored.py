"""A loop evaluates the network after each epoch and goes on training it in eval mode.

`eval()` holds until `train()` is called. When the validation of each epoch switches to eval mode and only the code
before the loop switches back, dropout and batch normalisation work in the first epoch alone: the network trains without
them from the second epoch on.

Bad:
    import torch
    from torch import nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5), nn.Linear(8, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model.train()
    for epoch in range(10):
        for X, y in train_loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(X), y).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            for X, y in val_loader:
                print((model(X).argmax(dim=1) == y).float().mean())
Good:
    import torch
    from torch import nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5), nn.Linear(8, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(10):
        model.train()
        for X, y in train_loader:
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(X), y).backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            for X, y in val_loader:
                print((model(X).argmax(dim=1) == y).float().mean())
Silent on:
    `train()` anywhere in the loop, also of the network that holds this one or with an argument
    (`train(was_training)`); a part of the network that is kept in eval mode; networks whose layers are all known and
    the same in both modes; a network that is made anew in each pass
Source: https://pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.train
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, InsertBefore, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS703",
    severity=Severity.ERROR,
    once=True,
    message="{model} stays in eval mode{where} when the loop of line {line} trains it again - call {model}.train()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """``eval()`` in a loop that trains and never switches back."""
    for case in training.not_restored(facts):
        model, switch = training.name_of(case.trained), case.switch.event
        inside = case.place is not switch.node
        yield RULE.at(
            case.place,
            model=model,
            where=f" after this call (line {switch.line})" if inside else "",
            line=getattr(case.loop, "lineno", 1),
            trace=[(switch, "eval()"), (case.trained.event, "trained in the next pass")],
            fix=_fix(case, model),
        )


def _fix(case: training.NotRestored, model: str) -> Fix | None:
    """Switch back at the start of each pass, where the loop itself names the network."""
    start = training.first_statement(case.loop)
    if case.trained.event.calls or start is None:
        return None
    edit = InsertBefore(Span.of(start), f"{model}.train()")
    return Fix(f"call {model}.train() at the start of each pass", (edit,), why="training goes another way")
