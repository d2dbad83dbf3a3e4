"""``mlsmells verify`` on small programs, which it runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mlsmells.cli import main

DATA = """\
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(0)
X, y = rng.normal(size=(90, 3)), rng.integers(0, 2, 90)
"""
SPLIT = "Xa, Xb, ya, yb = train_test_split(X, y{seed})\nprint('rows', len(Xa))\n"
SCORE = "print('accuracy', LogisticRegression().fit(Xa, ya).score(Xb, yb), Xa.sum())\n"
UNSEEDED, SEEDED = (DATA + SPLIT.format(seed=seed) + SCORE for seed in ("", ", random_state=0"))


def verified(folder: Path, code: str, *options: str, name: str = "train.py", answer: str = "") -> Result:
    script = folder / name
    script.write_text(code, encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    result = CliRunner().invoke(main, ["verify", str(script), "--isolated", *options], input=answer)
    assert script.read_text(encoding="utf-8") == code
    assert sorted(path.name for path in folder.iterdir()) == before  # nothing is written here
    return result


def test_two_runs_that_agree(tmp_path: Path) -> None:
    result = verified(tmp_path, SEEDED + "open('scores.txt', 'w').write('1')\n", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("both runs agree: 2 printed lines, 1 file written\n")
    assert result.stderr.count("running") == 2 and "hash seed 1" in result.stderr


def test_the_first_difference_and_the_call_to_blame(tmp_path: Path) -> None:
    result = verified(tmp_path, UNSEEDED, "--yes")
    first, *_ = result.stdout.splitlines()
    assert result.exit_code == 1
    assert first.startswith("first difference: line 2 of the output: ") and "→" in first
    assert "blamed: train.py, line 7: train_test_split() draws at random and nothing seeds it" in result.stdout
    assert "whatever the hash seed is" in result.stderr


def test_all_unseeded_calls_are_named_in_their_order(tmp_path: Path) -> None:
    code = "import random\n" + UNSEEDED + "print(np.random.rand(), random.random())\n"
    lines = verified(tmp_path, code, "--yes").stdout.splitlines()
    places = [line.split(": ")[-2].split("line ")[-1] for line in lines if "draws at random" in line]
    assert places == ["8", "11", "11"]


def test_a_seed_that_comes_first_takes_the_blame_off(tmp_path: Path) -> None:
    code = (
        "import uuid\nimport numpy as np\nnp.random.seed(0)\nprint(np.random.rand(), 'run', hash(str(uuid.uuid4())))\n"
    )
    result = verified(tmp_path, code, "--yes")
    assert result.exit_code == 1 and "the analysis blames nothing in train.py" in result.stdout


def test_the_order_of_a_set_is_told_from_a_draw(tmp_path: Path) -> None:
    code = (
        "import numpy as np\nimport pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        "frame = pd.DataFrame({w: np.arange(20.0) for w in ('age', 'income', 'city', 'visits', 'clicks')})\n"
        "names = list(set(frame.columns) - {'city'})\n"
        "model = LogisticRegression().fit(frame[names], [0, 1] * 10)\n"
        "print(names)\nprint(np.random.default_rng().random() < 2)\n"
    )
    result = verified(tmp_path, code, "--yes")
    assert result.exit_code == 1 and "with another hash seed alone" in result.stderr
    assert "blamed: train.py, line 5: MLS206" in result.stdout and "default_rng" not in result.stdout


def test_files_are_compared(tmp_path: Path) -> None:
    code = (
        "import json, numpy as np\nnp.save('weights.npy', np.random.rand(3))\n"
        "json.dump({'accuracy': float(np.random.rand())}, open('scores.json', 'w'))\nopen('same.txt', 'w').write('a')\n"
    )
    result = verified(tmp_path, code, "--yes")
    assert result.stdout.startswith("first difference: scores.json: line 1, accuracy 0.")
    assert "  then weights.npy: other bytes\n" in result.stdout and "same.txt" not in result.stdout


def test_files_that_one_run_alone_writes(tmp_path: Path) -> None:
    code = "import numpy as np\nfor n in range(np.random.default_rng().integers(1, 8)):\n    open('abcdefg'[n], 'w')\n"
    for _ in range(5):  # two runs may write as many
        result = verified(tmp_path, code, "--yes")
        if result.exit_code:
            break
    assert result.exit_code == 1 and " run alone" in result.stdout


LASTING = {
    "a duration": "import time\nstart = time.time()\nprint(f'took {time.time() - start:.6f} s')\n",
    "a time": "import datetime\nprint('done', datetime.datetime.now())\n",
    "seconds since 1970": "import time\nprint(time.time())\n",
    "an address": "print(object())\n",
    "the folder": "import os\nprint(os.getcwd())\n",
    "a name with the time": "import time\nopen(f'run_{time.time_ns()}.txt', 'w').write('a')\n",
    "a file with the time": "import datetime\nopen('a.json', 'w').write(str(datetime.datetime.now()))\n",
    "a log": "import time\nopen('train.log', 'w').write(str(time.perf_counter_ns()))\n",
    "standard error": "import os, sys\nprint(os.urandom(4), file=sys.stderr)\n",
}


@pytest.mark.parametrize("code", LASTING.values(), ids=LASTING)
def test_what_no_program_repeats_is_no_difference(code: str, tmp_path: Path) -> None:
    result = verified(tmp_path, code, "--yes")
    assert result.exit_code == 0, result.output


def test_the_last_line_of_a_cell_is_what_a_notebook_shows(tmp_path: Path) -> None:
    cells = [["import numpy as np\n", "x = 1"], ["%time\n", "# scores\n", "np.random.rand(\n", "    2)"], ["x;"]]
    notebook = {
        "cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    result = verified(tmp_path, json.dumps(notebook), "--yes", name="a.ipynb")
    assert result.exit_code == 1 and result.stdout.startswith("first difference: line 1 of the output: ")
    assert "blamed: a.ipynb, cell 2, line 3: numpy.random.rand()" in result.stdout


def test_a_call_in_another_module_is_blamed_there(tmp_path: Path) -> None:
    (tmp_path / "tables.py").write_text(
        "import numpy as np\n\n\ndef noise():\n    return np.random.rand()\n", encoding="utf-8"
    )
    result = verified(tmp_path, "from tables import noise\nimport numpy as np\nprint('noise', noise())\n", "--yes")
    assert "blamed: train.py, tables.py:5: numpy.random.rand()" in result.stdout


def test_arguments_are_handed_on(tmp_path: Path) -> None:
    result = verified(tmp_path, "import sys\nassert sys.argv[1:] == ['a', '--b']\n", "--yes", "--", "a", "--b")
    assert result.exit_code == 0, result.output


def test_runs_nothing_unasked(tmp_path: Path) -> None:
    result = verified(tmp_path, SEEDED, answer="n\n")
    assert result.exit_code == 2 and "This runs" in result.stderr and "running" not in result.stderr


NOT_RUN = {
    "an error": ("1 / 0\n", "ZeroDivisionError"),
    "endless": ("while True:\n    pass\n", "not done after 2 seconds"),
    "the network": ("import socket\nsocket.create_connection(('localhost', 1))\n", "no network"),
}


@pytest.mark.parametrize(("code", "why"), NOT_RUN.values(), ids=NOT_RUN)
def test_what_does_not_run(code: str, why: str, tmp_path: Path) -> None:
    result = verified(tmp_path, code, "--yes", "--seconds", "2")
    assert result.exit_code == 2 and "it does not run: " in result.stderr and why in result.stderr


def test_help_says_that_it_runs_code() -> None:
    assert "This runs your code" in CliRunner().invoke(main, ["verify", "--help"]).stdout
