"""Work on a GPU is timed by a clock that does not wait for it.

A call of a network on a GPU returns when the work is queued, not when it is done. The clock then shows how long it took
to hand the work over: a network that needs 30 ms seems to need 2, and the next line that reads a result gets the blame.

Bad:
    import time
    import torch
    def latency(model, images):
        model, images = model.cuda().eval(), images.cuda()
        start = time.perf_counter()
        with torch.no_grad():
            model(images)
        return time.perf_counter() - start
Good:
    import time
    import torch
    def latency(model, images):
        model, images = model.cuda().eval(), images.cuda()
        torch.cuda.synchronize()
        start = time.perf_counter()
        with torch.no_grad():
            model(images)
        torch.cuda.synchronize()
        return time.perf_counter() - start
Silent on:
    results that are read between the two (`item()`, `cpu()`, `print`), which waits; events of CUDA; whole epochs, which
    wait for their data; what is done on the CPU; functions of which it is not known whether they wait
Source: https://pytorch.org/docs/stable/notes/cuda.html#asynchronous-execution
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS731",
    habit=2,
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="the time since {name} shows how long it took to queue the work on the GPU - "
    "call torch.cuda.synchronize() before the clock is read",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Clocks around a pass that nobody waits for."""
    for found in training.unsynchronised_timings(facts):
        yield RULE.at(
            found.stopped,
            name=found.name,
            trace=[(found.started, "the clock starts"), (found.passed, "queued"), (found.stopped, "read too early")],
        )
