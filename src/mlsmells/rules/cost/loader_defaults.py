"""A DataLoader loads in the very process that trains.

With `num_workers=0` the GPU waits for each batch; memory that is not pinned is copied twice. Part of the profile
`parity`: for small data in memory the defaults are the fastest.

Bad:
    from torch.utils.data import DataLoader
    loader = DataLoader(rows, batch_size=32)
Good:
    from torch.utils.data import DataLoader
    loader = DataLoader(rows, batch_size=32, num_workers=4, pin_memory=True)
Silent on:
    both arguments given, at whatever value, also by place; arguments in bulk; other loaders
Source: https://pytorch.org/docs/stable/data.html#single-and-multi-process-data-loading
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS891",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what} loads in the process that trains, from memory that can be moved - pass {options}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what, options=use.lacking)
