"""An estimator of the project does more in `__init__` than keep its parameters.

scikit-learn copies estimators by reading their parameters and building them anew: for every fold, every setting of a
search, every step of a pipeline. A parameter that is kept under another name cannot be read, one that was changed makes
`clone` fail or start from the changed value, and an attribute that ends in `_` says that it was fitted.

Bad:
    from sklearn.base import BaseEstimator, TransformerMixin
    class Clip(BaseEstimator, TransformerMixin):
        def __init__(self, columns=None):
            self.columns = columns or []
        def fit(self, X, y=None):
            return self
Good:
    from sklearn.base import BaseEstimator, TransformerMixin
    class Clip(BaseEstimator, TransformerMixin):
        def __init__(self, columns=None):
            self.columns = columns
        def fit(self, X, y=None):
            self.columns_ = self.columns or []
            return self
Silent on:
    classes with their own `get_params` or `set_params`; parameters that a base class keeps; conversions that give the
    same value back
Source: https://scikit-learn.org/stable/developers/develop.html#instantiation
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, contracts

RULE = Rule(
    __name__,
    code="MLS614",
    severity=Severity.WARNING,
    once=True,
    rolls_up_files=2,
    message="{owner}.__init__ {what}: {so} - {do}",
)
_SAYS = {
    "learned": ("sets {name}", "it counts as fitted before it is", "set it in fit"),
    "changed": ("changes {name}", "clone() does not get what was given", "keep it as it is, change it in fit"),
    "other name": ("does not keep {name} as {name}", "get_params() fails", "keep it under its name"),
    "starred": ("takes *{name}", "get_params() fails", "name the parameters"),
}


def _level(found: contracts.Breach) -> Severity | None:
    """That it counts as fitted misleads a check; the others end in an error."""
    return Severity.INFO if found.what == "learned" else None


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """What ``__init__`` of the file's estimators does."""
    for found in contracts.breaches(facts):
        what, so, do = _SAYS[found.what]
        name, level = what.replace("{name}", found.name), _level(found)
        yield RULE.at(found.node, owner=found.owner, what=name, so=so, do=do, severity=level, cause=found.what)
