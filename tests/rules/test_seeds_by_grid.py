"""Programs without a seed: seeds that a search sets, pictures, what is named, scripts that cannot run."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

HEAD = (
    "import joblib\nimport matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\n"
    "from sklearn.ensemble import AdaBoostClassifier, RandomForestClassifier\n"
    "from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, cross_val_score\n"
    "from sklearn.pipeline import Pipeline, make_pipeline\nfrom sklearn.preprocessing import StandardScaler\n"
    "df = pd.read_csv('a.csv')\nX, y = df[['a', 'b']], df['t']\n"
)
SEARCH = "search = GridSearchCV({}, param_grid=grid)\nsearch.fit(X, y)\njoblib.dump(search, 'm.joblib')\n"
FOREST = "RandomForestClassifier()"
GRIDS = {
    "a seed in the grid": ("grid = {'max_depth': [3], 'random_state': [123]}\n" + SEARCH.format(FOREST), ""),
    "several seeds": ("grid = {'random_state': [1, 2, 3]}\n" + SEARCH.format(FOREST), ""),
    "of a step": (
        "grid = {'clf__random_state': [7]}\n"
        + SEARCH.format(f"Pipeline([('scale', StandardScaler()), ('clf', {FOREST})])"), "",
    ),
    "in each of several grids": (
        "grid = [{'max_depth': [3], 'random_state': [1]}, {'n_estimators': [9], 'random_state': [1]}]\n"
        + SEARCH.format(FOREST), "",
    ),
    "in one of several grids": (
        "grid = [{'max_depth': [3], 'random_state': [1]}, {'n_estimators': [9]}]\n" + SEARCH.format(FOREST), "warning",
    ),
    "none in the grid": ("grid = {'max_depth': [3, 5]}\n" + SEARCH.format(FOREST), "warning"),
    "None in the grid": ("grid = {'random_state': [None]}\n" + SEARCH.format(FOREST), "warning"),
    "of another step": (
        "grid = {'scale__random_state': [7]}\n"
        + SEARCH.format(f"Pipeline([('scale', StandardScaler()), ('clf', {FOREST})])"), "warning",
    ),
    "fitted alone as well": (
        f"forest = {FOREST}\ngrid = {{'random_state': [1]}}\n" + SEARCH.format("forest") + "forest.fit(X, y)\n",
        "warning",
    ),
}  # fmt: skip


def level(folder: Path, code: str, name: str = "job.py") -> str:
    return "".join(severity for severity, _ in told(folder, code, name))


def told(folder: Path, code: str, name: str = "job.py") -> list[tuple[str, str]]:
    (folder / name).write_text(code, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return [(str(at.finding.severity), at.finding.message) for at in run.findings if at.finding.code == "MLS202"]


@pytest.mark.parametrize(("code", "expected"), GRIDS.values(), ids=GRIDS)
def test_seeds_that_a_search_sets(tmp_path: Path, code: str, expected: str) -> None:
    assert level(tmp_path, HEAD + code) == expected


SEARCHED = "search = GridSearchCV(RandomForestClassifier(random_state=0), grid).fit(X, y)\n"
REBUILT = {
    "without the seed": ("grid = {'max_depth': [3]}\n", "RandomForestClassifier(**search.best_params_)", "warning"),
    "by way of a name": ("grid = {'max_depth': [3]}\n", "RandomForestClassifier(**best)", "warning"),
    "with a seed": ("grid = {'max_depth': [3]}\n", "RandomForestClassifier(**search.best_params_, random_state=0)", ""),
    "a seed in the grid": (
        "grid = {'max_depth': [3], 'random_state': [0]}\n", "RandomForestClassifier(**search.best_params_)", "",
    ),
    "a grid that is not known": ("from own import grid\n", "RandomForestClassifier(**search.best_params_)", ""),
    "the best one itself": ("grid = {'max_depth': [3]}\n", "search.best_estimator_", ""),
}  # fmt: skip


@pytest.mark.parametrize(("grid", "model", "expected"), REBUILT.values(), ids=REBUILT)
def test_rebuilt_from_what_a_search_found(tmp_path: Path, grid: str, model: str, expected: str) -> None:
    code = HEAD + grid + SEARCHED + f"best = search.best_params_\nmodel = {model}.fit(X, y)\njoblib.dump(model, 'm')\n"
    assert level(tmp_path, code) == expected


ELLIPSE = "from sklearn.covariance import MinCovDet\ncov = MinCovDet().fit(X).covariance_\n"
DESCRIBED = {
    "an ellipse is drawn": (ELLIPSE + "plt.plot(cov)\nplt.savefig('a.png')\n", "info"),
    "the ellipse is kept": (ELLIPSE + "plt.plot(cov)\njoblib.dump(cov, 'cov.joblib')\n", "warning"),
    "a forest beside it": (ELLIPSE + "plt.plot(cov)\nRandomForestClassifier().fit(X, y)\n", "warning"),
    "nothing is drawn": (ELLIPSE + "print(cov)\n", "warning"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), DESCRIBED.values(), ids=DESCRIBED)
def test_pictures_of_where_rows_lie(tmp_path: Path, code: str, expected: str) -> None:
    assert level(tmp_path, HEAD + code) == expected


def test_a_script_that_lacks_an_import(tmp_path: Path) -> None:
    code = HEAD + f"{FOREST}.fit(X, y)\n"
    assert level(tmp_path, code) == "warning"
    assert level(tmp_path, code.replace("import pandas as pd\n", "")) == "info"
    assert level(tmp_path, code.replace("import pandas as pd", "from setting import *")) in ("warning", "")


KERAS = """
import numpy as np
from tensorflow.keras.layers import {layer}, Input
from tensorflow.keras.models import Model
given = Input(shape=(4,))
out = {layer}(3)(given)
model = Model(inputs=given, outputs=out)
model.compile('adam', 'mse')
model.fit(np.load('x.npy'), np.load('y.npy'))
"""


@pytest.mark.parametrize("layer", ["Dense", "LSTM"])
def test_what_draws_is_named(tmp_path: Path, layer: str) -> None:
    ((_, message),) = told(tmp_path, KERAS.replace("{layer}", layer))
    assert f"{layer}() draws its weights" in message


SURPRISE = "from surprise import Dataset, {name}\nrows = Dataset.load_builtin('ml-100k').build_full_trainset()\n"


@pytest.mark.parametrize("name", ["SVD", "SVDpp", "NMF"])
def test_factorisations_of_surprise(tmp_path: Path, name: str) -> None:
    head = SURPRISE.replace("{name}", name)
    assert level(tmp_path, head + f"{name}(n_factors=9).fit(rows)\n") == "warning"
    assert level(tmp_path, head + f"{name}(random_state=1).fit(rows)\n") == ""
    assert level(tmp_path, "import numpy as np\nnp.random.seed(1)\n" + head + f"{name}().fit(rows)\n") == ""


def test_neighbours_of_surprise_draw_nothing(tmp_path: Path) -> None:
    assert level(tmp_path, SURPRISE.replace("{name}", "KNNBasic") + "KNNBasic(k=4).fit(rows)\n") == ""
