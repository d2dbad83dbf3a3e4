"""Facts that rules about evaluation ask for: parameters, imbalance, augmentation, saved results, summaries."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses.imbalance import imbalance
from mlsmells.facts.analyses.saved_scores import perfect, perfect_in_file
from mlsmells.facts.analyses.summary import summarise
from mlsmells.facts.domain.events import Call, CrossValidation
from mlsmells.facts.domain.objects import score_of
from mlsmells.facts.record.dump import lines
from mlsmells.rules.evaluation._parameters import inner, missing
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_transformer
from sklearn.ensemble import AdaBoostClassifier, BaggingClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, cross_val_score, train_test_split
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


SCORES = {
    "classifier": ("m = SVC()", "accuracy"),
    "regressor": ("m = Ridge()", "R²"),
    "in a pipeline": ("m = make_pipeline(StandardScaler(), Ridge())", "R²"),
    "a vote": ("m = VotingClassifier([('a', SVC())])", "accuracy"),
    "a transformer": ("m = StandardScaler()", ""),
    "a class of the project": ("class T(SVC):\n    pass\nm = T", ""),
}


@pytest.mark.parametrize(("code", "score"), SCORES.values(), ids=SCORES)
def test_default_scores(code: str, score: str) -> None:
    objs = facts_of(code).module_values["m"].objs
    assert (score_of(objs[0]) if objs else "") == score


SCORING = {
    "absent": ("cross_val_score(SVC(), X, y)", "absent"),
    "given": ("cross_val_score(SVC(), X, y, scoring='f1')", "known"),
    "stars": ("cross_val_score(SVC(), X, y, **o)", "unclear"),
    "search": ("GridSearchCV(SVC(), {}).fit(X, y)", "absent"),
    "search by name": ("GridSearchCV(SVC(), {}, scoring=metric).fit(X, y)", "present"),
    "no such argument": (
        "from sklearn.model_selection import cross_val_predict\ncross_val_predict(SVC(), X, y)",
        "unclear",
    ),
}


@pytest.mark.parametrize(("code", "state"), SCORING.values(), ids=SCORING)
def test_scoring_of_a_validation(code: str, state: str) -> None:
    (event,) = facts_of(code).of(CrossValidation)
    assert event.scoring.state.value == state


IMBALANCE: dict[str, tuple[str, str | None]] = {
    "class weight": ("SVC(class_weight='balanced')", "class_weight='balanced'"),
    "class weight by value": ("SVC(class_weight={0: 1, 1: 9})", "class_weight"),
    "no class weight": ("SVC(class_weight=None)", None),
    "weight of the positive class": ("import xgboost\nxgboost.XGBClassifier(scale_pos_weight=9)", "scale_pos_weight=9"),
    "weight of one": ("import xgboost\nxgboost.XGBClassifier(scale_pos_weight=1)", None),
    "in native parameters": (
        "import lightgbm\nlightgbm.train({'is_unbalance': True}, lightgbm.Dataset(X, y))",
        "is_unbalance=True",
    ),
    "a sampler that is used": ("from imblearn.over_sampling import SMOTE\nSMOTE().fit_resample(X, y)", "SMOTE"),
    "a sampler that is not used": ("from imblearn.over_sampling import SMOTE\nSMOTE()", None),
    "a computed weight": (
        "from sklearn.utils.class_weight import compute_class_weight\ncompute_class_weight('balanced', y=y)",
        "compute_class_weight",
    ),
    "a balanced forest": (
        "from imblearn.ensemble import BalancedRandomForestClassifier\nBalancedRandomForestClassifier()",
        "BalancedRandomForestClassifier",
    ),
    "shares that the split keeps": (
        "print(df['t'].value_counts(normalize=True))\ntrain_test_split(X, y, stratify=y)",
        "value_counts(normalize=True) and stratify=",
    ),
    "shares of another column": (
        "print(df['a'].value_counts(normalize=True))\ntrain_test_split(X, y, stratify=y)",
        None,
    ),
    "counts": ("print(df['t'].value_counts())\ntrain_test_split(X, y, stratify=y)", None),
}


@pytest.mark.parametrize(("code", "why"), IMBALANCE.values(), ids=IMBALANCE)
def test_imbalance(code: str, why: str | None) -> None:
    found = imbalance(facts_of(code))
    assert (found.why if found is not None else None) == why


VISION = "from torchvision import datasets, transforms as T\nfrom torch.utils.data import DataLoader, random_split\n"
KERAS = "from keras.preprocessing.image import ImageDataGenerator\n"
# name of the case: (program, what x is, or what it is not after "not ")
AUGMENTED: dict[str, tuple[str, str]] = {
    "data set": (VISION + "x = datasets.ImageFolder('i', transform=T.RandomCrop(2))", "augmented@"),
    "composed": (VISION + "x = datasets.ImageFolder('i', transform=T.Compose([T.RandomCrop(2)]))", "augmented@"),
    "through a loader": (
        VISION + "x = DataLoader(datasets.ImageFolder('i', transform=T.RandomCrop(2)))",
        "augmented@",
    ),
    "through a split": (
        VISION + "a, x = random_split(datasets.ImageFolder('i', transform=T.RandomCrop(2)), [1, 2])",
        "augmented@",
    ),
    "not random": (VISION + "x = datasets.ImageFolder('i', transform=T.CenterCrop(2))", "not augmented"),
    "never applied": (VISION + "x = datasets.ImageFolder('i', transform=T.RandomHorizontalFlip(p=0))", "not augmented"),
    "one of two": (
        VISION + "t = T.RandomCrop(2) if y else T.CenterCrop(2)\nx = datasets.ImageFolder('i', transform=t)",
        "augmented@16?",
    ),
    "generator": (KERAS + "x = ImageDataGenerator(zoom_range=0.2).flow_from_directory('i')", "augmented@"),
    "generator that scales": (KERAS + "x = ImageDataGenerator(rescale=0.2).flow_from_directory('i')", "not augmented"),
    "generator with zeros": (KERAS + "x = ImageDataGenerator(zoom_range=0).flow_from_directory('i')", "not augmented"),
}


@pytest.mark.parametrize(("code", "expected"), AUGMENTED.values(), ids=AUGMENTED)
def test_augmentation(code: str, expected: str) -> None:
    (line,) = (line for line in lines(facts_of(code)) if line.startswith("x = "))
    if expected.startswith("not "):
        assert expected[4:] not in line
    else:
        assert expected in line


def notebook(*cells: tuple[str, str]) -> Facts:
    """Facts of a notebook: HEAD, then the cells, each with what it printed."""
    made = [
        {"cell_type": "code", "source": code, "outputs": [{"output_type": "stream", "text": text}] if text else []}
        for code, text in ((HEAD, ""), *cells)
    ]
    return build(source_from_text(json.dumps({"cells": made, "nbformat": 4, "metadata": {}}), "n.ipynb"))


SPLIT = "a, b, c, d = train_test_split(X, y, random_state=0)\nm = SVC().fit(a, c)\n"
SCORE = SPLIT + "print('accuracy', accuracy_score(d, m.predict(b)))"
TRAINING = SPLIT + "print('accuracy', accuracy_score(c, m.predict(a)))"
OUTPUTS: dict[str, tuple[str, str, str | None]] = {
    "of held-out rows": (SCORE, "accuracy 0.9995", "0.9995"),
    "in per cent": (SCORE, "accuracy: 99.95 %", "99.95"),
    "exactly one": (SCORE, "accuracy 1.0", "1.0"),
    "alone": (SCORE, "0.99951", "0.99951"),
    "not that good": (SCORE, "accuracy 0.9985", None),
    "two digits": (SCORE, "accuracy 1.00", None),
    "of training rows": (TRAINING, "accuracy 0.9995", None),
    "called a training score": (SCORE, "train accuracy 0.9995", None),
    "another number": (SCORE, "threshold 0.9995", None),
    "a log": (SCORE, "epoch 3 accuracy 0.9995", None),
    "a table": (SCORE, "accuracy 0.9995 0.9 0.8 0.7 300", None),
    "no known score, named": (SPLIT + "report(m)", "test auc 0.9995", "0.9995"),
    "no known score, not named": (SPLIT + "report(m)", "auc 0.9995", None),
    "rounded": (SCORE.replace("accuracy_score(d", "round(accuracy_score(d"), "accuracy 1.0", None),
    "nothing learned": ("report(X)", "test auc 0.9995", None),
    "imbalanced": (SCORE.replace("SVC()", "SVC(class_weight='balanced')"), "accuracy 0.9995", None),
    "toy data": (SCORE + "\niris = 1", "accuracy 0.9995", None),
    "toy data in a comment": (SCORE + "\n# not iris", "accuracy 0.9995", "0.9995"),
}


@pytest.mark.parametrize(("code", "text", "value"), OUTPUTS.values(), ids=OUTPUTS)
def test_perfect_outputs(code: str, text: str, value: str | None) -> None:
    found = perfect(notebook((code, text)))
    assert (found.value if found is not None else None) == value


FILES: dict[str, tuple[Any, str | None]] = {
    "held-out": ({"test": {"auc": 0.9995}}, "test.auc"),
    "training": ({"train": {"auc": 0.9995}}, None),
    "no score": ({"share": 0.9995}, None),
    "above one": ({"auc": 99.95}, None),
    "accuracy of a rare class": ({"accuracy": 0.9995, "f1": 0.7}, None),
    "accuracy": ({"accuracy": 0.9995, "f1": 0.9992}, "accuracy"),
    "a list": ([1, 2], None),
}


@pytest.mark.parametrize(("content", "metric"), FILES.values(), ids=FILES)
def test_perfect_files(content: Any, metric: str | None) -> None:
    found = perfect_in_file(json.dumps(content))
    assert (found.metric if found is not None else None) == metric
    assert perfect_in_file("{") is None


def test_the_line_of_a_perfect_score_in_a_file() -> None:
    found = perfect_in_file(json.dumps({"a": {"auc": 0.5}, "b": {"auc": 0.9995}}, indent=1))
    assert found is not None and found.line == 6


# name of the case: (program, field of the summary's training, value)
TRAINING_FIELDS: dict[str, tuple[str, str, bool]] = {
    "a linear model": ("Ridge().fit(X, y)", "linear", True),
    "no linear model": ("SVC().fit(X, y)", "linear", False),
    "a model that is no network": ("SVC().fit(X, y)", "plain", True),
    "a network": (
        "from sklearn.neural_network import MLPRegressor\nMLPRegressor().fit(X, y)",
        "plain",
        False,
    ),
    "a network of one layer": (
        "import keras\nm = keras.Sequential()\nm.add(keras.layers.Dense(1))\nm.fit(X, y)",
        "linear",
        True,
    ),
    "a network of two layers": (
        "import keras\nm = keras.Sequential()\nm.add(keras.layers.Dense(9))\nm.add(keras.layers.Dense(1))\nm.fit(X, y)",
        "linear",
        False,
    ),
    "a tree nobody knows": ("from mine import x\nx.MyForest(3)", "plain", True),
    "words about scores": ("evaluate(SVC().fit(X, y))", "judges", True),
    "words in an import": ("from mine import evaluate\nSVC().fit(X, y)", "judges", False),
    "a sequence": ("import keras\nkeras.layers.LSTM(3)\nSVC().fit(X, y)", "shaped", True),
    "a limit": ("SVC().fit(X[:limit], y)", "small_run", True),
    "no limit": ("SVC().fit(X, y)", "small_run", False),
}


@pytest.mark.parametrize(("code", "field", "value"), TRAINING_FIELDS.values(), ids=TRAINING_FIELDS)
def test_training_summary(code: str, field: str, value: bool) -> None:
    assert summarise(facts_of(code))["training"][field] is value


# name of the case: (program, field of the summary's last fit, value)
FIT_FIELDS: dict[str, tuple[str, str, Any]] = {
    "table": ("SVC().fit(X, y)", "table", "a.csv"),
    "a part of the table": ("a, b, c, d = train_test_split(X, y)\nSVC().fit(a, c)", "table", "a.csv"),
    "an autoencoder": ("Ridge().fit(X, X)", "table", None),
    "arrays": ("import numpy as np\nSVC().fit(np.load('x.npy'), np.load('y.npy'))", "table", None),
    "bundled": (
        "from sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\nSVC().fit(X, y)",
        "table",
        None,
    ),
    "not watched": ("SVC().fit(X, y)", "watched", False),
    "watched": ("import keras\nkeras.Sequential().fit(X, y, validation_split=0.1)", "watched", True),
    "out of bag": ("BaggingClassifier(oob_score=True).fit(X, y)", "watched", True),
    "three heavy": (
        "from sklearn.ensemble import RandomForestClassifier as F\n"
        "VotingClassifier([('a', F()), ('b', F()), ('c', F())]).fit(X, y)",
        "learners",
        3,
    ),
    "light ones": ("VotingClassifier([('a', SVC()), ('b', SVC())]).fit(X, y)", "learners", 0),
    "boosting has no members": ("AdaBoostClassifier(SVC()).fit(X, y)", "learners", 0),
}


@pytest.mark.parametrize(("code", "field", "value"), FIT_FIELDS.values(), ids=FIT_FIELDS)
def test_fits_in_the_summary(code: str, field: str, value: Any) -> None:
    fit = summarise(facts_of(code))["fits"][-1]
    assert fit[field] == value
    json.dumps(fit)


def test_a_text_in_a_list_decides_a_branch() -> None:
    facts = facts_of(
        "n = 'a'\nif n in ['a', 'b']:\n    x = 1\nelse:\n    x = 2\nif n not in ('a',):\n    z = 1\nelse:\n    z = 2"
    )
    assert (facts.module_values["x"].const, facts.module_values["z"].const) == (1, 2)


def test_what_a_base_class_set_is_not_the_object_itself() -> None:
    code = "class B(BaggingClassifier):\n    def fit(self, X, y):\n        self.part.set_params(foo=1)\n"
    assert not facts_of(code).of(Call)
