"""A model is built without a word about its hyper-parameters.

Defaults are a choice of the library, for no data in particular, and they change between versions. To name the ones
that matter, even at their defaults, says that somebody thought of them. Part of the profile `parity`: a first model
at its defaults is a good one.

Bad:
    from sklearn.svm import SVC
    model = SVC()
Good:
    from sklearn.svm import SVC
    model = SVC(C=1.0, kernel="rbf")
Silent on:
    one argument that matters; arguments in bulk; what a search tries; classes that the table of this rule does not
    have
Source: https://scikit-learn.org/stable/modules/grid_search.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS590",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what} is built with defaults alone - say what matters of it: {options}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what, options=use.lacking)
