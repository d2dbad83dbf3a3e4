"""Matrices are multiplied with `np.dot`.

By the number of axes it is an inner product, a matrix product, or a sum over one axis that nobody meant. `@` says
that a matrix product is meant and fails for the rest. Part of the profile `parity`: for two vectors `np.dot` is
right.

Bad:
    import numpy as np
    scores = np.dot(np.ones((4, 3)), np.ones((3, 2)))
Good:
    import numpy as np
    scores = np.ones((4, 3)) @ np.ones((3, 2))
Silent on:
    `@`, `np.matmul`, `np.einsum`; the method `dot`, of whatever; functions of one's own that are called dot
Source: https://numpy.org/doc/stable/reference/generated/numpy.dot.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS790",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what}() is several products in one, by the number of axes - use @ or np.matmul()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
