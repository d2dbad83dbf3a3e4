"""The outputs of a split are unpacked in an order that the call does not give.

`train_test_split(X, y)` returns both parts of `X`, then both parts of `y`. Unpacked as
`X_train, y_train, X_test, y_test`, the test rows of `X` become the "labels" of the training rows: the model is
fitted on pairs that do not belong together, or on features as labels. Often nothing fails, because the shapes
fit, and only the score is strange.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, y_train, X_test, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    print(model.score(X_test, y_test))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = LogisticRegression().fit(X_train, y_train)
    print(model.score(X_test, y_test))
Silent on:
    names that do not say which part they are; splits of one or three arrays; train and test exchanged for all
    arrays alike (the shares may be meant so, unless the call says that the training part is the larger one, by
    `train_size=0.8`, which is a warning); a function of one's own that returns the
    parts in its own order
Source: https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, Misordered, misordered

RULE = Rule(
    __name__,
    code="MLS111",
    severity=Severity.ERROR,
    message="{split} returns the train and test part of one array after the other - reorder {names}",
)

EXCHANGED = (
    "{split} returns the train part first, and the sizes say that it is the larger one: {names} exchanges them - "
    "reorder the names"
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Splits whose outputs get names of another order; surely wrong when parts are then used together."""
    for found in misordered(facts):
        if found.exchanged:
            split = found.split.name.rpartition(".")[2]
            names = ", ".join(found.names)
            severity = Severity.WARNING
            yield RULE.at(
                found.split, message=EXCHANGED, split=split, names=names, severity=severity, fix=_fix(found),
                trace=[(found.split, "split")],
            )  # fmt: skip
            continue
        yield RULE.at(
            found.split,
            split=found.split.name.rpartition(".")[2],
            names=", ".join(found.names),
            sure=found.use is not None,
            fix=_fix(found),
            trace=[(found.split, "split"), (found.use, "parts of different rows used together")],
        )


def _fix(found: Misordered) -> Fix | None:
    """The same names in the order of the call. Safe when a use proves the present order wrong."""
    if not found.repaired:
        return None
    edit = ReplaceExpression(Span.of(found.targets), found.repaired)
    return Fix("unpack in the order of the call", (edit,), safe=found.use is not None)
