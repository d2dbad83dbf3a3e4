"""Findings of one cause are told once: where, how many, and with what fix."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlsmells.cli import main
from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located
from mlsmells.engine.project import check_paths
from mlsmells.sources import source_from_text

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
READ = "import pandas as pd\ndf = pd.read_csv('a.csv')\n"
URL = "https://example.org/"


def found(folder: Path, code: str, **files: str) -> list[Located]:
    for name, text in files.items():
        (folder / name).with_suffix(".ipynb" if text.startswith("{") else ".py").write_text(text, encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    return [at for at in run.findings if at.finding.code == code]


def fills(count: int) -> str:
    return READ + "\n".join(f"df['c{n}'].fillna(0, inplace=True)\n" for n in range(count)) + "print(df)\n"


@pytest.mark.parametrize(("count", "told"), [(1, 1), (2, 2), (3, 1), (4, 1), (9, 1)])
def test_from_three_on_lost_updates_are_one(tmp_path: Path, count: int, told: int) -> None:
    assert len(found(tmp_path, "MLS317", job=fills(count))) == told


def test_neighbours_are_one(tmp_path: Path) -> None:
    lines = "df['a'].fillna(0, inplace=True)\ndf['b'].fillna(0, inplace=True)\n"
    (at,) = found(tmp_path, "MLS317", job=READ + lines + "print(df)\n")
    assert at.finding.message.endswith("(and 1 more: line 4)")
    assert at.finding.fix is not None and len(at.finding.fix.edits) == 2


def test_neighbours_told_in_other_words_are_two(tmp_path: Path) -> None:
    lines = "df['a'].fillna(0, inplace=True)\ndf.dropna()\nprint(df)\n"
    assert len(found(tmp_path, "MLS317", job=READ + lines)) == 2


def test_the_first_names_the_others(tmp_path: Path) -> None:
    (at,) = found(tmp_path, "MLS317", job=fills(7))
    assert at.line == 3
    assert at.finding.message.endswith("assign the result back (and 6 more: line 5, line 7 ...)")
    assert [step.at.line for step in at.steps] == [2, 3, 5, 7, 9, 11, 13, 15]
    assert len(at.places) == 7


def test_a_line_is_named_once(tmp_path: Path) -> None:
    reads = [f"pd.read_csv('{URL}{n}.csv')" for n in "abc"]
    text = f"import pandas as pd\n{reads[0]}\n{reads[1]}; {reads[2]}"
    (at,) = found(tmp_path, "MLS302", job=text + "\n")
    assert at.finding.message.endswith("(and 2 more: line 3)")


def test_its_fix_mends_all_of_them(tmp_path: Path) -> None:
    (at,) = found(tmp_path, "MLS317", job=fills(5))
    assert at.finding.fix is not None
    assert len(at.finding.fix.edits) == 5 and at.finding.fix.description.endswith("(in 5 places)")
    checked = CliRunner().invoke(main, ["check", str(tmp_path), "--isolated", "--no-cache"])
    assert "5 fixable with `mlsmells fix`" in checked.output
    result = CliRunner().invoke(main, ["fix", str(tmp_path), "--unsafe-fixes", "--isolated"])
    assert result.exit_code == 0, result.output
    text = (tmp_path / "job.py").read_text(encoding="utf-8")
    assert text.count("inplace") == 0 and text.count(".fillna(0)\n") == 5


def test_each_place_is_suppressed_by_itself(tmp_path: Path) -> None:
    text = fills(5).replace("df['c0'].fillna(0, inplace=True)", "df['c0'].fillna(0, inplace=True)  # noqa: MLS317")
    (at,) = found(tmp_path, "MLS317", job=text)
    assert at.line == 5 and len(at.places) == 4
    assert not found(tmp_path, "MLS001")


def test_errors_and_remarks_stay_apart(tmp_path: Path) -> None:
    text = (
        "import pandas as pd\nfrom sklearn.svm import SVC\n"
        f"a = pd.read_csv('{URL}a.csv')\nb = pd.read_csv('{URL}b.csv')\nc = pd.read_csv('{URL}c.csv')\n"
        "SVC().fit(a[['x']], a['y'])\nSVC().fit(b[['x']], b['y'])\n"
    )
    levels = {at.line: (at.finding.severity, len(at.places)) for at in found(tmp_path, "MLS302", job=text)}
    assert levels == {3: (Severity.WARNING, 2), 5: (Severity.INFO, 0)}


def test_addresses_of_a_file_are_one(tmp_path: Path) -> None:
    text = "import pandas as pd\n" + "".join(f"pd.read_csv('{URL}{n}.csv')\n" for n in "abc")
    (at,) = found(tmp_path, "MLS302", job=text)
    assert at.finding.message.endswith("(and 2 more: line 3, line 4)")


def test_places_in_notebooks_name_the_cell(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "source": READ.rstrip(), "outputs": []}]
    cells += [{"cell_type": "code", "source": f"df['{c}'].fillna(0, inplace=True)", "outputs": []} for c in "abcd"]
    (at,) = found(tmp_path, "MLS317", n=json.dumps({"nbformat": 4, "cells": cells}))
    assert "(and 3 more: cell 3 line 1, cell 4 line 1 ...)" in at.finding.message


def test_those_who_fix_see_each_place(tmp_path: Path) -> None:
    source = source_from_text(fills(6), "job.py")
    result = check_source(source, load_config(tmp_path, isolated=True))
    assert len([f for f in result.findings if f.code == "MLS317"]) == 6


FOREST = (
    "import numpy as np\nfrom sklearn.ensemble import RandomForestClassifier\n"
    "RandomForestClassifier().fit(np.load('x{n}.npy'), np.load('y{n}.npy'))\n"
)


@pytest.mark.parametrize(("programs", "readme", "told"), [
    (1, "Churn", 1), (2, "Churn", 1), (3, "Churn", 1),
    (2, "A course in machine learning", 1), (1, "A course in machine learning", 1),
])  # fmt: skip
def test_unseeded_programs_of_a_project(tmp_path: Path, programs: int, readme: str, told: int) -> None:
    (tmp_path / "README.md").write_text(f"# {readme}\n", encoding="utf-8")
    files = {f"train{n}": FOREST.replace("{n}", str(n)) for n in range(programs)}
    at, *others = found(tmp_path, "MLS202", **files)
    assert 1 + len(others) == told
    if told == 1 < programs:
        assert f"(and {programs - 1} more: train1.py" in at.finding.message


LISTS = """
import os
import pandas as pd
def {name}(folder):
    tables = []
    for file in os.listdir(folder):
        tables.append(pd.read_csv(os.path.join(folder, file)))
    return pd.concat(tables)
{name}("a").to_csv("{name}.csv")
"""


@pytest.mark.parametrize(
    ("functions", "told"), [(("join", "join"), 1), (("join", "collect"), 2), (("main", "main"), 2)]
)
def test_scripts_that_hold_one_function_repeat_one_fault(tmp_path: Path, functions: tuple[str, str], told: int) -> None:
    files = {f"job{n}": LISTS.replace("{name}", name) + f"print({n})\n" for n, name in enumerate(functions)}
    assert len(found(tmp_path, "MLS207", **files)) == told


@pytest.mark.parametrize(
    ("text", "said"),
    [("print 'a'\n", "this looks like Python 2"), ("lazy import numpy\n", "needs Python 3.15")],
    ids=["older", "newer"],
)
def test_code_of_another_python_is_one_problem(tmp_path: Path, text: str, said: str) -> None:
    for n in range(3):
        (tmp_path / f"job{n}.py").write_text(text, encoding="utf-8")
    (tmp_path / "other.py").write_text("x = = 1\n", encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    other, first = sorted(run.errors, key=lambda at: len(at.places))
    assert (
        other.path == "other.py" and said in first.finding.message and "(and 2 more: job1.py" in first.finding.message
    )
    assert CliRunner().invoke(main, ["check", str(tmp_path), "--isolated", "--no-cache"]).exit_code == 2


def test_what_stands_on_no_line_of_code_is_told_together_too(tmp_path: Path) -> None:
    """Credentials in a raw cell of a notebook without code."""
    text = (FIXTURES / "notebooks/secret-in-source/bad.py").read_text(encoding="utf-8")
    notebook = json.dumps({"nbformat": 4, "cells": [{"cell_type": "raw", "source": text}]})
    (at,) = found(tmp_path, "MLS409", job=notebook)
    assert len(at.places) > 1 and at.frame == ()
