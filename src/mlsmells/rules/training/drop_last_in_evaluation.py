"""The loader of an evaluation leaves out the last rows.

With `drop_last=True` a loader gives full batches only: what is left over at the end is neither scored nor predicted.
The score is of fewer rows than are said to be tested, predictions are missing, and if the loader shuffles as well,
each run leaves out others.

Bad:
    import torch
    from torch.utils.data import DataLoader
    test_loader = DataLoader(test_set, batch_size=64, drop_last=True)
    model.eval()
    with torch.no_grad():
        right = sum((model(x).argmax(1) == y).sum().item() for x, y in test_loader)
Good:
    import torch
    from torch.utils.data import DataLoader
    test_loader = DataLoader(test_set, batch_size=64)
    model.eval()
    with torch.no_grad():
        right = sum((model(x).argmax(1) == y).sum().item() for x, y in test_loader)
Silent on:
    loaders that something learns from, by what is done with their batches or by their name; batches of one row;
    `drop_last` that depends on the part; loaders whose use is not seen and not said by a name
Source: https://pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Fix, RemoveArgument, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS727",
    habit=2,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,  # names say what it is for
    once=True,
    rolls_up=2,
    rolls_up_files=2,
    message="drop_last=True leaves out the last rows of {what}: they are neither scored nor predicted - drop it",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Loaders of held-out rows that drop some."""
    for loader in training.loaders(facts):
        given = loader.argument("drop_last", 8)
        if not isinstance(given, ast.Constant) or given.value is not True or loader.has_single_rows:
            continue
        what = training.held_out(facts, loader)
        if what:
            yield RULE.at(loader.call, what=what, cause="drop_last", fix=_fix(loader, facts))


def _fix(loader: training.Loader, facts: Facts) -> Fix | None:
    """Not where the loader of the training rows is made by the same call, or the arguments are counted."""
    if training.is_for_all_parts(facts, loader) or not any(k.arg == "drop_last" for k in loader.call.keywords):
        return None
    edit = RemoveArgument(Span.of(loader.call), keyword="drop_last")
    return Fix("leave drop_last at False", (edit,), why="more rows are scored")
