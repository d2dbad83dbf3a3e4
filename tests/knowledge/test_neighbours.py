"""Files that import a module of the project with an ML library."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.knowledge.neighbours import lead_to_learning

FILES = {
    "train.py": "from sklearn.svm import SVC\n",
    "plain.py": "import json\n",
    "models/__init__.py": "",
    "models/forest.py": "import os, sklearn.ensemble\n",
    "jobs/lib.py": "import torch\n",
}
CASES = {
    "from a module beside it": ("", "from train import run\n", True),
    "imports a module beside it": ("", "import json, train as t\n", True),
    "in a function": ("", "def main():\n    import train\n", True),
    "of a package": ("", "import models.forest\n", True),
    "from the folder above": ("jobs", "from models.forest import fit\n", True),
    "relative": ("jobs", "from .lib import fit\n", True),
    "relative, from above": ("jobs", "from ..train import run\n", True),
    "a module that learns nothing": ("", "from plain import read\n", False),
    "a package without a library": ("", "import models\n", False),
    "relative means this folder": ("jobs", "from .train import run\n", False),
    "only said": ("", "# read train.py first\nprint('import train')\n", False),
    "nothing": ("", "x = 1\n", False),
}


@pytest.mark.parametrize(("folder", "text", "leads"), CASES.values(), ids=CASES)
def test_leads_to_learning(tmp_path: Path, folder: str, text: str, leads: bool) -> None:
    for name, code in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(code, encoding="utf-8")
    assert lead_to_learning(str(tmp_path / folder), text) is leads
