"""Where a measurement fails, a number stands in its place and is counted as if it had been measured.

An area of 0.5 because the metric raised, a 0 because the judge was not reached: in the table both look like bad models.
Which of them failed cannot be seen any more, and an average over them says how often requests failed. Let the error
come through, or leave out what failed and say how many that were.

Bad:
    import numpy as np
    from sklearn.metrics import roc_auc_score
    def area(truth, scores):
        try:
            auc = roc_auc_score(truth, scores)
        except Exception:
            auc = 0.5
        return auc
    print(area(np.array([0, 1]), np.array([0.2, 0.7])))
Good:
    import numpy as np
    from sklearn.metrics import roc_auc_score
    def area(truth, scores):
        return roc_auc_score(truth, scores) if len(set(truth)) == 2 else np.nan
    print(area(np.array([0, 1]), np.array([0.2, 0.7])))
Silent on:
    `nan`, `None` and other marks; handlers that raise, that leave the item out or count what failed; the trials of a
    search; numbers that are no score. Where only a named error is caught it is a note
Source: https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, called_as
from mlsmells.rules.evaluation import _failures

RULE = Rule(
    __name__,
    code="MLS518",
    severity=Severity.WARNING,
    once=True,
    rolls_up=3,
    message="where {step} fails {number} is counted as its result - leave it out, and say how many failed",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Handlers that give a constant where the ``try`` gives a score."""
    for failure in _failures.failures(facts):
        name = called_as(getattr(failure.step, "func", failure.step))
        yield RULE.at(
            failure.place,
            step=f"{name}()" if name else "this",
            number=failure.number,
            severity=Severity.INFO if failure.named else None,
            trace=[(failure.step, "may fail"), (failure.place, f"{failure.number} instead")],
        )
