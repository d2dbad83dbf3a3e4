"""Draws that only choose what is shown, timed or made up leave a program without a need for a seed; others do not."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.seeding import unseeded_programs
from mlsmells.sources import source_from_text

HEAD = """
import random
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import torch
from sklearn.linear_model import LinearRegression

X, y = np.load("x.npy"), np.load("y.npy")
LinearRegression().fit(X, y)
"""
SHOWN = {
    "points are spread for a plot": "plt.scatter(X[:, 0] + np.random.normal(0, .1, len(X)), y)\n",
    "the same under a name": "jitter = np.random.normal(0, .1, len(X))\nplt.scatter(X[:, 0] + jitter, y)\n",
    "some pictures": "chosen = np.random.choice(len(X), 9)\nfor i in chosen:\n    plt.imshow(X[i])\n    plt.show()\n",
    "one picture": "i = random.randint(0, 99)\nplt.imshow(X[i])\nprint(y[i])\n",
    "a network that is timed": "dummy = torch.randn(1, 3, 224, 224)\nnet = torch.jit.load('n.pt')\nnet(dummy)\n",
    "an export": "x = torch.randn(1, 3)\ntorch.onnx.export(torch.jit.load('n.pt'), x, 'n.onnx')\n",
    "some rows that a cell shows": "rows = list(X)\nrandom.sample(rows, 10)\n",
    "some rows of a table": "df = pd.DataFrame(X)\ndf.sample(5).head()\n",
    "in a function that shows": "def show_some(X):\n    return X[np.random.choice(len(X), 9)]\nshow_some(X)\n",
}
COUNTED = {
    "noise that is learned from": "Z = X + np.random.normal(0, .1, X.shape)\nLinearRegression().fit(Z, y)\n",
    "a choice that is learned from": "i = np.random.choice(len(X), 9)\nprint(i)\nLinearRegression().fit(X[i], y[i])\n",
    "plotted and learned from": "Z = X + np.random.normal(0, .1, X.shape)\nplt.plot(Z)\nLinearRegression().fit(Z, y)\n",
    "rows that are mixed where they are": "rows = list(X)\nrandom.shuffle(rows)\nLinearRegression().fit(rows, y)\n",
    "some rows that are kept": "few = random.sample(list(X), 10)\nLinearRegression().fit(few, y[:10])\n",
    "weights of a network": "net = torch.nn.Linear(3, 1)\n",
    "a start that is returned": "def start(n):\n    return torch.randn(n)\nw = start(3)\n",
}


def drawn(code: str) -> list[str]:
    facts = build(source_from_text(HEAD + code, "train.py"))
    return [draw.what for draw in unseeded_programs.unseeded(facts)]


@pytest.mark.parametrize("code", SHOWN.values(), ids=SHOWN)
def test_only_shown(code: str) -> None:
    assert not drawn(code)


@pytest.mark.parametrize("code", COUNTED.values(), ids=COUNTED)
def test_counted(code: str) -> None:
    assert drawn(code)


KERAS = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.initializers import GlorotUniform, HeNormal
first = keras.initializers.RandomNormal(stddev=.1, seed=3)
x, y = np.load("x.npy"), np.load("y.npy")
"""
LEARN = "model.compile('adam', 'mse')\nmodel.fit(x, y)\n"
NETWORKS = {
    "all bring a seed": (
        "model = keras.Sequential([layers.Dense(8, kernel_initializer=GlorotUniform(seed=1)),"
        " layers.Flatten(), layers.Dense(1, kernel_initializer=HeNormal(seed=2))])\n",
        False,
    ),
    "one does not": (
        "model = keras.Sequential([layers.Dense(8, kernel_initializer=GlorotUniform(seed=1)), layers.Dense(1)])\n",
        True,
    ),
    "one has no seed": (
        "model = keras.Sequential([layers.Dense(8, kernel_initializer=GlorotUniform(seed=1)),"
        " layers.Dense(1, kernel_initializer=HeNormal())])\n",
        True,
    ),
    "added one by one": (
        "model = keras.Sequential()\nmodel.add(layers.Dense(8, kernel_initializer=first))\n"
        "model.add(layers.Dense(1, kernel_initializer='zeros'))\n",
        False,
    ),
    "joined by calls": (
        "i = keras.Input((3,))\nmodel = keras.Model(i, layers.Dense(1, kernel_initializer=first)(i))\n",
        False,
    ),
    "something drops at random": (
        "model = keras.Sequential([layers.Dense(8, kernel_initializer=first), layers.Dropout(.5)])\n",
        True,
    ),
    "it drops with a seed": (
        "model = keras.Sequential([layers.Dense(8, kernel_initializer=first), layers.Dropout(.5, seed=4)])\n",
        False,
    ),
    "recurrent weights": ("model = keras.Sequential([layers.LSTM(8, kernel_initializer=first)])\n", True),
}


@pytest.mark.parametrize(("code", "draws"), NETWORKS.values(), ids=NETWORKS)
def test_initialisers(code: str, draws: bool) -> None:
    facts = build(source_from_text(KERAS + code + LEARN, "train.py"))
    assert bool(unseeded_programs.unseeded(facts)) is draws


TRAINS = {
    "a scaler": ("from sklearn.preprocessing import StandardScaler\nStandardScaler().fit_transform(X)\n", False),
    "an imputer": ("from sklearn.impute import SimpleImputer\nSimpleImputer().fit(X)\n", False),
    "a projection": ("from sklearn.decomposition import PCA\nPCA(2).fit(X)\n", True),
    "clusters": ("from sklearn.cluster import KMeans\nKMeans(2, random_state=1).fit(X)\n", True),
    "a scaler before a model": (
        "from sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\n"
        "from sklearn.svm import SVC\nmake_pipeline(StandardScaler(), SVC()).fit(X, y)\n",
        True,
    ),
}


@pytest.mark.parametrize(("code", "trains"), TRAINS.values(), ids=TRAINS)
def test_what_trains(code: str, trains: bool) -> None:
    head = "import numpy as np\nX, y = np.load('x.npy'), np.load('y.npy')\nX = X[np.random.permutation(len(X))]\n"
    assert bool(unseeded_programs.unseeded(build(source_from_text(head + code, "train.py")))) is trains


WEIGHT = {
    "a forest in a notebook": ("X, y = np.load('x.npy'), np.load('y.npy')\nForest().fit(X, y)\n", "n.ipynb", False),
    "a forest in a script": ("X, y = np.load('x.npy'), np.load('y.npy')\nForest().fit(X, y)\n", "n.py", True),
    "a notebook that saves": (
        "X, y = np.load('x.npy'), np.load('y.npy')\nm = Forest().fit(X, y)\njoblib.dump(m, 'm.joblib')\n",
        "n.ipynb",
        True,
    ),
    "made up": ("X, y = make_moons()\nLinearRegression().fit(X, y)\n", "n.py", False),
    "made up, and a forest": ("X, y = make_moons()\nForest().fit(X, y)\n", "n.py", True),
}


@pytest.mark.parametrize(("code", "path", "weighs"), WEIGHT.values(), ids=WEIGHT)
def test_weight(code: str, path: str, weighs: bool) -> None:
    head = (
        "import joblib\nimport numpy as np\nfrom sklearn.datasets import make_moons\n"
        "from sklearn.ensemble import RandomForestClassifier as Forest\n"
        "from sklearn.linear_model import LinearRegression\n"
    )
    text = head + code
    if path.endswith(".ipynb"):
        import json

        text = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": text, "outputs": []}]})
    facts = build(source_from_text(text, path))
    draws = unseeded_programs.unseeded(facts)
    assert draws
    assert unseeded_programs.weighs(facts, draws) is weighs
