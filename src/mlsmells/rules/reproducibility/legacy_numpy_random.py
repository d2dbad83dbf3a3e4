"""Random numbers come from NumPy's old generator.

One state serves the whole program: a library that draws once more changes everything after it. A generator of one's
own, `default_rng(seed)`, is handed to those who draw. Part of the profile `parity` (ruff has it as NPY002): scikit-
learn and older code still draw from the old one, and seeding it is right there.

Bad:
    import numpy as np
    np.random.seed(0)
Good:
    import numpy as np
    rng = np.random.default_rng(0)
    noise = rng.normal(size=10)
Silent on:
    `default_rng`, `Generator`, `SeedSequence`; methods of a generator; functions of Python's `random`
Source: https://numpy.org/doc/stable/reference/random/legacy.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS291",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what}() belongs to NumPy's old generator, one for the whole program - use np.random.default_rng()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
