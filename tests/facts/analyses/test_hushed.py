"""Warnings that are switched off, errors that are let pass."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, hushed
from mlsmells.sources import source_from_text

FILTERS = {
    "all": ("warnings.filterwarnings('ignore')", 1),
    "all, simply": ("warnings.simplefilter('ignore')", 1),
    "a category": ("warnings.simplefilter('ignore', FutureWarning)", 0),
    "a module": ("warnings.filterwarnings('ignore', module='x')", 0),
    "shown": ("warnings.simplefilter('always')", 0),
    "for some lines": ("with warnings.catch_warnings():\n    warnings.simplefilter('ignore')", 0),
    "numbers": ("np.seterr(all='ignore')", 1),
    "divisions": ("np.seterr(divide='ignore')", 0),
    "copies": ("pd.options.mode.chained_assignment = None", 1),
}
HANDLERS = {
    "bare": ("for p in ps:\n    try:\n        a.append(pd.read_csv(p))\n    except:\n        pass", [True]),
    "every": (
        "for p in ps:\n    try:\n        a.append(pd.read_csv(p))\n    except Exception:\n        continue",
        [True],
    ),
    "named": ("for p in ps:\n    try:\n        a.append(pd.read_csv(p))\n    except OSError:\n        continue", []),
    "told": ("for p in ps:\n    try:\n        a.append(pd.read_csv(p))\n    except Exception:\n        print(p)", []),
    "once": ("try:\n    a = pd.read_csv(p)\nexcept Exception:\n    pass", []),
    "a fit": ("try:\n    LinearRegression().fit(X, y)\nexcept Exception:\n    pass", [False]),
    "a prediction of who knows what": (
        "for p in ps:\n    try:\n        a.append(model.predict(p))\n    except:\n        continue",
        [True],
    ),
    "a prediction, the error named": (
        "for p in ps:\n    try:\n        a.append(model.predict(p))\n    except ValueError:\n        continue",
        [],
    ),
    "a function that is called so": (
        "for p in ps:\n    try:\n        a.append(predict(p))\n    except:\n        continue",
        [],
    ),
    "no data": ("for p in ps:\n    try:\n        a.append(int(p))\n    except Exception:\n        pass", []),
    "in turn": (
        "for e in es:\n    try:\n        a = pd.read_csv(p, e)\n        break\n    except Exception:\n        pass",
        [],
    ),
}


@pytest.mark.parametrize(("code", "expected"), FILTERS.values(), ids=FILTERS)
def test_filters(code: str, expected: int) -> None:
    facts = build(source_from_text(f"import warnings\nimport numpy as np\nimport pandas as pd\n{code}", "a.py"))
    assert len(list(hushed.blanket_filters(facts))) == expected


@pytest.mark.parametrize(("code", "expected"), HANDLERS.values(), ids=HANDLERS)
def test_handlers(code: str, expected: list[bool]) -> None:
    head = "import pandas as pd\nfrom sklearn.linear_model import LinearRegression\na = []\n"
    facts = build(source_from_text(head + code, "a.py"))
    assert [found.rows for found in hushed.swallowed(facts)] == expected
