"""A network is trained without asking for deterministic algorithms.

On a GPU some operations add numbers in another order each time, and two runs with one seed differ. The option chooses
other operations, or fails where there is none; it costs speed. Part of the profile `parity`: MLS210 speaks where a
program asks for determinism and does not get it.

Bad:
    import torch
    torch.manual_seed(0)
    net = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for x, y in torch.utils.data.DataLoader(rows, num_workers=2, pin_memory=True):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(net(x), y).backward()
        optimizer.step()
Good:
    import torch
    torch.manual_seed(0)
    torch.use_deterministic_algorithms(True)
    net = torch.nn.Linear(3, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for x, y in torch.utils.data.DataLoader(rows, num_workers=2, pin_memory=True):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(net(x), y).backward()
        optimizer.step()
Silent on:
    any word about it in the file (`deterministic=True` of a trainer, `cudnn.deterministic`); files that only predict
Source: https://pytorch.org/docs/stable/notes/randomness.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS290",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="the network learns on whatever algorithms are fastest - call {what}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
