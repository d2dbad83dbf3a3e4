"""Generated programs of any size: functions that read, split, fit and score, and a main that calls them."""

from __future__ import annotations

from pathlib import Path

_HEAD = """import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

"""
_FUNCTION = '''
def run_{0}(path, columns=("a", "b")):
    """Part {0}."""
    table = pd.read_csv(path)
    table["ratio_{0}"] = table["a"] / (table["b"] + {0})
    X, y = table[list(columns)], table["label"]
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state={0})
    scaler = StandardScaler().fit(X_train)
    model = LogisticRegression(C={0} + 1)
    model.fit(scaler.transform(X_train), y_train)
    if table.shape[0] > {0}:
        print("rows", table.shape[0])
    for name in columns:
        print(name, table[name].mean())
    return model.score(scaler.transform(X_test), y_test)

'''
_LINES = _FUNCTION.count("\n")


def program(lines: int) -> str:
    """A module of about so many lines."""
    count = lines // (_LINES + 1)
    calls = "".join(f'print(run_{number}("data_{number}.csv"))\n' for number in range(count))
    return _HEAD + "".join(_FUNCTION.format(number) for number in range(count)) + calls


def one_file(place: Path, lines: int) -> None:
    place.mkdir()
    (place / "program.py").write_text(program(lines), encoding="utf-8")


def many_files(place: Path, count: int) -> None:
    """Modules of a hundred lines that share a function of the first one."""
    place.mkdir()
    for number in range(count):
        above = "from part_0 import run_0 as shared\n\nprint(shared('shared.csv'))\n" if number else ""
        (place / f"part_{number}.py").write_text(above + program(100), encoding="utf-8")
