"""A whole network is pickled instead of its weights.

`torch.save(model, path)` stores where the class was defined and trusts that it is there, unchanged, when the file is
loaded. Rename the module, move the file, load it from another program or another version of the library, and it fails,
or it loads with the old code's attributes. And the file cannot be loaded with `weights_only=True`, the default since
torch 2.6. A state dict holds numbers and names alone.

Bad:
    import torch
    from torch import nn
    model = nn.Linear(8, 2)
    torch.save(model, "model.pt")
Good:
    import torch
    from torch import nn
    model = nn.Linear(8, 2)
    torch.save(model.state_dict(), "model.pt")
Silent on:
    state dicts, alone or in a dictionary (a network in a dictionary is pickled with it); networks whose state is saved
    as well; scripted and exported networks; what may be something else than a network
Source: https://pytorch.org/tutorials/beginner/saving_loading_models.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, artifacts

RULE = Rule(
    __name__,
    code="MLS605",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="{name} is pickled whole: the file needs this very class in this very place - save {name}.state_dict()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Networks that are saved as they are."""
    for found in artifacts.whole_networks(facts):
        yield RULE.at(found.write, name=found.name)
