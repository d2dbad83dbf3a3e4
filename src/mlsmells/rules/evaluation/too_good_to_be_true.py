"""A saved result is as good as perfect: look for a leak before you believe it.

Real problems rarely give 0.9999 on rows the model has not seen. Usually a column
knows the answer, rows were copied before the split, or the test rows were trained
on. The result is read from the outputs of notebooks and from metrics files.

Bad:
    print("Test AUC:", roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
    # output: Test AUC: 0.99987
Good:
    print("Test AUC:", roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
    # output: Test AUC: 0.9142
Silent on:
    data sets everybody knows (iris, digits, MNIST, wine, breast cancer, mushrooms) and
    generated ones; training scores; lines of a training log; tables and reports with two
    digits; accuracy where the classes are imbalanced. One finding per file
Source: https://developers.google.com/machine-learning/guides/good-data-analysis
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, Span, TraceStep, regex
from mlsmells.facts import Facts, Project, files, saved_scores

RULE = Rule(
    __name__,
    code="MLS516",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    scope="both",
    message="saved result {metric} = {value} is too good to be true - look for a leak before you believe it",
)

_METRICS_FILE = regex(r"(?:^|/)(?:[\w.-]*[_-])?(?:metrics|scores|eval(?:uation)?)\.json$", re.IGNORECASE)
_TOY_PATH = regex(r"iris|digits|mnist|wine|cancer|mushroom|toy|(?:^|/)(?:tests?|fixtures?|examples?)/", re.IGNORECASE)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """The outputs of a notebook."""
    found = saved_scores.perfect(facts)
    if found is not None:
        yield RULE.at(
            _at(found.line),
            metric=found.metric,
            value=found.value,
            trace=[(found, f"{found.metric} = {found.value} in the output")],
        )


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """The outputs of all notebooks, and the metrics files."""
    for path, summary in project.summaries.items():
        notebook = summary["notebook"]
        if notebook is not None and notebook["perfect"] is not None:
            line, metric, value = notebook["perfect"]
            steps = [TraceStep(line, f"{metric} = {value} in the output")]
            yield RULE.at(_at(line), metric=metric, value=value, trace=steps, file=path)
    if not _reads_real_data(project):
        return
    for path in sorted(project.tracked or files.walk(project.root)):
        result = saved_scores.perfect_in_file(files.text_of(project.root / path)) if _is_metrics_file(path) else None
        if result is not None:
            yield RULE.at(_at(result.line), metric=result.metric, value=result.value, file=path)


def _at(line: int) -> Span:
    return Span(line, 0, line, 0)


def _is_metrics_file(path: str) -> bool:
    return _METRICS_FILE.search(path) is not None and _TOY_PATH.search(path) is None and not path.startswith("../")


def _reads_real_data(project: Project) -> bool:
    """Data that does not come with a library is learned from; otherwise a perfect score is an exercise solved."""
    reads = [read for summary in project.summaries.values() for read in summary["reads"]]
    paths = [str(read["path"] or "") for read in reads]
    return not any(set(r["tags"]) & {"bundled", "synthetic"} for r in reads) and not any(map(_TOY_PATH.search, paths))
