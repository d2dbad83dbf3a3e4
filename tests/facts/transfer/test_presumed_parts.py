"""Parameters that ask for the parts of one split, of functions that nobody calls."""

from __future__ import annotations

import pytest

from mlsmells.facts import Fit, build
from mlsmells.facts.analyses import holdouts
from mlsmells.facts.domain import rows as R
from mlsmells.sources import source_from_text

HEAD = "from sklearn.linear_model import LogisticRegression\nfrom sklearn.metrics import accuracy_score\n"
BODY = "    m = LogisticRegression().fit({X}, {y})\n    return accuracy_score({z}, m.predict({Z}))\n"
BOTH = ("train", "test")
# name: the parameters, the features and labels that are fitted on, those that are scored; the parts they are
PARTS: dict[str, tuple[str, tuple[str, str, str, str], tuple[str, str]]] = {
    "four": ("X_train, X_test, y_train, y_test", ("X_train", "y_train", "X_test", "y_test"), BOTH),
    "of a method's": ("self, x_train, y_train, x_test, y_test", ("x_train", "y_train", "x_test", "y_test"), BOTH),
    "short": ("X_tr, X_te, y_tr, y_te", ("X_tr", "y_tr", "X_te", "y_te"), BOTH),
    "one word": ("Xtrain, Xtest, ytrain, ytest", ("Xtrain", "ytrain", "Xtest", "ytest"), BOTH),
    "two tables": ("train_df, test_df", ("train_df[['a']]", "train_df['t']", "test_df[['a']]", "test_df['t']"), BOTH),
    "only the words": ("train, test", ("train[['a']]", "train['t']", "test[['a']]", "test['t']"), BOTH),
    "keywords": ("*, X_train, X_test, y_train, y_test", ("X_train", "y_train", "X_test", "y_test"), BOTH),
    "optional": ("X_train, y_train, X_test=None, y_test=None", ("X_train", "y_train", "X_test", "y_test"), BOTH),
    "three parts, validated": (
        "X_train, X_val, X_test, y_train, y_val, y_test", ("X_train", "y_train", "X_val", "y_val"), ("train", "val"),
    ),
}  # fmt: skip
NOT_PARTS: dict[str, tuple[str, tuple[str, str, str, str]]] = {
    "no test part": ("X_train, X_val, y_train, y_val", ("X_train", "y_train", "X_val", "y_val")),
    "words inside words": ("X_trainer, X_contest, y", ("X_trainer", "y", "X_contest", "y")),
    "of different things": ("X_train, y_train, feedback_test", ("X_train", "y_train", "feedback_test", "y_train")),
    "one part alone": ("X_train, y_train, X, y", ("X_train", "y_train", "X", "y")),
    "both words": ("X_train_test, y_train_test, X, y", ("X_train_test", "y_train_test", "X", "y")),
}


def fit_and_score(parameters: str, names: tuple[str, str, str, str]) -> tuple[R.Rows | None, R.Rows | None]:
    X, y, Z, z = names
    code = f"def run({parameters}):\n" + BODY.format(X=X, y=y, Z=Z, z=z)
    facts = build(source_from_text(HEAD + code, "train.py"))
    (fit,) = facts.of(Fit)
    (predict,) = (event for event in facts.events if type(event).__name__ == "Predict")
    return holdouts.whole(fit.rows), holdouts.whole(predict.X.rows)


@pytest.mark.parametrize(("parameters", "names", "expected"), PARTS.values(), ids=PARTS)
def test_parts_of_one_split(parameters: str, names: tuple[str, str, str, str], expected: tuple[str, str]) -> None:
    learned, scored = fit_and_score(parameters, names)
    assert R.siblings(learned, scored) is not None
    assert (R.parts(learned), R.parts(scored)) == ({expected[0]}, {expected[1]})
    assert (holdouts.test_step(scored) is not None) == (expected[1] == "test")


@pytest.mark.parametrize(("parameters", "names"), NOT_PARTS.values(), ids=NOT_PARTS)
def test_other_parameters(parameters: str, names: tuple[str, str, str, str]) -> None:
    learned, scored = fit_and_score(parameters, names)
    assert R.siblings(learned, scored) is None


@pytest.mark.parametrize("default", ["0.2", "True", "'test.csv'"])
def test_a_default_says_what_it_is(default: str) -> None:
    learned, scored = fit_and_score(f"train, y, test={default}", ("train", "y", "test", "y"))
    assert R.siblings(learned, scored) is None


@pytest.mark.parametrize("kind", ["str", "int", "DataLoader"])
def test_an_annotation_says_what_it_is(kind: str) -> None:
    learned, scored = fit_and_score(f"train, y, test: {kind}", ("train", "y", "test", "y"))
    assert R.siblings(learned, scored) is None


def test_a_call_says_more_than_names() -> None:
    """Where the file calls the function, the rows are those of the call."""
    code = "def run(X_train, X_test, y_train, y_test):\n" + BODY.format(
        X="X_train", y="y_train", Z="X_test", z="y_test"
    )
    facts = build(source_from_text(HEAD + code + "run(A, A, b, b)\n", "train.py"))
    assert all(not R.parts(fit.rows) for fit in facts.of(Fit))
