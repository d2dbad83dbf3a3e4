"""What is a course, and what only looks like one: by the names of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.config.courses import why_course
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

PACKAGE = ["pyproject.toml", *(f"src/shop/{name}.py" for name in ("__init__", "data", "features", "train", "serve"))]
EDA = [f"notebooks/0{n}_{what}.ipynb" for n, what in enumerate(("eda", "features", "model", "errors", "report"), 1)]
GAP = '{"cells": [{"cell_type": "code", "source": "# YOUR CODE HERE", "outputs": [], "metadata": {}}]}'

COURSES: dict[str, tuple[list[str], str]] = {
    "weeks": ([f"week{n}/practice.ipynb" for n in range(1, 5)], "4 numbered parts called 'week'"),
    "weeks of two terms": (["week0_01_bayes/a.ipynb", "week0_02_svm/a.ipynb", "week1_01_rl/a.ipynb"], "'week'"),
    "chapters of a book": ([f"ch{n:02}/ch{n:02}.py" for n in range(1, 9)], "8 numbered parts called 'chapter'"),
    "chapters as notebooks": ([f"Chapter {n} - Trees.ipynb" for n in (1, 2, 3)], "'chapter'"),
    "lessons with helpers": (
        [*(f"lesson-{n}/main.py" for n in range(9)), "utils/__init__.py", "utils/plot.py"],
        "lesson",
    ),
    "sections that hold packages": ([f"section-0{n}-api/app/__init__.py" for n in (4, 5, 6, 7)], "'section'"),
    "homework and solutions": (["hw/homework.ipynb", "hw/solution.ipynb", "extra/exercises.ipynb"], "3 exercises"),
    "chapters in Chinese": ([f"code/第{n}章-网络/train.py" for n in "二三四"], "3 numbered parts called '章'"),
    "chapters that hold other languages": (
        ["code/第一章/a.py", "code/第二章/a.m", "code/第三章/a.cpp"],
        "3 numbered parts called '章'",
    ),
    "chapters in German": ([f"Kapitel {n}/a.py" for n in (1, 2, 3)], "'kapitel'"),
    "chapters in Spanish": ([f"capítulo{n}.py" for n in (1, 2, 3)], "'capítulo'"),
    "many notebooks and a script": ([*(f"{c}.ipynb" for c in "abcdefghijkl"), "clean.py"], "12 notebooks without"),
}
OTHERS: dict[str, list[str]] = {
    "explorations beside a package": PACKAGE + EDA,
    "explorations by week beside a package": PACKAGE + [f"notebooks/week_{n}.ipynb" for n in range(1, 7)],
    "explorations beside scripts": [*EDA, "train.py", "features.py", "predict.py"],
    "explorations alone": EDA,
    "a library with tutorials": PACKAGE + [f"docs/tutorial_{n}.ipynb" for n in range(12)],
    "a library with examples": [f"lib/{n}.py" for n in ("__init__", *"abcdef")]
    + [f"examples/{n}.ipynb" for n in range(9)],
    "steps of a pipeline": [f"0{n}_{what}/run.py" for n, what in enumerate(("get", "clean", "train", "score"), 1)],
    "numbered experiments": [f"experiments/exp_{n}.py" for n in range(1, 20)],
    "numbered parts of the data": [f"load_part{n}.py" for n in range(1, 9)],
    "one chapter": ["第一章/train.py", "data/clean.py"],
    "two days": ["day1.ipynb", "day2.ipynb", "train.py"],
    "one homework": ["homework.ipynb", "solve.py"],
    "networks with numbers": ["models/resnet18.py", "models/vgg16.py", "models/vgg19.py", "train.py"],
    "tests with exercises in the name": ["tests/test_exercise_1.py", *PACKAGE],
}


def laid_out(root: Path, paths: list[str]) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("{}" if path.endswith(".ipynb") else "", encoding="utf-8")
    return root


@pytest.mark.parametrize(("paths", "why"), COURSES.values(), ids=COURSES)
def test_courses(paths: list[str], why: str, tmp_path: Path) -> None:
    assert why in why_course(laid_out(tmp_path, paths))


@pytest.mark.parametrize("paths", OTHERS.values(), ids=OTHERS)
def test_other_projects(paths: list[str], tmp_path: Path) -> None:
    assert why_course(laid_out(tmp_path, paths)) == ""


README = {
    "course": ("# Deep learning tutorials\nNotebooks for the lectures.", True),
    "behind pictures": ('<p><img src="a.png"></p>\n\n[![x](y)](z)\n# A free course on MLOps', True),
    "own work for a course": ("# Sales forecast\nProject for the machine learning course of a university.", False),
    "no course": ("# Sales forecast\nNotebooks and scripts.", False),
}


@pytest.mark.parametrize(("text", "teaches"), README.values(), ids=README)
def test_the_readme_counts_beside_notebooks(text: str, teaches: bool, tmp_path: Path) -> None:
    laid_out(tmp_path, [*EDA, "train.py"])
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    assert bool(why_course(tmp_path)) is teaches


SCRIPTS = [f"code/{part}/{name}.py" for part in ("trees", "svm", "knn") for name in ("fit", "plot", "compare")]
TITLES: dict[str, tuple[str, str, list[str], bool]] = {
    "its title": ("ml", "# A Machine Learning Course with Python\n", SCRIPTS, True),
    "a title between lines": ("ml", "####\nA Machine Learning Course\n####\n", SCRIPTS, True),
    "a title in Chinese": ("ml", "# 机器学习课程\n", SCRIPTS, True),
    "its name": ("machine-learning-course", "# Code\n", SCRIPTS, True),
    "a service about courses": ("ml", "# Course recommendation service\n", SCRIPTS, False),
    "a service by its image": ("course", "# Course\n", [*SCRIPTS, "Dockerfile"], False),
    "its name, and a title that tells": ("book", "# Predicting the price of a book\n", SCRIPTS, False),
    "courses in the name": ("course-finder", "# Code\n", SCRIPTS, False),
    "few scripts": ("ml-course", "# Code\n", SCRIPTS[:4], False),
    "a package": ("ml-course", "# Course\n", PACKAGE, False),
    "a package with one folder of tutorials": ("shop", "# Shop\n", [*PACKAGE, "tutorial/a.py", "tutorial/b.py"], False),
    "own work": ("ml", "# Course project: prices\n", SCRIPTS, False),
}


@pytest.mark.parametrize(("name", "title", "paths", "expected"), TITLES.values(), ids=TITLES)
def test_it_calls_itself_a_course(name: str, title: str, paths: list[str], expected: bool, tmp_path: Path) -> None:
    root = laid_out(tmp_path / name, paths)
    (root / "README.md").write_text(title, encoding="utf-8")
    assert ("stand each for itself" in why_course(root)) is expected


def test_scripts_that_import_each_other_are_a_program(tmp_path: Path) -> None:
    root = laid_out(tmp_path / "ml-course", SCRIPTS)
    for path in SCRIPTS[1:]:
        (root / path).write_text("from fit import train\n", encoding="utf-8")
    assert not why_course(root)


def test_gaps_for_the_reader(tmp_path: Path) -> None:
    for name in ("trees", "svm"):
        (tmp_path / f"{name}.ipynb").write_text(GAP, encoding="utf-8")
    assert why_course(tmp_path) == "2 notebooks with gaps for the reader"


def test_one_gap_is_a_note_to_oneself(tmp_path: Path) -> None:
    laid_out(tmp_path, ["a.ipynb", "b.ipynb"])
    (tmp_path / "a.ipynb").write_text(GAP, encoding="utf-8")
    assert why_course(tmp_path) == ""


def test_the_profile_says_why(tmp_path: Path) -> None:
    laid_out(tmp_path, COURSES["weeks"][0])
    config = load_config(tmp_path)
    assert config.profile == "course"
    assert config.settings()[0].origin == "recognised: 4 numbered parts called 'week'"


def test_a_named_profile_wins(tmp_path: Path) -> None:
    laid_out(tmp_path, COURSES["weeks"][0])
    (tmp_path / "mlsmells.yaml").write_text("profile: project\n", encoding="utf-8")
    assert load_config(tmp_path).profile == "project"
    assert load_config(tmp_path).with_options({"profile": "research"}).profile == "research"


def test_an_override_wins(tmp_path: Path) -> None:
    laid_out(tmp_path, COURSES["weeks"][0])
    (tmp_path / "mlsmells.yaml").write_text("severity: {MLS2: error}\n", encoding="utf-8")
    (tmp_path / "week1/train.py").write_text(UNSEEDED, encoding="utf-8")
    assert ("MLS201", Severity.ERROR) in said(tmp_path)


UNSEEDED = """from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
def run(X, y):
    X = StandardScaler().fit_transform(X)
    a, b, c, d = train_test_split(X, y)
    return LogisticRegression().fit(a, c).score(b, d)
"""


def said(root: Path, *below: str) -> set[tuple[str, Severity]]:
    folder = root.joinpath(*below)
    run = check_paths([folder], load_config(folder), jobs=1)
    return {(at.finding.code, at.finding.severity) for at in run.findings}


def test_leaks_stay_and_hygiene_is_a_note(tmp_path: Path) -> None:
    """Of one file and of the whole folder the same is said."""
    laid_out(tmp_path, ["setup.cfg", *COURSES["weeks"][0]])
    (tmp_path / "week1/train.py").write_text(UNSEEDED, encoding="utf-8")
    alone = said(tmp_path, "week1", "train.py")
    assert {code: severity > Severity.INFO for code, severity in alone} == {"MLS103": True, "MLS201": False}
    assert alone <= said(tmp_path)


def test_hygiene_stays_a_finding_elsewhere(tmp_path: Path) -> None:
    laid_out(tmp_path, PACKAGE + EDA)
    (tmp_path / "src/shop/train.py").write_text(UNSEEDED, encoding="utf-8")
    assert ("MLS201", Severity.WARNING) in said(tmp_path)
