"""Seeds over what an entry point imports: which count, which do not, and that nothing is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths

FOREST = "from sklearn.ensemble import RandomForestClassifier as Forest\n"
TRAIN = FOREST + "{}if __name__ == '__main__':\n    {}\n    Forest().fit([[0.0], [1.0]], [0, 1])\n"
NET = (
    "import torch\n{}if __name__ == '__main__':\n    {}\n    net = torch.nn.Linear(1, 1)\n"
    "    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n    loss = torch.nn.functional.mse_loss(net(X), y)\n"
    "    loss.backward()\n    optimizer.step()\n"
)
SEEDED = "import numpy as np\nnp.random.seed(3)\n"

CASES: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "nowhere": ({"t.py": TRAIN.format("", "pass")}, [("t.py", "MLS202")]),
    "in a module that is only imported": ({"t.py": TRAIN.format("import s\n", "pass"), "s.py": SEEDED}, []),
    "in a module that is not imported": (
        {"t.py": TRAIN.format("", "pass"), "s.py": SEEDED},
        [("t.py", "MLS202")],
    ),
    "two imports away": (
        {"t.py": TRAIN.format("import a\n", "pass"), "a.py": "import s\n", "s.py": SEEDED},
        [],
    ),
    "from the clock": (
        {
            "t.py": TRAIN.format("import s\n", "pass"),
            "s.py": "import time\nimport numpy as np\nnp.random.seed(int(time.time()))\n",
        },
        [("t.py", "MLS202")],
    ),
    "in a function that nobody calls": (
        {"t.py": TRAIN.format("import s\n", "pass"), "s.py": "import numpy as np\ndef fix():\n    np.random.seed(3)\n"},
        [("t.py", "MLS202")],
    ),
    "in a function that is called": (
        {
            "t.py": TRAIN.format("import s\n", "s.fix()"),
            "s.py": "import numpy as np\ndef fix():\n    np.random.seed(3)\n",
        },
        [],
    ),
    "with a number of the configuration": (
        {
            "t.py": TRAIN.format("import s, yaml\n", "s.fix(yaml.safe_load(f)['seed'])"),
            "s.py": "import numpy as np\ndef fix(n):\n    np.random.seed(n)\n",
        },
        [],
    ),
    "another library": (
        {"t.py": NET.format("import s\n", "pass"), "s.py": SEEDED},
        [("t.py", "MLS204")],
    ),
    "by Lightning in a module": (
        {"t.py": NET.format("import s\n", "pass"), "s.py": "import lightning as L\nL.seed_everything(1)\n"},
        [],
    ),
    "by Accelerate in a helper": (
        {
            "t.py": NET.format("from s import go\n", "go()"),
            "s.py": "from accelerate.utils import set_seed\ndef go():\n    set_seed(1)\n",
        },
        [],
    ),
    "by a trainer": (
        {"t.py": NET.format("import transformers\n", "transformers.TrainingArguments('out')")},
        [],
    ),
    "by the program that imports the script": (
        {"t.py": FOREST + "Forest().fit([[0.0], [1.0]], [0, 1])\n", "r.py": SEEDED + "import t\n"},
        [],
    ),
    "in a conftest": (
        {"tests/test_t.py": FOREST + "Forest().fit([[0.0], [1.0]], [0, 1])\n", "tests/conftest.py": SEEDED},
        [],
    ),
    "too late": (
        {
            "t.py": TRAIN.format("import s\n", "s.start(); s.fix()"),
            "s.py": "import numpy as np\nfrom sklearn.svm import SVC\n"
            "def fix():\n    np.random.seed(3)\n"
            "def start():\n    X = np.random.rand(4, 1)\n    SVC().fit(X, [0, 1, 0, 1])\n",
        },
        [("t.py", "MLS204")],
    ),
    "Python's own in a module without libraries": (
        {"t.py": "import random\n" + TRAIN.format("import s\n", "pass"), "s.py": "import random\nrandom.seed(1)\n"},
        [("t.py", "MLS204")],
    ),
    "draws of a shared helper": (
        {
            "a.py": "import s\nif __name__ == '__main__':\n    s.fit()\nimport numpy\n",
            "b.py": "import s\nif __name__ == '__main__':\n    s.fit()\nimport numpy\n",
            "s.py": FOREST + "def fit():\n    Forest().fit([[0.0], [1.0]], [0, 1])\n",
        },
        [("a.py", "MLS202")],
    ),
    "draws of a helper that is a program itself": (
        {
            "a.py": "import s\nif __name__ == '__main__':\n    s.fit()\nimport numpy\n",
            "s.py": FOREST
            + "def fit():\n    Forest().fit([[0.0], [1.0]], [0, 1])\nif __name__ == '__main__':\n    fit()\n",
        },
        [("s.py", "MLS202")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_seeded(tmp_path: Path, case: str) -> None:
    files, expected = CASES[case]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    config = load_config(tmp_path, isolated=True).with_options({"select": ["MLS202", "MLS204"]})
    run = check_paths([tmp_path], config, jobs=1)
    assert run.errors == ()
    assert [(at.path, at.finding.code) for at in run.findings] == expected
