"""An exported network has frozen what the one example showed it.

`torch.jit.trace` records the operations that one example went through. A condition on values is decided once, while
tracing, and every later input takes the same way, without an error. An export to ONNX takes the example's batch size
for the only one, unless an axis is said to vary.

Bad:
    import torch
    from torch import nn
    class Gate(nn.Module):
        def __init__(self):
            super().__init__()
            self.low, self.high = nn.Linear(4, 2), nn.Linear(4, 2)
        def forward(self, x):
            if x.mean() > 0:
                return self.high(x)
            return self.low(x)
    traced = torch.jit.trace(Gate().eval(), torch.randn(1, 4))
Good:
    import torch
    from torch import nn
    class Gate(nn.Module):
        def __init__(self):
            super().__init__()
            self.low, self.high = nn.Linear(4, 2), nn.Linear(4, 2)
        def forward(self, x):
            if x.mean() > 0:
                return self.high(x)
            return self.low(x)
    scripted = torch.jit.script(Gate().eval())
Silent on:
    conditions on shapes, on the mode, on options, and on whether an input is there; exports with `dynamic_axes` or
    `dynamic_shapes`; programs for phones and other places where one row at a time is wanted
Source: https://pytorch.org/docs/stable/generated/torch.jit.trace.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS733",
    severity=Severity.WARNING,
    once=True,
    message="forward() of {network} decides by values at line {line}: the trace keeps the way of this one example - "
    "use torch.jit.script",
)
BATCH = "the exported network takes batches of {rows} alone - name the batch axis in dynamic_axes"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Traces of what decides by values; exports without an axis that may vary."""
    for found in training.frozen_branches(facts):
        yield RULE.at(
            found.call,
            network=found.network,
            line=found.branch.lineno,
            trace=[(found.branch, "decided once"), (found.call, "recorded here")],
        )
    for batch in training.frozen_batches(facts):
        yield RULE.at(batch.call, message=BATCH, rows=batch.rows, severity=Severity.INFO)
