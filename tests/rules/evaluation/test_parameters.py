"""The parameters that an estimator, a pipeline or a search does not have."""

from __future__ import annotations

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.events import Call
from mlsmells.rules.evaluation._parameters import inner, missing
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_transformer
from sklearn.ensemble import BaggingClassifier, VotingClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str, name: str = "train.py") -> Facts:
    return build(source_from_text(HEAD + code, name))


PIPE = "m = Pipeline([('s', StandardScaler()), ('n', None), ('m', SVC())])"
# name of the case: (program that builds m, a parameter's name, the part it does not have or None)
PARAMETERS: dict[str, tuple[str, str, str | None]] = {
    "own": ("m = SVC()", "C", None),
    "not its own": ("m = SVC()", "alpha", "alpha"),
    "of a step": (PIPE, "m__C", None),
    "a step": (PIPE, "m", None),
    "not of the step": (PIPE, "m__alpha", "alpha"),
    "no step": (PIPE, "svc__C", "svc"),
    "of a step that is None": (PIPE, "n__k", None),
    "of the pipeline": (PIPE, "memory", None),
    "made steps": ("m = make_pipeline(StandardScaler(), SVC())", "svc__C", None),
    "made steps, wrong": ("m = make_pipeline(StandardScaler(), SVC())", "clf__C", "clf"),
    "numbered steps": ("m = make_pipeline(SVC(), SVC())", "svc-2__C", None),
    "numbered steps, no number": ("m = make_pipeline(SVC(), SVC())", "svc__C", "svc"),
    "made columns": ("m = make_column_transformer((StandardScaler(), ['a']))", "standardscaler__copy", None),
    "columns": ("m = ColumnTransformer([('s', StandardScaler(), ['a'])])", "s__copyy", "copyy"),
    "remainder": ("m = ColumnTransformer([], remainder=StandardScaler())", "remainder__copyy", "copyy"),
    "estimator inside": ("m = BaggingClassifier(SVC())", "estimator__alpha", "alpha"),
    "default estimator inside": ("m = BaggingClassifier()", "estimator__alpha", None),
    "earlier name": ("m = BaggingClassifier(SVC())", "base_estimator__C", None),
    "vote": ("m = VotingClassifier([('a', SVC())])", "b__C", "b"),
    "unknown steps": ("m = Pipeline(steps())", "b__C", None),
    "an unknown step": ("m = make_pipeline(thing(), SVC())", "b__C", None),
    "a class that takes anything": ("import xgboost\nm = xgboost.XGBClassifier()", "b", None),
    "set before": ("m = BaggingClassifier()\nm.set_params(estimator=SVC())", "estimator__alpha", "alpha"),
}


@pytest.mark.parametrize(("code", "name", "part"), PARAMETERS.values(), ids=PARAMETERS)
def test_missing_parameters(code: str, name: str, part: str | None) -> None:
    (model,) = facts_of(code).module_values["m"].objs
    found = missing(model, name)
    assert (found.part if found is not None else None) == part


def test_inner_names_are_known_or_not() -> None:
    facts = facts_of("a = make_pipeline(StandardScaler(), 'passthrough')\nb = Pipeline(steps)\nc = SVC()")
    a, b, c = (facts.module_values[n].objs[0] for n in "abc")
    assert list(inner(a) or ()) == ["standardscaler", "passthrough"]
    assert inner(b) is None and inner(c) == {}


def test_replaced_steps_are_not_judged() -> None:
    (model,) = facts_of(PIPE).module_values["m"].objs
    assert missing(model, "m__alpha", replaced={"m"}) is None


SETTINGS: dict[str, tuple[str, str]] = {
    "known": ("m = SVC()\nm.set_params(C=3)", "known"),
    "under a condition": ("m = SVC()\nif y:\n    m.set_params(C=3)", "present"),
    "of a step": ("m = SVC()\np = Pipeline([('m', m)])\np.set_params(m__C=3)", "known"),
    "with stars": ("m = SVC()\nm.set_params(**other)", "unclear"),
}


@pytest.mark.parametrize(("code", "state"), SETTINGS.values(), ids=SETTINGS)
def test_set_params(code: str, state: str) -> None:
    facts = facts_of(code)
    assert facts.module_values["m"].objs[0].param("C").state.value == state
    assert [c for c in facts.of(Call) if "estimator.set-params" in c.tags]


def test_what_a_base_class_set_is_not_the_object_itself() -> None:
    code = "class B(BaggingClassifier):\n    def fit(self, X, y):\n        self.part.set_params(foo=1)\n"
    assert not facts_of(code).of(Call)
