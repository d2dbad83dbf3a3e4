"""A layer is replaced after the optimizer got the parameters: nobody trains the new one.

An optimizer holds the parameters that the network had when it was made. A head that is put in later is not among them:
it keeps its random weights, while the old head, which nothing uses, is in the optimizer's list.

Bad:
    import torch
    from torch import nn
    from torchvision import models
    torch.manual_seed(0)
    model = models.resnet18()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    model.fc = nn.Linear(512, 3)
    for X, y in batches:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(X), y).backward()
        optimizer.step()
Good:
    import torch
    from torch import nn
    from torchvision import models
    torch.manual_seed(0)
    model = models.resnet18()
    model.fc = nn.Linear(512, 3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for X, y in batches:
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(X), y).backward()
        optimizer.step()
Silent on:
    an optimizer that is made anew after it, or gets the new layer by `add_param_group`; another network under the same
    name; optimizers of other parameters; an optimizer that nothing uses; layers that the first pass builds, where
    `__init__` sends something through or data goes through before the optimizer is made
Fix:
    the optimizer's statement goes behind the new layer's. Refused where the optimizer is used in between,
    where a name that it is made of is bound anew, and where it is written over several lines
Source: https://pytorch.org/docs/stable/optim.html#constructing-it
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, RunCodemod, Severity, Span, line_of
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS719",
    severity=Severity.ERROR,
    once=True,
    message="{layer} is {how}: {so} - {do}",
)
_MOVE = "mlsmells.fix.codemods.optimizer_after:move"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Layers that are put in after the optimizer was made."""
    for replaced in training.replaced_layers(facts):
        yield RULE.at(
            replaced.place,
            layer=replaced.layer,
            how=f"replaced after {replaced.optimizer} got the parameters (line {replaced.made.lineno})",
            so="it is never trained",
            do=f"make {replaced.optimizer} after it",
            fix=Fix(
                f"make {replaced.optimizer} after the layer is replaced",
                (RunCodemod(_MOVE, Span.of(replaced.made), Span.of(replaced.place)),),
                why="the new layer is trained",
            ),
            trace=[(replaced.made, "the parameters as they are now"), (replaced.place, "a new layer")],
        )
    for lazy in training.lazy_layers(facts):
        made = lazy.made
        yield RULE.at(
            lazy.place,
            layer=lazy.layer,
            how="built by the first pass of data",
            so="an optimizer made before does not train it" if made is None else f"line {line_of(made)} misses it",
            do="build it in __init__, or use a lazy layer and send data through before the optimizer is made",
            severity=Severity.WARNING if made is None else None,
            trace=[] if made is None else [(made, "the parameters as they are now"), (lazy.place, "a new layer")],
        )
