"""A step is asked for what it learned, and a pipeline with `memory` has fitted a copy of it.

With `memory=` a pipeline clones its transformers before it fits them, so that it can keep the result. The object that
was put in stays as it was: it has no `components_`, or those of an earlier fit.

Bad:
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    pca = PCA(n_components=2)
    model = make_pipeline(pca, LogisticRegression(), memory="cache")
    model.fit(X, y)
    print(pca.components_)
Good:
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    pca = PCA(n_components=2)
    model = make_pipeline(pca, LogisticRegression(), memory="cache")
    model.fit(X, y)
    print(model.named_steps["pca"].components_)
Silent on:
    pipelines without `memory`; the last step, which is no copy; steps that are fitted by themselves
Source: https://scikit-learn.org/stable/modules/compose.html#caching-transformers-avoid-repeated-computation
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, contracts

RULE = Rule(
    __name__,
    code="MLS615",
    severity=Severity.WARNING,
    once=True,
    message="{step} itself is never fitted: the pipeline at line {line} has memory and fits a copy - read named_steps",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Reads of what only a copy has."""
    for found in contracts.cached_steps(facts):
        yield RULE.at(
            found.read,
            step=found.step,
            line=found.pipeline.lineno,
            trace=[(found.pipeline, "fits copies"), (found.read, "read from the original")],
        )
