"""Where a file uses what its libraries no longer have."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, retired
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\nimport pandas as pd\ndf = pd.read_csv('a.csv')\n"
# Code → the entries that it uses.
USED: dict[str, tuple[str, list[str]]] = {
    "a name": ("x = np.float(1)", ["numpy.float"]),
    "an import": ("from sklearn.datasets import load_boston, load_iris", ["sklearn.datasets.load_boston"]),
    "a module": ("import sklearn.grid_search", ["sklearn.grid_search"]),
    "inside a module": (
        "from sklearn.cross_validation import KFold, cross_val_score",
        ["sklearn.cross_validation"] * 2,
    ),
    "an argument": (
        "from sklearn.metrics import mean_squared_error as mse\nmse(1, 2, squared=False)",
        ["sklearn.metrics.mean_squared_error(squared)"],
    ),
    "a value": (
        "import sklearn.linear_model as lm\nlm.LogisticRegression(penalty='none')",
        ["sklearn.linear_model.LogisticRegression(penalty=none)"],
    ),
    "another value": ("import sklearn.linear_model as lm\nlm.LogisticRegression(penalty='l1')", []),
    "a value that is not known": ("from sklearn.linear_model import SGDClassifier\nSGDClassifier(loss=loss)", []),
    "a method of a frame": ("df.append(df)", ["append"]),
    "a method of a column": ("df['a'].mad()", ["mad"]),
    "a method of a list": ("x = []\nx.append(df)", []),
    "a list in a cell": ("df.at[0, 'tags'].append('x')", []),
    "a part of a frame that grows": ("y = df[df.a > 0].append(df)", ["append"]),
    "a method of what is not known": ("def f(x):\n    return x.append(1)", []),
    "an argument of a method": ("df.fillna(method='bfill')", ["fillna(method)"]),
    "the same without it": ("df.fillna(0)", []),
    "an indexer": ("df.ix[0]", ["ix"]),
    "behind a try": ("try:\n    x = np.float\nexcept AttributeError:\n    x = float", []),
    "behind a try for everything": ("try:\n    x = np.float\nexcept Exception:\n    x = float", ["numpy.float"]),
    "an import in a try for everything": (
        "try:\n    from sklearn.externals import joblib\nexcept:\n    import joblib",
        [],
    ),
    "in a try for something else": ("try:\n    x = np.float\nexcept ValueError:\n    x = float", ["numpy.float"]),
    "behind a version": ("if np.__version__ < '1.24':\n    x = np.float", []),
    "behind an answer": ("NEW = hasattr(np, 'float64')\nif not NEW:\n    x = np.float", []),
    "after an answer": (
        "import inspect\nfrom sklearn.preprocessing import OneHotEncoder\ndef f():\n"
        "    params = inspect.signature(OneHotEncoder).parameters\n    if 'sparse_output' in params:\n"
        "        return OneHotEncoder(sparse_output=False)\n    return OneHotEncoder(sparse=False)",
        [],
    ),
    "after a version": (
        "def f():\n    if np.__version__ > '1.24':\n        return float\n    return np.float",
        [],
    ),
    "after an answer that changes nothing": (
        "def f():\n    if np.__version__ > '1.24':\n        print('new')\n    return np.float",
        ["numpy.float"],
    ),
    "after another condition": ("def f():\n    if df.empty:\n        return 0\n    return np.float", ["numpy.float"]),
    "beside an answer": ("NEW = hasattr(np, 'float64')\nx = np.float", ["numpy.float"]),
    "behind another condition": ("if df.empty:\n    x = np.float", ["numpy.float"]),
    "given back": ("np.float = float\nx = np.float(1)", []),
    "another one given back": ("np.int = int\nx = np.float(1)", ["numpy.float"]),
    "a name of its own": ("def f(np):\n    return np.float", []),
    "of the project": ("from .sklearn.datasets import load_boston", []),
    "not gone": ("x = np.float64(1)", []),
}


@pytest.mark.parametrize("name", USED)
def test_uses(name: str) -> None:
    code, expected = USED[name]
    facts = build(source_from_text(HEAD + code + "\n", "train.py"))
    assert [use.entry.name for use in retired.uses(facts)] == expected
