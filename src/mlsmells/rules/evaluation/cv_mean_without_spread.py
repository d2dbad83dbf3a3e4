"""Only the mean of the fold scores is reported.

Two models that differ by less than the folds do are not told apart by their
means. The spread of the folds costs nothing more and says how far to trust the
mean.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    scores = cross_val_score(LogisticRegression(), X, y, cv=5, scoring="accuracy")
    print("accuracy", scores.mean())
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_score
    scores = cross_val_score(LogisticRegression(), X, y, cv=5, scoring="accuracy")
    print("accuracy", scores.mean(), "±", scores.std())
Silent on:
    scores that are also shown whole, plotted, stored, returned or passed on; their
    spread or quantiles; means by which a search or a loop chooses; means that nobody
    sees; further means of the file, which the first one counts
Source: https://scikit-learn.org/stable/modules/cross_validation.html#computing-cross-validated-metrics
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Edit, Finding, Fix, ReplaceExpression, Rule, RunCodemod, Severity, Span
from mlsmells.facts import MISSING, Facts
from mlsmells.rules.evaluation._fold_spread import MeanOnly, means_only

RULE = Rule(
    __name__,
    code="MLS511",
    once=True,
    severity=Severity.INFO,
    message="only the mean of the {folds}fold scores of {cv} is reported{more} - report their spread (std) too",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fold scores that are averaged and not looked at otherwise; once for a file, at the first mean that is shown."""
    places = {found.shown.node: found for found in reversed(list(means_only(facts)))}
    means = sorted(places.values(), key=lambda found: found.shown.order)  # a table of several means is one
    if not means:
        return
    first = means[0]
    arg = first.cv.args.get("cv")
    folds = arg.const if arg is not None and arg.const is not MISSING and isinstance(arg.const, int) else ""
    steps = [((f.cv, "cross-validated"), (f.shown, "the mean reported")) for f in means]
    yield RULE.at(
        first.shown,
        cv=first.cv.where,
        folds=f"{folds} " if folds else "",
        more=f" (and {len(means) - 1} more like it)" if len(means) > 1 else "",
        trace=[step for pair in steps for step in pair],
        fix=_fix(means),
    )


def _fix(means: list[MeanOnly]) -> Fix | None:
    """``print(scores.mean())`` shows ``±`` and the standard deviation as well."""
    edits = tuple(edit for found in means if (edit := _edit(found)) is not None)
    return Fix("show the standard deviation too", edits, why="changes what is printed") if edits else None


def _edit(found: MeanOnly) -> Edit | None:
    call = found.shown.node
    if not isinstance(call, ast.Call) or found.shown.how != "print" or not call.args:
        return None
    if not found.name:
        return RunCodemod("mlsmells.fix.codemods.fold_scores:named", Span.of(call), Span.of(found.cv.node))
    if found.mean in call.args and isinstance(found.mean.func, ast.Attribute):
        shown = f'f"{{{ast.unparse(found.mean)}}} ± {{{found.name}.std()}}"'
        return ReplaceExpression(Span.of(found.mean), shown)
    return RunCodemod("mlsmells.fix.codemods.spread:add", Span.of(call))
