"""Against the installed libraries: every name imports, every bound parameter exists, complete where it says so."""

from __future__ import annotations

import importlib
import inspect
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from mlsmells.knowledge import load, reader

LIBRARIES = """
    sklearn pandas numpy scipy imblearn category_encoders xgboost lightgbm catboost statsmodels torch
""".split()

# These have parameters of earlier releases that real code still passes.
GONE = {"lightgbm.train"}


def find(name: str) -> Any:
    """The object behind a dotted name, importing as many of its parts as are modules."""
    parts = name.split(".")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if parts[0] == "sklearn":
            from sklearn.experimental import (  # noqa: F401
                enable_halving_search_cv,
                enable_iterative_imputer,
            )
        for i in range(len(parts), 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:i]))
            except ImportError:
                continue
            for part in parts[i:]:
                found = getattr(found, part)
            return found
    raise ImportError(name)


def parameters(what: Any) -> tuple[set[str], bool] | None:
    """Parameter names and whether more are taken by keyword; None without a signature."""
    if type(what).__name__ == "ufunc":
        return None
    try:
        signature = inspect.signature(what)
    except (TypeError, ValueError):
        return None
    kinds = {p.kind for p in signature.parameters.values()}
    return set(signature.parameters) - {"self"}, inspect.Parameter.VAR_KEYWORD in kinds


def entries(library: str, section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, entry in (reader.shipped_whole(library).get(section) or {}).items():
        if name.startswith(f"{library}.") and "removed" not in entry.get("tags", ()):
            yield name, entry


@pytest.mark.parametrize("library", LIBRARIES)
def test_names_import_and_parameters_exist(library: str) -> None:
    pytest.importorskip(library)
    wrong = []
    for section in ("functions", "classes"):
        for name, entry in entries(library, section):
            try:
                what = find(name)
            except (ImportError, AttributeError):
                wrong.append(f"{name} does not exist")
                continue
            known = parameters(what)
            if known is None or name in GONE:
                continue
            names, more = known
            args = {a.lstrip("*") for a in entry.get("args", ())} - {""}
            if not more and args - names:
                wrong.append(f"{name} has no {sorted(args - names)}")
    assert wrong == []


@pytest.mark.parametrize("library", ["sklearn", "imblearn", "category_encoders"])
def test_constructors_are_complete(library: str) -> None:
    """A class that is not marked open lists every parameter: rules may call another one unknown."""
    pytest.importorskip(library)
    wrong = []
    for name, entry in entries(library, "classes"):
        known = parameters(find(name))
        if known is None or entry.get("open"):
            continue
        missing = known[0] - {a.lstrip("*") for a in entry.get("args", ())} - {"args", "kwargs"}
        if missing or known[1]:
            wrong.append((name, sorted(missing)))
    assert wrong == []


def test_no_estimator_of_scikit_learn_is_missing() -> None:
    pytest.importorskip("sklearn")
    from sklearn.utils import all_estimators

    find("sklearn.svm")
    known = load(frozenset({"sklearn"}))
    names = {name.rpartition(".")[2] for name in reader.shipped_whole("sklearn")["classes"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = dict(all_estimators())
    assert set(found) - names == set()
    for name, cls in found.items():
        spec = known.klass(f"{cls.__module__.rpartition('._')[0] or cls.__module__}.{name}")
        assert spec is None or spec.name.endswith(name)


@pytest.mark.parametrize("kind", ["frame", "series"])
def test_methods_of_pandas_have_these_parameters(kind: str) -> None:
    pandas = pytest.importorskip("pandas")
    cls = pandas.DataFrame if kind == "frame" else pandas.Series
    wrong = []
    for name, entry in reader.shipped_whole("pandas")["kinds"][kind].items():
        method = getattr(cls, name, None)
        known = parameters(method) if callable(method) and not inspect.isclass(method) else None
        if known is None or known[1]:
            continue
        # "method" of fillna and a few more are gone since 3.0 and still in real code.
        extra = {a.lstrip("*") for a in entry.get("args", ())} - known[0] - {"", "method", "copy", "axis", "errors"}
        if extra:
            wrong.append((name, sorted(extra)))
    assert wrong == []


DATA_ROWS = 120


def unseeded(name: str, **params: Any) -> Any:
    """Predictions or transformed rows of one unseeded fit."""
    import numpy as np

    own = np.random.default_rng(0)
    X = np.abs(own.normal(size=(DATA_ROWS, 6)))
    y = (X[:, 0] + own.normal(size=DATA_ROWS) > 0.8).astype(int)
    model = find(name)(**params).fit(X, y)
    for method in ("predict_proba", "decision_function", "transform", "predict"):
        if hasattr(model, method):
            return getattr(model, method)(X)
    raise AssertionError(f"unreachable: {name}")


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("sklearn.ensemble.RandomForestClassifier", {}),
        ("sklearn.cluster.KMeans", {"n_clusters": 7}),
        ("sklearn.linear_model.LogisticRegression", {}),
        ("sklearn.linear_model.LogisticRegression", {"solver": "saga", "max_iter": 5}),
        ("sklearn.decomposition.PCA", {"n_components": 2}),
        ("sklearn.kernel_approximation.RBFSampler", {}),
        ("sklearn.naive_bayes.GaussianNB", {}),
        ("sklearn.dummy.DummyClassifier", {"strategy": "prior"}),
    ],
    ids=lambda value: (
        value.rpartition(".")[2] if isinstance(value, str) else ",".join(map(str, value.values())) or "default"
    ),
)
@pytest.mark.filterwarnings("ignore")
def test_randomness_is_as_recorded(name: str, params: dict[str, Any]) -> None:
    pytest.importorskip("sklearn")
    import numpy as np

    spec = load(frozenset({"sklearn"})).klass(name)
    assert spec is not None
    random = spec.random
    said = random == "always" or (
        isinstance(random, dict) and any(params.get(p) in values for p, values in random.items() if p in params)
    )
    first = unseeded(name, **params)
    differs = any(not np.array_equal(first, unseeded(name, **params)) for _ in range(4))
    assert differs == said


@pytest.mark.parametrize("name", ["xgboost.XGBClassifier", "lightgbm.LGBMClassifier"])
@pytest.mark.filterwarnings("ignore")
def test_boosting_is_deterministic_by_default(name: str) -> None:
    pytest.importorskip(name.partition(".")[0])
    import numpy as np

    params = {"n_estimators": 5, "subsample": 0.5, "colsample_bytree": 0.5}
    if "lightgbm" in name:
        params |= {"subsample_freq": 1, "verbose": -1}
    assert np.array_equal(unseeded(name, **params), unseeded(name, **params))
    spec = load(frozenset({name.partition(".")[0]})).klass(name)
    assert spec is not None and spec.random == "never"
