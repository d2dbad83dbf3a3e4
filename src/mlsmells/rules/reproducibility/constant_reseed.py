"""A global generator is set to the same number again and again while a model learns.

Dropout, augmentation and the order of the batches then repeat themselves in every pass, for every
item or in every worker of a loader: the model sees far less variety than the code suggests.

Bad:
    import torch
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(10):
        torch.manual_seed(0)
        loss = torch.nn.functional.mse_loss(model(torch.nn.functional.dropout(X)), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(10):
        loss = torch.nn.functional.mse_loss(model(torch.nn.functional.dropout(X)), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
Silent on:
    a seed for each fold, repetition or configuration (the model is built in the same loop); a number
    that follows the epoch, the item, `torch.initial_seed()` or `get_worker_info()`; a seed under a
    condition; evaluation and sampling; loaders in a fixed order or without workers; code that puts the
    state of the generator back. A worker's seed that follows only its own number is a note: the
    workers differ, the epochs do not
Source: https://docs.pytorch.org/docs/stable/notes/faq.html#my-data-loader-workers-return-identical-random-numbers
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, Span, TraceStep
from mlsmells.facts import Facts
from mlsmells.rules.reproducibility._reseeding import reseeds

RULE = Rule(
    __name__,
    code="MLS213",
    severity=Severity.WARNING,
    message="{call}() sets the same seed {where}, so every {what} repeats the same random numbers - {remedy}",
)
REMEDIES = {
    "worker": "add the number of the worker to it",
    "epoch": "use torch.initial_seed()",
    "item": "seed once, outside of it",
    "pass": "seed once, before the loop",
}


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Each loop, item or worker once."""
    for found in reseeds(facts):
        steps = [TraceStep(found.seed.line, f"seeds {', '.join(sorted(found.seed.libs))}")]
        yield RULE.at(
            found.node,
            call=found.seed.name.rpartition(".")[2],
            where=found.where,
            what=found.what,
            remedy=REMEDIES[found.what],
            severity=Severity.INFO if found.differs else None,
            trace=[*steps, (Span.of(found.node), f"runs {found.where}")],
        )
