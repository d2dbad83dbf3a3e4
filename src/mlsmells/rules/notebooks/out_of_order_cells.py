"""The cells of the notebook did not run from top to bottom.

The saved results then belong to an order of execution that nobody can see or
repeat: a reader who runs the notebook from the top gets other numbers, or an
error.

Bad:
    # In [1]
    scores = [0.7, 0.9]
    # In [4]
    scores = [score / 2 for score in scores]
    # In [3]
    print(max(scores))
Good:
    # In [1]
    scores = [0.7, 0.9]
    # In [2]
    scores = [score / 2 for score in scores]
    # In [3]
    print(max(scores))
Silent on:
    notebooks without execution counts (outputs stripped); gaps in the counts and
    counts that do not begin at 1; equal counts, which tools write; empty cells; cells
    tagged scratch, skip-execution or raises-exception
Source: https://arxiv.org/abs/1906.05234
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mlsmells.core import Finding, Rule, Severity, TraceStep
from mlsmells.facts import Facts, kernel

RULE = Rule(
    __name__,
    code="MLS401",
    severity=Severity.WARNING,
    message="{what}; restart the kernel and run all cells, so that the saved results match the code",
    needs_events=False,
)
# Steps shown in the trace; a notebook that was never run in order has hundreds.
SHOWN = 10


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per notebook: the first step back, or the first output that has no count."""
    ran = kernel.run_order(facts.source)
    back = list(_steps_back(ran.ran))
    if back:
        before, after = back[0]
        what = f"this cell ran as [{after.number}], before cell {before.cell} above it ([{before.number}])"
        if len(back) > 1:
            what += f", and {len(back) - 1} more {'step goes' if len(back) == 2 else 'steps go'} back"
        steps = [
            TraceStep(late.line, f"[{late.number}] ran before [{early.number}] of cell {early.cell}")
            for early, late in back[:SHOWN]
        ]
        yield RULE.at(after.line, what=what, trace=steps)
    elif ran.ran and ran.uncounted:
        first = ran.uncounted[0]
        what = "this cell has saved output but no execution count, so nobody knows when it ran"
        yield RULE.at(first.line, what=what)


def _steps_back(ran: list[kernel.Step]) -> Iterator[tuple[kernel.Step, kernel.Step]]:
    """Neighbours of which the lower one ran first."""
    for above, below in pairwise(ran):
        if above.number is not None and below.number is not None and below.number < above.number:
            yield above, below
