"""What a model learned from and what it is given are prepared in two ways.

The model learned from scaled rows and predicts raw ones; training images are divided by 255 or normalised, test images
are not; images are prepared for another network than the one whose weights are used. Nothing fails: the shapes fit, the
numbers mean something else, and the score says little about the model.

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.preprocessing import StandardScaler
    rows = pd.read_csv("rows.csv")
    X, X_test, y, y_test = train_test_split(rows[["age", "income"]], rows["left"], random_state=0)
    scaler = StandardScaler()
    model = LogisticRegression().fit(scaler.fit_transform(X), y)
    print(model.predict(X_test))
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.preprocessing import StandardScaler
    rows = pd.read_csv("rows.csv")
    X, X_test, y, y_test = train_test_split(rows[["age", "income"]], rows["left"], random_state=0)
    scaler = StandardScaler()
    model = LogisticRegression().fit(scaler.fit_transform(X), y)
    print(model.predict(scaler.transform(X_test)))
Silent on:
    a model that is fitted both ways; rows from another file, which may be prepared already; preparation that only
    sometimes happens; images that are only looked at; networks without a library's weights; augmentation, which is for
    training alone; networks that scale their input themselves
Source: https://scikit-learn.org/stable/common_pitfalls.html#inconsistent-preprocessing
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Apply, Facts, preparation

RULE = Rule(
    __name__,
    code="MLS604",
    severity=Severity.ERROR,
    once=True,
    message="{what} {how} (line {line}), {other} - prepare both alike",
)

OTHER = (
    "images are prepared as for {by}, but {backbone} learned from others - use the preprocess_input of its own module"
)
TWICE = "{backbone} scales its images itself, and these are divided by 255 before - leave them at 0 to 255"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Rows that are given to a model in another form than those it learned from."""
    for found in preparation.unlike_rows(facts):
        given, fit, effect = found.given, found.fit, found.effect
        by = effect.obj.short if effect.obj is not None else "a transformer"
        here = "is given" if not isinstance(given, Apply) else "transforms"
        yield RULE.at(
            given,
            what=fit.obj.name or fit.obj.short,
            how=f"learned from rows prepared by {by}" if found.missing == "given" else "learned from raw rows",
            line=fit.line,
            other=f"and {here} raw ones" if found.missing == "given" else f"and {here} rows prepared by {by}",
            cause=f"{fit.obj.name} {fit.line}",
            trace=[(effect, f"{by} learned"), (fit, "learned here"), (given, "given here")],
        )
    for unlike in preparation.unlike_images(facts):
        yield RULE.at(
            unlike.without,
            what=f"images of {unlike.name}",
            how=f"are not {unlike.how}",
            line=unlike.without.lineno,
            other=f"those of {unlike.other} are",
            sure=False,  # what each is for is said by its name
            trace=[(unlike.scaled, unlike.how), (unlike.without, "not here")],
        )
    for raw in preparation.unlike_arrays(facts):
        yield RULE.at(
            raw.used,
            what=raw.other,
            how="is scaled",
            line=raw.scaled.lineno,
            other=f"{raw.name} is given as it is",
            sure=False,  # that they belong together is said by their names
            trace=[(raw.scaled, f"{raw.other} is divided"), (raw.used, f"{raw.name} is not")],
        )


@RULE.on_file
def check_backbones(facts: Facts) -> Iterator[Finding]:
    """Images for another network than the one that gets them."""
    for unfit in preparation.unfit_images(facts):
        yield RULE.at(
            unfit.place,
            message=TWICE if unfit.twice else OTHER,
            by=unfit.by,
            backbone=unfit.backbone,
            severity=Severity.WARNING,
            trace=[(unfit.made, f"{unfit.backbone} with its weights"), (unfit.place, "prepared here")],
        )
