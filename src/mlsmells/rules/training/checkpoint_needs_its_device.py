"""A checkpoint is loaded to the device it was saved from, in a program that chooses its device.

Without `map_location`, `torch.load` puts every tensor where it was when it was saved. The program says that it runs on
the CPU where there is no GPU; its weights were saved on `cuda:0`, and loading fails there, or goes to a card that is
full.

Bad:
    import torch
    from torch import nn
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = nn.Linear(8, 2).to(device)
    model.load_state_dict(torch.load("model.pt", weights_only=True))
    model.eval()
Good:
    import torch
    from torch import nn
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = nn.Linear(8, 2).to(device)
    model.load_state_dict(torch.load("model.pt", map_location=device, weights_only=True))
    model.eval()
Silent on:
    programs that choose no device; weights that the same program saved; loads that are made only where there is a GPU;
    what is no weights of a network; files that say `map_location` somewhere, or save from the CPU
Source: https://pytorch.org/docs/stable/generated/torch.load.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS732",
    severity=Severity.INFO,
    once=True,
    rolls_up=2,
    message="the weights go to the device they were saved from, which may not be here - pass map_location={device}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Loads of weights that do not say where to."""
    for found in training.device_bound(facts):
        fix = None
        if found.device:
            edit = AddKeyword(Span.of(found.call), "map_location", found.device)
            fix = Fix(f"load them to {found.device}", (edit,), why="the weights go to another device")
        yield RULE.at(found.call, device=found.device or "device", fix=fix)
