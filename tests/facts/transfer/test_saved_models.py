"""A model that is read again is the model that was saved."""

from __future__ import annotations

import pytest

from facts.seen import held

HEAD = "import joblib, keras, pickle\nfrom sklearn.svm import SVC\nm = SVC()\nn = keras.Sequential([])\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("joblib.dump(m, 'a.pkl')\nx = joblib.load('a.pkl')", "estimator SVC"),
        ("p = make()\njoblib.dump(m, p)\nx = joblib.load(p)", "estimator SVC"),
        ("joblib.dump(m, 'a.pkl')\nx = joblib.load('b.pkl')", "other"),
        ("joblib.dump([1], 'a.pkl')\nx = joblib.load('a.pkl')", "other"),
        (
            "c = keras.callbacks.ModelCheckpoint('a.keras')\nn.fit(X, y, callbacks=[c])\n"
            "x = keras.models.load_model('a.keras')",
            "estimator Sequential",
        ),
        (
            "c = keras.callbacks.ModelCheckpoint('a.keras')\nn.fit(X, y, callbacks=[c])\n"
            "x = keras.models.load_model('b.keras')",
            "model",
        ),
        (
            "for i in range(3):\n    c = keras.callbacks.ModelCheckpoint(f'{i}.keras')\n"
            "    n.fit(X, y, callbacks=c)\n    x = keras.models.load_model(f'{i}.keras')",
            "estimator Sequential",
        ),
    ],
)
def test_read_again(code: str, expected: str) -> None:
    assert held(code, head=HEAD).startswith(expected)
