"""Layers stand in a plain list or dict, where torch does not see them.

A module finds its layers among its attributes, and looks into `nn.ModuleList` and `nn.ModuleDict`, not into lists and
dicts of Python. The weights of hidden layers are not in `parameters()`: the optimizer never changes them,
`to(device)` does not move them, `state_dict()` does not save them, and `eval()` does not reach them.

Bad:
    from torch import nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = [nn.Linear(8, 8) for _ in range(3)]
        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x
Good:
    from torch import nn
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList([nn.Linear(8, 8) for _ in range(3)])
        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x
Silent on:
    layers without weights (activations, pooling, losses); lists of layers that are attributes too, or that go into
    `nn.Sequential(*layers)`, `add_module` or `setattr`; classes with `parameters()` of their own; lists that no other
    method uses; Keras, which looks into lists
Source: https://pytorch.org/docs/stable/generated/torch.nn.ModuleList.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, Severity, Span, WrapExpression
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS709",
    severity=Severity.ERROR,
    once=True,
    message="{attribute} is a plain {how} of layers: they are not trained, moved or saved with {owner} - use {wrapper}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Plain lists, tuples and dicts of layers that a network uses."""
    for hidden in training.hidden_layers(facts):
        yield RULE.at(
            hidden.place,
            attribute=hidden.attribute,
            how=hidden.how,
            owner=hidden.owner,
            wrapper=hidden.wrapper or ("nn.ModuleDict" if hidden.how == "dict" else "nn.ModuleList"),
            trace=[(hidden.element, "a layer with weights or a mode")],
            fix=_fix(hidden),
        )


def _fix(hidden: training.Hidden) -> Fix | None:
    if not hidden.wrapper:
        return None
    edit = WrapExpression(Span.of(hidden.value), f"{hidden.wrapper}(", ")")
    why = "more weights are trained and saved: checkpoints from before no longer fit"
    return Fix(f"put the layers into {hidden.wrapper}", (edit,), why=why)
