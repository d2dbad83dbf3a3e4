"""Two transformers, one for each part, become one: what the code becomes, that it runs, and when it is left alone."""

from __future__ import annotations

import contextlib
import io

import pytest
from tests.fix.test_codemods import mended

HEAD = """\
import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, OrdinalEncoder, StandardScaler
rng = np.random.default_rng(0)
X = rng.normal(size=(90, 3))
y = (X[:, 0] > 0).astype(int)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
"""
SCORE = "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n"

# code before and after, between HEAD and SCORE
SHARED = {
    "made in place": (
        "X_train = StandardScaler().fit_transform(X_train)\nX_test = StandardScaler().fit_transform(X_test)\n",
        "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\n",
    ),
    "with labels, and the usual name taken": (
        "scaler = 3\nX_train = MinMaxScaler().fit_transform(X_train, y_train)\n"
        "X_test = MinMaxScaler().fit_transform(X_test, y_test)\n",
        "scaler = 3\nmin_max_scaler = MinMaxScaler()\nX_train = min_max_scaler.fit_transform(X_train, y_train)\n"
        "X_test = min_max_scaler.transform(X_test)\n",
    ),
    "with the same settings": (
        "X_train = SimpleImputer(strategy='median').fit_transform(X_train)\n"
        'X_test = SimpleImputer(strategy="median").fit_transform(X_test)\n',
        "imputer = SimpleImputer(strategy='median')\nX_train = imputer.fit_transform(X_train)\n"
        "X_test = imputer.transform(X_test)\n",
    ),
    "with two names": (
        "one = StandardScaler()\ntwo = StandardScaler()\nX_train = one.fit_transform(X_train)\n"
        "X_test = two.fit_transform(X_test)\n",
        "one = StandardScaler()\nX_train = one.fit_transform(X_train)\nX_test = one.transform(X_test)\n",
    ),
    "the second made later, with a comment": (
        "one = StandardScaler()\nX_train = one.fit_transform(X_train)\ntwo = StandardScaler()  # for the rest\n"
        "X_test = two.fit_transform(X_test)\n",
        "one = StandardScaler()\nX_train = one.fit_transform(X_train)\ntwo = StandardScaler()  # for the rest\n"
        "X_test = one.transform(X_test)\n",
    ),
}
LEFT = {
    "other settings": (
        "X_train = MinMaxScaler((0, 1)).fit_transform(X_train)\nX_test = MinMaxScaler((0, 2)).fit_transform(X_test)\n",
        "are not made alike",
    ),
    "settings that change in between": (
        "low = 0\nX_train = MinMaxScaler((low, 2)).fit_transform(X_train)\nlow = 1\n"
        "X_test = MinMaxScaler((low, 2)).fit_transform(X_test)\n",
        "binds what the transformers are made of",
    ),
    "the second is used later": (
        "one = StandardScaler()\ntwo = StandardScaler()\nX_train = one.fit_transform(X_train)\n"
        "X_test = two.fit_transform(X_test)\nprint(two.mean_)\n",
        "two is used elsewhere",
    ),
    "the second is used below its block": (
        "if len(X):\n    one = StandardScaler()\n    two = StandardScaler()\n    X_train = one.fit_transform(X_train)\n"
        "    X_test = two.fit_transform(X_test)\nprint(two.mean_)\n",
        "two is used elsewhere",
    ),
    "the second is deleted": (
        "one = StandardScaler()\ntwo = StandardScaler()\nX_train = one.fit_transform(X_train)\n"
        "X_test = two.fit_transform(X_test)\ndel two\n",
        "two is used elsewhere",
    ),
    "the first learns again": (
        "one = StandardScaler()\ntwo = StandardScaler()\nX_train = one.fit_transform(X_train)\none.fit(X)\n"
        "X_test = two.fit_transform(X_test)\n",
        "one may learn again",
    ),
    "categories that the training rows may lack": (
        "X_train = OrdinalEncoder().fit_transform(X_train.round())\n"
        "X_test = OrdinalEncoder().fit_transform(X_test.round())\n",
        "set handle_unknown first",
    ),
    "two pairs, one within the other": (
        "a = StandardScaler().fit_transform(X_train[:, :1])\nb = StandardScaler().fit_transform(X_train[:, 1:])\n"
        "c = StandardScaler().fit_transform(X_test[:, :1])\nd = StandardScaler().fit_transform(X_test[:, 1:])\n"
        "X_train, X_test = np.hstack([a, b]), np.hstack([c, d])\n",
        "makes another one in between",
    ),
    "one call for both": (
        "X_train, X_test = (StandardScaler().fit_transform(part) for part in (X_train, X_test))\n",
        "the same call fits the training rows",
    ),
}


@pytest.mark.parametrize(("before", "after"), SHARED.values(), ids=SHARED)
def test_shared(before: str, after: str) -> None:
    result = mended(HEAD + before + SCORE, "MLS102")
    assert result.text is not None and result.text.endswith(HEAD + after + SCORE)
    again = mended(HEAD + after + SCORE, "MLS102")
    assert again.text is None
    for text in (HEAD + before + SCORE, HEAD + after + SCORE):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            exec(compile(text, "program.py", "exec"), {})
        assert float(said.getvalue()) > 0.5


@pytest.mark.parametrize(("code", "reason"), LEFT.values(), ids=LEFT)
def test_left(code: str, reason: str) -> None:
    result = mended(HEAD + code + SCORE, "MLS102")
    assert result.text is None
    assert any(reason in why for _, why in result.skipped), result.skipped
