"""Several models are scored on the same test rows, and nothing else is held out to choose among them.

Whoever then picks the best has chosen on the test rows, and its score is
optimistic. Compare models by cross-validation or on validation rows, and keep
the test rows for the one that is chosen. True of most tutorials, so a note.

Bad:
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.svm import SVC
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
    print(SVC().fit(X_train, y_train).score(X_test, y_test))
    print(RandomForestClassifier(random_state=0).fit(X_train, y_train).score(X_test, y_test))
Good:
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score, train_test_split
    from sklearn.svm import SVC
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    for model in (LogisticRegression(), SVC(), RandomForestClassifier(random_state=0)):
        print(cross_val_score(model, X_train, y_train, scoring="accuracy"))
    print(SVC().fit(X_train, y_train).score(X_test, y_test))
Silent on:
    two models; baselines, which are not counted; seeds and folds; code that also
    cross-validates, searches, or has a validation part; benchmarks and comparisons,
    by the name of the file; a choice that is made by the scores (see select-on-test)
Source: https://www.jmlr.org/papers/v11/cawley10a.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, regex
from mlsmells.facts import Facts, choices_on_test, test_rows
from mlsmells.rules.leakage._reuse import reused

RULE = Rule(
    __name__,
    code="MLS109",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    rolls_up_files=2,
    message="{count} models are scored on the same {test_rows}: the best looks too good - compare by cross-validation",
)

_BENCHMARK = regex(r"bench|compar|leaderboard|ablation", re.IGNORECASE)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Scopes in which one test part scores three or more models; the first score is reported."""
    if _BENCHMARK.search(facts.source.path):
        return
    chosen = {id(found.metric.node) for found in choices_on_test(facts)}
    for found in reused(facts):
        if any(id(metric.node) in chosen for metric in found.metrics):
            continue
        lines = sorted({m.line for m in found.metrics})
        yield RULE.at(
            found.metrics[0],
            test_rows=test_rows(found.split),
            cause=found.metrics[0].foreign,
            count="many" if found.many else found.models,
            trace=[(found.split, "split"), *((line, "scored") for line in lines[:6])],
        )
