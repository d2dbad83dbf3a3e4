"""A Pipeline has no cache: a search fits its first steps again for each candidate.

`memory=` keeps what the fitted steps gave. Part of the profile `parity`: with cheap steps the cache costs more than
it saves.

Bad:
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    steps = make_pipeline(StandardScaler())
Good:
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    steps = make_pipeline(StandardScaler(), memory="cache")
Silent on:
    `memory=`, also `memory=None`, which says that no cache is wanted; arguments in bulk
Source: https://scikit-learn.org/stable/modules/compose.html#caching-transformers-avoid-repeated-computation
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS890",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what}() computes all steps again for each fit - pass memory=",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
