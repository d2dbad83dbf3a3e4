"""Small git repositories for tests, and files with mistakes to put into them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from mlsmells.cli import main

SRC = Path(__file__).resolve().parent.parent / "src"
LEAK = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

df = pd.read_csv("a.csv")
y = df.pop("y")
X = StandardScaler().fit_transform(df)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
print(model.score(X_test, y_test))
"""
FIT_ON_TEST = "other = LogisticRegression().fit(X_test, y_test)\nprint(other.score(X_test, y_test))\n"


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody; fails when it does."""
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, message: str = "a") -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def repository(folder: Path, **files: str) -> Path:
    """A repository with these files (``train`` → ``train.py``) in its first commit."""
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitignore").write_text(".mlsmells_cache/\n", encoding="utf-8")
    (folder / "a.csv").write_text("a,y\n1,0\n", encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    commit(folder)
    return folder


def run(*arguments: str) -> Result:
    """The command line, in this process."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def flake8(folder: Path, *arguments: str) -> list[str]:
    """What flake8 reports under MLS, in a process of its own."""
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=MLS", "--filename=*.py,*.ipynb", "-j1"]
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    done = subprocess.run(
        [*command, *(arguments or (".",))], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


def notebook(*cells: str) -> str:
    """A notebook with these code cells, as editors write it."""
    raw = [
        {
            "cell_type": "code",
            "execution_count": number,
            "metadata": {},
            "outputs": [],
            "source": cell.splitlines(keepends=True),
        }
        for number, cell in enumerate(cells, 1)
    ]
    return json.dumps({"cells": raw, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"
