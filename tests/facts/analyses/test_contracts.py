"""What scikit-learn expects of estimators and pipelines, by reading and by running."""

from __future__ import annotations

import pytest
from sklearn.base import BaseEstimator, clone

from mlsmells.facts import build, contracts
from mlsmells.sources import source_from_text

CLASS = """from sklearn.base import BaseEstimator
class E(BaseEstimator):
    def __init__(self, {given}):
        {body}
"""
INITS = {
    "kept": ("a=1", "self.a = a", []),
    "under another name": ("a=1", "self.b = a", ["other name"]),
    "a default": ("a=None", "self.a = a or []", ["changed"]),
    "a list of it": ("a=()", "self.a = list(a)", ["changed"]),
    "a number of it": ("a=1", "self.a = int(a)", []),
    "twice it": ("a=1", "self.a = a * 2", ["changed"]),
    "learned": ("a=1", "self.a = a; self.b_ = None", ["learned"]),
    "private": ("a=1", "self.a = a; self._b = None", []),
    "many": ("*a", "self.a = a", ["starred"]),
    "all at once": ("a=1, b=2", "self.__dict__.update(a=a, b=b)", []),
    "by the base": ("a=1", "super().__init__(a=a)", []),
}


@pytest.mark.parametrize(("given", "body", "expected"), INITS.values(), ids=INITS)
def test_what_init_does(given: str, body: str, expected: list[str]) -> None:
    facts = build(source_from_text(CLASS.format(given=given, body=body), "a.py"))
    assert [found.what for found in contracts.breaches(facts)] == expected


class Changed(BaseEstimator):  # type: ignore[misc]
    def __init__(self, a: object = None) -> None:
        self.a = a or []


class Renamed(BaseEstimator):  # type: ignore[misc]
    def __init__(self, a: object = None) -> None:
        self.b = a


def test_a_changed_parameter_cannot_be_cloned() -> None:
    with pytest.raises(RuntimeError, match="modifies parameter"):
        clone(Changed(()))


def test_a_renamed_one_cannot_be_read() -> None:
    with pytest.raises(AttributeError):
        Renamed(1).get_params()


PIPELINE = """from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
pca, last = PCA(), LogisticRegression()
m = make_pipeline(pca, last{memory}).fit(X, y)
{read}
"""
READS = {
    "of a copy": (", memory='c'", "pca.components_", 1),
    "used": (", memory='c'", "pca.transform(X)", 1),
    "no copy": ("", "pca.components_", 0),
    "a parameter": (", memory='c'", "pca.n_components", 0),
    "the last": (", memory='c'", "last.coef_", 0),
    "fitted": (", memory='c'", "pca.fit(X).components_", 0),
}


@pytest.mark.parametrize(("memory", "read", "expected"), READS.values(), ids=READS)
def test_reads_of_steps(memory: str, read: str, expected: int) -> None:
    facts = build(source_from_text(PIPELINE.format(memory=memory, read=read), "a.py"))
    assert len(list(contracts.cached_steps(facts))) == expected


ENCODED = """import joblib
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler
whole = {whole}
{use}
"""
PIPE, DUMP = "make_pipeline({}, LogisticRegression())", "joblib.dump(whole.fit(X, y), 'a')"
ENCODERS = {
    "saved": (PIPE.format("OneHotEncoder()"), DUMP, ["OneHotEncoder"]),
    "cross-validated": (PIPE.format("OrdinalEncoder()"), "cross_val_score(whole, X, y)", ["OrdinalEncoder"]),
    "only fitted": (PIPE.format("OneHotEncoder()"), "whole.fit(X, y)", []),
    "decided": (PIPE.format("OneHotEncoder(handle_unknown='ignore')"), DUMP, []),
    "decided to stop": (PIPE.format("OneHotEncoder(handle_unknown='error')"), DUMP, []),
    "all categories named": (PIPE.format("OneHotEncoder(categories=[['a', 'b']])"), DUMP, []),
    "rare ones together": (PIPE.format("OneHotEncoder(min_frequency=5)"), DUMP, []),
    "no encoder": (PIPE.format("StandardScaler()"), DUMP, []),
    "an encoder by itself": ("OneHotEncoder()", DUMP, []),
}


@pytest.mark.parametrize(("whole", "use", "expected"), ENCODERS.values(), ids=ENCODERS)
def test_encoders_that_stop_at_the_unknown(whole: str, use: str, expected: list[str]) -> None:
    facts = build(source_from_text(ENCODED.format(whole=whole, use=use), "a.py"))
    assert [encoder.short for encoder in contracts.strict_encoders(facts)] == expected


LEARNED = """import pandas as pd
from sklearn.ensemble import RandomForestClassifier
df = pd.read_csv("a.csv")
{more}RandomForestClassifier().fit({X}, df["y"])
"""
NAMED = {
    "a customer's number": ("df[['customer_id', 'age']]", "", ["customer_id"]),
    "in another spelling": ("df[['CustomerId', 'age']]", "", ["CustomerId"]),
    "the old index": ("df[['Unnamed: 0', 'age']]", "", ["Unnamed: 0"]),
    "two of them": ("df[['order_id', 'row_id', 'age']]", "", ["order_id", "row_id"]),
    "a number that means something": ("df[['store_id', 'age']]", "", []),
    "a longer word": ("df[['idle', 'indexed', 'age']]", "", []),
    "dropped": ("df.drop(columns=['customer_id', 'y'])", "", []),
    "columns that are not known": ("df[names]", "", []),
    "what users like": ("df[['user_id', 'item']]", "# a recommender: embedding of users\n", []),
}


@pytest.mark.parametrize(("X", "more", "expected"), NAMED.values(), ids=NAMED)
def test_identifiers_among_the_features(X: str, more: str, expected: list[str]) -> None:
    facts = build(source_from_text(LEARNED.format(X=X, more=more), "a.py"))
    assert [found.column for found in contracts.identifiers(facts)] == expected
