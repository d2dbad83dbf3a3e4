"""A classifier is judged at one threshold only.

Accuracy, precision, recall and F1 say how it does at the cut that happens to be set, mostly 0.5. A score over all
thresholds (the area under a curve, the log loss) says how well it tells the classes apart. Part of the profile
`parity`: one threshold is right where one is used.

Bad:
    from sklearn.metrics import f1_score
    print(f1_score(labels, predicted))
Good:
    from sklearn.metrics import f1_score, roc_auc_score
    print(f1_score(labels, predicted), roc_auc_score(labels, probabilities))
Silent on:
    files that also compute or draw a score over all thresholds; scores of regressors and of clusterings
Source: https://scikit-learn.org/stable/modules/model_evaluation.html#receiver-operating-characteristic-roc
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS592",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what}() holds for one threshold, and no score of the file looks at the others - add roc_auc_score",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
