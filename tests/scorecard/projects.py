"""Small projects on disk, checked."""

from __future__ import annotations

from pathlib import Path

from mlsmells.config import Config, load_config
from mlsmells.engine.project import ProjectResult, check_paths
from repositories import git

DATA = """\
import pandas as pd
from sklearn.model_selection import train_test_split

df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
"""
FOREST = """\
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score

model = RandomForestClassifier({seed})
model.fit(X_train, y_train)
print(f1_score(y_test, model.predict(X_test)))
"""
SEEDED = DATA + FOREST.format(seed="random_state=0")
UNSEEDED = DATA + FOREST.format(seed="")
DUMMY = """\
from sklearn.dummy import DummyClassifier

print(DummyClassifier().fit(X_train, y_train).score(X_test, y_test))
"""


def project(folder: Path, files: dict[str, str]) -> Path:
    """A repository of these files."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    return folder


def checked(folder: Path) -> tuple[ProjectResult, Config]:
    """A run over all of it."""
    config = load_config(folder)
    return check_paths([folder], config, jobs=1), config
