"""Features were transformed with all rows, and cross-validated afterwards.

Every fold's test rows took part in what the transformer learned. Inside a
Pipeline the transformer is fitted anew for each fold, on its training rows.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    from sklearn.preprocessing import StandardScaler
    X_scaled = StandardScaler().fit_transform(X)
    print(cross_val_score(LogisticRegression(), X_scaled, y, scoring="f1"))
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    model = make_pipeline(StandardScaler(), LogisticRegression())
    print(cross_val_score(model, X, y, scoring="f1"))
Silent on:
    stateless transformers; steps of the Pipeline that is cross-validated;
    encoders of fixed vocabularies; labels; leaks that a hold-out split shows
    (see statistics-before-split); in a search whose best score is not all that is reported, on the
    training part of an outer split, for folds that are only watched during the fits, for gaps that
    were filled with a mean, median or mode, for values capped at quantiles, in a
    script of an exploration that ends in pictures, and where the code calls it wrong and then does
    it within the folds, it is info
Fix:
    `make_pipeline(transformer, model)` is validated or searched, the grid's keys and
    `best_params_["C"]` get the step's name; `best_estimator_[-1]` is the model alone, and whoever
    takes all `best_params_` gets them by the names they had. In a loop over folds the fit sinks into
    the loop, and rows of a table are taken by `iloc`.
    Where the transformer or what it made is used elsewhere as well, the fit stays, and the
    validation gets a pipeline of its own on the rows as they were before. Refused, with the
    line, where these rows are not known any more, where a search predicts rows that others
    made or is handed on to code that asks for its results, where it is not certain which model or
    grid is searched, and where columns of `cv_results_` are used that name parameters
Source: https://scikit-learn.org/stable/modules/cross_validation.html#computing-cross-validated-metrics
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, regex
from mlsmells.facts import CrossValidation, Facts, Leak, Shown, Write, blamed, evaluations, leaks
from mlsmells.rules.leakage._split_first import within_folds

RULE = Rule(
    __name__,
    code="MLS106",
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="{learned}, and the {cv} at {place} tests on them - {remedy}",
)

_EXPLORES = regex(r"(?:^|[/_.-])(?:eda|edas|explor\w*)(?=[/_.-]|$)", re.IGNORECASE)
_PICTURES = regex(r"\bplt\.|\.plot\(|\bsns\.|\bpx\.")


def _explores(facts: Facts) -> bool:
    """A script that is called an exploration, ends in pictures and keeps nothing."""
    if facts.source.is_notebook or not _EXPLORES.search(facts.source.path) or not facts.says(_PICTURES):
        return False
    return not any(write.what in ("model", "data") for write in facts.of(Write))


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fitted transformers and statistics whose output is cross-validated."""
    worse = blamed(facts, "uses-y") | blamed(facts, "resampled")
    causes: dict[object, str] = {}
    for leak in leaks(facts, "fitted", "stat"):
        if not leak.by_folds or leak.statement in worse:
            continue
        searched = leak.cv is not None and leak.cv.search
        # Only the choice of parameters can suffer: a search, or folds within the train part of an outer split.
        aside = (searched and not _is_the_score(facts, leak.cv)) or _explores(facts)
        mild = aside or leak.inner or leak.is_mild or leak.only_watched or leak.owned_up
        yield RULE.at(
            leak.place,
            learned=leak.learned,
            cv="search" if searched else "cross-validation",
            place=leak.division.where if leak.division is not None else "",
            remedy=leak.remedy,
            severity=Severity.INFO if mild else None,
            sure=leak.certain,
            cause=causes.setdefault(_where(leak), leak.cause),
            fix=within_folds(leak),
            trace=leak.trace(),
        )


def _where(leak: Leak) -> object:
    """Steps that the same folds test are one mistake, told by the first: one pipeline mends all."""
    return id(leak.division.node) if leak.division is not None else leak


def _is_the_score(facts: Facts, search: CrossValidation | None) -> bool:
    """The best score of the folds is reported, and the file has no other score."""
    told = (effect.event for shown in facts.everywhere(Shown) for effect in shown.effects)
    return any(event is search for event in told) and not any(e.metric is not None for e in evaluations(facts))
