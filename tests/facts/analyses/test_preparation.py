"""Whether training rows and others are prepared alike: rows of tables, arrays of pixels, steps for images."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, preparation
from mlsmells.sources import source_from_text

ROWS = """import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
df = pd.read_csv("a.csv")
X, X_test, y, y_test = train_test_split(df[["a", "b"]], df["c"], random_state=0)
sc = StandardScaler().fit(X)
m = LinearRegression()
{body}
"""
USES = {
    "raw": ("m.fit(sc.transform(X), y)\nm.predict(X_test)", ["given"]),
    "scored raw": ("m.fit(sc.transform(X), y)\nm.score(X_test, y_test)", ["given"]),
    "alike": ("m.fit(sc.transform(X), y)\nm.predict(sc.transform(X_test))", []),
    "learned raw": ("m.fit(X, y)\nm.predict(sc.transform(X_test))", ["fit"]),
    "a scaler of its kind": ("m.fit(sc.transform(X), y)\nm.predict(StandardScaler().fit_transform(X_test))", []),
    "another scaler": ("m.fit(sc.transform(X), y)\nm.predict(MinMaxScaler().fit_transform(X_test))", []),
    "another file": ("m.fit(sc.transform(X), y)\nm.predict(pd.read_csv('b.csv'))", []),
    "learned twice": ("m.fit(sc.transform(X), y)\nm.fit(X, y)\nm.predict(X_test)", []),
    "a pipeline": ("p = make_pipeline(StandardScaler(), m).fit(X, y)\np.predict(X_test)", []),
}
ARRAYS = """from tensorflow.keras.datasets import mnist
(x_train, y_train), (x_test, y_test) = mnist.load_data()
{body}
model.fit(x_train, y_train)
model.evaluate(x_test, y_test)
"""
SCALED = {
    "one": ("x_train = x_train / 255.0", ["x_test"]),
    "one in place": ("x_train /= 255", ["x_test"]),
    "with its type": ("x_train = x_train.astype('float32') / 255\nx_test = x_test.astype('float32')", ["x_test"]),
    "both": ("x_train, x_test = x_train / 255, x_test / 255", []),
    "both in turn": ("x_train = x_train / 255\nx_test = x_test / 255", []),
    "neither": ("pass", []),
    "by a function": ("x_train = x_train / 255\nx_test = scale(x_test)", []),
    "the test alone": ("x_test = x_test / 255", ["x_train"]),
}


@pytest.mark.parametrize(("body", "expected"), USES.values(), ids=USES)
def test_rows(body: str, expected: list[str]) -> None:
    facts = build(source_from_text(ROWS.format(body=body), "a.py"))
    assert [found.missing for found in preparation.unlike_rows(facts)] == expected


@pytest.mark.parametrize(("body", "expected"), SCALED.values(), ids=SCALED)
def test_arrays(body: str, expected: list[str]) -> None:
    facts = build(source_from_text(ARRAYS.format(body=body), "a.py"))
    assert [found.name for found in preparation.unlike_arrays(facts)] == expected


@pytest.mark.parametrize(
    ("train", "test", "expected"),
    [
        ("T.ToTensor(), T.Normalize(m, s)", "T.ToTensor()", ["test_transform"]),
        ("T.ToTensor()", "T.ToTensor(), T.Normalize(m, s)", ["train_transform"]),
        ("T.ToTensor(), T.Normalize(m, s)", "T.ToTensor(), T.Normalize(m, s)", []),
        ("T.ToTensor(), T.Normalize(m, s)", "T.ToTensor(), last", []),
        ("T.ToTensor(), T.Normalize(m, s)", "T.Resize(3)", []),
    ],
)
def test_transforms(train: str, test: str, expected: list[str]) -> None:
    both = f"train_transform = T.Compose([{train}])\ntest_transform = T.Compose([{test}])"
    facts = build(source_from_text(f"import torchvision.transforms as T\n{both}", "a.py"))
    assert [found.name for found in preparation.unlike_images(facts)] == expected
