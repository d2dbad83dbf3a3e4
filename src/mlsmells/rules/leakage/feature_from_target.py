"""A feature is computed from the target.

When the model is used, the target is what is asked for: the feature cannot be
computed, or holds another value than in training. Until then the score is too
good. A mean of the target per group holds each row's own target, too, and a small
group's mean is little else; encode with the rows of other folds instead. So does a moving mean of the target that
ends at the row itself, also where a function does it for each group, and a mean that one script writes and another
one reads. An encoder that is fitted on the rows the model learns from does the same, and is reported as
information: most of them smooth, so that large groups give little away.

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("customers.csv")
    df["city_rate"] = df.groupby("city")["churned"].transform("mean")
    LogisticRegression().fit(df[["age", "city_rate"]], df["churned"])
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import TargetEncoder
    df = pd.read_csv("customers.csv")
    model = make_pipeline(TargetEncoder(random_state=0), LogisticRegression())
    model.fit(df[["age", "city"]], df["churned"])
Silent on:
    a column that is not among the features; the target from earlier rows
    (`shift`, sums so far); scikit-learn's `TargetEncoder.fit_transform`, which
    encodes by folds; an encoder in a Pipeline; means of other rows than those the
    model learns from; counts per group; what the code calls a leak, and then does otherwise,
    is info
Source: https://scikit-learn.org/stable/auto_examples/preprocessing/plot_target_encoder_cross_val.html
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, TraceStep, once, steps
from mlsmells.facts import (
    Facts,
    Made,
    Origin,
    Project,
    Training,
    cause,
    encoded_with_target,
    given_away,
    made_from_target,
    owned_up,
    trainings,
)
from mlsmells.rules.leakage._between_files import handed_on

RULE = Rule(
    __name__,
    code="MLS113",
    severity=Severity.WARNING,
    message="feature '{column}'{more} is computed from the target '{target}' ({how}) - {remedy}",
)
ENCODED = "{encoder} encodes rows by their own target, and {est} learns from them - encode each row by other rows"
BETWEEN = "{learned}, the target at {where}, goes into '{path}' as a feature - {remedy}"
DROP, OTHERS = "drop it", "take only the target of other rows"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Features whose values in a row come from the row's own target."""
    for _, finding in once(_found(facts), lambda found: found[0]):
        yield finding


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """One program writes a summary of a column per group, to another one that column is the target."""
    for found in handed_on(project, RULE, ("per-group",), "divided"):
        yield RULE.at(
            found.span,
            message=BETWEEN,
            learned=found.learned["what"],
            path=found.path,
            where=found.where,
            remedy=found.learned["remedy"],
            sure=False,
            trace=found.trace("summed up over all rows"),
            file=found.file,
        )


def _found(facts: Facts) -> Iterator[tuple[object, Finding]]:
    """Each with what it is about: features of one frame that are made of one target in one way are one mistake."""
    for training in (*trainings(facts), *given_away(facts)):
        found: dict[object, list[tuple[str, Made, Origin]]] = defaultdict(list)
        for column, made, origin in made_from_target(training):
            found[cause(made, origin)].append((column, made, origin))
        for key, features in found.items():
            column, made, origin = features[0]
            yield (
                key,
                RULE.at(
                    made,
                    column=column,
                    more=f" (and {len(features) - 1} more like it)" if len(features) > 1 else "",
                    target=origin.column,
                    how=made.how,
                    remedy=OTHERS if origin.rows is not None else DROP,
                    severity=Severity.INFO if _owned_up(facts, made, column) else None,
                    sure=False,
                    trace=_trace(training, made.node),
                ),
            )
        for effect in encoded_with_target(facts, training):
            encoder = effect.obj.short if effect.obj is not None else "an encoder"
            finding = RULE.at(
                effect.place,
                # Smoothed and of large groups, an encoding tells little of a single row.
                severity=Severity.INFO,
                message=ENCODED,
                encoder=encoder,
                est=training.obj.label,
                sure=False,
                trace=_trace(training, effect.place),
            )
            yield finding.span, finding


def _owned_up(facts: Facts, made: Made, column: str) -> bool:
    """Named as a leak, and a model is fitted behind the last one that learns from a feature made here."""
    tainted = [t.event for t in trainings(facts) if any(m.node is made.node for _, m, _ in made_from_target(t))]
    return owned_up(facts, getattr(made.node, "lineno", 1), f"{column} target mean", *tainted)


def _trace(training: Training, node: ast.AST) -> list[TraceStep]:
    learned = f"{training.obj.short} learns from it"
    return steps([(training.X.read, "read"), (node, "computed from the target"), (training.event, learned)])
